"""The measures find the truth that the synthetic programme was made with."""

import pytest

from kmu_eval.measures.audience import cumulative_reach
from kmu_eval.measures.reach import indicators, reach
from kmu_eval.sample import simulate


@pytest.fixture(scope="module")
def made():
    return simulate(seed=3, scale=0.2)


@pytest.mark.parametrize(
    "indicator",
    [
        "registrations",
        "attendances",
        "participants",
        "organisations",
        "enterprise_participants",
        "enterprises",
        "smes",
        "sme_representatives",
        "advisers_reached",
        "advisers_trained",
        "adviser_organisations",
    ],
)
def test_indicators_are_the_truth(made, indicator):
    tables, truth = made
    assert indicators(tables).set_index("indicator")["estimate"][indicator] == getattr(truth, indicator)


def test_distinct_counts_by_quarter_and_mode_as_pandas_counts(made):
    tables, _ = made
    listed = tables.participations
    listed = listed[(listed["attended"] == "yes") & (listed["participant"] >= 0)]
    date = tables.events["date"]
    quarter = date.dt.strftime("%Y-Q") + date.dt.quarter.astype("str")
    events = tables.events.assign(quarter=quarter)
    merged = listed.merge(events[["quarter", "mode"]], left_on="event", right_index=True)
    expected = merged.groupby(["quarter", "mode"], observed=True)["participant"].nunique()
    found = reach(tables, ["quarter", "mode"], ["participants"]).set_index(["quarter", "mode"])["estimate"]
    found = found[found > 0]
    assert {key: int(value) for key, value in found.items()} == expected.to_dict()


def test_cumulative_reach_as_pandas_counts(made):
    tables, _ = made
    listed = tables.participations
    listed = listed[(listed["attended"] == "yes") & (listed["participant"] >= 0)]
    first = listed["event"].map(tables.events["date"]).groupby(listed["participant"]).min()
    expected = first.value_counts().sort_index().cumsum()
    found = cumulative_reach(tables).set_index("date")["cumulative"]
    assert found[expected.index].tolist() == expected.tolist()
