from dataclasses import replace

import pandas as pd
import pytest

from kmu_eval import sentences
from tests.figures import surveys

SHARE_DE = "(95-%-Intervall 70 bis 90\xa0%, n = {n} aus 12 Veranstaltungen)"
TOP_EN = "top answers ('rather', 'fully')"
SHARE_EN = "(95% interval 70 to 90%, n = {n} from 12 events)"


def test_every_item_is_told_with_interval_n_and_events():
    told = sentences.participants_said(surveys.whole(surveys.top_share(), n=2310), surveys.ORIGIN, "de")
    first, second = told.split("\n")
    wording = surveys.WORDINGS["useful"]["de"]
    assert first == f"„{wording}“ – oberste Antworten („eher ja“, „voll“): 80\xa0% {SHARE_DE.format(n='2.310')}."
    assert second.endswith(f"70\xa0% {SHARE_DE.format(n='2.310')}.")


def test_groups_are_told_apart_and_small_ones_hidden():
    told = sentences.participants_said(surveys.grouped(surveys.top_share(["useful"])), surveys.ORIGIN)
    in_person, online = SHARE_EN.format(n=200), SHARE_EN.format(n=100)
    assert told.endswith(f"{TOP_EN}: in person 80% {in_person}; online 80% {online}; hybrid < 5.")


def test_who_was_not_asked_is_not_told():
    table = surveys.grouped(surveys.top_share(["useful"]))
    table["n"] = table["n"].where(table["mode"] == "online", 0)
    told = sentences.participants_said(table, surveys.ORIGIN)
    assert "online" in told
    assert "in person" not in told
    assert sentences.participants_said(table.assign(n=0), surveys.ORIGIN) == ""


def test_a_group_that_is_not_known_is_told_as_such():
    table = surveys.grouped(surveys.top_share(["useful"])).astype({"mode": "object"})
    told = sentences.participants_said(table.assign(mode=None).head(1), surveys.ORIGIN, "de")
    assert "ohne Angabe 80" in told


def test_what_is_still_needed_most_often_named_first():
    statements = surveys.whole(surveys.top_share(["hard"]))
    told = sentences.still_needed(surveys.whole(surveys.options), statements, surveys.ORIGIN, "de", most=2).split("\n")
    geld = "Geld 60\xa0% (95-%-Intervall 50 bis 70\xa0%, n = 300 aus 12 Veranstaltungen)"
    wissen = "Wissen 40\xa0% (95-%-Intervall 30 bis 50\xa0%, n = 300 aus 12 Veranstaltungen)"
    assert told[0] == f"„Was brauchen Sie?“ – am häufigsten genannt: {geld}; {wissen}."
    assert told[1].startswith(f"„{surveys.WORDINGS['hard']['de']}“ – oberste Antworten („eher ja“, „voll“): 80")


def test_options_of_a_small_group_are_hidden():
    statements = surveys.whole(surveys.top_share(["hard"]), n=3)
    told = sentences.still_needed(surveys.whole(surveys.options, n=3), statements, surveys.ORIGIN, "en")
    assert told.count("< 5") == 4
    assert "60%" not in told


def test_how_many_answered_and_what_was_left_out():
    told = sentences.who_answered(surveys.whole(surveys.rates), surveys.ORIGIN, "de")
    assert told == (
        "Befragt wurde bei 3 von 4 Veranstaltungen (75\xa0%); auf 1.200 Teilnahmen dort kommen 300 Antwortende "
        "(25\xa0%); "
        f"am häufigsten ausgelassen wurde „{surveys.WORDINGS['hard']['de']}“ (von 30 der 300 Gefragten, 10\xa0%)."
    )


def test_a_line_per_group_and_few_respondents_hidden():
    lines = sentences.who_answered(surveys.grouped(surveys.rates), surveys.ORIGIN).split("\n")
    assert [line.partition(":")[0] for line in lines] == ["in person", "online", "hybrid"]
    assert lines[2] == ("hybrid: A survey was made at 3 of 4 events (75%); respondents: < 5.")


def test_nothing_left_out_is_not_told():
    table = surveys.whole(surveys.rates)
    table.loc[table["rate"] == "item_nonresponse", "estimate"] = 0.0
    assert "left out" not in sentences.who_answered(table, surveys.ORIGIN)


def test_what_was_applied_and_how_many_were_matched():
    table = surveys.grouped(surveys.top_share(["useful"])).rename(columns={"mode": "channel"})
    told = sentences.applied(table, surveys.MATCHED, surveys.ORIGIN)
    start = f"'{surveys.WORDINGS['useful']['en']}' – {TOP_EN}: in person 80% {SHARE_EN.format(n=200)};"
    assert told.startswith(start)
    assert told.endswith("right after 20% of 400 respondents; follow-up 90% of 90 respondents.")


def test_respondents_whose_event_is_unknown_come_from_no_count_of_events():
    table = surveys.whole(surveys.top_share(["useful"])).assign(n_events=0)
    told = sentences.participants_said(table, surveys.ORIGIN, "de")
    assert told.endswith("80\xa0% (95-%-Intervall 70 bis 90\xa0%, n = 300, Veranstaltung unbekannt).")


def test_a_share_without_interval_is_told_without_one():
    table = surveys.whole(surveys.top_share(["useful"])).assign(ci_low=float("nan"), ci_high=float("nan"), n_events=1)
    assert sentences.participants_said(table, surveys.ORIGIN).endswith(": 80% (n = 300 from one event).")


@pytest.mark.parametrize("language", ["de", "en"])
def test_nobody_matched_is_not_told(language):
    nobody = pd.DataFrame({"wave": ["post"], "n": [0], "estimate": [float("nan")]})
    told = sentences.applied(surveys.whole(surveys.top_share(["useful"])), nobody, surveys.ORIGIN, language)
    assert told.count("n = 300") == 1
    assert told.endswith(").")


def test_the_programme_may_show_small_groups():
    table = surveys.whole(surveys.top_share(["useful"]), n=3)
    assert "n = 3 " in sentences.participants_said(table, replace(surveys.ORIGIN, smallest_cell=1))


def test_an_item_is_told_in_the_wording_of_the_wave():
    now = replace(surveys.ORIGIN, labels={**surveys.ORIGIN.labels, ("item/pre", "useful", "en"): "Will it be useful?"})
    table, rates = surveys.whole(surveys.top_share(["useful"])), surveys.whole(surveys.rates)
    rates = rates.assign(item=rates["item"].astype(object).replace({"hard": "useful"}))
    for tell, found in ((sentences.participants_said, table), (sentences.who_answered, rates)):
        assert "'Will it be useful?'" in tell(found.assign(rule="valid answers; wave pre"), now)
        assert surveys.WORDINGS["useful"]["en"] in tell(found.assign(rule="valid answers; wave post"), now)
