"""Reach on a programme counted by hand."""

import pandas as pd
import pytest

from kmu_eval.errors import MeasureError
from kmu_eval.measures.reach import count_ladder, events_over_time, indicators, reach, reach_table
from kmu_eval.measures.targets import targets
from kmu_eval.schema import RESULT_COLUMNS

RANGE = ("estimate", "lower", "upper")


def _ranges(table, *keys):
    return {
        tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: (
            row["estimate"],
            row["lower"],
            row["upper"],
        )
        for row in table.to_dict("records")
    }


def test_ladder_of_all(centre):
    ladder = count_ladder(centre)
    found = _ranges(ladder[ladder["role"] == "all"], "indicator")
    assert found == {
        "registrations": (6 + 32, 38, 39),  # one on the lists may have registered
        "attendances": (6 + 26, 32, 33),  # one on the lists may have been there
        "participants": (2, 1 + 2 + 16, 3 + 2 + 26),  # event b: one named, two unnamed, 16 heads
        "organisations": (3, 3, 3 + 1 + 26),
    }


def test_ladder_by_role(centre):
    found = _ranges(count_ladder(centre), "role", "indicator")
    assert found["enterprise", "attendances"] == (3, 3, 3 + 1 + 16)
    assert found["enterprise", "participants"] == (1, 2, 1 + 2 + 16)
    assert found["enterprise", "organisations"] == (2, 2, 2 + 1 + 16)
    assert found["enterprise", "smes"] == (1, 1, 2 + 1 + 16)
    assert found["enterprise", "sme_representatives"] == (1, 1, 1 + 2 + 16)
    assert found["adviser", "participants"] == (1, 1 + 10, 2 + 1 + 26)
    assert found["other", "participants"] == (0, 0, 1 + 16)
    assert ("adviser", "smes") not in found


def test_indicators(centre):
    table = indicators(centre)
    found = _ranges(table, "indicator")
    assert found["events"] == (3, 3, 4)
    assert found["events_online"] == (1, 1, 2)
    assert found["advisers_reached"] == (1, 11, 29)
    assert found["advisers_trained"] == (
        1,
        6,
        1 + 5,
    )  # of the heads those who completed; participant 2 did not complete
    assert found["adviser_organisations"] == (1, 1, 2 + 26)
    assert table.set_index("indicator")["n_events"]["advisers_trained"] == 1


def test_reach_by_mode_keeps_empty_and_missing_groups(centre):
    table = reach(centre, ["mode"], ["events", "attendances", "participants"])
    assert table["mode"].cat.categories.tolist() == ["in_person", "online", "hybrid"]
    found = _ranges(table.assign(mode=table["mode"].astype("str").fillna("-")), "mode", "indicator")
    assert found["online", "participants"] == (2, 2, 2)
    assert found["in_person", "participants"] == (1, 19, 19)
    assert found["hybrid", "participants"] == (1, 11, 12)
    assert found["-", "events"] == (1, 1, 1)
    assert found["-", "attendances"] == (0, 0, 0)
    participants = table[table["indicator"] == "participants"]
    assert participants["n_missing"].tolist() == [0, 0, 0, 1]
    assert participants["n_events"].tolist() == [1, 1, 1, 0]
    assert participants["distinct_total"].unique().tolist() == [2]
    assert participants["sum_of_parts"].unique().tolist() == [4]
    assert participants["rule"].str.endswith("distinct counts do not add up").all()
    assert not table.loc[table["indicator"] == "attendances", "rule"].str.contains("add up").any()


def test_every_combination_has_a_row(centre):
    table = reach(centre, ["quarter", "mode"], ["participants"])
    full = table.dropna(subset=["quarter", "mode"])
    assert len(full) == 4 * 3
    assert len(table) - len(full) == 1
    assert full["estimate"].sum() == 4


def test_channel_follows_the_mode_where_the_list_is_silent(centre):
    table = reach(centre, "channel", ["attendances"])
    # hybrid: one online by the list, ten heads and the undecided one of unknown channel
    assert table["estimate"].tolist() == [3 + 16, 2 + 1, 10]
    assert table["upper"].tolist() == [19, 3, 11]
    assert table["n_missing"].isna().all()


def test_reach_by_sector(centre):
    table = reach(centre, ["sector"], ["participants", "smes", "events"]).dropna(subset=["sector"])
    found = _ranges(table, "sector", "indicator")
    assert found["trade", "participants"] == (1, 2 - 1, 2)  # participant 0, and an unnamed one at another event
    assert found["construction", "smes"] == (0, 0, 1)
    assert found["trade", "events"] == (2, 2, 2)
    assert len(table) == 13 * 3


def test_a_person_with_two_organisations_counts_in_both_groups(programme):
    tables = programme(
        events={"event": ["a", "b"], "date": ["2020-01-01"] * 2, "mode": ["online"] * 2},
        participations={
            "participant": [0, 0],
            "event": [0, 1],
            "organisation": [0, 1],
            "role": ["enterprise"] * 2,
            "attended": ["yes"] * 2,
            "registered": ["yes"] * 2,
        },
        organisations={"sme": ["yes", "yes"], "sector": ["trade", "construction"]},
    )
    table = reach(tables, ["sector"], ["sme_representatives"])
    assert table["estimate"].sum() == 2
    assert table["distinct_total"].unique().tolist() == [1]


def test_free_words_are_shown_in_alphabetical_order_whatever_their_storage(programme):
    tables = programme(events={"event": ["a", "b"], "topic": pd.Categorical(["strategy", "ai"], ["strategy", "ai"])})
    assert reach(tables, "topic", ["events"])["topic"].tolist() == ["ai", "strategy"]


def test_parliament_table_loses_nothing(centre):
    table = reach_table(centre)
    assert table.loc[table["indicator"] == "attendances", "estimate"].sum() == 32
    assert list(table.columns[:4]) == ["year", "sector", "size_class", "indicator"]


def test_events_over_time_counts_all_events(centre):
    table = events_over_time(centre)
    assert table.loc[table["indicator"] == "events", "estimate"].sum() == 4
    assert table.loc[table["indicator"] == "attendances", "estimate"].sum() == 32
    with pytest.raises(MeasureError, match="quarter"):
        events_over_time(centre, "quater")


@pytest.mark.parametrize(
    ("by", "asked", "near"), [(["moed"], ["events"], "mode"), ([], ["particpants"], "participants")]
)
def test_unknown_words_are_told_with_the_nearest(centre, by, asked, near):
    with pytest.raises(MeasureError, match=f"Did you mean '{near}'"):
        reach(centre, by, asked)


def test_columns_stand_in_the_declared_order(centre):
    table = reach(centre, ["sector", "quarter"])
    assert list(table.columns[:2]) == ["sector", "quarter"]
    rest = [name for name in RESULT_COLUMNS if name in table.columns[2:]]
    assert list(table.columns[2:]) == rest
    assert table.dtypes["n_events"] == "int64"
    assert table.dtypes["n_missing"] == "Int64"


def test_empty_tables_give_zeros(programme):
    tables = programme()
    assert indicators(tables)["estimate"].eq(0).all()
    assert reach(tables, ["month", "sector", "role"])["upper"].eq(0).all()


def test_targets(programme, centre):
    aims = [("participants", 19), ("smes", 10), ("events", 5)]
    declared = [{"indicator": name, "target": aim, "source": "grant"} for name, aim in aims]
    tables = programme(targets=tuple(declared))
    assert targets(tables)["verdict"].tolist() == ["missed"] * 3
    object.__setattr__(centre, "targets", tuple(declared))
    table = targets(centre)
    assert table["verdict"].tolist() == ["reached", "open", "missed"]
    assert table["share_of_target"].tolist() == pytest.approx([2 / 19, 0.1, 0.6])
    assert table["source"].tolist() == ["grant"] * 3
    with pytest.raises(MeasureError, match=r"targets\.csv.*Did you mean 'smes'"):
        targets(programme(targets=({"indicator": "sme", "target": 1, "source": ""},)))
    assert isinstance(table, pd.DataFrame)
