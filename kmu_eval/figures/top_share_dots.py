"""Shares of top answers with their intervals, one dot per item or group."""

from kmu_eval.figures.dots import Dot, colour_of, dots, share_scale
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import asked, by_columns, groups_of, named_after, rows_of, words_of
from kmu_eval.figures.lines import Block, arrange, panels
from kmu_eval.figures.told import level, numbers, sentence
from kmu_eval.small_cells import hide

_SCALE = 0.25


def top_shares(table, origin):
    """Draw the shares of top answers with their intervals.

    Parameters
    ----------
    table : DataFrame
        From ``top_share``: perhaps grouping columns, then ``theme, item, n, n_events, estimate, ci_low, ci_high,
        ci_level``.
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
    shown = hide(asked(table, by_columns(table)), origin.smallest_cell, ("n", "n_asked"))
    return compose("top_shares", shown, origin, _paint, _facts, named_after(table))


def item_blocks(table, wording):
    """Rows of items; where the table is grouped, rows of groups under their item."""
    columns, items = by_columns(table), words_of(table["item"])
    if not columns:
        return [Block([(wording.label("item", item), rows_of(table, item=item)) for item in items])]
    return [Block(group_rows(rows_of(table, item=item), columns, wording), wording.label("item", item)) for item in items]


def group_rows(found, columns, wording):
    """The label and the rows of each group."""
    groups = [(words, dict(zip(columns, words, strict=True))) for words in groups_of(found, columns)]
    return [(wording.group(columns, words), rows_of(found, **chosen)) for words, chosen in groups]


def told(blocks, wording, tell=sentence):
    """Every row of the blocks in words."""
    rows = [((block.heading, label), found.iloc[0]) for block in blocks for label, found in block.rows]
    return "; ".join(f"{': '.join(part for part in names if part)}: {tell(row, wording)}" for names, row in rows)


def _facts(table, wording):
    return {"rows": told(item_blocks(table, wording), wording), "level": level(table, wording)}


def _paint(table, wording):
    lines = arrange(item_blocks(table, wording))
    sheet = panels(wording, lines, (1,), numbers(lines, wording), below=_SCALE)
    dots(sheet.axes[0], lines, [Dot("estimate", "ci_low", "ci_high")], colour_of(by_columns(table)))
    share_scale(sheet.axes[0], wording)
    return sheet
