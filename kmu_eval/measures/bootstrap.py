"""Events drawn again with replacement: a check of the intervals in `estimates` that shares no formula with them."""

import numpy as np

from kmu_eval.measures.estimates import made
from kmu_eval.measures.jackknife import by_event

_AT_ONCE = 1 << 18
"""So many events are drawn at a time, for memory (a few megabytes) and speed (the cache)."""


def bootstrap(sums, n, draws=2000, seed=1, level=0.95):
    """The mean, or share, with the percentile interval of the cluster bootstrap.

    Parameters
    ----------
    sums : array
        What the answers of each event add up to, shape (events,) or (events, columns).
    n : array
        Answers of each event; an event without answers is not drawn.
    draws : int
    seed : int
        Each column is drawn from it afresh, so that its numbers do not depend on the columns beside it.
    level : float

    Returns
    -------
    Estimate
        Without design effect; no interval where fewer than two events have answers.

    Notes
    -----
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 13.3, with events as the units. With few
    events it is too narrow, and of width zero where all answers are the same: a check, not a result.

    Examples
    --------
    >>> found = bootstrap([8, 10, 3, 6, 9], [10, 10, 10, 8, 12])
    >>> [round(float(each), 3) for each in (found.estimate, found.low, found.high)]
    [0.72, 0.5, 0.904]
    """
    n, sums = by_event(n, sums)
    tails = (1 - level) / 2, (1 + level) / 2
    columns = zip(*(array.reshape(len(n), *n.shape[1:] or [1]).T for array in (sums, n)), strict=True)
    ends = np.array([_percentiles(*column, draws, seed, tails) for column in columns]).T
    return made(sums, n, level, "event_bootstrap", ends.reshape(2, *n.shape[1:]))


def resampled_means(sums, n, draws, seed):
    """The mean of each resample of the events of one column, sorted first, so that their order changes nothing.

    Examples
    --------
    >>> resampled_means(np.array([1.0, 1.0]), np.array([2.0, 2.0]), 3, seed=1).tolist()
    [0.5, 0.5, 0.5]
    """
    order = np.lexsort((sums, n))
    sums, n = sums[order], n[order]
    return np.concatenate([sums[drawn].sum(axis=1) / n[drawn].sum(axis=1) for drawn in picks(len(n), draws, seed)])


def picks(events, draws, seed):
    """The places of the events of each resample, shape (resamples, events), some resamples at a time.

    Examples
    --------
    >>> [drawn.shape for drawn in picks(100_000, 5, seed=1)]
    [(2, 100000), (2, 100000), (1, 100000)]
    """
    random, at_once = np.random.default_rng(seed), max(1, _AT_ONCE // events)
    for first in range(0, draws, at_once):
        yield random.integers(0, events, (min(at_once, draws - first), events))


def _percentiles(sums, n, draws, seed, tails):
    taken = n > 0
    if taken.sum() < 2:
        return np.full(2, np.nan)
    return np.quantile(resampled_means(sums[taken], n[taken], draws, seed), tails)
