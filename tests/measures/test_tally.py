"""The tally of a survey against plain pandas."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.code_book import Answer, CodeBook, Item
from kmu_eval.errors import MeasureError
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import clusters
from kmu_eval.measures.tally import tallies, tally
from kmu_eval.measures.top_shares import top_share
from kmu_eval.tables import typed
from tests.measures.survey_programmes import BOOK, surveys, with_frames


def plain(tables, item, option, wave):
    """One row per answer of a wave, with its event, role and mode."""
    rows = tables.responses[tables.responses["item"] == item]
    rows = rows[rows["option"] == option] if option else rows
    rows = rows.merge(tables.respondents, left_on="respondent", right_index=True)
    rows = rows.merge(tables.events[["mode"]], left_on="event", right_index=True, how="left")
    return rows[rows["wave"] == wave].astype({"answer": "object", "mode": "object", "role": "object"})


@given(tables=surveys(), wave=st.sampled_from(["pre", "post"]), by=st.sampled_from([[], ["mode"], ["role", "mode"]]))
def test_the_tally_counts_as_pandas_does(tables, wave, by):
    for made in tallies(tables, [item.word for item in BOOK.items], by, wave):
        rows = plain(tables, made.item.word, made.option, wave)
        keys = [*by, "event", "answer"]
        expected = rows.groupby(keys, dropna=False).size().to_dict() if len(rows) else {}
        found = made.table.astype(dict.fromkeys((*by, "answer"), "object")).set_index(keys)["n"].to_dict()
        assert _comparable(found) == _comparable(expected)
        assert made.counts.sum() == len(rows)


def _comparable(counts):
    return {tuple(None if part != part else part for part in key): n for key, n in counts.items()}


@given(tables=surveys())
def test_many_items_at_once_are_as_each_by_itself(tables):
    for made in tallies(tables, ["needs", "event", "recommend"], "channel"):
        alone = tally(tables, made.item.word, "channel", made.option)
        assert made.counts.tolist() == alone.counts.tolist()
        assert made.events.tolist() == alone.events.tolist()
        pd.testing.assert_frame_equal(made.groups, alone.groups)


def test_by_hand(surveyed):
    made = tally(surveyed, "useful", "mode")
    assert made.events.tolist() == [0, 1, 2, -1]
    assert made.groups["mode"].tolist()[:3] == ["in_person", "online", "hybrid"]
    assert made.counts.sum(axis=0).tolist() == [[1, 0, 1, 0, 1], [0, 1, 2, 0, 0], [0, 0, 0, 1, 0], [0, 0, 1, 0, 0]]
    assert made.n_asked.sum(axis=0).tolist() == [3, 3, 1, 1]
    assert made.n_missing.sum(axis=0).tolist() == [1, 0, 0, 0]
    assert made.n_dont_know.sum(axis=0).tolist() == [0, 0, 1, 0]
    assert made.valid.tolist() == [[0, 3, 0, 0], [2, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]]
    assert made.top.sum() == 4


def test_the_channel_is_that_of_the_event_where_the_respondent_tells_none(surveyed):
    by_channel = tally(surveyed, "useful", "channel")
    assert by_channel.groups["channel"].tolist()[:2] == ["in_person", "online"]
    assert by_channel.n_asked.sum(axis=0).tolist() == [3, 3 + 1, 1]


def test_each_respondent_of_an_unknown_event_is_a_cluster():
    events, place = clusters(np.array([2, -1, 2, 0, -1], np.int32))
    assert events.tolist() == [0, 2, -1, -1]
    assert place.tolist() == [1, 2, 1, 0, 3]


def test_an_option_that_could_not_be_seen_has_no_rows(surveyed):
    assert tally(surveyed, "needs", option="time").n_asked.sum() == 7
    assert tally(surveyed, "needs", option="staff").n_asked.sum() == 3


def test_a_survey_that_nobody_answered(centre):
    tables = with_frames(centre)
    made = tally(tables, "useful", ["mode", "channel"])
    assert made.counts.shape == (0, 3 * 2, 5)
    assert made.table.empty
    assert [len(each.groups) for each in tallies(tables, "event")] == [1, 1, 1]


def test_items_by_theme_and_each_once():
    found = items_of(BOOK, ["clear", "event", "clear"])
    assert [item.word for item in found] == ["clear", "useful", "colour"]
    assert [item.word for item in items_of(BOOK, "event", lambda item: item.word != "clear")] == ["useful", "colour"]


WRONG = {
    "item": {"item": "usefull"},
    "column": {"item": "useful", "by": ["mood"]},
    "organisation": {"item": "useful", "by": ["sector"]},
    "wave": {"item": "useful", "wave": "past"},
    "option": {"item": "needs", "option": "tim"},
    "no_option": {"item": "needs"},
    "no_multiple_choice": {"item": "useful", "option": "time"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_there_is_not_is_told(name, surveyed, snapshot):
    with pytest.raises(MeasureError) as error:
        tally(surveyed, **WRONG[name])
    assert [error.value.text(language) for language in ("en", "de")] == snapshot


@pytest.mark.parametrize(
    "row", [("useful", None, "maybe"), ("needs", "else", "chosen"), ("needs", None, "chosen"), ("needs", "time", "yes")]
)
def test_an_answer_that_the_item_does_not_have_is_told(row, surveyed, snapshot):
    given = {name: [value] for name, value in zip(["item", "option", "answer"], row, strict=True)}
    frames = {"respondents": surveyed.respondents, "responses": typed({"respondent": [0], **given}, "responses")}
    tables = with_frames(surveyed, surveyed.code_book, **frames)
    with pytest.raises(MeasureError) as error:
        tallies(tables, ["useful", "needs"])
    assert str(error.value) == snapshot
    assert [made.counts.sum() for made in tallies(tables, ["useful", "needs"], wave="pre")] == [0, 0, 0]


def test_the_rule_counts_lone_respondents_of_each_item(programme):
    tables = programme(
        events={"event": ["a"]},
        respondents={"event": [0, -1, -1], "wave": ["post"] * 3},
        responses={"respondent": [0, 1, 2], "item": ["useful", "clear", "clear"], "answer": ["yes", "yes", "no"]},
    )
    scale = (Answer("no"), Answer("yes", top=True))
    book = CodeBook((Item("useful", answers=scale), Item("clear", answers=scale)))
    rules = top_share(replace(tables, code_book=book), ["useful", "clear"])["rule"]
    assert rules.str.contains("a cluster of its own: 2").tolist() == [False, True]
