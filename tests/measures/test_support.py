"""Common support by hand and by plain pandas."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval.comparing import Comparison
from kmu_eval.errors import MeasureError
from kmu_eval.measures.arms import arms
from kmu_eval.measures.support import support
from kmu_eval.measures.tally import tally
from tests.measures.compared import HALL, ONLINE, ORDER, SHARE
from tests.measures.compared_programmes import BY_MODE, programme_of, rows_of
from tests.measures.survey_programmes import surveys

EVENTS = {
    "mode": [ONLINE, ONLINE, HALL, HALL, ONLINE, ONLINE, HALL, HALL, ONLINE, "hybrid"],
    "date": [*["2020-02-01"] * 4, *["2021-02-01"] * 3, None, "2021-02-01", "2020-02-01"],
    "difficulty": [*["advanced"] * 7, "advanced", None, "advanced"],
}
ANSWERS = [(0, "yes"), (0, "no"), (1, "yes"), (2, "yes"), (3, "no"), (3, "no"), (3, None)]
ANSWERS += [(4, "yes"), (5, "rather"), (6, "yes"), (7, "yes"), (8, "no"), (9, "yes"), (-1, "yes")]
SMALL = programme_of(EVENTS, ANSWERS)
"""In 2020 two events of either mode with 3 and 3 answers; in 2021 two online (2) and one in person (1); one of no year,
one of no difficulty; one hybrid; one respondent of no event."""


def found_in(tables, declared=BY_MODE):
    made = arms(tally(tables, "useful", declared.by), declared.by, declared.order, SHARE)
    return made, support(tables, made, declared)


def in_cells(found, numbers):
    cells = np.flatnonzero(numbers.any(axis=1))
    words = found.cells.frame(cells).astype("object").itertuples(index=False)
    return {tuple(row): tuple(numbers[cell].tolist()) for row, cell in zip(words, cells, strict=True)}


def test_cells_by_hand():
    made, found = found_in(SMALL)
    assert in_cells(found, found.n) == {("2020", "advanced"): (3, 3), ("2021", "advanced"): (2, 1)}
    assert in_cells(found, found.n_events) == {("2020", "advanced"): (2, 2), ("2021", "advanced"): (2, 1)}
    assert found.kept.sum() == 1
    assert made.events[found.clusters].tolist() == [0, 1, 2, 3, 9]
    assert found.n_all == 11
    assert found.share_kept == pytest.approx(6 / 11)
    assert found.enough


def test_an_event_of_which_a_confounder_is_not_known_is_in_no_cell():
    made, found = found_in(SMALL)
    assert made.events[found.cell == -1].tolist() == [7, 8, -1]
    assert not found.clusters[found.cell == -1].any()


def test_answers_in_no_cell_count_as_lost():
    _, found = found_in(SMALL, replace(BY_MODE, confounders=()))
    assert found.n.tolist() == [[6, 5]]
    assert found.share_kept == 1
    strangers = programme_of(EVENTS, [*ANSWERS, (8, "yes"), (8, "yes")])
    assert found_in(strangers)[1].share_kept == pytest.approx(6 / 13)
    assert not found_in(strangers)[1].enough


@pytest.mark.parametrize(("least", "kept"), [(1, 9 / 11), (2, 6 / 11), (3, 0)])
def test_the_least_number_of_events_of_each_group(least, kept):
    _, found = found_in(SMALL, replace(BY_MODE, least_events=least))
    assert found.share_kept == pytest.approx(kept)


def test_where_no_cell_is_kept_nothing_is_enough():
    _, found = found_in(SMALL, replace(BY_MODE, least_events=3, least_share=0))
    assert not found.enough
    assert found.clauses[-1] == "answers on it: 0 of 100, at least 0 are asked for: not adjusted"


@pytest.mark.parametrize(("share", "enough"), [(6 / 11, True), (0.55, False), (1, False), (0, True)])
def test_the_least_share_is_enough(share, enough):
    assert found_in(SMALL, replace(BY_MODE, least_share=share))[1].enough == enough


def test_a_refusal_gives_its_reason_and_never_the_same_number_twice():
    """6 of 11 are 54.5 of 100: not 55 of 100 where at least 55 are asked for."""
    _, refused = found_in(SMALL, replace(BY_MODE, least_share=0.55))
    assert refused.clauses == [
        "common support by year/difficulty, at least 2 events of each group in a cell",
        "answers on it: 54 of 100, at least 55 are asked for: not adjusted",
    ]
    _, refused = found_in(SMALL, replace(BY_MODE, least_share=0.546))
    assert refused.clauses[1] == "answers on it: 54 of 100, at least 55 are asked for: not adjusted"
    _, enough = found_in(SMALL)
    assert enough.clauses[1:] == ["answers on it: 54 of 100"]


@pytest.mark.parametrize("asked", [7, 29, 57, 58])
def test_rounding_takes_nothing_from_whole_numbers(asked):
    """100 * 0.29 is less than 29 in floating point, and 100 * 0.07 is more than 7."""
    answers = [(event, "yes") for event in (0, 1, 2, 3)] * 25
    answers = [(event if place < asked else 8, "yes") for place, (event, _) in enumerate(answers)]
    _, found = found_in(programme_of(EVENTS, answers), replace(BY_MODE, least_share=asked / 100))
    assert found.share_kept == asked / 100
    assert found.clauses[1] == f"answers on it: {asked} of 100"
    _, more = found_in(programme_of(EVENTS, answers), replace(BY_MODE, least_share=(asked + 1) / 100))
    assert f"{asked} of 100, at least {asked + 1} are asked for" in more.clauses[1]


def test_without_an_answer_nothing_is_shared():
    _, found = found_in(programme_of(EVENTS, []))
    assert np.isnan(found.share_kept)
    assert not found.enough
    assert "answers on it: 0 of 100" in found.clauses[1]


def test_events_with_both_channels_count_in_both_groups():
    hybrid = {"mode": ["hybrid"] * 3, "date": ["2020-02-01"] * 3}
    rows = [(event, "yes", channel) for event in (0, 1) for channel in ORDER] + [(2, "yes", ONLINE)]
    declared = Comparison("channels", "channel", ORDER, ("year",))
    _, found = found_in(programme_of(hybrid, rows), declared)
    assert in_cells(found, found.n_events) == {("2020",): (3, 2)}
    assert found.share_kept == 1


def test_an_unknown_confounder_is_told():
    with pytest.raises(MeasureError, match="dificulty"):
        found_in(SMALL, replace(BY_MODE, confounders=("dificulty",)))


CONFOUNDERS = st.lists(st.sampled_from(["year", "difficulty", "kind", "topic"]), unique=True, max_size=3)


@given(tables=surveys(12), confounders=CONFOUNDERS, least=st.integers(1, 2))
@settings(max_examples=30)
def test_cells_are_those_of_plain_pandas(tables, confounders, least):
    declared = Comparison("roles", "channel", ORDER, tuple(confounders), least, 0.5)
    _, found = found_in(tables, declared)
    post = tables.respondents["wave"].astype("str").to_numpy() == "post"
    responses = tables.responses[post[tables.responses["respondent"]]]
    rows = rows_of(replace(tables, read=lambda name: responses if name == "responses" else tables.read(name)))
    rows = rows[rows["channel"].isin(ORDER)]
    inside = rows[(rows["event"] >= 0) & rows[confounders].notna().all(axis=1) & (rows.get("year") != "<NA>")]
    inside = inside if "year" in confounders else rows[(rows["event"] >= 0) & rows[confounders].notna().all(axis=1)]
    expected, events, kept = {}, {}, 0
    for key, cell in inside.groupby([inside[name].astype("str") for name in confounders] or (lambda row: 0)):
        own = [cell[cell["channel"] == word] for word in ORDER]
        name = key if confounders else ()
        expected[name], events[name] = tuple(len(each) for each in own), tuple(each["event"].nunique() for each in own)
        kept += len(cell) if min(events[name]) >= least else 0
    assert in_cells(found, found.n) == expected
    assert in_cells(found, found.n_events) == events
    assert found.share_kept == pytest.approx(kept / len(rows) if len(rows) else np.nan, nan_ok=True)
