"""Raking: weights by cell with which every margin adds up to its known total."""

import numpy as np

from kmu_eval.errors import MeasureError
from kmu_eval.measures.kernels import add_up, share

_EXACT = 1e-10
_MOST_ROUNDS = 10_000


def rake(counts, categories, totals):
    """Weights of the respondents of each cell, by iterative proportional fitting.

    Parameters
    ----------
    counts : int array
        Respondents of each cell, above 0.
    categories : sequence of int array
        Of each margin the category of each cell.
    totals : sequence of array
        Of each margin the known total of each category. All margins add up to the same.

    Returns
    -------
    float array
        Weight of each respondent of a cell, 1 in the mean over respondents.

    Raises
    ------
    MeasureError
        If the margins are not met to 1e-10 after 10,000 rounds, for instance because cells without respondents stand
        in the way.

    Notes
    -----
    Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444: in turn each margin's weights are
    multiplied by what its total is over what they add up to, until all fit.

    Examples
    --------
    >>> by_mode, by_kind = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    >>> weights = rake(np.array([10, 10, 10, 10]), [by_mode, by_kind], [np.array([60, 20]), np.array([40, 40])])
    >>> weights.round(6).tolist()
    [1.5, 1.5, 0.5, 0.5]
    """
    weights = np.ones(len(counts))
    targets = [share(total * counts.sum(), np.full(len(total), total.sum())) for total in totals]
    for _ in range(_MOST_ROUNDS):
        for category, target in zip(categories, targets, strict=True):
            weights = weights * _factors(counts, weights, category, target)[category]
        factors = zip(categories, targets, strict=True)
        if all(np.abs(_factors(counts, weights, *each)[each[0]] - 1).max(initial=0) < _EXACT for each in factors):
            return weights
    raise MeasureError(("raking_stands_still", {"rounds": _MOST_ROUNDS}))


def _factors(counts, weights, category, target):
    """What each category's weights would have to be multiplied by."""
    return share(target, add_up(category, len(target), counts * weights))
