"""Shares as a matrix: items or options by groups, each cell with its n."""

import math
import textwrap
from functools import partial

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import asked, groups_of, named_after, rows_of, words_of
from kmu_eval.figures.item_blocks import group_rows, question, told
from kmu_eval.figures.lines import Block, arrange, head, panels
from kmu_eval.figures.marks import furthest, wide
from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide

_ROW, _GAP, _UPRIGHT = 0.4, 0.03, 24
"""Inches of a cell with two lines of text and between two cells, and letters per line of a head turned upright."""


def items_by_group(table, origin):
    """Draw the shares of top answers as a matrix of items by groups.

    Parameters
    ----------
    table : DataFrame
        From ``top_share``, with one grouping column, or with two: then one panel per item.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"mode": ["online", "hybrid"], "item": "useful", "n": [90, 3], "estimate": [0.8, 1.0]}
    >>> print(items_by_group(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Matrix of the shares of top answers by mode. useful: online 80% (n = 90), hybrid < 5.
    """
    return _matrix("items_by_group", "item", table, origin)


def options_by_group(table, origin):
    """Draw how many chose each option as a matrix of options by groups.

    Parameters
    ----------
    table : DataFrame
        From ``options``, with one grouping column, or with two (as topic and difficulty): then one panel per option.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"mode": ["online", "hybrid"], "item": "needs", "option": "time", "n": [90, 3], "estimate": [0.8, 1.0]}
    >>> print(options_by_group(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Matrix of how many chose each option by mode. needs/time: online 80% (n = 90), hybrid < 5.
    """
    return _matrix("options_by_group", "option", table, origin)


def _matrix(name, of, table, origin):
    shown = hide(asked(table, by_columns(table)), origin.smallest_cell, ("n", "n_asked"))
    parts = {"of": of, "columns": groups_of(shown, by_columns(shown)[-1:])}
    paint, facts = partial(_paint, **parts), partial(_facts, **parts)
    return compose(name, shown, origin, paint, facts, named_after(table))


def _facts(table, wording, of, columns):
    names = [wording.column_inline(name) for name in by_columns(table)]
    rows = told(_blocks(table, wording, of), wording, partial(_told, columns=columns))
    asked_for = question(table, wording) if of == "option" else ""
    return {"rows": rows, "groups": wording.shared("and").join(names), "question": asked_for}


def _told(found, wording, columns):
    name = by_columns(found)[-1:]
    told = []
    for words, cell in zip(columns, _cells(found, columns), strict=True):
        if cell is not None:
            base = f" ({wording.shared('n', n=wording.count(cell))})" if cell["hidden"] == "no" else ""
            told.append(f"{wording.group(name, words)} {wording.share(cell)}{base}")
    return ", ".join(told)


def _cells(found, columns):
    """The row of the table for each column of the matrix, none where the item was not asked."""
    name = by_columns(found)[-1:]
    rows = [rows_of(found, **dict(zip(name, words, strict=True))) for words in columns]
    return [row.iloc[0] if len(row) else None for row in rows]


def _blocks(table, wording, of):
    """Rows of items or options; where two columns group the table, rows of the first of them under each."""
    outer = by_columns(table)[:-1]
    for item in words_of(table["item"]):
        found = rows_of(table, item=item)
        lines = [(wording.label("item", item), found)]
        if of == "option":
            words = words_of(found["option"])
            lines = [(wording.label("option", f"{item}/{word}"), rows_of(found, option=word)) for word in words]
        if outer:
            yield from (Block(group_rows(rows, outer, wording), label) for label, rows in lines)
        else:
            yield Block(lines, wording.label("item", item) if of == "option" and not question(table, wording) else "")


def _paint(table, wording, of, columns):
    name = by_columns(table)[-1:]
    blocks = _blocks(table, wording, of)
    lines = arrange(blocks, least=_ROW)
    heads, turned = _heads(
        [wording.group(name, words) for words in columns], (style.WIDTH - lines.margin) / len(columns)
    )
    sheet = panels(wording, lines, (1,), heads=_height(heads, turned))
    axes = sheet.axes[0]
    axes.set_xlim(0, len(columns))
    largest = furthest(table["estimate"])
    for x, text in enumerate(heads):
        head(axes, text, (x + 0.5) / len(columns), "center", turned)
    for line in lines.rows:
        for x, cell in enumerate(_cells(line.found, columns)):
            _cell(axes, line, x, cell, largest, wording)
    return sheet


def _heads(labels, inches):
    """The heads of columns so wide, and whether they are turned upright because a word would not fit."""
    turned = any(wide(word, style.SMALL) > inches - 0.1 for label in labels for word in label.split())
    letters = _UPRIGHT if turned else int(inches / 0.07)
    return ["\n".join(textwrap.wrap(label, letters)) for label in labels], turned


def _height(heads, turned):
    """How many lines of the page the heads need."""
    if not turned:
        return max(text.count("\n") + 1 for text in heads)
    return math.ceil(max(wide(line, style.SMALL) for text in heads for line in text.split("\n")) / 0.15)


def _cell(axes, line, x, cell, largest, wording):
    from matplotlib.colors import to_hex

    settings = {"ha": "center", "va": "center", "fontsize": style.SMALL, "linespacing": 1.2}
    if cell is None or cell["n"] == 0:
        axes.text(x + 0.5, line.place, "–", color=style.SOFT, **settings)
        return
    known = cell["hidden"] == "no"
    ground = to_hex(style.ramp()(cell["estimate"] / largest)) if known else "#ffffff"
    if known:
        axes.barh(line.place, 0.97, left=x + 0.015, height=line.height - _GAP, color=ground, linewidth=0)
    text = f"{wording.share(cell)}\n{wording.shared('n', n=wording.count(cell))}" if known else wording.share(cell)
    axes.text(x + 0.5, line.place, text, color=style.ink_on(ground) if known else style.SOFT, **settings)
