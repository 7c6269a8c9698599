"""Sizes of a difference that researchers compare between studies."""

import numpy as np


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


def hedges_g(made):
    """The difference of two means over their common standard deviation, corrected for few answers.

    Parameters
    ----------
    made : Arms

    Returns
    -------
    float
        Missing where no answer differs.

    Notes
    -----
    Hedges (1981), Journal of Educational Statistics 6, 107-128: d (1 - 3 / (4 (n1 + n2) - 9)); answers count as
    independent in the standard deviation.
    """
    n, sums, squares = made.n.sum(axis=0), made.sums.sum(axis=0), made.squares.sum(axis=0)
    if not (n > 0).all() or n.sum() < 3:
        return float("nan")
    means = sums / n
    within = (squares - n * means**2).sum() / (n.sum() - 2)
    if within <= 0:
        return float("nan")
    return float((means[0] - means[1]) / np.sqrt(within) * (1 - 3 / (4 * n.sum() - 9)))
