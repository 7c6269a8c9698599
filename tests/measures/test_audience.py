"""Who came again, and when everybody came first."""

import numpy as np
import pytest

from kmu_eval.errors import MeasureError
from kmu_eval.measures.audience import cumulative_reach, first_time, repeat_distribution


@pytest.fixture
def returning(programme):
    """Person 0 comes in January, March and undated, 1 in March twice, 2 only undated; 3 never."""
    return programme(
        events={"event": list("abcde"), "date": ["2020-03-05", "2020-01-10", "2020-03-01", None, "2020-03-05"]},
        participations={
            "participant": [0, 1, 0, 1, 0, 2, 3, -1],
            "event": [0, 0, 1, 2, 3, 3, 1, 1],
            "organisation": [0, 0, 1, -1, 0, 0, 0, 1],
            "role": ["enterprise", "adviser", "enterprise", "adviser"] + ["enterprise"] * 4,
            "attended": ["yes"] * 6 + ["no", "yes"],
            "registered": ["yes"] * 8,
        },
    )


def test_cumulative_reach(returning):
    table = cumulative_reach(returning)
    assert table["date"].dt.strftime("%m-%d").tolist() == ["01-10", "03-01", "03-05"]
    assert table["new"].tolist() == [1, 1, 0]
    assert table["cumulative"].tolist() == [1, 2, 2]
    assert table["n_events"].tolist() == [1, 1, 2]
    assert table["rule"].str.contains("1 events without a date left out").all()
    assert cumulative_reach(returning, "organisations")["cumulative"].tolist() == [1, 1, 2]
    assert cumulative_reach(returning, role="adviser")["cumulative"].tolist() == [0, 1, 1]


def test_cumulative_reach_tells_what_it_leaves_out(programme):
    tables = programme(
        events={"event": ["a"], "date": ["2020-01-10"]},
        participations={"participant": [0, 1, 2], "event": [0, -1, -1], "attended": ["yes", "yes", "no"]},
    )
    table = cumulative_reach(tables)
    assert table["cumulative"].tolist() == [1]
    assert table["rule"].str.endswith("; attendances at unknown events left out").all()
    known = programme(
        events={"event": ["a"], "date": ["2020-01-10"]},
        participations={"participant": [0], "event": [0], "attended": ["yes"]},
    )
    assert not cumulative_reach(known)["rule"].str.contains("left out").any()


def test_first_time(returning):
    table = first_time(returning, ["quarter"])
    assert table["n"].tolist() == [2, 0, 0, 0, 2]
    assert table["new"].tolist()[:4] == [2, 0, 0, 0]
    assert np.isnan(table["new"].iloc[-1])
    monthly = first_time(returning, "month")
    assert monthly["n"].tolist()[:3] == [1, 0, 2]
    assert monthly["estimate"].tolist()[:3] == [0.0, pytest.approx(np.nan, nan_ok=True), 0.5]


def test_repeat_distribution(returning, programme):
    table = repeat_distribution(returning)
    assert table["times"].tolist() == [*"123456789", "10+"]
    assert table["estimate"].tolist()[:4] == [1, 1, 1, 0]
    assert table["distinct_total"].unique().tolist() == [3]
    often = programme(
        events={"event": [str(i) for i in range(12)]},
        participations={"participant": [0] * 12, "event": list(range(12)), "attended": ["yes"] * 12},
    )
    assert repeat_distribution(often)["estimate"].tolist() == [0] * 9 + [1]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda tables: cumulative_reach(tables, "persons"),
        lambda tables: cumulative_reach(tables, role="advisor"),
        lambda tables: first_time(tables, "mode"),
    ],
)
def test_unknown_words_are_refused(returning, wrong):
    with pytest.raises(MeasureError):
        wrong(returning)
