"""Who is one person in several waves, by the code that people make up: equal codes, and one slip of the pen."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.answers.pairing import pair


def paired(*codes, events=None):
    """Codes as (code, wave); which of them are one person, as sets of places, and the places of bridged slips."""
    texts, waves = pd.Series([code for code, _ in codes], dtype=object), [wave for _, wave in codes]
    numbers, slipped = pair(texts, waves, [0] * len(codes) if events is None else events)
    groups = {}
    for place, number in enumerate(numbers.tolist()):
        groups.setdefault(number if number >= 0 else f"none {place}", set()).add(place)
    return sorted(map(sorted, groups.values())), [place for place, slip in enumerate(slipped.tolist()) if slip]


@pytest.mark.parametrize("other", ["MA14KO", "ma14ko", " MA 14 KO ", "MA-14/KO", "ma_14.ko"])
def test_equal_codes_are_one_person_whatever_their_case_and_marks(other):
    assert paired(("MA14KO", "pre"), (other, "post")) == ([[0, 1]], [])


@pytest.mark.parametrize("other", ["MA14KA", "MA14K", "MA14KOX", "MA41KO"])
def test_one_slip_is_bridged(other):
    assert paired(("MA14KO", "pre"), (other, "post")) == ([[0, 1]], [1])


def test_two_slips_are_not():
    assert paired(("MA14KO", "pre"), ("MA15KA", "post")) == ([[0], [1]], [])


def test_short_codes_must_be_equal():
    assert paired(("MA14", "pre"), ("MA15", "post"), ("MA14", "post")) == ([[0, 2], [1]], [])
    assert paired(("MA143", "pre"), ("MA153", "post")) == ([[0, 1]], [1])


def test_nobody_answers_twice_in_one_wave_with_a_slip():
    assert paired(("MA14KO", "post"), ("MA14KA", "post")) == ([[0], [1]], [])
    assert paired(("MA14KO", "pre"), ("MA14KO", "post"), ("MA14KA", "post")) == ([[0, 1], [2]], [])


def test_where_two_codes_are_as_near_none_is_taken():
    assert paired(("MA14KO", "pre"), ("MA14KU", "pre"), ("MA14KA", "post")) == ([[0], [1], [2]], [])
    assert paired(("MA14KO", "pre"), ("MA14KA", "post"), ("MA14KAB", "follow_up")) == ([[0], [1], [2]], [])


def test_the_code_of_the_earlier_wave_stands():
    assert paired(("MA14KA", "follow_up"), ("MA14KO", "pre"), ("MA14KO", "post")) == ([[0, 1, 2]], [0])


def test_only_codes_of_one_event_are_paired():
    codes = [("MA14KO", "pre"), ("MA14KO", "post"), ("MA14KA", "post"), ("MA14KO", "post")]
    assert paired(*codes, events=[3, 4, 3, -1]) == ([[0, 2], [1], [3]], [2])
    assert paired(*codes, events=[-1, -1, 4, 4]) == ([[0], [1], [2], [3]], [])


def test_who_gives_no_code_is_nobody_else():
    assert paired((None, "pre"), ("", "post"), (" - ", "post")) == ([[0], [1], [2]], [])
    assert paired() == ([], [])


CODES = st.lists(
    st.tuples(st.text("AB1 -", max_size=7) | st.none(), st.sampled_from(["pre", "post", "follow_up"])), max_size=12
)


@given(CODES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nobody(codes, random):
    order = list(range(len(codes)))
    random.shuffle(order)
    groups, slips = paired(*codes)
    shuffled, shuffled_slips = paired(*(codes[place] for place in order))
    assert sorted(sorted(order[place] for place in group) for group in shuffled) == groups
    assert sorted(order[place] for place in shuffled_slips) == slips
