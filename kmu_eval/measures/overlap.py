"""What two groups of events have in common: the cells of the confounders, and who is in them."""

import numpy as np

from kmu_eval.measures.arms import arms
from kmu_eval.measures.combinations import ordered
from kmu_eval.measures.comparison_rows import rule_of
from kmu_eval.measures.rows import result, texts, words
from kmu_eval.measures.support import support
from kmu_eval.measures.tally import tally


def overlap(tables, word, outcome=None):
    """Which events of two groups are alike in what could confound a comparison, and how many answers they have.

    Parameters
    ----------
    tables : Tables
    word : str
        The comparison's name in ``programme.toml``.
    outcome : str, optional
        An outcome's name; the first primary one if not given, else the first.

    Returns
    -------
    DataFrame
        The confounders, the column that splits the answers, outcome, kept (whether both groups have enough events in
        the cell), unit, n (valid answers), n_events, share_kept (of all answers of both groups), rule. A row for each
        group of each cell in which either has an answer.

    Raises
    ------
    MeasureError
        If the comparison or the outcome is not declared.

    Examples
    --------
    >>> import kmu_eval
    >>> made = overlap(kmu_eval.simulate(seed=1, scale=0.1)[0], "online_or_in_person")
    >>> list(made.columns)[:5], made["share_kept"].nunique()
    (['year', 'interactive', 'difficulty', 'mode', 'outcome'], 1)
    """
    declared = tables.comparing.comparison(word)
    chosen = min(tables.comparing.chosen(outcome and [outcome]), key=lambda each: not each.primary)
    made = arms(tally(tables, chosen.item, declared.by, wave=chosen.wave), declared.by, declared.order, chosen)
    found = support(tables, made, declared)
    cells = np.flatnonzero(found.n.any(axis=1))
    rows = np.repeat(cells, 2)
    rule = rule_of(made, None, *found.clauses)
    columns = {
        **{name: column.array for name, column in found.cells.frame(rows).items()},
        declared.by: ordered(np.tile([0, 1], len(cells)), declared.order),
        "outcome": words([chosen.word] * len(rows), [chosen.word]),
        "kept": ordered(np.where(found.kept[rows], 0, 1), ("yes", "no")),
        "unit": words(["answers"] * len(rows), ["answers"]),
        "n": found.n[cells].ravel(),
        "n_events": found.n_events[cells].ravel(),
        "share_kept": np.full(len(rows), float(found.share_kept)),
        "rule": texts([rule] * len(rows)),
    }
    return result(columns, [*found.cells.columns, declared.by])
