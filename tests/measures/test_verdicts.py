"""The word for a difference: every branch of DESIGN section 7, and what must hold of any interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.measures.verdicts import smallest_margin, verdict

NAN = float("nan")
MANY, FEW = (10, 10), (9, 40)
BRANCHES = [
    ((-0.05, 0.05), MANY, NAN, "equivalent"),
    ((0.0, 0.05), MANY, NAN, "equivalent"),
    ((-0.05, 0.0), MANY, NAN, "equivalent"),
    ((0.01, 0.09), MANY, NAN, "small_difference"),
    ((-0.09, -0.01), MANY, NAN, "small_difference"),
    ((0.01, 0.10), MANY, NAN, "better"),
    ((0.01, 0.30), MANY, NAN, "better"),
    ((0.20, 0.30), MANY, NAN, "better"),
    ((-0.10, -0.01), MANY, NAN, "worse"),
    ((-0.30, -0.20), MANY, NAN, "worse"),
    ((-0.10, 0.05), MANY, NAN, "inconclusive"),
    ((-0.05, 0.10), MANY, NAN, "inconclusive"),
    ((-0.30, 0.30), MANY, NAN, "inconclusive"),
    ((0.0, 0.30), MANY, NAN, "inconclusive"),
    ((-0.30, 0.0), MANY, NAN, "inconclusive"),
    ((NAN, NAN), MANY, NAN, "inconclusive"),
    ((0.01, NAN), MANY, NAN, "inconclusive"),
    ((NAN, -0.01), MANY, NAN, "inconclusive"),
    ((0.01, 0.30), MANY, 0.9, "better"),
    ((-0.05, 0.05), FEW, 0.01, "inconclusive"),
    ((0.01, 0.09), FEW, 0.01, "inconclusive"),
    ((0.01, 0.30), FEW, 0.05, "better"),
    ((-0.30, -0.01), FEW, 0.05, "worse"),
    ((0.01, 0.30), FEW, 0.0501, "inconclusive"),
    ((-0.30, -0.01), FEW, 0.0501, "inconclusive"),
    ((0.01, 0.30), FEW, NAN, "inconclusive"),
    ((-0.30, 0.30), FEW, 0.01, "inconclusive"),
    ((NAN, NAN), FEW, 0.01, "inconclusive"),
    ((NAN, NAN), (0, 0), NAN, "inconclusive"),
]


@pytest.mark.parametrize(("ends", "events", "p_value", "word"), BRANCHES)
def test_every_branch(ends, events, p_value, word):
    assert verdict(*ends, 0.1, events, p_value) == word
    assert verdict(*ends, 0.1, events[::-1], p_value) == word


@pytest.mark.parametrize(("level", "word"), [(0.9, "better"), (0.95, "inconclusive")])
def test_the_p_value_of_few_events_is_held_against_the_level_of_the_interval(level, word):
    assert verdict(0.01, 0.30, 0.1, FEW, 0.1, level) == word


@pytest.mark.parametrize("p_value", [NAN, 0.0, 1.0])
def test_without_a_margin_there_is_no_word(p_value):
    assert verdict(-0.01, 0.01, None, MANY, p_value) is None
    assert verdict(0.5, 0.6, None, FEW, p_value) is None
    assert verdict(NAN, NAN, None, FEW, p_value) is None


ENDS = st.tuples(st.floats(-1, 1), st.floats(-1, 1)).map(sorted)
EVENTS = st.tuples(st.integers(0, 20), st.integers(0, 20))
MARGINS = st.sampled_from([0.001, 0.05, 0.1, 0.5])
P_VALUES = st.sampled_from([0.0, 0.05, 0.06, 1.0, NAN])
TURNED = {"better": "worse", "worse": "better"}


@given(ENDS, MARGINS, EVENTS, P_VALUES)
def test_turning_the_groups_round_turns_better_and_worse_round_and_nothing_else(ends, margin, events, p_value):
    found, turned = verdict(*ends, margin, events, p_value), verdict(-ends[1], -ends[0], margin, events[::-1], p_value)
    assert turned == TURNED.get(found, found)


@given(ENDS, MARGINS, EVENTS, P_VALUES)
def test_what_a_word_needs(ends, margin, events, p_value):
    """By DESIGN section 7: never equal with few events, never better with 0 inside, never equal beyond the margin."""
    (low, high), found = ends, verdict(*ends, margin, events, p_value)
    holds_none, few = low <= 0 <= high, min(events) < 10
    if found in ("equivalent", "small_difference"):
        assert not few
        assert -margin < low
        assert high < margin
        assert holds_none == (found == "equivalent")
    elif found in ("better", "worse"):
        assert not holds_none
        assert max(-low, high) >= margin
        assert (low > 0) == (found == "better")
        assert not few or p_value <= 0.05
    else:
        inside = max(-low, high) < margin
        assert (inside and few) or (not inside and (holds_none or few))


@given(ENDS, MARGINS, EVENTS)
def test_the_smallest_margin_is_where_equivalence_begins(ends, margin, events):
    least = smallest_margin(*ends, events)
    equivalent = verdict(*ends, margin, events) == "equivalent"
    assert equivalent == (least < margin)
    if least >= 0:
        assert verdict(*ends, np.nextafter(least, 2), events) == "equivalent"
        assert verdict(*ends, least, events) != "equivalent"
        assert smallest_margin(-ends[1], -ends[0], events[::-1]) == least


def test_without_an_interval_or_with_few_events_there_is_no_smallest_margin():
    for ends, events in [((NAN, NAN), MANY), ((-0.1, NAN), MANY), ((-0.1, 0.1), FEW), ((0.1, 0.2), MANY)]:
        assert np.isnan(smallest_margin(*ends, events))
