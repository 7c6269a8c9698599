"""The estimate of one group, and its interval at any level: all that a difference is made from."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.measures.intervals import by_t, t_quantile, wilson
from kmu_eval.measures.jackknife import design_effect, jackknife_variance, kish, total, worst_effect
from kmu_eval.measures.kernels import share as ratio


@dataclass(frozen=True, eq=False)
class Pooled:
    """What the interval of one group rests on; each number may be an array, many groups side by side.

    Parameters
    ----------
    measure : str
        One of `kmu_eval.vocabulary.OUTCOME_MEASURE`.
    estimate : float
    variance : float
        By the jackknife.
    n : float
        Answers.
    n_effective : float
        Kish's effective number of events.
    worst : float
        The design effect if all answers of an event were the same.
    scale : (float, float)
        At which the interval is cut.
    """

    measure: str
    estimate: np.ndarray
    variance: np.ndarray
    n: np.ndarray
    n_effective: np.ndarray
    worst: np.ndarray
    scale: tuple[float, float]

    def ends(self, level=0.95):
        """The interval, as `kmu_eval.measures.estimates` has it: Wilson's of shares, by t of means and nets."""
        quantile = t_quantile(level, self.n_effective - 1)
        if self.measure == "top_share":
            p = np.clip(self.estimate, 0, 1)
            return wilson(p, self.n / design_effect(self.variance, self.n, p * (1 - p), self.worst), quantile)
        return np.clip(by_t(self.estimate, self.variance, quantile), *self.scale)


def pooled(measure, sums, n, scale):
    """The estimate of one group from the sums of its events, shape (events,) or (events, groups).

    Examples
    --------
    >>> found = pooled("top_share", np.array([8, 10, 3]), np.array([10, 10, 10]), (0, 1))
    >>> round(float(found.estimate), 3), [round(float(end), 3) for end in found.ends()]
    (0.7, [0.104, 0.979])
    """
    whole = total(n)
    variance, middle = jackknife_variance(sums, n), ratio(total(sums), whole)
    return Pooled(measure, middle, variance, whole, kish(n), worst_effect(n), scale)
