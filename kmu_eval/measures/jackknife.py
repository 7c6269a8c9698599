"""Sums over events, and how much they move when one event is left out."""

import numpy as np

from kmu_eval.measures.kernels import share as ratio

ROUNDING = 1e-9
"""A variance, or a sum beyond what is possible, of this size is only rounding."""


def by_event(n, *sums):
    """The same as arrays of floats of one shape, checked.

    Parameters
    ----------
    n : array
        Answers of each event, shape (events,) or (events, columns).
    *sums : array
        What the answers of each event add up to; shape as ``n``, or with columns where ``n`` has none.

    Returns
    -------
    list of array
        ``n`` first, all of shape (events,) or (events, columns).

    Raises
    ------
    ValueError
        If a number is not finite, a number of answers is negative, or there is a sum without an answer.

    Examples
    --------
    >>> [array.shape for array in by_event([4, 5], [[1, 2], [3, 2]])]
    [(2, 2), (2, 2)]
    """
    arrays = [np.asarray(array, float) for array in (n, *sums)]
    most = max(array.ndim for array in arrays)
    n, *sums = np.broadcast_arrays(*[array.reshape(array.shape + (1,) * (most - array.ndim)) for array in arrays])
    if not all(np.isfinite(array).all() for array in (n, *sums)):
        raise ValueError("A number of an event is not finite.")
    if (n < 0).any() or any(array[n == 0].any() for array in sums):
        raise ValueError("An event has fewer than no answers, or a sum without an answer.")
    return [n, *sums]


def total(values):
    """Added up over events, the same to the last bit in whatever order they stand.

    Examples
    --------
    >>> bool(total(np.array([0.1, 0.2, 0.3])) == total(np.array([0.3, 0.2, 0.1])))
    True
    """
    whole_numbers = np.array_equal(values, np.rint(values))
    return values.sum(axis=0) if whole_numbers else np.sort(values, axis=0).sum(axis=0)


def kish(n):
    """Kish's effective number of events: as many of equal size would hold as much.

    Parameters
    ----------
    n : array
        Answers of each event, shape (events,) or (events, columns).

    Returns
    -------
    float or array
        (sum of n)^2 / sum of n^2; the number of events if all are of one size; missing where there is no answer.

    Notes
    -----
    Kish (1965), Survey Sampling, with the events' sizes in the place of weights.

    Examples
    --------
    >>> float(kish(np.array([5, 5, 5]))), round(float(kish(np.array([13, 1, 1]))), 2)
    (3.0, 1.32)
    """
    n = np.asarray(n, float)
    return ratio(total(n) ** 2, total(n**2))


def event_average(sums, n):
    """The mean of the events' own means, each event once.

    Examples
    --------
    >>> float(event_average(np.array([1, 9]), np.array([2, 10])))
    0.7
    """
    n, sums = by_event(n, sums)
    own = np.divide(sums, n, out=np.zeros(n.shape), where=n > 0)
    return ratio(total(own), (n > 0).sum(axis=0))


def jackknife_variance(sums, n):
    """Variance of the mean answer, from leaving out one event at a time.

    Parameters
    ----------
    sums : array
        What the answers of each event add up to, shape (events,) or (events, columns).
    n : array
        Answers of each event; an event without answers is no event.

    Returns
    -------
    float or array
        Shape () or (columns,); missing where fewer than two events have answers.

    Notes
    -----
    With G events, y_g the sum and n_g the answers of event g, N all answers and m = sum of y_g / N, the mean without
    event g differs from m by (m n_g - y_g) / (N - n_g). The variance is (G - 1) / G times the sum of the squares of
    these differences: the jackknife that deletes one cluster at a time, about the full estimate (Rust and Rao 1996,
    Statistical Methods in Medical Research 5, 283-310). With one answer per event it is s^2 / G exactly.

    Examples
    --------
    >>> float(jackknife_variance([1, 2, 3], [1, 1, 1])), float(np.var([1, 2, 3], ddof=1) / 3)
    (0.3333333333333333, 0.3333333333333333)
    >>> float(jackknife_variance([7], [9]))
    nan
    """
    n, sums = by_event(n, sums)
    events = (n > 0).sum(axis=0)
    return (events - 1) / np.maximum(events, 1) * total(moved(sums, n) ** 2)


def moved(sums, n):
    """By how much the mean answer falls when each event in turn is left out.

    Parameters
    ----------
    sums, n : array
        Of each event, shape (events,) or (events, columns).

    Returns
    -------
    array
        Of the same shape; 0 where the event has no answers, missing where it has them all.

    Examples
    --------
    >>> moved(np.array([4, 2]), np.array([4, 4])).tolist()
    [0.25, -0.25]
    """
    whole = total(n)
    return ratio(sums - ratio(total(sums), whole) * n, whole - n)


def worst_effect(n):
    """The design effect if all answers of an event were the same: sum of n_g^2 over N.

    Examples
    --------
    >>> float(worst_effect(np.array([10, 10, 10])))
    10.0
    """
    n = np.asarray(n, float)
    return ratio(total(n**2), total(n))


def design_effect(variance, n, of_one, worst):
    """The variance of a mean over that of as many independent answers, at least 1; at its worst where none differ.

    Parameters
    ----------
    variance : float or array
        Of the mean, by the jackknife; missing where it is not known, and then so is the effect.
    n : float or array
        Answers.
    of_one : float or array
        Variance of one answer.
    worst : float or array
        See `worst_effect`.

    Returns
    -------
    float or array

    Examples
    --------
    >>> [float(design_effect(0.02, 30, of_one, 10.0)) for of_one in (0.25, 0.0)]
    [2.4, 10.0]
    """
    differ = of_one > ROUNDING
    effect = np.where(differ, ratio(variance * n, np.where(differ, of_one, 1)), worst)
    return np.where(np.isnan(variance), np.nan, np.maximum(effect, 1))
