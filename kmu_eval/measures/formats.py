"""Did one format do better than another, as well, or can these data not tell: two groups of events compared."""

from kmu_eval.measures.arms import arms
from kmu_eval.measures.comparison_rows import rows_of
from kmu_eval.measures.contrast import contrast


def compare(tally, by, order, outcome, strata=None, level=0.95, seed=1):
    """Compare two groups of events in one outcome.

    Parameters
    ----------
    tally : Tally
        Of the outcome's item, made by ``by`` and any other columns, over which it is added up.
    by : str
        The column that splits the answers, such as ``mode``.
    order : (str, str)
        Two groups of it; the difference is the first less the second.
    outcome : Outcome
        The item, how it is measured, and the margin within which two groups count as equal.
    strata : array, optional
        A code for each cluster of the tally; the permutation test exchanges events within these only.
    level : float
    seed : int
        For the permutation test, where not all arrangements can be enumerated.

    Returns
    -------
    DataFrame
        Three rows (part: both groups, then the difference) with ``by``, estimator, part, outcome, item, measure, unit,
        n (valid answers), n_events, n_missing, estimate, ci_low, ci_high, ci_level, event_average, margin_pp, verdict,
        p_value, least_p, smallest_margin_pp, odds_ratio, hedges_g, method, rule. Shares and nets are -1 to 1, margins
        points.

    Raises
    ------
    MeasureError
        If the tally is not of the outcome's item or not by the column, or a group is unknown.

    Notes
    -----
    The groups as `kmu_eval.measures.estimates` has them; the difference by MOVER (Zou and Donner 2008, Statistics in
    Medicine 27, 1693-1702), or, where an event has answers in both groups, by the jackknife of the difference itself.
    With fewer than ten events in a group the two are never called equal, and the p-value is that of a studentised
    permutation of the events. METHODS.md, section 9.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> from kmu_eval.code_book import Answer, Item
    >>> from kmu_eval.comparing import Outcome
    >>> from kmu_eval.measures.tally import Tally
    >>> item = Item("useful", answers=(Answer("no"), Answer("yes", top=True)))
    >>> groups = pd.DataFrame({"mode": pd.Categorical(["online", "in_person"])})
    >>> counts = np.zeros((24, 2, 3), int)
    >>> counts[:12, 0], counts[12:, 1] = [2, 8, 0], [3, 7, 1]
    >>> counted = Tally(item, None, ("mode",), groups, np.arange(24), counts, "post")
    >>> outcome = Outcome("useful", "useful", margin_pp=20, reason="one in five", date="2020-01-01", primary=True)
    >>> made = compare(counted, "mode", ("online", "in_person"), outcome)
    >>> made[["part", "n", "estimate", "ci_low", "ci_high"]].round(2).values.tolist()
    [['group', 120, 0.8, 0.71, 0.87], ['group', 120, 0.7, 0.6, 0.78], ['difference', 240, 0.1, -0.02, 0.22]]
    >>> str(made["verdict"].iloc[2]), round(float(made["p_value"].iloc[2]), 2)
    ('inconclusive', 0.1)
    """
    made = arms(tally, by, order, outcome)
    return rows_of(made, contrast(made, strata, seed), "unadjusted", level)
