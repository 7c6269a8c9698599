"""Estimates against loops over events, closed forms, scipy and statsmodels, and what must hold of any answers."""

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from kmu_eval.measures.bootstrap import bootstrap, picks, resampled_means
from kmu_eval.measures.estimates import mean, net_share, share
from kmu_eval.measures.intervals import t_quantile, wilson
from kmu_eval.measures.jackknife import jackknife_variance, kish

YES, N = np.array([8, 10, 3, 0, 6]), np.array([10, 10, 4, 0, 12])
MEASURES = {
    "share": share,
    "mean": mean,
    "net": lambda yes, n: net_share(yes, n - yes, n),
    "bootstrap": lambda yes, n: bootstrap(yes, n, draws=50),
}
every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)


def without_each(sums, n):
    """The mean without each event that has answers, one after the other."""
    places = np.flatnonzero(n)
    return np.array([np.delete(sums, place).sum() / np.delete(n, place).sum() for place in places])


def by_hand(yes, n):
    """The interval of a share as METHODS.md has it, in its textbook form."""
    whole, p, kept = n.sum(), yes.sum() / n.sum(), n[n > 0]
    variance = (len(kept) - 1) / len(kept) * ((without_each(yes, n) - p) ** 2).sum()
    deff = (n**2).sum() / whole if p in (0, 1) else max(1, variance / (p * (1 - p) / whole))
    t, worth = stats.t.ppf(0.975, whole**2 / (n**2).sum() - 1), whole / deff
    return proportion_confint(p * worth, worth, 2 * stats.norm.sf(t), method="wilson")


def ends(estimate):
    return [estimate.low, estimate.high]


def assert_same(found, expected, exact=True):
    for field in fields(found):
        one, other = getattr(found, field.name), getattr(expected, field.name)
        if exact or isinstance(one, str):
            np.testing.assert_array_equal(one, other, field.name)
        else:
            np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9, err_msg=field.name)


@pytest.mark.parametrize(("yes", "n"), [(0, 9), (5, 9), (9, 9), (1, 4000), (731, 1000)])
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_wilson_is_that_of_statsmodels(yes, n, level):
    expected = proportion_confint(yes, n, 1 - level, method="wilson")
    np.testing.assert_allclose(wilson(yes / n, n, t_quantile(level, np.inf)), expected, atol=1e-12)
    found = share([yes], [n], level)
    np.testing.assert_allclose([found.iid_low, found.iid_high], expected, atol=1e-12)


@pytest.mark.parametrize("yes", [0, 30, 97, 120])
def test_one_answer_per_event_is_wilson_of_statsmodels_with_its_t_quantile(yes):
    """V is p (1 - p) / (N - 1) and t has N - 1 degrees: statsmodels is asked for the level whose z is that t."""
    n, p = 120, yes / 120
    found = share(np.arange(n) < yes, np.ones(n))
    worth = n if yes in (0, 120) else n - 1
    alpha = 2 * stats.norm.sf(stats.t.ppf(0.975, n - 1))
    np.testing.assert_allclose(ends(found), proportion_confint(p * worth, worth, alpha, method="wilson"), atol=1e-12)
    assert found.deff == pytest.approx(n / worth)
    assert found.n_effective == n


def test_of_very_many_independent_answers_only_wilson_is_left():
    answers = np.arange(1_000_000) % 10 < 7
    found = share(answers, np.ones(len(answers)))
    expected = proportion_confint(700_000, 1_000_000, method="wilson")
    np.testing.assert_allclose(np.ravel([ends(found), [found.iid_low, found.iid_high]]), expected * 2, atol=1e-8)
    assert found.deff == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("yes", [YES, N * 0.5, np.array([1, 0, 0, 0, 0]), N, 0 * N])
def test_share_by_hand(yes):
    np.testing.assert_allclose(ends(share(yes, N)), by_hand(yes, N), atol=1e-12)


def test_jackknife_is_the_loop_that_leaves_out_each_event():
    left, whole = without_each(YES, N), YES.sum() / N.sum()
    assert jackknife_variance(YES, N) == pytest.approx(3 / 4 * ((left - whole) ** 2).sum(), rel=1e-12)


def test_kish_and_the_average_event():
    found = share(YES, N)
    assert (found.n, found.n_events) == (36, 4)
    assert found.n_effective == pytest.approx(36**2 / (100 + 100 + 16 + 144))
    assert found.event_average == pytest.approx((0.8 + 1 + 0.75 + 0.5) / 4)


def test_mean_of_one_answer_per_event_is_the_t_interval():
    answers = np.random.default_rng(1).normal(3, 1, 25)
    found, expected = mean(answers, np.ones(25)), DescrStatsW(answers)
    np.testing.assert_allclose(ends(found), expected.tconfint_mean(), rtol=1e-12)
    np.testing.assert_allclose(ends(found), stats.t.interval(0.95, 24, answers.mean(), stats.sem(answers)), rtol=1e-12)
    assert jackknife_variance(answers, np.ones(25)) == pytest.approx(answers.var(ddof=1) / 25, rel=1e-12)


def test_no_mean_lies_beyond_its_scale():
    sums, n = np.array([50, 49, 45]), np.array([10, 10, 10])
    assert mean(sums, n).high > 5
    assert ends(mean(sums, n, scale=(1, 5))) == [pytest.approx(mean(sums, n).low), 5]


def test_where_all_events_agree_there_is_no_interval_of_width_zero():
    found = mean(np.array([5.0, 10.0, 2.5]) * 0.7, np.array([10, 20, 5]) * 0.7)
    assert found.estimate == pytest.approx(0.5)
    assert np.isnan(ends(found)).all()


def test_net_share_of_independent_answers_has_the_closed_form():
    """With one answer per event V is (p + d - (p - d)^2) / (N - 1)."""
    n = 400
    promoters, detractors = np.arange(n) < 220, np.arange(n) >= 340
    p, d = 220 / n, 60 / n
    variance = (p + d - (p - d) ** 2) / (n - 1)
    assert jackknife_variance(promoters.astype(int) - detractors, np.ones(n)) == pytest.approx(variance, rel=1e-12)
    found = net_share(promoters, detractors, np.ones(n))
    assert (found.estimate, found.deff) == (pytest.approx(p - d), pytest.approx(1, abs=0.01))
    half = stats.t.ppf(0.975, n - 1) * np.sqrt(variance)
    np.testing.assert_allclose(ends(found), [p - d - half, p - d + half], rtol=1e-12)


def test_net_share_is_the_mean_of_one_none_and_less_one():
    promoters, detractors = np.array([6, 7, 2, 0, 4]), np.array([1, 2, 2, 0, 2])
    found, expected = net_share(promoters, detractors, N), mean(promoters - detractors, N)
    np.testing.assert_allclose(ends(found), np.clip(ends(expected), -1, 1), rtol=1e-12)
    variance = 36 / 36 * jackknife_variance(promoters - detractors, N)
    assert found.deff == pytest.approx(max(1, variance / ((26 / 36 - (12 / 36) ** 2) / 36)))


@pytest.mark.parametrize("all_or_none", [0, 1])
def test_all_or_none_is_never_certain(all_or_none):
    """As if all of one event had to answer alike: as many answers as Kish's effective number of events."""
    n = np.array([10, 20, 5, 5])
    found, events = share(all_or_none * n, n), 40**2 / (100 + 400 + 25 + 25)
    alpha = 2 * stats.norm.sf(stats.t.ppf(0.975, events - 1))
    expected = proportion_confint(all_or_none * events, events, alpha, method="wilson")
    np.testing.assert_allclose(ends(found), expected, atol=1e-12)
    assert found.deff == pytest.approx(550 / 40)
    assert np.isnan(ends(mean(all_or_none * n, n))).all()


@every_measure
def test_one_event_says_nothing_of_the_next(measure):
    for yes, n in (([3], [5]), ([5], [5]), ([0, 3, 0], [0, 5, 0])):
        found = measure(np.array(yes), np.array(n))
        assert (found.n, found.n_events) == (5, 1)
        assert np.isnan(ends(found)).all()
        assert not np.isnan(found.estimate)


@every_measure
def test_nobody_answered(measure):
    for nothing in (np.zeros(0), np.zeros(3)):
        found = measure(nothing, nothing)
        assert (found.n, found.n_events) == (0, 0)
        assert np.isnan([found.estimate, found.event_average, found.n_effective, *ends(found)]).all()


def test_no_quantile_is_too_large():
    assert wilson(0.3, 100, np.float64(1e200)) == (0, 1)


def test_one_huge_event_leaves_everything_open():
    found = share([1, 900_000_000], [1, 1_000_000_000])
    np.testing.assert_allclose(ends(found), [0, 1], atol=1e-9)


def test_the_same_answers_at_fewer_events_say_less():
    """Pairs of events pooled: never more events than before, and the interval no narrower."""
    random = np.random.default_rng(1)
    n = random.integers(1, 20, 64)
    yes = random.binomial(n, random.beta(2, 1, 64))
    order = np.argsort(yes / n)
    widths = []
    for _ in range(4):
        found = share(yes[order], n[order])
        widths.append(found.high - found.low)
        yes, n = (each[order].reshape(-1, 2).sum(axis=1) for each in (yes, n))
        order = np.arange(len(n))
    assert widths == sorted(widths)


def test_answers_alike_within_events_widen():
    n = np.full(20, 10)
    mixed, alike = share(n * 0.5, n), share(n * (np.arange(20) % 2), n)
    assert mixed.estimate == alike.estimate
    assert mixed.deff == 1
    assert mixed.low < mixed.iid_low < mixed.iid_high < mixed.high
    assert alike.high - alike.low > 2.5 * (mixed.high - mixed.low)


def test_weights_may_be_any_numbers():
    """Where events differ by more than chance the unit of the weights does not matter."""
    found = share(YES * 0.3, N * 0.3)
    assert found.estimate == pytest.approx(share(YES, N).estimate)
    assert ends(found) == pytest.approx(ends(share(YES, N)))


@pytest.mark.parametrize(
    ("measure", "arrays"),
    [
        (share, ([3], [2])),
        (share, ([-1], [2])),
        (share, ([1], [0])),
        (share, ([np.nan], [2])),
        (mean, ([1], [-1])),
        (mean, ([1], [0])),
        (net_share, ([2], [1], [2])),
        (lambda yes, n: share(yes, n, level=95), ([1], [2])),
    ],
)
def test_what_cannot_be_is_refused(measure, arrays):
    with pytest.raises(ValueError, match=r"event|level"):
        measure(*map(np.array, arrays))


def test_bootstrap_draws_events_as_pandas_does_rows():
    rows = pd.DataFrame(
        {
            "event": np.repeat(np.arange(5), N),
            "yes": np.concatenate([np.arange(n) < y for y, n in zip(YES, N, strict=True)]),
        }
    )
    order = np.lexsort((YES, N))[1:]
    drawn = np.concatenate(list(picks(4, 200, seed=3)))
    loop = [pd.concat([rows[rows["event"] == order[place]] for place in places])["yes"].mean() for places in drawn]
    np.testing.assert_allclose(resampled_means(YES[order], N[order], 200, seed=3), loop, rtol=1e-12)
    found = bootstrap(YES, N, draws=200, seed=3, level=0.9)
    np.testing.assert_allclose(ends(found), np.quantile(loop, [0.05, 0.95]), rtol=1e-12)
    assert_same(found, bootstrap(YES, N, draws=200, seed=3, level=0.9))


def test_bootstrap_agrees_with_the_jackknife_where_events_are_many():
    random = np.random.default_rng(1)
    n = random.integers(1, 25, 400)
    yes = random.binomial(n, random.beta(3, 1, 400))
    np.testing.assert_allclose(ends(bootstrap(yes, n)), ends(share(yes, n)), atol=0.005)


@st.composite
def answers(draw):
    """Yeses and answers of up to seven events in two columns, some without answers."""
    n = np.array(draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=2, max_size=7)))
    parts = draw(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=len(n), max_size=len(n)))
    return np.rint(np.array(parts) * n), n


@every_measure
@given(data=st.data())
def test_the_order_of_events_changes_nothing(measure, data):
    yes, n = data.draw(answers())
    order = np.array(data.draw(st.permutations(range(len(n)))))
    assert_same(measure(yes[order], n[order]), measure(yes, n))


@every_measure
@given(data=st.data())
def test_events_without_answers_change_nothing(measure, data):
    yes, n = data.draw(answers())
    place = data.draw(st.integers(0, len(n)))
    more = [np.insert(array, place, 0, axis=0) for array in (yes, n)]
    assert_same(measure(*more), measure(yes, n), exact=False)


@every_measure
@given(data=st.data())
def test_columns_do_not_know_of_one_another(measure, data):
    yes, n = data.draw(answers())
    both = measure(yes, n)
    for column in (0, 1):
        alone = measure(yes[:, column], n[:, column])
        for field in fields(alone):
            one = np.broadcast_to(getattr(both, field.name), 2)[column]
            if not isinstance(getattr(alone, field.name), str):
                np.testing.assert_allclose(one, getattr(alone, field.name), rtol=1e-9, atol=1e-9)


@given(data=st.data())
def test_intervals_hold_the_estimate_have_a_width_and_are_no_narrower_than_if_independent(data):
    yes, n = data.draw(answers())
    found = share(yes, n)
    known = (n > 0).sum(axis=0) > 1
    low, high, iid_low, iid_high, middle = (
        getattr(found, name)[known] for name in ("low", "high", "iid_low", "iid_high", "estimate")
    )
    assert (low >= 0).all()
    assert (high <= 1).all()
    assert ((low <= middle) & (middle <= high) & (low < high)).all()
    assert ((low <= iid_low + 1e-12) & (iid_high <= high + 1e-12)).all()
    assert (found.deff[known] >= 1).all()
    assert np.isnan(found.low[~known]).all()


@given(data=st.data())
def test_yes_and_no_mirror_one_another(data):
    yes, n = data.draw(answers())
    found, other = share(yes, n), share(n - yes, n)
    np.testing.assert_allclose(found.low, 1 - other.high, atol=1e-9)
    np.testing.assert_allclose(found.deff, other.deff, rtol=1e-9)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=9))
def test_kish_lies_between_one_and_the_number_of_events(sizes):
    n = np.array(sizes)
    if n.any():
        assert 1 - 1e-12 <= kish(n) <= (n > 0).sum() + 1e-12


@pytest.mark.parametrize("measure", [share, mean, bootstrap])
def test_n_may_stand_once_for_all_columns(measure):
    yes = np.column_stack([YES, N - YES, N])
    assert_same(measure(yes, N), measure(yes, np.repeat(N[:, None], 3, axis=1)))


@every_measure
def test_nothing_is_written_into_what_is_given(measure):
    yes, n = YES.astype(float), N.astype(float)
    yes.flags.writeable = n.flags.writeable = False
    assert_same(measure(yes, n), measure(YES, N))
