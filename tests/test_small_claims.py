"""Claims about few: neither their number nor what it says of the claim is shown."""

import pandas as pd
import pytest

from kmu_eval.small_claims import hide_claims


def row(**given):
    every = dict.fromkeys(["n", "numerator", "n_first", "n_second", "estimate", "lower", "upper", "ci_low"])
    return {**every, "unit": "participants", "verdict": "supported", "on_these_data": "supported", **given}


SMALL = {
    "count": row(held_against="count", estimate=3.0, lower=3.0, upper=90.0),
    "upper number": row(held_against="count", estimate=0.0, lower=0.0, upper=4.0),
    "part": row(held_against="share_of_count", n=90, numerator=4, estimate=4 / 90),
    "rest": row(held_against="share_of_count", n=90, numerator=86, estimate=86 / 90),
    "answers": row(held_against="top_share", n=4, estimate=0.5, ci_low=0.2),
    "one of two groups": row(held_against="difference", n=93, n_first=90, n_second=3, estimate=0.1),
}
SHOWN = {
    "count": row(held_against="count", estimate=5.0, lower=5.0, upper=90.0),
    "nobody": row(held_against="count", estimate=0.0, lower=0.0, upper=0.0),
    "events": row(held_against="count", unit="events", estimate=3.0, lower=3.0, upper=3.0),
    "all": row(held_against="share_of_count", n=90, numerator=90, estimate=1.0, lower=0.9, upper=1.0),
    "answers": row(held_against="top_share", n=90, estimate=0.5, ci_low=0.2),
    "sizes not told": row(held_against="difference", estimate=0.1),
    "nothing": row(held_against=None, unit=None, verdict="not_testable", on_these_data="not_testable"),
}


@pytest.mark.parametrize("name", SMALL)
def test_few_leave_with_their_verdict(name):
    shown = hide_claims(pd.DataFrame([SMALL[name], SHOWN["count"]]), 5)
    assert shown["hidden"].tolist() == ["small", "no"]
    assert shown.loc[0, ["n", "numerator", "estimate", "lower", "upper", "verdict", "on_these_data"]].isna().all()
    assert shown.loc[1, ["estimate", "verdict"]].tolist() == [5, "supported"]


@pytest.mark.parametrize("name", SHOWN)
def test_others_stay(name):
    table = pd.DataFrame([SHOWN[name]])
    pd.testing.assert_frame_equal(hide_claims(table, 5).drop(columns="hidden"), table)


def test_the_table_given_is_not_changed():
    table = pd.DataFrame([*SMALL.values(), *SHOWN.values()])
    before = table.copy()
    hide_claims(table, 5)
    pd.testing.assert_frame_equal(table, before)
