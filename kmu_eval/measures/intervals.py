"""Intervals from an estimate, a number of answers and a quantile."""

import numpy as np

from kmu_eval.measures.jackknife import ROUNDING


def t_quantile(level, freedom):
    """The two-sided t quantile; missing where there are no degrees of freedom, huge far below one.

    Parameters
    ----------
    level : float or array
        Between 0 and 1, such as 0.95.
    freedom : float or array
        Degrees of freedom, any positive number; infinity gives the normal quantile.

    Returns
    -------
    float or array

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> t_quantile(0.95, np.array([0, 0.5, 1, 10, np.inf])).round(2).tolist()
    [nan, 164.56, 12.71, 2.23, 1.96]
    """
    from scipy.special import stdtrit

    if not np.all((np.asarray(level) > 0) & (np.asarray(level) < 1)):
        raise ValueError(f"The level is {level}; it must lie between 0 and 1.")
    return stdtrit(freedom, (1 + level) / 2)


def wilson(share, n, quantile):
    """Wilson's interval for a share.

    Parameters
    ----------
    share : float or array
    n : float or array
        Answers, or as many as they are worth.
    quantile : float or array

    Returns
    -------
    low, high : float or array
        Inside 0 and 1, with the share inside; never of width zero. The larger the quantile, the nearer to [0, 1].

    Notes
    -----
    Wilson (1927), JASA 22, 209-212: all shares P with |share - P| <= quantile * sqrt(P (1 - P) / n). Written with
    c = n / quantile^2, so that no quantile is too large:
    (share c + 1/2 -+ sqrt(share (1 - share) c + 1/4)) / (c + 1).

    Examples
    --------
    >>> [round(float(end), 3) for end in wilson(1.0, 20, 1.96)]
    [0.839, 1.0]
    """
    worth = (np.sqrt(n) / quantile) ** 2
    middle, half = share * worth + 0.5, np.sqrt(share * (1 - share) * worth + 0.25)
    return np.clip((middle - half) / (worth + 1), 0, share), np.clip((middle + half) / (worth + 1), share, 1)


def around(middle, variance, quantile):
    """The estimate less and plus the quantile times its standard error.

    Examples
    --------
    >>> [float(end) for end in around(3.0, 0.25, 2.0)]
    [2.0, 4.0]
    """
    half = quantile * np.sqrt(variance)
    return middle - half, middle + half


def by_t(middle, variance, quantile):
    """The same by a quantile of t; missing where nothing varies, for it would be of width zero.

    Examples
    --------
    >>> by_t(np.array([3.0, 3.0]), np.array([0.25, 0.0]), 2.0)[0].tolist()
    [2.0, nan]
    """
    return around(middle, np.where(varies(middle, variance), variance, np.nan), quantile)


def varies(middle, variance):
    """Whether a variance is more than rounding; not where it is missing.

    Examples
    --------
    >>> varies(0.3, np.array([1e-4, 1e-33, np.nan])).tolist()
    [True, False, False]
    """
    return variance > (ROUNDING * np.maximum(np.abs(middle), 1)) ** 2
