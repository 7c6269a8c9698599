"""The declared comparisons of a programme: every outcome, as it is and adjusted."""

import pandas as pd

from kmu_eval.measures.adjusted import adjusted
from kmu_eval.measures.arms import arms
from kmu_eval.measures.comparison_rows import rows_of
from kmu_eval.measures.contrast import contrast
from kmu_eval.measures.many_tests import with_adjusted_p
from kmu_eval.measures.rows import words
from kmu_eval.measures.support import joint_cells, support
from kmu_eval.measures.tally import tally


def comparison(tables, word, outcomes=None, level=0.95, seed=1):
    """A declared comparison: all outcomes, as they are and adjusted for what is declared to confound them.

    Parameters
    ----------
    tables : Tables
    word : str
        The comparison's name in ``programme.toml``.
    outcomes : str or sequence of str, optional
        Names of outcomes; all if not given.
    level : float
    seed : int

    Returns
    -------
    DataFrame
        The rows of `compare` for each outcome, for each estimator: unadjusted, on_common_support (as they are, of
        events that have their like in the other group), adjusted; and p_adjusted, by Benjamini and Hochberg over the
        secondary outcomes of each estimator. Where too little is alike, the adjusted rows are without numbers, the
        verdict is ``refused`` and the rule says why.

    Raises
    ------
    MeasureError
        If the comparison or an outcome is not declared, none is, or a group is unknown.

    Notes
    -----
    Adjusted: `kmu_eval.measures.adjusted.adjusted`. p-values: Benjamini and Hochberg (1995), Journal of the Royal
    Statistical Society B 57, 289-300.

    Examples
    --------
    >>> import kmu_eval
    >>> tables = kmu_eval.simulate(seed=1, scale=0.1)[0]
    >>> made = comparison(tables, "online_or_in_person", "useful").set_index(["estimator", "part"])
    >>> made.loc[("adjusted", "difference"), ["n_events", "verdict"]].astype("str").tolist()
    ['48', 'refused']
    """
    declared = tables.comparing.comparison(word)
    chosen = tables.comparing.chosen([outcomes] if isinstance(outcomes, str) else outcomes)
    rows = [row for outcome in chosen for row in _of_outcome(tables, declared, outcome, level, seed)]
    together = pd.concat(rows, ignore_index=True)
    named = {name: words(together[name]) for name in ("outcome", "item")}
    return with_adjusted_p(together.assign(**named), [each.word for each in chosen if not each.primary])


def _of_outcome(tables, declared, outcome, level, seed):
    made = arms(tally(tables, outcome.item, declared.by, wave=outcome.wave), declared.by, declared.order, outcome)
    common = support(tables, made, declared)
    yield rows_of(made, contrast(made, _strata(tables, made, declared), seed), "unadjusted", level)
    inside = made.kept(common.clusters)
    strata = _strata(tables, inside, declared)
    yield rows_of(inside, contrast(inside, strata, seed), "on_common_support", level, *common.clauses)
    given = adjusted(inside, common) if common.enough else None
    clauses = [*common.clauses, *(given.clauses if given else [])]
    yield rows_of(inside, given.contrast if given else None, "adjusted", level, *clauses)


def _strata(tables, made, declared):
    return joint_cells(tables, declared.strata)[1][made.events]
