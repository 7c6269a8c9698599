"""No-shows, minutes, first-timers, returns: by hand, and with plain pandas beside the call."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import kmu_eval
from kmu_eval import words
from kmu_eval.errors import MeasureError
from kmu_eval.measures.demand import no_shows
from kmu_eval.measures.reach import reach
from kmu_eval.measures.spread import quartiles
from kmu_eval.measures.taking_part import taking_part
from tests.measures.shuffled import shuffled
from tests.measures.small_programmes import programmes

ASPECTS = ["no_show", "minutes", "first_time", "returned"]
SPREAD = ["event_average", "event_q1", "event_median", "event_q3"]


def of(table, aspect):
    return table[table["aspect"] == aspect].reset_index(drop=True)


@pytest.fixture
def visited(programme):
    """p on 1 and 10 January and 8 July, q on 10 January twice, r in December; one unnamed; one without minutes."""
    return programme(
        events={
            "event": list("abcdef"),
            "date": ["2020-01-01", "2020-01-10", "2020-01-10", "2020-07-08", "2020-12-01", None],
            "mode": ["online", "online", "in_person", "in_person", "online", "online"],
        },
        participations={
            "participant": [0, 0, 1, 1, 0, 2, -1, 0],
            "event": [0, 1, 1, 2, 3, 4, 0, 5],
            "registered": ["yes"] * 8,
            "attended": ["yes"] * 8,
            "minutes": [60, 30, 90, None, None, 15, 20, 45],
        },
        head_counts={"event": [2], "registered": [10], "attended": [6]},
        participants={"pseudonym": list("pqr")},
    )


def test_minutes_by_hand(visited):
    minutes = of(taking_part(visited), "minutes")
    assert minutes["n"].tolist() == [0, 6, 0]
    assert minutes["n_missing"].tolist() == [2 + 6, 0, 0]
    assert minutes["estimate"][1] == pytest.approx((60 + 30 + 90 + 15 + 20 + 45) / 6)
    assert minutes["n_events"].tolist() == [0, 4, 0]
    assert minutes.loc[1, SPREAD].tolist() == pytest.approx([(40 + 60 + 15 + 45) / 4, 33.75, 42.5, 48.75])
    assert minutes.loc[0, ["estimate", *SPREAD]].isna().all()


def test_first_time_by_hand(visited):
    """Two events on the first day are both of the first day; without a date or a name nothing is told."""
    first = of(taking_part(visited, ()), "first_time")
    assert first[["n", "n_missing", "n_events"]].values.tolist() == [[6, 2 + 6, 5]]
    assert first["estimate"][0] == pytest.approx(4 / 6)
    assert first["event_average"][0] == pytest.approx((1 + 1 / 2 + 1 + 0 + 1) / 5)


@pytest.mark.parametrize(
    ("within_days", "returned", "n"),
    [(9, 1, 6), (8, 0, 6), (30, 1, 6), (31, 1, 5), (179, 1, 4), (180, 2, 4), (356, 2, 4), (357, 1, 1), (366, 0, 0)],
)
def test_returned_by_hand(visited, within_days, returned, n):
    """p comes again after 9 and after 180 days; the period ends 356 days after 10 and 365 after 1 January."""
    found = of(taking_part(visited, (), within_days), "returned")
    assert found["n"][0] == n
    assert found["n_missing"][0] == 14 - n
    assert found["estimate"][0] == (pytest.approx(returned / n) if n else pytest.approx(np.nan, nan_ok=True))


def test_another_event_of_the_same_day_is_no_return(visited):
    found = of(taking_part(visited, "mode", 30), "returned")
    assert found["estimate"].tolist()[:2] == [0, pytest.approx(1 / 4)]


def test_events_that_are_not_listed_by_day(programme):
    tables = programme(
        events={"event": ["a", "b"], "mode": ["online", "in_person"], "date": ["2020-03-01", "2020-02-01"]},
        participations={"participant": [0, 0], "event": [0, 1], "attended": ["yes"] * 2},
    )
    found = taking_part(tables, within_days=29)
    assert of(found, "first_time")["estimate"].tolist()[:2] == [1, 0]
    assert of(found, "returned")["estimate"].tolist()[:2] == [1, 0]


def test_a_hybrid_event_goes_by_channel_and_an_unknown_event_in_no_spread(programme):
    tables = programme(
        events={"event": ["a"], "mode": ["hybrid"], "date": ["2020-01-01"]},
        participations={
            "participant": [0, 1, 2, 3],
            "event": [0, 0, 0, -1],
            "attended": ["yes"] * 4,
            "channel": ["online", "in_person", None, "online"],
            "minutes": [10, 20, 30, 40],
        },
    )
    minutes = of(taking_part(tables, "channel"), "minutes")
    assert minutes["channel"].astype("object").fillna("").tolist() == ["in_person", "online", ""]
    assert minutes["estimate"].tolist() == [20, 25, 30]
    assert minutes["event_average"].tolist() == [20, 10, 30]
    assert minutes["n_events"].tolist() == [1, 1, 1]


def test_too_short_a_stay_is_no_visit(visited):
    found = taking_part(visited.with_rules(minimum_stay=40), ())
    assert of(found, "minutes")["n"][0] == 3
    assert of(found, "first_time")["n"][0] == 4


@given(tables=programmes())
def test_no_shows_are_those_of_the_other_measure(tables):
    for by in ((), "mode", "channel", ["quarter", "role"], "sector"):
        found, other = of(taking_part(tables, by), "no_show"), no_shows(tables, by)
        columns = ["n", "n_events", "n_missing", "estimate"]
        pd.testing.assert_frame_equal(found[columns], other[columns], check_dtype=False)


@given(tables=programmes())
def test_what_is_known_and_missing_adds_up_to_all_attendances(tables):
    for by in ("mode", ["kind", "channel"], "state"):
        found, came = taking_part(tables, by), reach(tables, by, ["attendances"])["estimate"].tolist()
        for aspect in ASPECTS[1:]:
            assert (of(found, aspect)["n"] + of(found, aspect)["n_missing"]).tolist() == came


@given(tables=programmes())
def test_the_order_of_rows_changes_nothing(tables):
    for by in ((), "channel"):
        pd.testing.assert_frame_equal(taking_part(shuffled(tables), by), taking_part(tables, by))


def test_nothing_at_all(programme):
    found = taking_part(programme())
    assert found["aspect"].tolist() == ASPECTS * 3
    assert found["n"].tolist() == [0] * 12
    assert found["estimate"].isna().all()


def with_minutes(tables):
    listed = tables.participations
    minutes = pd.array(np.random.default_rng(3).integers(5, 200, len(listed)), "Int32")
    minutes[::3] = pd.NA
    timed = listed.assign(minutes=minutes)
    return replace(tables, read=lambda name: timed if name == "participations" else tables.read(name))


def test_as_pandas_has_it():
    tables = with_minutes(kmu_eval.simulate(seed=1, scale=0.05)[0])
    listed = tables.participations.assign(
        mode=tables.events["mode"].array.take(tables.participations["event"]),
        date=tables.events["date"].to_numpy()[tables.participations["event"]],
    )
    came = listed[listed["attended"] == "yes"]
    named = came[came["participant"] >= 0]
    named = named.assign(first=named["date"] == named.groupby("participant")["date"].transform("min"))
    days = named[["participant", "date"]].drop_duplicates().sort_values(["participant", "date"])
    after = days.groupby("participant")["date"].diff(-1).abs() <= pd.Timedelta(days=180)
    named = named.merge(days.assign(again=after), on=["participant", "date"])
    seen = named[named["date"] <= pd.Timestamp(tables.rules.period_end) - pd.Timedelta(days=180)]
    expected = {"minutes": (came.dropna(subset="minutes"), "minutes"), "first_time": (named, "first")}
    expected["returned"] = (seen, "again")
    found = taking_part(tables)
    for aspect, (rows, column) in expected.items():
        mine, values = of(found, aspect).set_index("mode"), rows[column].astype(float)
        by_mode = values.groupby(rows["mode"], observed=False)
        assert mine["n"].to_dict() == by_mode.size().to_dict()
        assert mine["estimate"].to_dict() == pytest.approx(by_mode.mean().to_dict(), nan_ok=True)
        own = values.groupby([rows["mode"], rows["event"]], observed=True).mean().groupby(level=0, observed=False)
        for name, q in zip(SPREAD[1:], (0.25, 0.5, 0.75), strict=True):
            assert mine[name].to_dict() == pytest.approx(own.quantile(q).to_dict(), nan_ok=True)
        assert mine["event_average"].to_dict() == pytest.approx(own.mean().to_dict(), nan_ok=True)


def test_quartiles_as_numpy_has_them():
    values, groups = np.random.default_rng(1).normal(size=50), np.arange(50) % 4 - 1
    found = quartiles(values, groups, 3)
    for group in range(3):
        expected = np.quantile(values[groups == group], [0.25, 0.5, 0.75])
        assert found[:, group].tolist() == pytest.approx(expected.tolist())


def test_the_days_stand_in_the_rule(visited):
    rule = of(taking_part(visited, (), 90), "returned")["rule"][0]
    assert "within 90 days" in rule
    assert "innerhalb von 90 Tagen" in words.rule(rule, "de")


@pytest.mark.parametrize("wrong", [{"by": "moed"}, {"within_days": 0}])
def test_what_there_is_not(visited, wrong, snapshot):
    with pytest.raises(MeasureError) as error:
        taking_part(visited, **wrong)
    assert str(error.value) == snapshot
