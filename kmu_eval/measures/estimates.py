"""What answers say beyond those who gave them: shares, means and nets, with events as clusters.

All take sums by event, shape (events,) or (events, columns): columns are groups or items side by side, each estimated
from its own events only. The order of events changes nothing.
"""

from dataclasses import dataclass

import numpy as np

from kmu_eval.measures.intervals import around, t_quantile, wilson
from kmu_eval.measures.jackknife import (
    by_event,
    clustered_variation,
    event_average,
    independent_variation,
    jackknife_variance,
    kish,
    total,
)
from kmu_eval.measures.kernels import share as ratio

_UNSEEN, _UNSEEN_OF_NUMBERS = 0.1, 0.01
"""What answers do not show of how events differ, see `clustered_variation`; a share hides more of it than a mean."""
_ROUNDING = 1e-9
"""So far a sum may lie outside its scale: sums of weights are rounded."""


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
    Survey Methodology 24, 193-201), never narrower than Wilson's at N with the normal quantile. The design effect: see
    `kmu_eval.measures.jackknife.clustered_variation`. METHODS.md, section 7.

    Examples
    --------
    >>> found = share([8, 10, 3], [10, 10, 10])
    >>> [round(float(each), 3) for each in (found.estimate, found.low, found.high, found.deff)]
    [0.7, 0.103, 0.979, 6.25]
    >>> [round(float(each), 3) for each in (found.iid_low, found.iid_high)]
    [0.521, 0.833]
    >>> round(float(share([10, 10, 10], [10, 10, 10]).low), 3)
    0.139
    """
    n, yes = by_event(n, yes)
    _inside(yes, n, (0, 1))
    p = ratio(total(yes), total(n))
    ends, deff = _by_wilson(yes, n, level, p * (1 - p), _UNSEEN)
    return made(yes, n, level, "wilson_jackknife", ends, deff, wilson(p, total(n), t_quantile(level, np.inf)))


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
        Least and greatest possible answer. Say them where there are such.

    Returns
    -------
    Estimate
        Without design effect, for which the sums do not suffice.

    Raises
    ------
    ValueError
        If an event's mean lies outside the scale.

    Notes
    -----
    With a scale: the interval of the mean's place between its ends, as if it were a share; see `share`. Without: the
    mean less and plus the t quantile (at Kish's effective number of events less one) times the root of the jackknife
    variance, of width zero where all events agree exactly. METHODS.md, section 7.

    Examples
    --------
    >>> [round(float(each), 2) for each in (mean([42, 30, 36], [10, 10, 10]).low, mean([50], [10]).low)]
    [2.11, nan]
    >>> [round(float(mean([50, 50, 50], [10, 10, 10], scale=scale).low), 2) for scale in (None, (1, 5))]
    [5.0, 1.56]
    """
    n, sums = by_event(n, sums)
    if scale is None:
        quantile = t_quantile(level, kish(n) - 1)
        ends = around(ratio(total(sums), total(n)), jackknife_variance(sums, n), quantile)
        return made(sums, n, level, "t_jackknife", ends)
    _inside(sums, n, scale)
    least, width = scale[0], scale[1] - scale[0]
    ends, _ = _by_wilson((sums - least * n) / width, n, level, 0, _UNSEEN_OF_NUMBERS)
    return made(sums, n, level, "wilson_jackknife", [least + width * end for end in ends])


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
    The mean of answers that are 1, 0 and -1, with its interval on the scale from -1 to 1; see `mean`. The variance of
    one answer is p + d - (p - d)^2, so that the design effect is known, and the interval never narrower than that of
    independent answers. METHODS.md, section 7.

    Examples
    --------
    >>> found = net_share([6, 7, 4], [1, 2, 2], [10, 10, 10])
    >>> [round(float(each), 3) for each in (found.estimate, found.low, found.high, found.deff)]
    [0.4, -0.153, 0.762, 1.0]
    """
    n, promoters, detractors = by_event(n, promoters, detractors)
    _inside(promoters + detractors, n, (0, 1))
    net, whole = promoters - detractors, total(n)
    of_one = ratio(total(promoters + detractors), whole) - ratio(total(net), whole) ** 2
    ends, deff = _by_wilson((n + net) / 2, n, level, of_one / 4, _UNSEEN)
    return made(net, n, level, "wilson_jackknife", [2 * end - 1 for end in ends], deff)


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


def _inside(sums, n, scale):
    least, most = (bound * n + slack for bound, slack in zip(scale, (-_ROUNDING, _ROUNDING), strict=True))
    if (sums < least).any() or (sums > most).any():
        raise ValueError(f"The answers of an event lie outside {scale}.")


def _by_wilson(places, n, level, of_one, unseen):
    """Interval of the mean of answers from 0 to 1, of which one has this variance, and the design effect."""
    middle = np.clip(ratio(total(places), total(n)), 0, 1)
    clustered, independent = clustered_variation(places, n, unseen), independent_variation(n, of_one, unseen)
    quantile, least = t_quantile(level, kish(n) - 1), t_quantile(level, np.inf)
    reach = np.maximum(quantile * np.sqrt(clustered), least * np.sqrt(independent))
    ends = wilson(middle, total(n), reach / np.sqrt(independent_variation(n, middle * (1 - middle), unseen)))
    return ends, np.maximum(clustered / independent, 1)
