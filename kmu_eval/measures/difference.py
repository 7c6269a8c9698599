"""The difference of two groups and its interval, from sums by event."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.measures.intervals import by_t
from kmu_eval.measures.jackknife import moved, total

_SMALLEST, _AT_ONCE, _ROUNDS = 12, 100, 3
"""p-values are looked for down to ten to the minus so many, so many at once, so many times closer."""


@dataclass(frozen=True, eq=False)
class Difference:
    """The first of two less the second.

    Parameters
    ----------
    estimate, low, high : float or array
    method : str
    """

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    method: str


def mover(first, second, together=0.0):
    """The difference of two estimates, from their intervals.

    Parameters
    ----------
    first, second : tuple of (float, float, float)
        Estimate, low, high; each may be an array.
    together : float
        Correlation of the two estimates.

    Returns
    -------
    Difference

    Notes
    -----
    MOVER (Zou and Donner 2008, Statistics in Medicine 27, 1693-1702): with estimates p and intervals (l, u),
    low = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), high = d + sqrt((u1 - p1)^2 + (p2 - l2)^2). Of estimates with the
    correlation r, 2 r (p1 - l1)(u2 - p2) and 2 r (u1 - p1)(p2 - l2) are taken off under the roots (Zou 2007,
    Psychological Methods 12, 399-413).

    Examples
    --------
    >>> found = mover((56 / 70, 0.691, 0.877), (48 / 80, 0.491, 0.700))
    >>> round(float(found.estimate), 3), round(float(found.low), 3), round(float(found.high), 3)
    (0.2, 0.052, 0.333)
    """
    (p1, l1, u1), (p2, l2, u2) = first, second
    d = p1 - p2
    return Difference(d, d - _joint(p1 - l1, u2 - p2, together), d + _joint(u1 - p1, p2 - l2, together), "mover")


def _joint(one, other, together):
    return np.sqrt(np.maximum(one**2 + other**2 - 2 * together * one * other, 0))


def spanning(sums, n, quantile):
    """The difference of two groups that share events: the jackknife of the difference itself.

    Parameters
    ----------
    sums, n : array
        Shape (events, 2).
    quantile : float or array
        Of t, at Kish's effective number of events less one.

    Returns
    -------
    Difference

    Notes
    -----
    Each event is left out of both groups at once, so that what they share is not counted twice. An event moves the
    difference by what it moves the first mean less what it moves the second; with G events the variance is (G - 1) / G
    times the sum of the squares.

    Examples
    --------
    >>> found = spanning([[8, 7], [5, 4], [6, 6]], [[10, 10]] * 3, 4.3)
    >>> round(float(found.estimate), 3), round(float(found.low), 3), round(float(found.high), 3)
    (0.067, -0.077, 0.21)
    """
    sums, n = np.asarray(sums, float), np.asarray(n, float)
    events = np.count_nonzero(n.sum(axis=1))
    steps = np.subtract(*moved(sums, n).T)
    d = np.subtract(*(total(sums) / total(n)))
    ends = by_t(d, (events - 1) / events * total(steps**2), quantile)
    return Difference(d, *ends, "jackknife")


def p_value(difference_at):
    """How sure an interval would have to be to hold 0: one less the highest level at which it leaves 0 out.

    Parameters
    ----------
    difference_at : callable
        From levels, shape (levels, 1), to a `Difference` of the same shape.

    Returns
    -------
    float
        Missing without an interval; down to 1e-12.

    Notes
    -----
    The p-value of the test that belongs to the interval: below 0.05 if and only if the 95 % interval leaves out 0.

    Examples
    --------
    >>> from kmu_eval.measures.intervals import around, t_quantile
    >>> round(p_value(lambda level: Difference(1.96, *around(1.96, 1.0, t_quantile(level, np.inf)), "")), 4)
    0.05
    """
    low, high = 0.0, _SMALLEST
    for _ in range(_ROUNDS):
        exponents = np.linspace(low, high, _AT_ONCE)[:, None]
        found = difference_at(np.clip(1 - 10.0**-exponents, 1e-9, 1 - 1e-15))
        if np.isnan([found.low, found.high]).any():
            return float("nan")
        holds_none = ((found.low <= 0) & (found.high >= 0)).ravel()
        first = int(holds_none.argmax()) if holds_none.any() else _AT_ONCE - 1
        low, high = exponents.ravel()[[max(first - 1, 0), first]]
    return float(10.0 ** -((low + high) / 2))
