"""What must hold of any programme: order of rows, merging persons, more attendance, ranges."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval import vocabulary
from kmu_eval.measures.advisers import adviser_bodies, completion
from kmu_eval.measures.areas import reach_by_area
from kmu_eval.measures.audience import cumulative_reach, first_time, repeat_distribution
from kmu_eval.measures.demand import demand, no_shows
from kmu_eval.measures.reach import count_ladder, indicators, reach
from kmu_eval.tables import CountingRules, Origin, in_memory, typed

MEASURES = {
    "count_ladder": count_ladder,
    "indicators": indicators,
    "reach_by_event_columns": lambda tables: reach(tables, ["quarter", "mode"], vocabulary.INDICATOR),
    "reach_by_all_sorts": lambda tables: reach(tables, ["year", "role", "sector"], vocabulary.INDICATOR),
    "reach_by_channel": lambda tables: reach(tables, ["channel", "topic"]),
    "cumulative_reach": cumulative_reach,
    "cumulative_organisations": lambda tables: cumulative_reach(tables, "organisations", "adviser"),
    "first_time": lambda tables: first_time(tables, "month"),
    "repeat_distribution": repeat_distribution,
    "adviser_bodies": adviser_bodies,
    "completion": lambda tables: completion(tables, ["mode", "role"]),
    "no_shows": lambda tables: no_shows(tables, ["mode", "sector"]),
    "demand": lambda tables: demand(tables, ["topic"]),
    "reach_by_area": lambda tables: reach_by_area(tables, {"10115": (52.5, 13.4)}),
}
PERSONS, EVENTS, ORGANISATIONS = 5, 5, 4


def _column(draw, words, rows):
    return draw(st.lists(st.sampled_from(words), min_size=rows, max_size=rows))


def _numbers(draw, low, high, rows):
    return draw(st.lists(st.one_of(st.none(), st.integers(low, high)), min_size=rows, max_size=rows))


def _events(draw):
    return {
        "event": [f"e{i}" for i in range(EVENTS)],
        "date": _column(draw, ["2020-01-05", "2020-01-06", "2020-06-01", None], EVENTS),
        "mode": _column(draw, [*vocabulary.MODE, None], EVENTS),
        "kind": _column(draw, ["talk", "training", None], EVENTS),
        "topic": _column(draw, ["x", "y", None], EVENTS),
        "capacity": _numbers(draw, 0, 9, EVENTS),
    }


def _participations(draw):
    pairs = draw(st.lists(st.tuples(st.integers(-1, PERSONS - 1), st.integers(-1, EVENTS - 1)), max_size=14))
    pairs = [pair for i, pair in enumerate(pairs) if pair[0] < 0 or pair not in pairs[:i]]
    rows = len(pairs)
    return {
        "participant": [person for person, _ in pairs],
        "event": [event for _, event in pairs],
        "organisation": draw(st.lists(st.integers(-1, ORGANISATIONS - 1), min_size=rows, max_size=rows)),
        "role": _column(draw, [*vocabulary.ROLE, None], rows),
        "registered": _column(draw, vocabulary.TERNARY, rows),
        "attended": _column(draw, vocabulary.TERNARY, rows),
        "completed": _column(draw, vocabulary.TERNARY, rows),
        "channel": _column(draw, [*vocabulary.CHANNEL, None], rows),
        "minutes": _numbers(draw, 0, 60, rows),
    }


def _head_counts(draw):
    rows = draw(st.integers(0, 4))
    return {
        "event": draw(st.lists(st.integers(0, EVENTS - 1), min_size=rows, max_size=rows)),
        "role": _column(draw, [*vocabulary.ROLE, None], rows),
        **{name: _numbers(draw, 0, 9, rows) for name in ("registered", "attended", "completed")},
    }


@st.composite
def programmes(draw):
    """Any small programme."""
    frames = {
        "events": _events(draw),
        "participations": _participations(draw),
        "head_counts": _head_counts(draw),
        "participants": {"pseudonym": [f"p{i}" for i in range(PERSONS)]},
        "organisations": {
            "pseudonym": [f"o{i}" for i in range(ORGANISATIONS)],
            "organisation_type": _column(draw, ["enterprise", "chamber", None], ORGANISATIONS),
            "sector": _column(draw, ["trade", "health", None], ORGANISATIONS),
            "sme": _column(draw, vocabulary.SME, ORGANISATIONS),
            "postcode": _column(draw, ["10115", "01067", "1067", None], ORGANISATIONS),
        },
    }
    rules = CountingRules("2020-01-01", "2020-12-31", draw(st.sampled_from([None, 30])))
    return in_memory({name: typed(columns, name) for name, columns in frames.items()}, rules, Origin("Centre"))


def _with(tables, **frames):
    return replace(tables, read=lambda name: frames[name] if name in frames else tables.read(name))


def _shuffled(frame, draw):
    order = draw(st.permutations(range(len(frame))))
    return frame.iloc[list(order)].reset_index(drop=True)


@pytest.mark.parametrize("name", MEASURES)
@given(tables=programmes(), data=st.data())
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_changes_nothing(name, tables, data):
    expected = MEASURES[name](tables)
    shuffled = {part: _shuffled(tables.read(part), data.draw) for part in ("participations", "head_counts")}
    pd.testing.assert_frame_equal(MEASURES[name](_with(tables, **shuffled)), expected)
    new_place = np.array(data.draw(st.permutations(range(EVENTS))))
    events = tables.events.iloc[np.argsort(new_place)].reset_index(drop=True)
    moved = {part: _moved(tables.read(part), new_place) for part in ("participations", "head_counts")}
    pd.testing.assert_frame_equal(MEASURES[name](_with(tables, events=events, **moved)), expected)


def _moved(frame, new_place):
    return frame.assign(event=np.append(new_place, -1).astype(np.int32)[frame["event"]])


@pytest.mark.parametrize("name", MEASURES)
@given(tables=programmes())
@settings(max_examples=10, deadline=None)
def test_the_input_stays_as_it_was(name, tables):
    before = {part: tables.read(part).copy(deep=True) for part in ("events", "participations", "head_counts")}
    MEASURES[name](tables)
    for part, frame in before.items():
        pd.testing.assert_frame_equal(tables.read(part), frame)


@given(tables=programmes())
@settings(max_examples=100, deadline=None)
def test_merging_two_persons_never_raises_a_count(tables):
    listed = tables.participations
    merged = listed.assign(participant=listed["participant"].where(listed["participant"] != 1, 0).astype("int32"))
    merged = merged[(merged["participant"] < 0) | ~merged.duplicated(["participant", "event"])].reset_index(drop=True)
    apart, together = (_persons(each) for each in (tables, _with(tables, participations=merged)))
    if len(merged) == len(listed):
        assert (together["estimate"] <= apart["estimate"]).all()
        assert (together["upper"] <= apart["upper"]).all()


def _persons(tables):
    table = pd.concat([reach(tables, by, ["participants", "sme_representatives"]) for by in ([], ["mode"], ["role"])])
    table["rule"] = ""
    return table


@given(tables=programmes(), data=st.data())
@settings(max_examples=100, deadline=None)
def test_one_more_attendance_never_lowers_a_count(tables, data):
    listed = tables.participations
    new = {"participant": [PERSONS], "event": [data.draw(st.integers(0, EVENTS - 1))], "attended": ["yes"]}
    new |= {"organisation": [data.draw(st.integers(-1, ORGANISATIONS - 1))], "registered": ["yes"]}
    new |= {"role": [data.draw(st.sampled_from([*vocabulary.ROLE, None]))], "completed": ["unknown"]}
    more = pd.concat([listed, typed(new, "participations")], ignore_index=True)
    before, after = indicators(tables), indicators(_with(tables, participations=more))
    for column in ("estimate", "lower", "upper"):
        changed = after[column] - before[column]
        if column == "upper":
            changed = changed[~after["indicator"].isin(["events", "events_online"])]
        assert (changed >= 0).all()
    assert after["estimate"][3] == before["estimate"][3] + 1


@given(tables=programmes())
@settings(max_examples=100, deadline=None)
def test_ranges_hold_and_parts_make_up_the_whole(tables):
    by_group = reach(tables, ["mode", "role"], vocabulary.INDICATOR)
    for table in (count_ladder(tables), indicators(tables), by_group):
        assert (table["estimate"] <= table["upper"]).all()
        assert (table["lower"] <= table["upper"]).all()
        assert (table["lower"] >= table["estimate"]).all()
    assert (by_group["sum_of_parts"] >= by_group["distinct_total"]).all()
    added = by_group.groupby("indicator", observed=False)["estimate"].sum()
    assert (added == by_group.groupby("indicator", observed=False)["sum_of_parts"].first()).all()


@given(tables=programmes())
@settings(max_examples=100, deadline=None)
def test_roads_to_the_same_number_meet(tables):
    total = indicators(tables).set_index("indicator")
    everyone = reach(tables, [], vocabulary.INDICATOR).set_index("indicator")
    columns, names = ["estimate", "lower", "upper"], [n for n in vocabulary.INDICATOR if not n.startswith("events")]
    pd.testing.assert_frame_equal(total.loc[names, columns], everyone.loc[names, columns])
    roles = reach(tables, ["role"], ["participants"]).dropna(subset=["role"]).set_index("role")["estimate"]
    ladder = count_ladder(tables)
    ladder = ladder[ladder["indicator"] == "participants"].set_index("role")["estimate"]
    assert roles.to_dict() == {role: ladder[role] for role in vocabulary.ROLE}
    assert repeat_distribution(tables)["estimate"].sum() == total["estimate"]["participants"]
    assert reach_by_area(tables, {})["estimate"].sum() == total["estimate"]["organisations"]
