"""Shares of top answers with their intervals, one dot per item or group."""

from kmu_eval.figures.dots import SCALE, Dot, colour_of, dots, share_scale
from kmu_eval.figures.item_blocks import figure_of_items, item_blocks, told
from kmu_eval.figures.lines import arrange, panels
from kmu_eval.figures.told import level, numbers
from kmu_eval.figures.top_answers import top_answers
from kmu_eval.schema import by_columns


def top_shares(table, origin):
    """Draw the shares of top answers with their intervals.

    Parameters
    ----------
    table : DataFrame
        From ``top_share``: perhaps grouping columns, then ``theme, item, n, n_events, estimate, ci_low, ci_high,
        ci_level``, and ``rule``, which names the top answers.
    origin : Origin

    Returns
    -------
    Figure
        One row per item; where the table is grouped, one panel per item with a row per group.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"mode": ["online"], "item": ["useful"], "n": [90], "n_events": [12]}
    >>> found |= {"estimate": [0.8], "ci_low": [0.7], "ci_high": [0.87], "ci_level": [0.95]}
    >>> print(top_shares(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Dot chart of shares of top answers with 95% intervals. useful: online: 80% (70–87), n = 90 from 12 events.
    """
    return figure_of_items("top_shares", table, origin, _paint, _facts)


def _facts(table, wording):
    rows = told(item_blocks(table, wording), wording)
    return {"rows": rows, "level": level(table, wording), **top_answers(table, wording)}


def _paint(table, wording):
    lines = arrange(item_blocks(table, wording))
    sheet = panels(wording, lines, (1,), numbers(lines, wording), below=SCALE)
    dots(sheet.axes[0], lines, [Dot("estimate", "ci_low", "ci_high")], colour_of(by_columns(table)))
    share_scale(sheet.axes[0], lines, wording)
    return sheet
