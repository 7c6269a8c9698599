"""Chat messages, poll votes and raised hands: by hand, and with plain pandas beside the call."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import kmu_eval
from kmu_eval import words
from kmu_eval.errors import MeasureError
from kmu_eval.measures.activity import activity
from kmu_eval.measures.reach import reach
from kmu_eval.vocabulary import ACTIVITY
from tests.measures.small_programmes import programmes

SPREAD = ["event_average", "event_q1", "event_median", "event_q3"]
COUNTS = list(ACTIVITY[:3])


def of(table, word):
    return table[table["activity"] == word].reset_index(drop=True)


@pytest.fixture
def online(programme):
    """A talk and two workshops; the second workshop's list knows messages alone, a talk's head count nothing."""
    return programme(
        events={"event": list("abc"), "kind": ["talk", "workshop", "workshop"]},
        participations={
            "participant": [0, 1, 2, 0, 1, 2, 3, 0, 1],
            "event": [0, 0, 0, 1, 1, 1, 1, 2, 2],
            "attended": ["yes", "yes", "yes", "yes", "yes", "yes", "no", "yes", "yes"],
            "minutes": [60, 5, 60, 60, 60, 60, None, 60, 60],
            "messages": [0, 0, None, 4, 2, 0, 9, 10, 0],
            "poll_votes": [2, 0, None, 1, 1, 0, 9, None, None],
            "raised_hands": [0, 0, None, 0, 1, 0, 9, None, None],
        },
        head_counts={"event": [0], "attended": [12]},
    )


def test_means_and_shares_by_hand(online):
    found = activity(online)
    columns = ["kind", "n", "n_events", "n_missing", "estimate"]
    some = found[found["kind"].isin(["talk", "workshop"])]
    assert of(some, "messages")[columns].values.tolist() == [["talk", 2, 1, 13, 0.0], ["workshop", 5, 2, 0, 16 / 5]]
    assert of(some, "poll_votes")[columns].values.tolist() == [["talk", 2, 1, 13, 1], ["workshop", 3, 1, 2, 2 / 3]]
    assert of(some, "raised_hands")["estimate"].tolist() == [0, 1 / 3]
    assert of(some, "any")[columns].values.tolist() == [["talk", 2, 1, 13, 1 / 2], ["workshop", 3, 1, 2, 2 / 3]]
    assert of(some, "messages").loc[1, SPREAD].tolist() == [(2 + 5) / 2, 2.75, 3.5, 4.25]
    assert (found["unit"] == "attendances").all()


def test_every_group_has_every_row_and_empty_ones_have_no_number(online):
    found = activity(online)
    assert len(found) == 4 * found["kind"].nunique() == 4 * len(kmu_eval.vocabulary.KIND)
    empty = found[~found["kind"].isin(["talk", "workshop"])]
    assert (empty[["n", "n_events", "n_missing"]] == 0).all(axis=None)
    assert empty[["estimate", *SPREAD]].isna().all(axis=None)


def test_a_list_of_messages_alone_does_not_tell_who_was_quiet(online):
    """Who wrote nothing may have voted: the two of the second workshop stand in no share."""
    found = activity(online, by=())
    assert of(found, "any")[["n", "n_missing"]].values.tolist() == [[5, 3 + 12]]


def test_too_short_a_stay_is_no_attendance(online):
    found = activity(online.with_rules(minimum_stay=30), by=())
    assert of(found, "any")[["n", "estimate"]].values.tolist() == [[4, 3 / 4]]


def active(tables):
    """The programme with numbers on some of its rows."""
    rng, listed = np.random.default_rng(len(tables.participations)), tables.participations
    numbers = {name: pd.array(rng.integers(0, 4, len(listed)), "Int32") for name in COUNTS}
    for values in numbers.values():
        values[rng.random(len(listed)) < 0.3] = pd.NA
    told = listed.assign(**numbers)
    return replace(tables, read=lambda name: told if name == "participations" else tables.read(name))


@given(tables=programmes())
def test_what_is_known_and_missing_adds_up_to_all_attendances(tables):
    for by in ("kind", ["mode", "channel"], "state"):
        found, came = activity(active(tables), by), reach(tables, by, ["attendances"])["estimate"].tolist()
        for word in ACTIVITY:
            assert (of(found, word)["n"] + of(found, word)["n_missing"]).tolist() == came


@given(tables=programmes())
def test_the_order_of_rows_changes_nothing(tables):
    given = active(tables)
    turned = given.participations.iloc[::-1].reset_index(drop=True)
    other = replace(given, read=lambda name: turned if name == "participations" else given.read(name))
    for by in ((), "kind", "channel"):
        pd.testing.assert_frame_equal(activity(other, by), activity(given, by))


def test_a_programme_that_knows_nothing_of_it(programme):
    found = activity(kmu_eval.simulate(seed=1, scale=0.01)[0], ())
    assert found["n"].tolist() == [0] * 4
    assert found["estimate"].isna().all()
    assert activity(programme(), ())["n"].tolist() == [0] * 4


def test_as_pandas_has_it():
    tables = active(kmu_eval.simulate(seed=1, scale=0.05)[0])
    listed = tables.participations.assign(kind=tables.events["kind"].array.take(tables.participations["event"]))
    came = listed[listed["attended"] == "yes"]
    told = came.dropna(subset=COUNTS)
    rows = {name: came.dropna(subset=name).assign(done=came[name]) for name in COUNTS}
    rows["any"] = told.assign(done=told[COUNTS].gt(0).any(axis=1))
    found = activity(tables)
    for word, those in rows.items():
        mine, done = of(found, word).set_index("kind"), those["done"].astype(float)
        by_kind = done.groupby(those["kind"], observed=False)
        assert mine["n"].to_dict() == by_kind.size().to_dict()
        assert mine["estimate"].to_dict() == pytest.approx(by_kind.mean().to_dict(), nan_ok=True)
        own = done.groupby([those["kind"], those["event"]], observed=True).mean().groupby(level=0, observed=False)
        assert mine["event_average"].to_dict() == pytest.approx(own.mean().to_dict(), nan_ok=True)
        for name, q in zip(SPREAD[1:], (0.25, 0.5, 0.75), strict=True):
            assert mine[name].to_dict() == pytest.approx(own.quantile(q).to_dict(), nan_ok=True)


def test_tables_are_not_written_into(online):
    before = online.participations.copy()
    activity(online)
    pd.testing.assert_frame_equal(online.participations, before)


def test_small_groups_lose_their_values(online):
    from kmu_eval.small_cells import hide

    shown = hide(activity(online), 5, ("n",))
    small = shown[shown["hidden"] == "small"]
    assert len(small)
    assert small[["n", "estimate", *SPREAD]].isna().all(axis=None)


def test_the_rule_in_german(online):
    rule = of(activity(online, ()), "any")["rule"][0]
    assert words.rule(rule, "de").startswith("mindestens ein Chatbeitrag, eine Stimme oder eine Wortmeldung /")


def test_a_column_that_there_is_not(online, snapshot):
    with pytest.raises(MeasureError) as error:
        activity(online, "kid")
    assert str(error.value) == snapshot
