import pandas as pd
import pytest

from kmu_eval import sentences
from kmu_eval.tables import Origin

CENTRE = Origin("Centre")
NOTHING = pd.DataFrame({"aspect": [], "n": [], "estimate": [], "rule": []})
NO_CHANNELS = pd.DataFrame({"channels": [], "aspect": [], "n": [], "numerator": [], "estimate": [], "rule": []})


def by_mode(aspect, rule="", **by):
    n, estimate = zip(*by.values(), strict=True)
    return pd.DataFrame({"mode": list(by), "aspect": aspect, "n": n, "estimate": estimate, "rule": rule})


def reached(aspect, n, *numerators, rule=""):
    found = {"channels": ["only_in_person", "only_online", "both"], "aspect": aspect, "n": n, "numerator": numerators}
    return pd.DataFrame({**found, "estimate": [each / n for each in numerators], "rule": rule})


def told(taken=NOTHING, away=NOTHING, only=NO_CHANNELS, language="en"):
    return sentences.took_part(taken, away, only, CENTRE, language)


@pytest.mark.parametrize(
    ("aspect", "rule", "expected"),
    [
        ("no_show", "", "No-shows: online 30% (n = 90), hybrid 4% (n = 50)."),
        ("returned", "x; within 90 days, of events at least as long before the end of the period", "within 90 days: "),
        ("far_from_nearest_venue", "more than 62.5 km / all; y", "Far from the nearest venue (more than 62.5 km): "),
    ],
)
def test_shares_of_each_mode_with_what_the_rule_says_of_them(aspect, rule, expected):
    assert expected in told(by_mode(aspect, rule, online=(90, 0.3), hybrid=(50, 0.04)))


def test_minutes_are_no_share():
    assert told(by_mode("minutes", online=(1200, 61.4))) == "Minutes per attendance: online 61 (n = 1,200)."


def test_small_groups_and_aspects_of_which_nothing_is_known_are_left_out():
    taken = pd.concat([by_mode("no_show", online=(90, 0.3), hybrid=(4, 0.5)), by_mode("minutes", online=(0, None))])
    assert told(taken) == "No-shows: online 30% (n = 90)."


def test_a_table_without_groups_is_told_without_a_name_of_them():
    assert told(by_mode("no_show", online=(90, 0.3)).drop(columns="mode")) == "No-shows: 30% (n = 90)."


def test_the_rule_s_kilometres_in_german():
    only = reached("reached_of_far", 1451, 82, 1164, 205, rule="reached so / all farther than 62.5 km; z")
    expected = "Davon mehr als 62,5 km von jedem Veranstaltungsort entfernt (n = 1.451): nur in Präsenz 6\xa0%"
    assert told(only=only, language="de").startswith(expected)


def test_a_share_from_which_a_small_part_could_be_worked_out_leaves_with_it():
    """3 and the least other part leave; what one part is can then not be told from the two shown."""
    assert told(only=reached("reached", 100, 3, 90, 7)) == "Organisations reached (n = 100): only online 90%."


def test_a_small_whole_is_not_told():
    assert told(only=reached("reached", 4, 0, 4, 0)) == ""
