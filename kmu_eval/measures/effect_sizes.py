"""Sizes of a difference that researchers compare between studies."""

import numpy as np

from kmu_eval.measures.jackknife import total

_ROUNDING = 1e-12
"""A variance as small as that beside the mean square of the answers is only rounding."""


def odds_ratio(shares):
    """The odds of the first share over those of the second; missing where a share is 0 or 1.

    Examples
    --------
    >>> odds_ratio((0.75, 0.5)), odds_ratio((1.0, 0.5))
    (3.0, nan)
    """
    first, second = shares
    if not (0 < first < 1 and 0 < second < 1):
        return float("nan")
    return float(first / (1 - first) / (second / (1 - second)))


def hedges_g(made, difference):
    """A difference of two means over their common standard deviation, corrected for few answers.

    Parameters
    ----------
    made : Arms
    difference : float
        As it is, or adjusted.

    Returns
    -------
    float
        Missing where no answer differs.

    Notes
    -----
    Hedges (1981), Journal of Educational Statistics 6, 107-128: d (1 - 3 / (4 (n1 + n2) - 9)); answers count as
    independent in the standard deviation.
    """
    n, sums, squares = (total(of_events) for of_events in (made.n, made.sums, made.squares))
    if not (n > 0).all() or n.sum() < 3:
        return float("nan")
    within = (squares - sums**2 / n).sum() / (n.sum() - 2)
    if within <= _ROUNDING * squares.sum() / n.sum():
        return float("nan")
    return float(difference / np.sqrt(within) * (1 - 3 / (4 * n.sum() - 9)))
