"""Shares of top answers as they are, beside the same weighted to those who came."""

from kmu_eval.figures import style
from kmu_eval.figures.dots import Dot, dots, share_scale
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import asked, named_after
from kmu_eval.figures.item_blocks import item_blocks, told
from kmu_eval.figures.lines import Column, arrange, panels
from kmu_eval.figures.told import bases
from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide

_KINDS = (
    Dot("weighted", "weighted_low", "weighted_high", lift=-0.05),
    Dot("estimate", "ci_low", "ci_high", filled=False, lift=0.05),
)
_SCALE = 0.25


def weighted(table, origin):
    """Draw each share unweighted, and weighted to the known totals of those who came.

    Parameters
    ----------
    table : DataFrame
        From ``raked``: ``item, n, estimate, ci_low, ci_high, weighted, weighted_low, weighted_high``.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"item": ["useful"], "n": [90], "estimate": [0.8], "ci_low": [0.7], "ci_high": [0.9]}
    >>> found |= {"weighted": [0.77], "weighted_low": [0.66], "weighted_high": [0.88]}
    >>> print(weighted(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Dots of shares as answered and weighted. useful: 80% (70–90), weighted 77% (66–88), n = 90.
    """
    shown = hide(asked(table, by_columns(table)), origin.smallest_cell, ("n",))
    return compose("weighted", shown, origin, _paint, _facts, named_after(table))


def _facts(table, wording):
    return {"rows": told(item_blocks(table, wording), wording, _sentence)}


def _sentence(found, wording):
    row = found.iloc[0]
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    ends = {"interval": _interval(row, wording), "weighted_interval": _weighted_interval(row, wording)}
    shares = {"share": wording.share(row), "weighted": wording.share(row, "weighted"), "n": wording.count(row)}
    return wording.caption("both", **shares, **ends)


def _interval(row, wording):
    return wording.interval(row)


def _weighted_interval(row, wording):
    return wording.interval(row, "weighted_low", "weighted_high")


def _paint(table, wording):
    lines = arrange(item_blocks(table, wording))
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.caption("unweighted_head"), [wording.share(row) for row in rows]),
        Column(" \n ", [_interval(row, wording) for row in rows]),
        Column(wording.caption("weighted_head"), [wording.share(row, "weighted") for row in rows]),
        Column(" \n ", [_weighted_interval(row, wording) for row in rows]),
        *bases(rows, wording)[:1],
    ]
    sheet = panels(wording, lines, (1,), columns, below=_SCALE)
    dots(sheet.axes[0], lines, _KINDS, lambda row: style.NEUTRAL)
    share_scale(sheet.axes[0], lines, wording)
    return sheet
