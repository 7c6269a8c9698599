"""Shares of top answers as they are, beside the same weighted to those who came."""

from kmu_eval.figures import style
from kmu_eval.figures.dots import SCALE, Dot, dots, share_scale
from kmu_eval.figures.item_blocks import figure_of_items, item_blocks, told
from kmu_eval.figures.lines import Column, arrange, panels
from kmu_eval.figures.told import bases, intervals, level, unless_hidden
from kmu_eval.figures.top_answers import top_answers

_KINDS = (
    Dot("weighted", "weighted_low", "weighted_high", filled=False, lift=-0.05),
    Dot("estimate", "ci_low", "ci_high", lift=0.05),
)


def weighted(table, origin):
    """Draw each share unweighted, and weighted to the known totals of those who came.

    Parameters
    ----------
    table : DataFrame
        From ``raked``: ``item, n, estimate, ci_low, ci_high, ci_level, weighted, weighted_low, weighted_high``, and
        ``rule``, which names the top answers.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"item": ["useful"], "n": [90], "estimate": [0.8], "ci_low": [0.7], "ci_high": [0.9]}
    >>> found |= {"ci_level": [0.95], "weighted": [0.77], "weighted_low": [0.66], "weighted_high": [0.88]}
    >>> print(weighted(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Dots of the shares of top answers as answered and weighted, with 95% intervals. useful: 80% (70–90), weighted 77% \
(66–88), n = 90.
    """
    return figure_of_items("weighted", table, origin, _paint, _facts, ("n",))


def _facts(table, wording):
    rows = told(item_blocks(table, wording), wording, _sentence)
    return {"rows": rows, "level": level(table, wording), **top_answers(table, wording)}


@unless_hidden
def _sentence(found, wording):
    row = found.iloc[0]
    ends = {"interval": wording.interval(row), "weighted_interval": _weighted_interval(row, wording)}
    shares = {"share": wording.share(row), "weighted": wording.share(row, "weighted"), "n": wording.count(row)}
    return wording.caption("both", **shares, **{name: wording.in_brackets(text) for name, text in ends.items()})


def _weighted_interval(row, wording):
    return wording.interval(row, "weighted_low", "weighted_high")


def _paint(table, wording):
    lines = arrange(item_blocks(table, wording))
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.caption("unweighted_head"), [wording.share(row) for row in rows]),
        intervals(rows, [wording.interval(row) for row in rows], wording),
        Column(wording.caption("weighted_head"), [wording.share(row, "weighted") for row in rows]),
        intervals(rows, [_weighted_interval(row, wording) for row in rows], wording),
        *bases(rows, wording)[:1],
    ]
    sheet = panels(wording, lines, (1,), columns, below=SCALE)
    dots(sheet.axes[0], lines, _KINDS, lambda row: style.NEUTRAL)
    share_scale(sheet.axes[0], lines, wording)
    return sheet
