"""Several tests at once: p-values of secondary outcomes, corrected for how many there are."""

import numpy as np


def false_discovery(p_values):
    """p-values by Benjamini and Hochberg: calling those up to 5 % differences errs in one of twenty of them.

    Parameters
    ----------
    p_values : sequence of float
        A missing one is no test and stays missing.

    Returns
    -------
    array

    Notes
    -----
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300, as adjusted p-values: the
    least of p * m / rank over all p-values at least as large.

    Examples
    --------
    >>> false_discovery([0.01, 0.04, 0.03, float("nan")]).round(3).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    p = np.asarray(p_values, float)
    adjusted, tested = np.full(p.shape, np.nan), np.flatnonzero(~np.isnan(p))
    largest_first = tested[np.argsort(-p[tested], kind="stable")]
    rank = np.arange(len(tested), 0, -1)
    adjusted[largest_first] = np.minimum.accumulate(p[largest_first] * len(tested) / rank)
    return adjusted


def with_adjusted_p(table, secondary):
    """A comparison with a further column, p_adjusted, over the secondary outcomes of each estimator.

    Parameters
    ----------
    table : DataFrame
        Rows of `kmu_eval.measures.comparisons.comparison`.
    secondary : sequence of str
        Names of outcomes.

    Returns
    -------
    DataFrame
    """
    adjusted = np.full(len(table), np.nan)
    tested = table["outcome"].isin(list(secondary)).to_numpy() & (table["part"] == "difference").to_numpy()
    for estimator in table["estimator"].cat.categories:
        rows = np.flatnonzero(tested & (table["estimator"] == estimator).to_numpy())
        adjusted[rows] = false_discovery(table["p_value"].to_numpy()[rows])
    after = table.columns.get_loc("p_value") + 1
    return table.assign(p_adjusted=adjusted)[[*table.columns[:after], "p_adjusted", *table.columns[after:]]]
