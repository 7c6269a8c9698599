"""Pairs of two waves, change and matching: by hand, and by a loop over persons."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from kmu_eval.code_book import Answer, CodeBook, Item
from kmu_eval.errors import MeasureError
from kmu_eval.measures.changes import pre_post
from kmu_eval.measures.estimates import mean, share
from kmu_eval.measures.matching import matched_or_not, matching
from kmu_eval.measures.pairs import pairs
from tests.measures.survey_programmes import surveys

VALUES = {"no": 1, "rather": 2, "yes": 4}


def respondents(programme, *rows):
    columns = zip(*rows, strict=True)
    return programme(
        events={"event": list("abc")}, respondents=dict(zip(["wave", "pairing", "event"], columns, strict=True))
    )


PAIRED = {
    "once_each": ([("pre", 0, 0), ("post", 0, 0)], [(0, 1)], 0),
    "whatever_the_events": ([("pre", 0, 0), ("post", 0, 2), ("pre", 1, -1), ("post", 1, 1)], [(0, 1), (2, 3)], 0),
    "no_code": ([("pre", -1, 0), ("post", -1, 0)], [], 0),
    "one_wave": ([("pre", 0, 0), ("pre", 0, 1), ("post", 1, 0)], [], 0),
    "two_trainings": (
        [("pre", 0, 0), ("pre", 0, 1), ("post", 0, 1), ("post", 0, 0)],
        [(1, 2), (0, 3)],
        0,
    ),
    "one_of_two": ([("pre", 0, 0), ("pre", 0, 1), ("post", 0, 1)], [(1, 2)], 1),
    "unknown_event": ([("pre", 0, -1), ("pre", 0, 1), ("post", 0, -1)], [], 3),
    "twice_at_one_event": ([("pre", 0, 0), ("post", 0, 0), ("post", 0, 0)], [], 3),
    "two_persons_apart": ([("pre", 0, 0), ("post", 1, 0), ("pre", 1, 0), ("pre", 1, 1)], [(2, 1)], 1),
}


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_by_hand(name, programme):
    rows, expected, ambiguous = PAIRED[name]
    found = pairs(respondents(programme, *rows), ("pre", "post"))
    assert sorted(zip(found.earlier.tolist(), found.later.tolist(), strict=True)) == sorted(expected)
    assert found.ambiguous.sum() == ambiguous


@given(tables=surveys())
def test_pairs_by_a_loop_over_persons(tables):
    who, expected = tables.respondents, set()
    for number in set(who["pairing"]) - {-1}:
        pre, post = (who[(who["pairing"] == number) & (who["wave"] == wave)] for wave in ("pre", "post"))
        if len(pre) == len(post) == 1:
            expected.add((pre.index[0], post.index[0]))
            continue
        for event in set(who["event"]) - {-1}:
            at = [each.index[each["event"] == event] for each in (pre, post)]
            if len(at[0]) == len(at[1]) == 1:
                expected.add((at[0][0], at[1][0]))
    found = pairs(tables, ("pre", "post"))
    assert set(zip(found.earlier.tolist(), found.later.tolist(), strict=True)) == expected


@given(tables=surveys())
def test_changes_as_pandas_has_them(tables):
    found, both = pre_post(tables, "useful"), pairs(tables, ("pre", "post"))
    given = tables.responses[tables.responses["item"] == "useful"].set_index("respondent")["answer"].astype("object")
    earlier, later = (
        np.array([VALUES.get(given.get(row), np.nan) for row in rows]) for rows in (both.earlier, both.later)
    )
    moved = later - earlier
    known = moved[~np.isnan(moved)]
    assert found["n"].tolist() == [len(known)] * 4
    assert found["n_missing"].tolist() == [len(moved) - len(known)] * 4
    assert found["answers"].tolist()[:3] == [(known > 0).sum(), (known == 0).sum(), (known < 0).sum()]
    if len(known):
        shares = [(known > 0).mean(), (known == 0).mean(), (known < 0).mean()]
        assert found["estimate"].tolist() == pytest.approx([*shares, known.mean()])


def test_change_by_hand(surveyed):
    found = pre_post(surveyed, "sure")
    assert found["change"].tolist()[:3] == ["better", "same", "worse"]
    assert found["change"].isna().tolist() == [False] * 3 + [True]
    assert found["unit"].tolist() == ["pairs"] * 3 + ["points"]
    assert found["n"].tolist() == [2] * 4
    assert found["answers"].tolist()[:3] == [1, 1, 0]
    assert found["estimate"].tolist() == [0.5, 0.5, 0, 1]
    better, points = share([1, 0], [1, 1]), mean([2, 0], [1, 1], scale=(-2, 2))
    assert found["ci_low"].tolist()[0] == better.low
    assert (found["ci_low"].iloc[3], found["ci_high"].iloc[3]) == (points.low, points.high)


def test_the_cluster_is_the_event_of_the_later_answer(surveyed):
    frames = {"respondents": surveyed.respondents.assign(event=np.array([0] * 8 + [1, 2, 2], np.int32))}
    from tests.measures.survey_programmes import with_frames

    tables = with_frames(surveyed, surveyed.code_book, responses=surveyed.responses, **frames)
    assert pre_post(tables, "sure")["n_events"].tolist() == [1] * 4
    assert pre_post(tables, "sure", by="mode").query("n > 0")["mode"].unique().tolist() == ["online"]


def test_matching_by_hand(surveyed):
    found = matching(surveyed)
    assert found["wave"].tolist() == ["pre", "post"]
    assert found["n"].tolist() == [3, 8]
    assert found["answers"].tolist() == [2, 2]
    assert found["estimate"].tolist() == pytest.approx([2 / 3, 2 / 8])
    assert np.isnan(matching(surveyed, ("post", "follow_up"))["estimate"]).tolist() == [False, True]


def test_matched_and_unmatched_answers(surveyed):
    found = matched_or_not(surveyed, "sure").astype({"matched": "str", "wave": "str"})
    found = found.set_index(["matched", "wave"])
    assert found["n"].to_dict() == {("yes", "pre"): 2, ("yes", "post"): 2, ("no", "pre"): 0, ("no", "post"): 2}
    assert found["n_missing"]["no", "pre"] == 1
    assert found["estimate"]["yes", "post"] == 0.5
    assert found["mean"]["no", "post"] == 2


def test_codes_that_stand_several_times_are_counted_in_the_rule(programme):
    tables = respondents(programme, *PAIRED["unknown_event"][0])
    assert matching(tables)["rule"][0].endswith("not paired, for their code stands several times in a wave: 3")


WRONG = {
    "unknown": {"waves": ("pre", "past")},
    "one": {"waves": ("pre",)},
    "text": {"waves": "pre"},
    "same": {"waves": ("post", "post")},
    "several_options": {"item": "needs"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_makes_no_pairs_is_told(name, surveyed, snapshot):
    with pytest.raises(MeasureError) as error:
        pre_post(surveyed, **{"item": "sure", **WRONG[name]})
    assert [error.value.text(language) for language in ("en", "de")] == snapshot


def test_better_is_lower_where_the_top_answers_are_the_lowest(programme):
    tables = programme(
        events={"event": ["a"]},
        respondents={"event": [0] * 4, "pairing": [0, 1, 0, 1], "wave": ["pre", "pre", "post", "post"]},
        responses={
            "respondent": [0, 1, 2, 3],
            "item": ["worry"] * 4,
            "answer": ["much", "much", "none", "much"],
        },
    )
    scale = (Answer("none", value=1, top=True), Answer("some", value=2), Answer("much", value=3))
    found = pre_post(replace(tables, code_book=CodeBook((Item("worry", answers=scale),))), "worry")
    assert found["answers"].tolist()[:3] == [1, 1, 0]
    assert found["estimate"].tolist() == [0.5, 0.5, 0.0, -1.0]
    assert found["rule"].str.contains("lower answers are better").all()
