"""What a comparison says: two estimates, their difference, and the word for it."""

from dataclasses import dataclass, replace

import numpy as np

from kmu_eval.measures.difference import Difference, mover, p_value, spanning
from kmu_eval.measures.intervals import t_quantile, varies
from kmu_eval.measures.permutation import NOT_TESTED, Permutation, permutation
from kmu_eval.measures.pooled import Pooled, pooled
from kmu_eval.measures.verdicts import FEWEST_EVENTS, verdict


@dataclass(frozen=True, eq=False)
class Contrast:
    """Two groups and their difference.

    Parameters
    ----------
    groups : Pooled
        Of both, shape (2,).
    difference_at : callable
        From a level, or levels of shape (levels, 1), to a `Difference`.
    n_events : int array
        Known events of both groups, shape (2,).
    exchanged : Permutation
        The test by exchanging events; made where a group has few.
    """

    groups: Pooled
    difference_at: object
    n_events: np.ndarray
    exchanged: Permutation = NOT_TESTED

    @property
    def few(self):
        """Whether a group has fewer events than a claim of equality needs."""
        return min(self.n_events) < FEWEST_EVENTS

    @property
    def p_value(self):
        """Of the test by exchanging events where a group has few, else of the interval."""
        return self.exchanged.p_value if self.few else p_value(self.difference_at)

    def verdict(self, margin, level):
        """The word for the difference against a margin."""
        found = self.difference_at(level)
        return verdict(found.low, found.high, margin, self.n_events, self.exchanged.p_value, level)


def contrast(made, strata=None, seed=1):
    """Two groups and their difference, not adjusted.

    Parameters
    ----------
    made : Arms
    strata : array, optional
        Of each cluster; a permutation test exchanges events within these only.
    seed : int
        For the draws of a permutation test.

    Returns
    -------
    Contrast
    """
    groups = pooled(made.outcome.measure, made.sums, made.n, made.scale)
    found = Contrast(groups, lambda level: _difference(made, groups, level), made.n_events)
    exchangeable = found.few and not made.spanning and (made.events[made.n.any(axis=1)] >= 0).all()
    return replace(found, exchanged=_exchanged(made, strata, seed)) if exchangeable else found


def from_groups(groups, together=0.0):
    """How the difference of two estimates is made at any level, by MOVER."""

    def at(level):
        low, high = groups.ends(level)
        first, second = ((groups.estimate[i], low[..., i : i + 1], high[..., i : i + 1]) for i in (0, 1))
        found = mover(first, second, together)
        return found if np.ndim(level) else _flat(found)

    return at


def _difference(made, groups, level):
    """By MOVER; the jackknife of the difference itself where events have both groups and both groups' answers vary."""
    if made.spanning and varies(groups.estimate, groups.variance).all():
        found = spanning(made.sums, made.n, t_quantile(level, groups.n_effective.min() - 1))
        reach = np.ptp(made.scale)
        return replace(found, low=np.maximum(found.low, -reach), high=np.minimum(found.high, reach))
    return from_groups(groups)(level)


def _flat(found):
    return Difference(*(float(np.ravel(end)[0]) for end in (found.estimate, found.low, found.high)), found.method)


def _exchanged(made, strata, seed):
    used = made.n.any(axis=1)
    sums, n = made.sums[used].sum(axis=1), made.n[used].sum(axis=1)
    if not (made.n > 0).any(axis=0).all():
        return NOT_TESTED
    return permutation(sums, n, made.n[used, 0] > 0, None if strata is None else np.asarray(strata)[used], seed)
