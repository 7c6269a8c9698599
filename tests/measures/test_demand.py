"""No-shows, demand, completion, areas: shares with their base, nothing taken for zero."""

import numpy as np
import pytest

from kmu_eval.errors import MeasureError
from kmu_eval.measures.advisers import adviser_bodies, advisers, completion
from kmu_eval.measures.areas import reach_by_area
from kmu_eval.measures.demand import demand, no_shows


def test_no_shows(centre):
    table = no_shows(centre, ["mode"]).set_index("mode")
    assert table["n"].tolist() == [1 + 20, 3, 1 + 12, 0]
    assert table["estimate"].tolist()[:3] == pytest.approx([4 / 21, 1 / 3, 2 / 13])
    assert np.isnan(table["estimate"].iloc[3])
    assert table["n_missing"].tolist() == [0, 0, 1, 0]
    assert table["n_events"].tolist() == [1, 1, 1, 0]


def test_no_shows_by_role_and_over_all(centre):
    total = no_shows(centre)
    assert (total["n"][0], total["n_events"][0], total["n_missing"][0]) == (37, 3, 1)
    by_role = no_shows(centre, "role")
    assert by_role["n"].tolist() == [3, 2 + 12, 0, 20]
    assert by_role["n_events"].tolist() == [2, 2, 0, 1]


def test_a_head_count_with_more_present_than_registered_is_left_out(programme):
    tables = programme(
        events={"event": ["a", "b"]},
        head_counts={"event": [0, 1], "registered": [5, 10], "attended": [7, 9]},
    )
    table = no_shows(tables)
    assert table[["n", "n_missing", "n_events"]].to_numpy().tolist() == [[10, 5, 1]]
    assert table["estimate"].tolist() == [0.1]


def test_demand(centre):
    table = demand(centre, "mode").set_index(["indicator", "mode"])
    per_event = table.loc["registrations_per_event"]
    assert per_event["estimate"].tolist()[:3] == [21, 3, 14]
    assert per_event["n_missing"].tolist() == [0, 0, 0, 1]
    fill = table.loc["fill_rate"]
    assert fill["estimate"].tolist()[:2] == [21 / 4, 0.3]
    assert np.isnan(fill["estimate"].iloc[2])
    assert fill["n"].tolist() == [4, 10, 0, 0]
    assert fill["n_missing"].tolist() == [0, 0, 1, 1]
    overall = demand(centre)
    assert overall["estimate"].tolist() == pytest.approx([38 / 3, 24 / 14])
    with pytest.raises(MeasureError):
        demand(centre, "role")


def test_completion(centre):
    table = completion(centre, ["mode"]).set_index("mode")
    assert table["n"].tolist() == [0, 0, 11, 0]
    assert table["estimate"]["hybrid"] == pytest.approx(6 / 11)
    assert table["n_missing"].tolist() == [0, 0, 0, 0]
    by_role = completion(centre, ["role"]).set_index("role")
    assert by_role["n"]["adviser"] == 11
    assert by_role["n_missing"]["enterprise"] == 1


def test_completion_pooled_and_averaged_over_events(programme):
    tables = programme(
        events={"event": list("abcd"), "kind": ["training"] * 4},
        head_counts={"event": [0, 1, 2, 3], "attended": [3, 40, 4, 5], "completed": [1, 10, None, 6]},
    )
    table = completion(tables)
    assert table[["n", "n_events", "n_missing"]].to_numpy().tolist() == [[43, 2, 2]]
    assert table["estimate"][0] == pytest.approx(11 / 43)
    assert table["event_average"][0] == pytest.approx((1 / 3 + 0.25) / 2)
    assert completion(tables, round_events=True)["event_average"][0] == pytest.approx(0.29)


def test_adviser_bodies(centre):
    table = adviser_bodies(centre)
    chambers = table[table["organisation_type"] == "chamber"].set_index("indicator")
    assert chambers["estimate"].tolist() == [1, 1, 1]
    assert advisers(centre)["estimate"].tolist() == [1, 1]
    assert "n_missing" not in table


def test_areas(centre):
    places = {"01067": (51.0, 13.0), "01099": (52.0, 14.0), "20095": (53.5, 10.0)}
    table = reach_by_area(centre, places)
    assert table["area"].tolist()[:3] == ["01", "10", "20"]
    assert table["estimate"].tolist() == [1, 1, 0, 1]
    assert table["latitude"].tolist()[0] == 51.5
    assert table["area"].isna().tolist() == [False, False, False, True]
    assert table["latitude"].isna().tolist() == [False, True, False, True]
