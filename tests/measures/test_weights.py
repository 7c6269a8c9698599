"""Raking: margins are met, by a plain loop as well; the weighted share by hand."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kmu_eval.errors import MeasureError
from kmu_eval.measures.estimates import share
from kmu_eval.measures.intervals import t_quantile, wilson
from kmu_eval.measures.jackknife import kish
from kmu_eval.measures.raking import rake
from kmu_eval.measures.top_shares import top_share
from kmu_eval.measures.weights import raked
from tests.measures.conftest import BOOK


def by_loop(counts, categories, totals, rounds=5000):
    """The same fitting, cell by cell: each margin in turn until nothing moves."""
    expected = [float(n) for n in counts]
    scale = sum(counts) / sum(totals[0])
    for _ in range(rounds):
        for category, total in zip(categories, totals, strict=True):
            for each, target in enumerate(total):
                cells = [cell for cell, of in enumerate(category) if of == each]
                now = sum(expected[cell] for cell in cells)
                for cell in cells:
                    expected[cell] *= target * scale / now
    return [found / n for found, n in zip(expected, counts, strict=True)]


@given(data=st.data())
def test_raking_meets_the_margins_and_is_as_the_loop_has_it(data):
    counts = np.array(data.draw(st.lists(st.integers(1, 30), min_size=6, max_size=6)))
    cells = np.array(data.draw(st.lists(st.integers(1, 30), min_size=6, max_size=6)))
    categories = [np.repeat([0, 1], 3), np.tile([0, 1, 2], 2)]
    totals = [np.bincount(category, cells) for category in categories]
    weights = rake(counts, categories, totals)
    for category, total in zip(categories, totals, strict=True):
        assert np.bincount(category, counts * weights) / counts.sum() == pytest.approx(total / cells.sum(), rel=1e-9)
    assert weights.tolist() == pytest.approx(by_loop(counts, categories, totals, 60), rel=1e-6)
    assert (counts * weights).sum() == pytest.approx(counts.sum())


@given(counts=st.lists(st.integers(1, 50), min_size=4, max_size=4), times=st.integers(1, 9))
def test_margins_that_fit_leave_weights_at_one(counts, times):
    categories = [np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])]
    totals = [times * np.bincount(category, counts) for category in categories]
    assert np.abs(rake(np.array(counts), categories, totals) - 1).max() < 1e-9


def test_one_margin_is_closed_form():
    weights = rake(np.array([10, 30]), [np.array([0, 1])], [np.array([50, 50])])
    assert weights.tolist() == pytest.approx([2, 2 / 3])


def test_raking_that_cannot_come_to_an_end_is_told(snapshot):
    categories = [np.array([0, 1]), np.array([0, 1])]
    with pytest.raises(MeasureError) as error:
        rake(np.array([5, 5]), categories, [np.array([6, 4]), np.array([4, 6])])
    assert [error.value.text(language) for language in ("en", "de")] == snapshot


@pytest.fixture
def two_modes(programme):
    """Six events, three of each mode; few of the many who came in person answered."""

    def make(**changes):
        useful = ["yes", "yes", "no", "yes", "no", "no", "yes", "dont_know", None]
        frames = {
            "events": {"event": list("abcdef"), "mode": ["online"] * 3 + ["in_person"] * 3, "kind": ["talk"] * 6},
            "head_counts": {"event": range(6), "attended": [2, 2, 4, 10, 10, 20]},
            "respondents": {"event": [0, 0, 1, 2, 3, 4, 5, 0, 3], "wave": ["post"] * 9},
            "responses": {"respondent": range(9), "item": ["useful"] * 9, "answer": useful},
        }
        return programme(code_book=BOOK, **{**frames, **changes})

    return make


def test_the_weighted_share_by_hand(two_modes):
    found = raked(two_modes(), "useful").iloc[0]
    online, in_person = 9 * 8 / 48 / 5, 9 * 40 / 48 / 4
    top, base = 3 * online + 1 * in_person, 4 * online + 3 * in_person
    assert found[["n", "n_missing", "n_asked", "n_dont_know"]].tolist() == [7, 1, 9, 1]
    assert found["estimate"] == pytest.approx(4 / 7)
    assert found["weighted"] == pytest.approx(top / base)
    squares = 4 * online**2 + 3 * in_person**2
    assert found["weights_deff"] == pytest.approx(7 * squares / base**2)
    worth = base / squares
    weights = np.array([online] * 3 + [in_person] * 3) * worth
    ends = share(weights * [2, 0, 1, 0, 0, 1], weights * [2, 1, 1, 1, 1, 1])
    assert (found["weighted_low"], found["weighted_high"]) == pytest.approx((ends.low, ends.high))
    assert found["rule"].endswith("no minimum stay")


def test_weights_of_one_change_nothing(two_modes):
    heads = {"event": range(6), "attended": [30, 10, 10, 20, 10, 10]}
    tables = two_modes(head_counts=heads)
    weighted, plain = raked(tables, "useful", "mode").iloc[0], top_share(tables, "useful").iloc[0]
    for name, same in {"weighted": "estimate", "weighted_low": "ci_low", "weighted_high": "ci_high"}.items():
        assert weighted[name] == pytest.approx(weighted[same], abs=1e-9)
        assert weighted[same] == pytest.approx(plain[same], abs=1e-12)
    assert weighted["weights_deff"] == pytest.approx(1)


def test_ten_times_the_attendances_change_nothing(two_modes):
    once = raked(two_modes(), "useful")
    heads = {"event": range(6), "attended": [20, 20, 40, 100, 100, 200]}
    often = raked(two_modes(head_counts=heads), "useful")
    for name in ("weighted", "weighted_low", "weighted_high", "weights_deff"):
        assert often[name][0] == pytest.approx(once[name][0], rel=1e-9)


REFUSED = {
    "no_respondent": {"respondents": {"event": [0, 0, 1, 2, 1, 1, 1, 0, 2], "wave": ["post"] * 9}},
    "no_attendance": {"head_counts": {"event": [0, 1, 2], "attended": [2, 2, 4]}},
    "unknown_event": {"respondents": {"event": [0, 0, 1, 2, 3, 4, 5, -1, -1], "wave": ["post"] * 9}},
    "nobody": {"respondents": {"event": [0] * 9, "wave": ["pre"] * 9}},
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_category_with_one_side_only_is_never_weighted_with_one(name, two_modes, snapshot):
    with pytest.raises(MeasureError) as error:
        raked(two_modes(**REFUSED[name]), "useful")
    assert [error.value.text(language) for language in ("en", "de")] == snapshot


@given(data=st.data())
def test_weighted_to_the_events_themselves(data):
    """Weights by a margin that is each event's own make the share that of all who came, if those silent are alike."""
    from kmu_eval.tables import CountingRules, Origin, in_memory, typed

    came = data.draw(st.lists(st.integers(1, 50), min_size=3, max_size=3))
    answers = [data.draw(st.lists(st.sampled_from(["yes", "no"]), min_size=1, max_size=5)) for _ in came]
    event = [place for place, given in enumerate(answers) for _ in given]
    flat = [answer for given in answers for answer in given]
    frames = {
        "events": {"event": list("abc"), "topic": list("xyz")},
        "head_counts": {"event": range(3), "attended": came},
        "respondents": {"event": event, "wave": ["post"] * len(event)},
        "responses": {"respondent": range(len(event)), "item": ["useful"] * len(event), "answer": flat},
    }
    made = {name: typed(columns, name) for name, columns in frames.items()}
    tables = in_memory(made, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre"), code_book=BOOK)
    assume(len(event))
    shares = [given.count("yes") / len(given) for given in answers]
    expected = np.average(shares, weights=came)
    assert raked(tables, "useful", "topic")["weighted"][0] == pytest.approx(expected)


def test_an_item_that_nobody_answered_has_no_share(two_modes):
    found = raked(two_modes(), ["sure", "useful"]).set_index("item")
    assert found["n"].to_dict() == {"sure": 0, "useful": 7}
    assert found.loc["sure", ["estimate", "weighted", "weights_deff"]].isna().all()
    assert found["weighted"]["useful"] == raked(two_modes(), "useful")["weighted"][0]


def test_raking_to_surveyed_events_leaves_out_who_tells_no_event(two_modes):
    events = {"event": list("abcdefg"), "mode": ["online"] * 3 + ["in_person"] * 3 + ["hybrid"], "kind": ["talk"] * 7}
    heads = {"event": range(7), "attended": [2, 2, 4, 10, 10, 20, 99]}
    who = {"event": [0, 0, 1, 2, 3, 4, 5, -1, 3], "wave": ["post"] * 9}
    tables = two_modes(events=events, head_counts=heads, respondents=who)
    found = raked(tables, "useful", population="surveyed").iloc[0]
    online, in_person = 8 * 8 / 48 / 4, 8 * 40 / 48 / 4
    assert found[["n", "n_asked", "n_dont_know", "n_missing"]].tolist() == [7, 8, 0, 1]
    assert found["weighted"] == pytest.approx((3 * online + in_person) / (4 * online + 3 * in_person))
    assert "of surveyed events only, respondents left out: 1" in found["rule"]
    with pytest.raises(MeasureError):
        raked(tables, "useful")


def test_a_population_that_there_is_not(two_modes, snapshot):
    with pytest.raises(MeasureError) as error:
        raked(two_modes(), "useful", population="survey")
    assert str(error.value) == snapshot


def test_the_interval_is_never_narrower_than_the_weights_allow(two_modes):
    """Each event answers alike, so that no design effect of events hides that of the weights."""
    who = {"event": np.repeat(range(6), 2), "wave": ["post"] * 12}
    given = {"respondent": range(12), "item": ["useful"] * 12, "answer": ["yes", "no"] * 6}
    found = raked(two_modes(respondents=who, responses=given), "useful").iloc[0]
    weights = np.repeat([12 * 8 / 48 / 6, 12 * 40 / 48 / 6], 3)
    worth = (2 * weights).sum() ** 2 / (2 * weights**2).sum()
    ends = wilson(0.5, worth, t_quantile(0.95, kish(weights) - 1))
    assert (found["weighted"], found["weighted_low"], found["weighted_high"]) == pytest.approx((0.5, *ends))
