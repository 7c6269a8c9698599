"""What answers say beyond those who gave them: shares, means and nets, with events as clusters.

All take sums by event, shape (events,) or (events, columns): columns are groups or items side by side, each estimated
from its own events only. The order of events changes nothing.
"""

from dataclasses import dataclass

import numpy as np

from kmu_eval.measures.intervals import by_t, t_quantile, wilson
from kmu_eval.measures.jackknife import (
    ROUNDING,
    by_event,
    design_effect,
    event_average,
    jackknife_variance,
    kish,
    total,
    worst_effect,
)
from kmu_eval.measures.kernels import share as ratio


@dataclass(frozen=True, eq=False)
class Estimate:
    """A number with its interval, and what the interval rests on; each field of shape () or (columns,).

    Attributes
    ----------
    estimate : float or array
        Of the average answer: each answer counts once. Missing where there is none.
    low, high : float or array
        The interval; missing where fewer than two events have answers, for one event says nothing of the next.
    level : float
    n : float or array
        Answers (or their weights added up).
    n_events : int or array
        Events with answers.
    deff : float or array
        Design effect: the variance over that of as many independent answers, at least 1; missing where it is not known.
    event_average : float or array
        Of the average event: each event counts once.
    n_effective : float or array
        Kish's effective number of events; one less is the degrees of freedom.
    method : str
    iid_low, iid_high : float or array
        Of shares: the interval if each answer were independent, to be shown beside and not instead.
    """

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    level: float
    n: np.ndarray
    n_events: np.ndarray
    deff: np.ndarray
    event_average: np.ndarray
    n_effective: np.ndarray
    method: str
    iid_low: np.ndarray
    iid_high: np.ndarray


def share(yes, n, level=0.95):
    """The share of answers that are yes.

    Parameters
    ----------
    yes : array
        Yeses of each event, shape (events,) or (events, columns).
    n : array
        Answers of each event. Weights do, if they add up to the number of answers they are worth.
    level : float

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If an event has more yeses than answers.

    Notes
    -----
    Wilson's interval at N over the design effect, with the t quantile at Kish's effective number of events less one
    (Dean and Pagano 2015, Journal of Survey Statistics and Methodology 3, 484-503; t as in Korn and Graubard 1998,
    Survey Methodology 24, 193-201). The design effect is the jackknife variance over p (1 - p) / N, at least 1; where
    all answers are the same it is that of events which answer alike, sum of n_g^2 / N. METHODS.md, section 7.

    Examples
    --------
    >>> found = share([8, 10, 3], [10, 10, 10])
    >>> [round(float(each), 3) for each in (found.estimate, found.low, found.high, found.deff)]
    [0.7, 0.104, 0.979, 6.19]
    >>> [round(float(each), 3) for each in (found.iid_low, found.iid_high)]
    [0.521, 0.833]
    >>> round(float(share([10, 10, 10], [10, 10, 10]).low), 3)
    0.139
    """
    n, yes = by_event(n, yes)
    _refuse_more_than_asked(yes, n)
    p, whole = ratio(total(yes), total(n)), total(n)
    deff = _design_effect(yes, n, p * (1 - p))
    ends = wilson(p, whole / deff, t_quantile(level, kish(n) - 1))
    return made(yes, n, level, "wilson_jackknife", ends, deff, wilson(p, whole, t_quantile(level, np.inf)))


def mean(sums, n, level=0.95, scale=None):
    """The mean of answers that are numbers.

    Parameters
    ----------
    sums : array
        The answers of each event added up, shape (events,) or (events, columns).
    n : array
        Answers of each event.
    level : float
    scale : (float, float), optional
        Least and greatest possible answer, at which the interval is cut.

    Returns
    -------
    Estimate
        Without design effect, for which the sums do not suffice.

    Notes
    -----
    The mean less and plus the t quantile (at Kish's effective number of events less one) times the root of the
    jackknife variance. Where all events agree exactly, nothing is known of how events differ, and there is no
    interval: it would be of width zero. METHODS.md, section 7.

    Examples
    --------
    >>> [round(float(each), 2) for each in (mean([42, 30, 36], [10, 10, 10]).low, mean([50], [10]).low)]
    [2.11, nan]
    """
    n, sums = by_event(n, sums)
    return made(sums, n, level, "t_jackknife", mean_ends(sums, n, level, scale))


def mean_ends(sums, n, level=0.95, scale=None):
    """The lower and the upper end of `mean` alone."""
    return np.clip(_by_t(sums, n, level), *(scale or (-np.inf, np.inf)))


def net_share(promoters, detractors, n, level=0.95):
    """The share of one answer less that of another, -1 to 1, such as the net promoter score over 100.

    Parameters
    ----------
    promoters, detractors : array
        Answers of either kind at each event, shape (events,) or (events, columns).
    n : array
        All answers of each event, those of neither kind included.
    level : float

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If an event has more of the two than answers.

    Notes
    -----
    The mean of answers that are 1, 0 and -1; see `mean`. The variance of one answer is p + d - (p - d)^2, so that the
    design effect is known. METHODS.md, section 7.

    Examples
    --------
    >>> found = net_share([6, 7, 4], [1, 2, 2], [10, 10, 10])
    >>> [round(float(each), 3) for each in (found.estimate, found.low, found.high, found.deff)]
    [0.4, -0.03, 0.83, 1.0]
    """
    n, promoters, detractors = by_event(n, promoters, detractors)
    _refuse_more_than_asked(promoters + detractors, n)
    net, whole = promoters - detractors, total(n)
    of_one = ratio(total(promoters + detractors), whole) - ratio(total(net), whole) ** 2
    ends = np.clip(_by_t(net, n, level), -1, 1)
    return made(net, n, level, "t_jackknife", ends, _design_effect(net, n, of_one))


def made(sums, n, level, method, ends, deff=np.nan, iid=(np.nan, np.nan)):
    """An estimate from the sums by event and its interval."""
    fields = {
        "estimate": ratio(total(sums), total(n)),
        "n": total(n),
        "n_events": (n > 0).sum(axis=0),
        "deff": deff,
        "event_average": event_average(sums, n),
        "n_effective": kish(n),
    }
    fields |= zip(("low", "high", "iid_low", "iid_high"), (*ends, *iid), strict=True)
    shaped = {name: np.broadcast_to(field, n.shape[1:])[()] for name, field in fields.items()}
    return Estimate(level=level, method=method, **shaped)


def _refuse_more_than_asked(given, n):
    if (given < -ROUNDING).any() or (given > n + ROUNDING).any():
        raise ValueError("An event has more answers of a kind than answers.")


def _design_effect(sums, n, of_one):
    return design_effect(jackknife_variance(sums, n), total(n), of_one, worst_effect(n))


def _by_t(sums, n, level):
    middle = ratio(total(sums), total(n))
    return by_t(middle, jackknife_variance(sums, n), t_quantile(level, kish(n) - 1))
