"""Shares as a matrix: items or options by groups, each cell with its n."""

import math
import textwrap
from functools import partial

from kmu_eval.figures import style
from kmu_eval.figures.groups import groups_of, rows_of, words_of
from kmu_eval.figures.item_blocks import figure_of_items, group_rows, question, told
from kmu_eval.figures.lines import Block, arrange, head, panels
from kmu_eval.figures.marks import furthest, wide
from kmu_eval.figures.top_answers import top_answers
from kmu_eval.schema import by_columns

_ROW, _GAP, _BESIDE, _UPRIGHT = 0.4, 0.03, 0.06, 24
"""Inches of a cell with two lines of text, between two cells and two heads; letters per line of an upright head."""


def items_by_group(table, origin):
    """Draw the shares of top answers as a matrix of items by groups.

    Parameters
    ----------
    table : DataFrame
        From ``top_share``, with one grouping column, or with two: then one panel per item. ``rule`` names the top
        answers.
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
    return figure_of_items("items_by_group", table, origin, partial(_paint, of="item"), _facts_of_items)


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
    Matrix of how many chose each option by mode. 'needs' needs/time: online 80% (n = 90), hybrid < 5.
    """
    facts = partial(_facts, of="option")
    return figure_of_items("options_by_group", table, origin, partial(_paint, of="option"), facts)


def _facts_of_items(table, wording):
    return {**_facts(table, wording, "item"), **top_answers(table, wording)}


def _facts(table, wording, of):
    names = [wording.column_inline(name) for name in by_columns(table)]
    rows = told(_blocks(table, wording, of), wording, partial(_told, columns=_columns(table)))
    return {"rows": rows, "groups": wording.shared("and").join(names), "question": _question(table, wording, of)}


def _columns(table):
    """The groups that are columns of the matrix."""
    return groups_of(table, by_columns(table)[-1:])


def _question(table, wording, of):
    """The only item, to stand above the whole; nothing where it is a row."""
    return question(table, wording) if of == "option" or len(by_columns(table)) > 1 else ""


def _told(found, wording, columns):
    name = by_columns(found)[-1:]
    told = []
    for words, cell in zip(columns, _cells(found, columns), strict=True):
        if cell is not None:
            base = f" ({wording.phrase('n', n=wording.count(cell))})" if cell["hidden"] == "no" else ""
            told.append(f"{wording.group(name, words)} {wording.share(cell)}{base}")
    return ", ".join(told)


def _cells(found, columns):
    """The row of the table for each column of the matrix, none where the item was not asked."""
    name = by_columns(found)[-1:]
    rows = [rows_of(found, **dict(zip(name, words, strict=True))) for words in columns]
    return [row.iloc[0] if len(row) else None for row in rows]


def _blocks(table, wording, of):
    """Rows of items or options; where two columns group the table, rows of the first of them under each."""
    blocks, above = _of_item if of == "item" else _of_options, _question(table, wording, of)
    for item in words_of(table["item"]):
        yield from blocks(rows_of(table, item=item), "" if above else wording.label("item", item), wording)


def _of_item(found, name, wording):
    outer = by_columns(found)[:-1]
    yield Block(group_rows(found, outer, wording), name) if outer else Block([(name, found)])


def _of_options(found, name, wording):
    outer, item, words = by_columns(found)[:-1], found["item"].iloc[0], words_of(found["option"])
    lines = [(wording.label("option", f"{item}/{word}"), rows_of(found, option=word)) for word in words]
    led = f"{name} · " if name else ""
    if outer:
        yield from (Block(group_rows(rows, outer, wording), led + label) for label, rows in lines)
    else:
        yield Block(lines, name)


def _paint(table, wording, of):
    name, columns = by_columns(table)[-1:], _columns(table)
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
        head(axes, lines, text, (x + 0.5) / len(columns), "center", turned)
    for line in lines.rows:
        for x, cell in enumerate(_cells(line.found, columns)):
            _cell(axes, line, x, cell, largest, wording)
    return sheet


def _heads(labels, inches):
    """The heads of columns so wide, and whether they are turned upright because a word would not fit."""
    turned = any(wide(word, style.SMALL) > inches - _BESIDE for label in labels for word in label.split())
    letters = _UPRIGHT if turned else int(inches / 0.07)
    return ["\n".join(textwrap.wrap(label, letters, break_long_words=False)) for label in labels], turned


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
    text = f"{wording.share(cell)}\n{wording.phrase('n', n=wording.count(cell))}" if known else wording.share(cell)
    axes.text(x + 0.5, line.place, text, color=style.ink_on(ground) if known else style.SOFT, **settings)
