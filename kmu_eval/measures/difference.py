"""The difference of two groups and its interval, from sums by event."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Difference:
    """The first of two less the second.

    Parameters
    ----------
    estimate, low, high : float
    method : str
    """

    estimate: float
    low: float
    high: float
    method: str


def mover(first, second):
    """The difference of two independent estimates, from their intervals.

    Parameters
    ----------
    first, second : tuple of (float, float, float)
        Estimate, low, high.

    Returns
    -------
    Difference

    Notes
    -----
    MOVER (Zou and Donner 2008, Statistics in Medicine 27, 1693-1702): with estimates p and intervals (l, u),
    low = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), high = d + sqrt((u1 - p1)^2 + (p2 - l2)^2).

    Examples
    --------
    >>> found = mover((56 / 70, 0.691, 0.877), (48 / 80, 0.491, 0.700))
    >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
    (0.2, 0.052, 0.333)
    """
    (p1, l1, u1), (p2, l2, u2) = first, second
    d = p1 - p2
    return Difference(float(d), float(d - np.hypot(p1 - l1, u2 - p2)), float(d + np.hypot(u1 - p1, p2 - l2)), "mover")


def moved(sums, n):
    """By how much the mean of a group moves when each event in turn is left out.

    Parameters
    ----------
    sums, n : array
        Shape (..., events).

    Returns
    -------
    array
        Of the same shape; 0 where the event has no answers.
    """
    whole = n.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = sums.sum(axis=-1, keepdims=True) / whole
        return np.where(n > 0, (middle * n - sums) / (whole - n), 0.0)


def spanning(sums, n, quantile):
    """The difference of two groups that share events: the jackknife of the difference itself.

    Parameters
    ----------
    sums, n : array
        Shape (2, events).
    quantile : float
        Of t, at Kish's effective number of events less one.

    Returns
    -------
    Difference

    Notes
    -----
    Each event is left out of both groups at once, so that what they share is not counted twice.

    Examples
    --------
    >>> found = spanning(np.array([[8, 5, 6], [7, 4, 6]]), np.full((2, 3), 10), 4.3)
    >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
    (0.067, -0.077, 0.21)
    """
    sums, n = np.asarray(sums, float), np.asarray(n, float)
    events = np.count_nonzero(n.sum(axis=0))
    steps = np.subtract(*moved(sums, n))
    half = float(quantile * np.sqrt((events - 1) / events * (steps**2).sum()))
    d = float(np.subtract(*(sums.sum(axis=1) / n.sum(axis=1))))
    return Difference(d, d - half, d + half, "jackknife")
