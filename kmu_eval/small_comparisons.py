"""Small groups in comparisons: a difference, or the other of two groups, would give them away."""

import numpy as np

from kmu_eval.small_cells import hide_parts, hide_rows


def hide_compared(table, smallest):
    """A comparison without small groups, and without the other group and the difference beside them.

    Parameters
    ----------
    table : DataFrame
        Blocks of both groups and their difference, by ``outcome`` and ``estimator``.
    smallest : int
        The smallest count that is shown.

    Returns
    -------
    DataFrame
        A new frame with a last column ``hidden``: ``small``, ``total`` for the rest of its block, or ``no``. Where so
        few answers of a group are not adjusted that they could be told from both counts, the adjusted block has none.
        That nothing was adjusted is no number and stays; its rule, which names the share that is alike, leaves.

    Examples
    --------
    >>> import pandas as pd
    >>> block = {"outcome": "useful", "estimator": "unadjusted", "n": [90, 3, 93], "verdict": [None, None, "better"]}
    >>> hide_compared(pd.DataFrame(block), 5)[["n", "hidden"]].values.tolist()
    [[nan, 'total'], [nan, 'small'], [nan, 'total']]
    """
    keys = ["outcome", "estimator"]
    small = _few(table["n"], smallest)
    gone = small.groupby([table[key] for key in keys], observed=True).transform("any")
    shown = hide_rows(table, gone).assign(hidden=np.select([small, gone], ["small", "total"], "no"))
    left_out = _few(_of_all(table, keys) - table["n"], smallest)
    uncounted = left_out.groupby([table[key] for key in keys], observed=True).transform("any")
    counts = {name: shown[name].mask(uncounted) for name in ("n", "n_missing") if name in table}
    told = {"verdict": table["verdict"].mask(gone & (table["verdict"] != "refused"))}
    told |= {"rule": table["rule"].mask(gone)} if "rule" in table else {}
    return shown.assign(**counts, **told)


def hide_overlap(table, smallest):
    """The cells of two groups without the small ones, and without others from which these could be worked out.

    Parameters
    ----------
    table : DataFrame
        From ``overlap``: the two groups are in the column before ``outcome``; each group's answers in kept cells, and
        those in the others, add up to numbers that stand elsewhere.
    smallest : int
        The smallest count that is shown.

    Returns
    -------
    DataFrame
        As from `kmu_eval.small_cells.hide_parts`; without ``share_kept`` where it would tell a small rest.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = {"year": ["2019"] * 2 + ["2020"] * 2, "mode": ["online", "in_person"] * 2, "outcome": "useful"}
    >>> cells |= {"kept": "yes", "n": [90, 30, 3, 40], "n_events": 9, "share_kept": 1.0}
    >>> hide_overlap(pd.DataFrame(cells), 5)["hidden"].tolist()
    ['total', 'no', 'small', 'no']
    """
    by = table.columns[list(table.columns).index("outcome") - 1]
    rests = _few(table.groupby("kept", observed=True)["n"].sum(), smallest)
    shown = hide_parts(table, smallest, [by, "kept"])
    return shown.assign(share_kept=np.nan if rests.any() else table["share_kept"])


def _few(counts, smallest):
    return (counts > 0) & (counts < smallest)


def _of_all(table, keys):
    """Of each row the count of the same group with all answers."""
    group = table.groupby(keys, observed=True).cumcount()
    of_all = table["n"].where(table["estimator"] == "unadjusted")
    return of_all.groupby([table["outcome"], group], observed=True).transform("max")
