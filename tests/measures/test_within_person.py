"""The same person at both: by hand, and scipy's paired t beside the call."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from kmu_eval import words
from kmu_eval.errors import MeasureError
from kmu_eval.measures.within_person import within_person
from tests.measures.conftest import BOOK
from tests.measures.shuffled import shuffled
from tests.measures.survey_programmes import surveys, with_frames

ORDER = ("online", "in_person")
EVENTS = {"event": list("abcd"), "mode": ["online", "online", "in_person", "hybrid"]}
WHO = {
    "participant": [0, 0, 0, 1, 1, 2, 2, 3, -1, -1, 4, 4, 5, 5],
    "event": [0, 1, 2, 0, 2, 0, 2, 0, 0, 2, 0, 3, 0, 2],
}
ANSWERS = ["yes", "no", "no", "yes", "no", "partly", "yes", "yes", "yes", "no", "yes", "yes", "dont_know", "yes"]


@pytest.fixture
def linked(programme):
    """0 online half top, in person not: 0.5; 1: 1; 2: -1; 3 only online; two anonymous; 4 hybrid; 5 does not know."""
    given = {"respondent": list(range(14)), "item": ["useful"] * 14, "answer": ANSWERS}
    return programme(events=EVENTS, respondents={**WHO, "wave": ["post"] * 14}, responses=given, code_book=BOOK)


def test_by_hand(linked):
    row = within_person(linked, "useful", ORDER).iloc[0]
    assert row[["n", "answers", "n_missing", "n_events"]].tolist() == [3, 7, 5, 3]
    assert row["estimate"] == pytest.approx(0.5 / 3)
    half = 4.302653 * np.std([0.5, 1, -1], ddof=1) / np.sqrt(3)
    assert row[["ci_low", "ci_high"]].tolist() == pytest.approx([0.5 / 3 - half, 0.5 / 3 + half], rel=1e-5)
    assert row[["first", "second", "unit", "method"]].tolist() == ["online", "in_person", "participants", "t_paired"]
    assert pd.isna(row["verdict"])


def test_the_interval_is_that_of_scipy(linked):
    from scipy.stats import ttest_rel

    expected = ttest_rel([0.5, 1, 0], [0, 0, 1]).confidence_interval(0.9)
    row = within_person(linked, "useful", ORDER, level=0.9).iloc[0]
    assert row[["ci_low", "ci_high", "ci_level"]].tolist() == pytest.approx([expected.low, expected.high, 0.9])


def test_the_other_way_round(linked):
    there, back = (within_person(linked, "useful", order).iloc[0] for order in (ORDER, ORDER[::-1]))
    assert there["estimate"] == -back["estimate"]
    assert there["ci_low"] == -back["ci_high"]


def test_an_unknown_event_is_in_no_group(linked, programme):
    respondents = {**WHO, "wave": ["post"] * 14, "event": [0, 1, 2, 0, -1, *WHO["event"][5:]]}
    frames = {"respondents": respondents, "responses": linked.responses.to_dict("list")}
    row = within_person(programme(events=EVENTS, code_book=BOOK, **frames), "useful", ORDER).iloc[0]
    assert row["n"] == 2
    assert row["estimate"] == pytest.approx((0.5 - 1) / 2)


def test_channels_of_a_hybrid_event(programme):
    who = {"participant": [0, 0, 1, 1], "event": [0, 0, 0, 0], "channel": ["online", "in_person"] * 2}
    given = {"respondent": [0, 1, 2, 3], "item": ["useful"] * 4, "answer": ["yes", "no", "yes", "yes"]}
    events = {"event": ["a"], "mode": ["hybrid"]}
    tables = programme(events=events, respondents={**who, "wave": ["post"] * 4}, responses=given, code_book=BOOK)
    assert within_person(tables, "useful", ORDER, "channel")["estimate"].tolist() == [0.5]


def test_without_links_it_cannot_be_tested(surveyed):
    row = within_person(surveyed, "useful", ORDER).iloc[0]
    assert row["verdict"] == "not_testable"
    assert row[["estimate", "ci_low", "ci_high"]].isna().all()
    assert row[["n", "answers", "n_missing"]].tolist() == [0, 0, 5]
    assert "no answer is linked to a participant" in row["rule"]
    assert "keine Antwort ist mit einer Person verknüpft" in words.rule(row["rule"], "de")


@pytest.mark.parametrize("kept", [1, 3, 5])
def test_with_fewer_than_two_persons_it_cannot_be_tested(linked, programme, kept):
    respondents = linked.respondents.iloc[:kept].to_dict("list")
    given = linked.responses.iloc[:kept].to_dict("list")
    tables = programme(events=EVENTS, respondents=respondents, responses=given, code_book=BOOK)
    row = within_person(tables, "useful", ORDER).iloc[0]
    assert pd.isna(row["verdict"]) == (kept == 5)
    assert pd.isna(row["estimate"]) == (kept < 5)
    assert ("fewer than two participants" in row["rule"]) == (kept < 5)
    assert words.rule(row["rule"], "de").count("Personen") == (1 if kept == 5 else 2)


def test_where_all_differ_by_the_same_there_is_no_interval(programme):
    """1 - 2/3 and 1/3 - 0 are the same but for rounding."""
    who = {"participant": [0] * 4 + [1] * 4, "event": [0, 2, 2, 2, 0, 0, 0, 2], "wave": ["post"] * 8}
    answers = ["yes", "yes", "yes", "no", "yes", "no", "no", "no"]
    given = {"respondent": list(range(8)), "item": ["useful"] * 8, "answer": answers}
    row = within_person(programme(events=EVENTS, respondents=who, responses=given, code_book=BOOK), "useful", ORDER)
    assert row["estimate"].tolist() == pytest.approx([1 / 3])
    assert row[["ci_low", "ci_high", "verdict"]].isna().all(axis=None)


@given(tables=surveys())
def test_the_order_of_rows_changes_nothing(tables):
    participant = (np.arange(len(tables.respondents)) % 3 - 1).astype(np.int32)
    respondents = tables.respondents.assign(participant=participant)
    linked = with_frames(tables, respondents=respondents, responses=tables.responses)
    found = within_person(linked, "event", ORDER, "channel")
    pd.testing.assert_frame_equal(within_person(shuffled(linked), "event", ORDER, "channel"), found)


def test_nothing_at_all(programme):
    found = within_person(programme(code_book=BOOK), "useful", ORDER)
    assert found["verdict"].tolist() == ["not_testable"]


def test_the_linkage_of_persons_is_named(linked):
    assert "over persons, wide linkage;" in within_person(linked.with_rules(linkage="wide"), "useful", ORDER)["rule"][0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": "usefull", "order": ORDER},
        {"items": "needs", "order": ORDER},
        {"items": "useful", "order": ("onlin", "in_person")},
        {"items": "useful", "order": ORDER, "by": "sector"},
        {"items": "useful", "order": ("online", "online")},
        {"items": "useful", "order": ORDER, "wave": "after"},
    ],
    ids=str,
)
def test_what_there_is_not(linked, wrong, snapshot):
    with pytest.raises(MeasureError) as error:
        within_person(linked, **wrong)
    assert str(error.value) == snapshot
