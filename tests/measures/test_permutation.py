"""Exchanging events beside scipy, loops over all arrangements, and fractions, which know no rounding."""

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from kmu_eval.measures import permutation as module
from kmu_eval.measures.permutation import permutation

SUMS, N = [9, 8, 9, 5, 4, 6, 10, 2], [10, 9, 12, 10, 8, 6, 11, 7]
FIRST = [True, True, True, True, False, False, False, False]
MANY = np.random.default_rng(3).integers(0, 9, 22)
MANY_N, MANY_FIRST = MANY + np.arange(22) % 5 + 1, np.arange(22) % 3 == 0


def statistic(sums, n, events, others):
    """The squared difference over its variance, in fractions; None stands for infinity."""
    d, variance = Fraction(0), Fraction(0)
    for sign, chosen in ((1, events), (-1, others)):
        whole, size, of_sums = sum(n[i] for i in chosen), len(chosen), sum(sums[i] for i in chosen)
        left = [Fraction(of_sums - sums[i], whole - n[i]) - Fraction(of_sums, whole) for i in chosen]
        d += sign * Fraction(of_sums, whole)
        variance += Fraction(size - 1, size) * sum(step**2 for step in left)
    return Fraction(0) if d == 0 else None if variance == 0 else d**2 / variance


def arrangements(first, strata):
    """All ways to give each stratum's events to the groups, as many of them to the first as there were."""
    by_stratum = [[i for i, word in enumerate(strata) if word == stratum] for stratum in sorted(set(strata))]
    ways = [combinations(places, sum(first[i] for i in places)) for places in by_stratum]
    return [[i for part in parts for i in part] for parts in product(*ways)]


def by_hand(sums, n, first, strata=None):
    """The share of arrangements whose statistic is as large as that of the one seen."""

    def of(events):
        return statistic(sums, n, events, [i for i in range(len(n)) if i not in events])

    found = [of(events) for events in arrangements(first, strata or [0] * len(n))]
    seen = of([i for i, own in enumerate(first) if own])
    return sum(each is None or (seen is not None and each >= seen) for each in found) / len(found)


def test_exact_is_that_of_scipy_on_events():
    sums, n = np.array(SUMS), np.array(N)

    def studentised(one, other):
        return np.sqrt(float(statistic(SUMS, N, list(one), list(other))))

    groups = (np.flatnonzero(FIRST), np.flatnonzero(~np.array(FIRST)))
    expected = stats.permutation_test(
        *(groups, studentised),
        permutation_type="independent",
        vectorized=False,
        n_resamples=np.inf,
        alternative="greater",
    )
    found = permutation(sums, n, FIRST)
    assert found.method == "exact"
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-12)


def test_within_strata_it_is_the_loop_over_their_arrangements():
    for strata in ("aabbaabb", "aaabbbab", "abcabcab", "baaaaaaa"):
        found = permutation(SUMS, N, FIRST, list(strata))
        assert found.p_value == pytest.approx(by_hand(SUMS, N, FIRST, strata), abs=1e-12), strata


EVENTS = st.tuples(st.integers(0, 4), st.integers(1, 4)).map(lambda pair: (min(pair), pair[1]))


@given(st.lists(EVENTS, min_size=4, max_size=7), st.data())
def test_exact_is_the_loop_in_fractions_ties_included(events, data):
    sums, n = zip(*events, strict=True)
    first = data.draw(st.lists(st.booleans(), min_size=len(n), max_size=len(n)))
    assume(1 < sum(first) < len(n) - 1)
    strata = data.draw(st.lists(st.sampled_from("ab"), min_size=len(n), max_size=len(n)))
    found, ways = permutation(sums, n, first, strata), len(arrangements(first, strata))
    if ways < 2:
        assert found == module.NOT_TESTED
    else:
        assert found.p_value == pytest.approx(by_hand(sums, n, first, strata), abs=1e-12)
        assert found.p_value >= found.least_p


@pytest.mark.parametrize("strata", ["aaaaaaa", "aaaabbb", "aabbcca"])
def test_the_least_p_is_reached_by_groups_far_apart_and_never_passed(strata):
    """Tried with every split of seven events that do not agree into groups of three and four."""
    n, sums = [5, 7, 6, 8, 9, 5, 4], [0, 1, 1, 2, 8, 5, 4]
    reached = {}
    for events in combinations(range(7), 3):
        first = [i in events for i in range(7)]
        sizes = tuple(
            sum(own for own, word in zip(first, strata, strict=True) if word == s) for s in sorted(set(strata))
        )
        found = permutation(sums, n, first, list(strata))
        if found.method != "none":
            reached.setdefault((sizes, found.least_p), []).append(found.p_value)
    for (_, least), p_values in reached.items():
        assert min(p_values) == pytest.approx(least)


@pytest.mark.parametrize(("strata", "least"), [("aaaaaaaa", 2 / 70), ("aabbaabb", 2 / 36), ("aaaaaabb", 1 / 15)])
def test_the_least_p_by_hand(strata, least):
    """Halves everywhere: the arrangement and its mirror image; one stratum of another kind: itself alone."""
    first = FIRST if strata != "aaaaaabb" else [True, True, True, True, False, False, False, False]
    assert permutation(SUMS, N, first, list(strata)).least_p == pytest.approx(least)


def test_where_nothing_can_be_exchanged_nothing_is_tested():
    for first, strata in (
        (FIRST, list("aaaabbbb")),
        ([True] * 8, None),
        ([False] * 8, None),
        (FIRST, list("abcdefgh")),
    ):
        assert permutation(SUMS, N, first, strata) == module.NOT_TESTED


@pytest.mark.parametrize("alone", [0, 3, 7])
def test_a_group_of_one_event_has_no_variance_and_is_not_tested(alone):
    first = np.arange(8) == alone
    assert permutation(SUMS, N, first) == permutation(SUMS, N, ~first) == module.NOT_TESTED


def test_where_all_say_the_same_every_arrangement_is_as_large():
    found = permutation(N, N, FIRST)
    assert (found.p_value, found.method) == (1.0, "exact")


def test_drawn_comes_near_exact(monkeypatch):
    for strata in (None, list("aabbaabb")):
        exact = permutation(SUMS, N, FIRST, strata)
        monkeypatch.setattr(module, "MOST", 10)
        drawn = permutation(SUMS, N, FIRST, strata)
        monkeypatch.undo()
        assert (exact.method, drawn.method) == ("exact", "drawn")
        assert drawn.p_value == pytest.approx(exact.p_value, abs=4 * np.sqrt(0.25 / module.DRAWS))
        assert drawn.least_p == exact.least_p


def test_draws_stay_within_strata(monkeypatch):
    """Strata that differ, groups that do not: only exchanging across strata would make it look usual."""
    monkeypatch.setattr(module, "MOST", 1)
    sums, n, first = [9, 9, 9, 1, 1, 1, 0, 1], [10] * 8, [True, True, False, False] * 2
    strata = list("aaabbbbb")
    drawn = permutation(sums, n, first, strata)
    assert drawn.p_value == pytest.approx(by_hand(sums, n, first, strata), abs=0.02)
    assert abs(by_hand(sums, n, first, strata) - by_hand(sums, n, first)) > 0.05


def test_draws_are_those_of_their_seed():
    found = [permutation(MANY, MANY_N, MANY_FIRST, seed=seed) for seed in (1, 1, 2)]
    assert found[0] == found[1]
    assert found[0].p_value != found[2].p_value
    assert {each.method for each in found} == {"drawn"}
    assert found[0].p_value == pytest.approx(found[2].p_value, abs=0.02)
    assert found[0].least_p == 1 / (1 + module.DRAWS)


def test_no_drawn_p_is_zero():
    sums, n, first = np.repeat([9, 1], 12) + np.arange(24) % 2, np.full(24, 11), np.arange(24) < 12
    assert permutation(sums, n, first).p_value == 1 / (1 + module.DRAWS)


STRATA = np.array(list("aabb" * 5 + "ab"))


@pytest.mark.parametrize("strata", [None, STRATA])
def test_neither_the_order_of_events_nor_that_of_the_groups_changes_a_drawn_p(strata):
    expected = permutation(MANY, MANY_N, MANY_FIRST, strata)
    assert expected.method == "drawn"
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(22)
        own = None if strata is None else strata[order]
        assert permutation(MANY[order], MANY_N[order], MANY_FIRST[order], own) == expected
        assert permutation(MANY[order], MANY_N[order], ~MANY_FIRST[order], own) == expected


def test_the_names_of_strata_change_nothing():
    expected = permutation(MANY, MANY_N, MANY_FIRST, STRATA)
    assert permutation(MANY, MANY_N, MANY_FIRST, np.where(STRATA == "a", "z", "c")) == expected


@given(st.lists(EVENTS, min_size=4, max_size=7), st.data())
@settings(max_examples=25)
def test_turning_the_groups_round_changes_nothing(events, data):
    sums, n = np.array(events).T
    first = np.array(data.draw(st.lists(st.booleans(), min_size=len(n), max_size=len(n))))
    found, turned = permutation(sums, n, first), permutation(sums, n, ~first)
    np.testing.assert_array_equal([found.p_value, found.least_p], [turned.p_value, turned.least_p])


def test_in_parts_or_at_once_is_the_same(monkeypatch):
    expected = permutation(MANY, MANY_N, MANY_FIRST)
    monkeypatch.setattr(module, "_CELLS", 100)
    assert permutation(MANY, MANY_N, MANY_FIRST) == expected
