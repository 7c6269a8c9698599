"""What all figures of surveys have in common."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest

from kmu_eval import figures
from tests.figures import surveys

applied = partial(figures.applied, matched=surveys.MATCHED)
GROUPED = {
    "opinions": (figures.opinions, surveys.distribution()),
    "top_shares": (figures.top_shares, surveys.top_share()),
    "ranked_options": (figures.ranked_options, surveys.options),
    "options_by_group": (figures.options_by_group, surveys.options),
    "items_by_group": (figures.items_by_group, surveys.top_share()),
    "response": (figures.response, surveys.rates),
    "net_promoter": (figures.net_promoter, surveys.net_promoter),
    "applied": (applied, surveys.distribution(["useful"])),
    "changes": (figures.changes, surveys.changes),
    "weighted": (figures.weighted, surveys.weighted),
    "tipping": (figures.tipping, surveys.tipping),
}
COUNTED = ("n", "n_asked", "answers", "estimate", "ci_low", "ci_high", "weighted", "tipping_share", "promoters")


@pytest.fixture(params=sorted(GROUPED))
def family(request):
    return GROUPED[request.param]


def drawn(figure, language, texts):
    return " ".join(texts(figure.draw(language)))


def test_input_unchanged(family):
    draw, rows = family
    table = surveys.grouped(rows)
    before = table.copy(deep=True)
    draw(table, surveys.ORIGIN).png("de")
    assert table.equals(before)


def test_a_small_group_loses_every_number_in_the_table(family):
    draw, rows = family
    shown = draw(surveys.grouped(rows), surveys.ORIGIN).table
    if "rate" in shown:
        shown = shown[shown["rate"] != "events_surveyed"]
    hybrid = shown[shown["mode"] == "hybrid"]
    assert len(hybrid)
    assert (hybrid["hidden"] == "small").all()
    assert hybrid[[name for name in COUNTED if name in hybrid]].isna().all(axis=None)
    assert (shown.loc[shown["mode"] != "hybrid", "hidden"] == "no").all()


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_hidden_is_said_in_picture_caption_and_alt_text(family, language, texts):
    draw, rows = family
    figure = draw(surveys.grouped(rows), surveys.ORIGIN)
    assert "< 5" in drawn(figure, language, texts)
    assert "< 5" in figure.alts[language]
    assert "< 5" in figure.captions[language]


@pytest.mark.parametrize("grouped", [True, False])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_group_shows_its_n(family, language, grouped, texts):
    draw, rows = family
    figure = draw(surveys.grouped(rows) if grouped else surveys.whole(rows), surveys.ORIGIN)
    for n in ("200", "100") if grouped else ("300",):
        assert n in drawn(figure, language, texts)
        assert n in figure.alts[language]


def test_wordings_and_groups_are_told_in_both_languages(family, texts):
    draw, rows = family
    figure = draw(surveys.grouped(rows), surveys.ORIGIN)
    assert "in Präsenz" in drawn(figure, "de", texts)
    assert "in person" in drawn(figure, "en", texts)
    for language in ("de", "en"):
        assert surveys.ORIGIN.programme in figure.sources[language]
        assert "{" not in figure.captions[language] + figure.alts[language]
        assert not any("useful/" in text or "needs/" in text for text in texts(figure.draw(language)))


GENERAL, NOW = "Wie allgemein gefragt?", "Wie zuletzt gefragt?"
"""The wording of the item, and that of the wave right after."""


@pytest.mark.parametrize(
    ("rule", "wording"),
    [
        ("valid answers; wave post", NOW),
        ("valid answers; waves pre and post; more", NOW),
        ("valid answers; wave pre", GENERAL),
        ("valid answers", GENERAL),
    ],
)
def test_an_item_is_told_in_the_wording_of_the_wave(family, rule, wording, texts):
    draw, rows = family
    table = surveys.whole(rows).assign(rule=rule)
    item = table["item"].dropna().iloc[0]
    labels = {**surveys.ORIGIN.labels, ("item", item, "de"): GENERAL, ("item/post", item, "de"): NOW}
    figure = draw(table, replace(surveys.ORIGIN, labels=labels))
    assert wording in figure.alts["de"] + figure.captions["de"]
    assert wording in drawn(figure, "de", texts).replace("\n", " ")


def test_a_change_between_other_waves_than_before_and_right_after_has_another_name():
    def name(table, rule):
        return figures.changes(table.assign(rule=rule), surveys.ORIGIN).name

    whole, grouped = surveys.whole(surveys.changes), surveys.grouped(surveys.changes)
    assert name(whole, "pairs; waves pre and post") == name(whole, "pairs") == "changes_useful"
    assert name(whole, "pairs; waves post and follow_up; more") == "changes_useful_from_post_to_follow_up"
    assert name(grouped, "pairs; waves pre and follow_up") == "changes_useful_by_mode_from_pre_to_follow_up"


def test_the_same_bytes_twice(family):
    draw, rows = family
    table = surveys.grouped(rows)
    first, second = (draw(table, surveys.ORIGIN) for _ in range(2))
    assert first.png("de") == second.png("de")
    assert first.svg("en") == second.svg("en")


def test_groups_in_which_nobody_was_asked_are_not_drawn(family):
    draw, rows = family
    table = surveys.grouped(rows)
    counts = [name for name in ("n", "n_asked") if name in table]
    table[counts] = table[counts].where(table["mode"] != "online", 0)
    table["estimate"] = table["estimate"].where(table["mode"] != "online")
    assert "online" not in set(draw(table, surveys.ORIGIN).table["mode"])


def test_a_table_without_rows_is_an_empty_page(family):
    draw, rows = family
    figure = draw(surveys.grouped(rows).iloc[:0], surveys.ORIGIN)
    assert figure.draw("de").axes == []
    assert figure.alts["en"] == "Empty page: no data for this figure."


def test_all_texts_lie_on_the_page(family):
    draw, rows = family
    for table in (surveys.grouped(rows), surveys.whole(rows)):
        for language in ("de", "en"):
            page = draw(table, surveys.ORIGIN).draw(language)
            page.draw_without_rendering()
            assert all(_on_page(text, page) for axes in page.axes for text in _texts(axes))


def _texts(axes):
    texts = [*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels()]
    return [text for text in texts if text.get_visible() and text.get_text().strip()]


def _on_page(text, page):
    box = text.get_window_extent()
    return box.x0 >= 0 and box.x1 <= page.bbox.x1 + 1 and box.y0 >= 0 and box.y1 <= page.bbox.y1


SAVE = """
import hashlib, sys
from kmu_eval import figures
from tests.figures import surveys
for draw, rows in ((figures.opinions, surveys.distribution()), (figures.top_shares, surveys.top_share())):
    figure = draw(surveys.grouped(rows), surveys.ORIGIN)
    print(hashlib.sha256(figure.png("de") + figure.svg("en")).hexdigest())
"""


def test_the_same_bytes_in_two_processes():
    def hashes(seed):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", SAVE]
        return subprocess.run(command, check=True, env=environment, capture_output=True, text=True).stdout

    assert hashes("0") == hashes("1")
