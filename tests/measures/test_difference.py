"""Differences of two groups beside published examples, statsmodels, scipy and loops over events."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from kmu_eval.measures.difference import Difference, mover, p_value, spanning
from kmu_eval.measures.intervals import around, t_quantile

NEWCOMBE = {
    (56, 70, 48, 80): (0.0524, 0.3339),
    (9, 10, 3, 10): (0.1705, 0.8090),
    (6, 7, 2, 7): (0.0582, 0.8062),
    (5, 56, 0, 29): (-0.0381, 0.1926),
    (0, 10, 0, 20): (-0.1611, 0.2775),
    (0, 10, 0, 10): (-0.2775, 0.2775),
    (10, 10, 0, 20): (0.6791, 1.0000),
    (10, 10, 0, 10): (0.6075, 1.0000),
}
"""Newcombe (1998), Statistics in Medicine 17, 873-890, Table II, method 10."""

SUMS = np.array([[8, 7], [5, 9], [6, 6], [0, 3], [4, 0], [0, 0]], float)
N = np.array([[10, 9], [10, 12], [7, 8], [0, 5], [4, 0], [0, 0]], float)
"""Three events with answers in both groups, one in each group only, one without."""


def wilson_of(yes, n):
    return (yes / n, *proportion_confint(yes, n, method="wilson"))


@pytest.mark.parametrize("counts", NEWCOMBE, ids=str)
def test_mover_of_wilson_intervals_is_newcombes_method_10(counts):
    yes_1, n_1, yes_2, n_2 = counts
    found = mover(wilson_of(yes_1, n_1), wilson_of(yes_2, n_2))
    assert [round(float(end), 4) for end in (found.low, found.high)] == list(NEWCOMBE[counts])
    expected = confint_proportions_2indep(yes_1, n_1, yes_2, n_2, method="newcomb", compare="diff")
    np.testing.assert_allclose((found.low, found.high), expected, atol=1e-12)
    assert found.estimate == yes_1 / n_1 - yes_2 / n_2
    assert found.method == "mover"


@given(st.floats(-1, 1), st.floats(0, 3), st.floats(0, 3))
def test_of_correlated_estimates_with_intervals_alike_on_both_sides_it_is_the_cosine_rule(r, half_1, half_2):
    found = mover((2.0, 2 - half_1, 2 + half_1), (1.5, 1.5 - half_2, 1.5 + half_2), r)
    half = np.sqrt(max(half_1**2 + half_2**2 - 2 * r * half_1 * half_2, 0))
    np.testing.assert_allclose((found.low, found.high), (0.5 - half, 0.5 + half), atol=1e-7)


def test_estimates_that_move_together_differ_more_surely():
    first, second = (0.8, 0.6, 0.9), (0.5, 0.3, 0.6)
    ends = [(found.low, found.high) for found in (mover(first, second, r) for r in (-0.9, 0, 0.9))]
    assert ends[0][0] < ends[1][0] < ends[2][0] < 0.3 < ends[2][1] < ends[1][1] < ends[0][1]


def test_a_correlation_of_one_that_rounding_made_larger_leaves_a_number():
    found = mover((0.5, 0.2, 0.8), (0.4, 0.1, 0.7), np.nextafter(1, 2))
    assert (found.low, found.high) == (found.estimate, found.estimate)


def test_each_side_of_mover_takes_the_ends_that_belong_together():
    """By hand: the lower end from the first group's lower and the second's upper one, 3-4-5 and 5-12-13."""
    found = mover((0.0, -3.0, 5.0), (0.0, -12.0, 4.0))
    assert (found.low, found.high) == (-5, 13)


def without_each(sums, n):
    """The difference without each event that has answers, one after the other."""
    places = np.flatnonzero(n.any(axis=1))
    left = [(np.delete(sums, place, axis=0), np.delete(n, place, axis=0)) for place in places]
    return np.array([np.subtract(*(each.sum(axis=0) / of.sum(axis=0))) for each, of in left])


def test_spanning_is_the_loop_that_leaves_each_event_out_of_both_groups():
    d = 23 / 31 - 25 / 34
    variance = 4 / 5 * ((without_each(SUMS, N) - d) ** 2).sum()
    found = spanning(SUMS, N, 2.5)
    assert found.estimate == pytest.approx(d, rel=1e-12)
    expected = [d - 2.5 * np.sqrt(variance), d + 2.5 * np.sqrt(variance)]
    np.testing.assert_allclose((found.low, found.high), expected, rtol=1e-12)
    assert found.method == "jackknife"


def test_what_an_event_gives_to_both_groups_alike_is_not_counted():
    """Good and bad events, each liked by ten in either group but for one: the difference hardly varies."""
    sums = np.array([[10, 9], [1, 1], [8, 7], [3, 2]])
    found = spanning(sums, np.full((4, 2), 10), 1.0)
    apart = mover(*((p, p - 0.2, p + 0.2) for p in sums.sum(axis=0) / 40))
    assert found.high - found.low < 0.1 < apart.high - apart.low


def test_of_groups_that_share_no_event_spanning_adds_up_both_variances():
    """But for the factor (G - 1) / G, which is that of all events and not of each group's."""
    sums, n = np.array([[8, 0], [5, 0], [0, 3], [0, 9]]), np.array([[10, 0], [9, 0], [0, 7], [0, 11]])
    moved = [(8 / 10 - 13 / 19) ** 2 + (5 / 9 - 13 / 19) ** 2, (3 / 7 - 12 / 18) ** 2 + (9 / 11 - 12 / 18) ** 2]
    found = spanning(sums, n, 1.0)
    assert ((found.high - found.low) / 2) ** 2 == pytest.approx(3 / 4 * sum(moved), rel=1e-12)


def test_where_all_events_differ_alike_there_is_no_interval_of_width_zero():
    found = spanning([[6, 4], [3, 2]], [[10, 10], [5, 5]], 2.0)
    assert found.estimate == pytest.approx(0.2)
    assert np.isnan([found.low, found.high]).all()


def test_an_event_with_all_answers_of_a_group_says_nothing_of_the_next():
    found = spanning([[6, 4], [3, 0]], [[10, 10], [5, 0]], 2.0)
    assert np.isnan([found.low, found.high]).all()


def by_quantile(freedom, variance, d):
    def at(level):
        return Difference(d, *around(d, variance, t_quantile(level, freedom)), "")

    return at


@pytest.mark.parametrize("freedom", [1, 2.5, 11, 300, np.inf])
@pytest.mark.parametrize("d", [-0.3, -0.001, 0.05, 0.7])
def test_p_of_a_t_interval_is_that_of_scipy(freedom, d):
    expected = 2 * stats.t.sf(abs(d) / 0.1, freedom)
    assert p_value(by_quantile(freedom, 0.01, d)) == pytest.approx(max(expected, 1e-12), rel=1e-4)


def test_p_of_the_jackknife_difference_is_that_of_scipy():
    d, left = 23 / 31 - 25 / 34, without_each(SUMS, N)
    error = np.sqrt(4 / 5 * ((left - d) ** 2).sum())
    found = p_value(lambda level: spanning(SUMS, N, t_quantile(level, 2.7)))
    assert found == pytest.approx(2 * stats.t.sf(abs(d) / error, 2.7), rel=1e-4)


def test_p_of_no_difference_is_one_and_none_is_below_the_least():
    assert p_value(by_quantile(9, 0.01, 0.0)) == 1
    assert p_value(by_quantile(np.inf, 1e-6, 1.0)) == pytest.approx(1e-12, rel=1e-3)


@pytest.mark.parametrize("missing", [(np.nan, 1.0), (-1.0, np.nan), (np.nan, np.nan)])
def test_without_an_interval_there_is_no_p(missing):
    assert np.isnan(p_value(lambda level: Difference(0.3, *(end + 0 * level for end in missing), "")))


INTERVALS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 40), st.integers(1, 40))


def newcombe_at(yes_1, yes_2, n_1, n_2):
    """By another road than the code: statsmodels, one level after the other."""

    def ends(level):
        return confint_proportions_2indep(yes_1, n_1, yes_2, n_2, alpha=1 - level, method="newcomb", compare="diff")

    def at(levels):
        both = np.array([ends(level) for level in np.ravel(levels)]).reshape(*np.shape(levels), 2)
        return Difference(yes_1 / n_1 - yes_2 / n_2, both[..., 0], both[..., 1], "")

    return at


@given(INTERVALS, st.sampled_from([0.5, 0.9, 0.95, 0.999]))
@settings(max_examples=20)
def test_p_lies_below_one_less_the_level_if_and_only_if_the_interval_leaves_out_zero(counts, level):
    more_1, more_2, n_1, n_2 = counts
    at = newcombe_at(min(more_1, n_1), min(more_2, n_2), n_1, n_2)
    found, p = at(level), p_value(at)
    assert 0 < p <= 1
    if abs(p / (1 - level) - 1) > 1e-4:
        assert (p < 1 - level) == bool(found.low > 0 or found.high < 0)


def test_many_side_by_side_are_the_same_as_one_by_one():
    counts = np.array(list(NEWCOMBE)[:4])
    first, second = (np.array([wilson_of(*row) for row in counts[:, i : i + 2]]).T for i in (0, 2))
    together = np.array([0.0, 0.3, -0.2, 1.0])
    many = mover(first, second, together)
    for i, r in enumerate(together):
        one = mover(first[:, i], second[:, i], r)
        assert (many.estimate[i], many.low[i], many.high[i]) == (one.estimate, one.low, one.high)
    quantiles = t_quantile(np.array([[0.5], [0.95]]), 3)
    both = spanning(SUMS, N, quantiles)
    for i in (0, 1):
        one = spanning(SUMS, N, float(quantiles[i, 0]))
        assert (both.low[i, 0], both.high[i, 0]) == (one.low, one.high)
