"""Which chapters a report has, on programmes that have everything, and on those that lack something."""

import pytest

import kmu_eval as kmu
from kmu_eval.report.asked import asked
from kmu_eval.report.blocks import Picture, Prose
from kmu_eval.report.contents import contents

ABOUT = """
[programme]
name = "Müller & Söhne <GmbH>"
period = { start = 2020-01-01, end = 2020-12-31 }
languages = ["de"]

[sources.events]
table = "events"
files = "raw/heads.csv"

[sources.events.columns]
event = "id"
date = { from = "day", format = "%Y-%m-%d" }
mode = "mode"
kind = { value = "talk" }
"""
HEADS = """
[sources.heads]
table = "head_counts"
files = "raw/heads.csv"

[sources.heads.columns]
event = "id"
registered = "registered"
attended = "attended"
"""
LIST = "id,day,mode,registered,attended\na,2020-02-01,online,20,12\nb,2020-03-01,in_person,15,15\n"
BODY = ["Zusammenfassung", "Erreichtes und Ziele", "Wer erreicht wurde", "Wie die Veranstaltungen stattfanden"]
BODY += ["Formate im Vergleich", "Was Teilnehmende sagten", "Geprüfte Aussagen", "Methode und Grenzen", "Datenqualität"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / "programme"
    kmu.make_sample(folder, seed=2, scale=0.05)
    return kmu.open_project(folder)


def pictures(chapters):
    return [block.figure.name for chapter in chapters for block in chapter.blocks if isinstance(block, Picture)]


def prose(chapter):
    return "\n".join(block.text for block in chapter.blocks if isinstance(block, Prose))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_whole_programme_has_all_chapters_and_each_figure_once(sample, language):
    told = []
    chapters = contents(sample, language, told.append)
    assert told == [*dict.fromkeys(told)]
    assert len(chapters) == len(told)
    assert all(chapter.blocks for chapter in chapters)
    names = pictures(chapters)
    assert len(names) == len(set(names))
    assert {"targets", "count_ladder", "compared_by_mode_online_or_in_person", "ledger"} <= set(names)
    annexed = [chapter.annex for chapter in chapters]
    assert annexed == sorted(annexed)
    assert not {"overlap_by_mode_online_or_in_person", "sensitivity"} & set(pictures(chapters[: annexed.index(True)]))


def test_the_sample_s_waves_and_themes(sample):
    after = next(each for each in asked(sample) if each.wave == "post")
    assert ["useful", "understandable", "practical", "participatory"] in after.scales
    assert {"barriers", "needs"} <= set(after.options)
    assert after.recommendations == ["recommend"]
    assert ["recommend"] not in after.scales
    assert after.without({"useful"}).scales[0] == ["understandable", "practical", "participatory"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_programme_of_head_counts_has_a_sound_report(tmp_path, write_folder, language):
    folder = write_folder(tmp_path / "heads", ABOUT + HEADS, {"raw/heads.csv": LIST}, about="")
    chapters = contents(kmu.open_project(folder), language)
    assert len(chapters) >= len(BODY)
    assert "count_ladder" in pictures(chapters)
    assert "cumulative_reach_participants" not in pictures(chapters)


def test_a_programme_of_events_only_says_what_is_lacking(tmp_path, write_folder):
    folder = write_folder(tmp_path / "events", ABOUT, {"raw/heads.csv": LIST}, about="")
    chapters = {chapter.heading: chapter for chapter in contents(kmu.open_project(folder), "de")}
    assert list(chapters)[: len(BODY)] == BODY
    assert "keine Listen" in prose(chapters["Wer erreicht wurde"])
    assert "0 " not in prose(chapters["Wer erreicht wurde"])
    assert "keine Ziele hinterlegt" in prose(chapters["Erreichtes und Ziele"])
    assert "keine Befragungen" in prose(chapters["Was Teilnehmende sagten"])
    assert "keine Vergleiche hinterlegt" in prose(chapters["Formate im Vergleich"])
