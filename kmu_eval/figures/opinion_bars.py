"""What participants answered: bars around the middle of the scale, *don't know* and left out apart."""

import textwrap

from kmu_eval.figures import style
from kmu_eval.figures.answer_bars import THICK, Stack, bars, extent, key, key_height
from kmu_eval.figures.groups import rows_of, words_of
from kmu_eval.figures.item_blocks import figure_of_items, group_rows, told
from kmu_eval.figures.lines import Block, Column, arrange, head, panels
from kmu_eval.figures.marks import beside
from kmu_eval.figures.told import unless_hidden
from kmu_eval.schema import by_columns

_APART = {"dont_know": style.RULE, "missing": style.PALE}
"""What stands apart from the scale, and its colour."""
_NARROWEST = 0.24
"""The least room for what stands apart, as a share."""


def opinions(table, origin):
    """Draw how the answers to items are distributed, in the order in which the code book declares them.

    Parameters
    ----------
    table : DataFrame
        From ``distribution``: perhaps grouping columns, then ``theme, item, answer, position, meaning, answers, n,
        n_asked, estimate``.
    origin : Origin

    Returns
    -------
    Figure
        One bar per item; where the table is grouped, one panel per item with a bar per group.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"item": "useful", "answer": ["no", "yes", None], "position": [1, 2, None]}
    >>> counted |= {"meaning": ["answer", "answer", "missing"], "n": 90, "n_asked": 100, "estimate": [0.2, 0.8, 0.1]}
    >>> print(opinions(pd.DataFrame(counted), Origin("Centre")).alts["en"])
    Bars of answers, stacked around the middle of the scale. useful: useful/no 20%, useful/yes 80%, left out 10%, \
n = 90.
    """
    return figure_of_items("opinions", on_scales(table), origin, paint, facts)


def on_scales(table):
    """The table without multiple choice items."""
    return table[table["option"].isna()] if "option" in table else table


def facts(table, wording):
    """What the texts of the figure name: every row in words, and what stands apart from the scale."""
    apart = [f"apart_{meaning}" for meaning in _apart(table)]
    names = wording.shared("and").join(wording.shared(name) for name in apart)
    return {
        "rows": told(_blocks(table, wording), wording, _sentence),
        "apart": wording.shared("apart", names=names) if apart else "",
        "apart_told": wording.shared("apart_told", names=names) if apart else "",
    }


@unless_hidden
def _sentence(found, wording):
    told = [f"{_answer(answer, wording)} {wording.share(answer)}" for _, answer in found.iterrows() if _told(answer)]
    return ", ".join([*told, wording.phrase("n", n=wording.count(found.iloc[0]))])


def _told(answer):
    return answer["meaning"] == "answer" or answer["estimate"] > 0


def _apart(table):
    """What stands apart from the scale and was answered by anybody."""
    return [meaning for meaning in _APART if (rows_of(table, meaning=meaning)["estimate"] > 0).any()]


def _answer(row, wording):
    if row["meaning"] != "answer":
        return wording.label("meaning", row["meaning"])
    return wording.label("answer", f"{row['item']}/{row['answer']}")


def paint(table, wording):
    """Draw the table on a page."""
    scales, lines = _scales(table, wording), arrange(_blocks(table, wording))
    stacks = [_stack(line.found) for line in lines.rows]
    low, high = extent([stack for stack in stacks if stack])
    apart = _apart(table)
    widths = [_width(table, meaning) for meaning in apart]
    columns = [Column(wording.shared("n_head"), [wording.count(line.row) for line in lines.rows])]
    sheet = panels(wording, lines, (high - low, *widths), columns, heads=2)
    bars(sheet.axes[0], lines, stacks, wording)
    for texts, line in zip(scales, lines.free, strict=True):
        key(sheet.axes[0], line, texts, lines.margin)
    for meaning, width, axes in zip(apart, widths, sheet.axes[1:], strict=False):
        _beside(axes, lines, meaning, width, wording)
    return sheet


def _scales(table, wording):
    """The items that share a scale, by the labels of its answers from least to most."""
    scales = {}
    for item in words_of(table["item"]):
        found = rows_of(table, item=item, meaning="answer").sort_values("position")
        texts = tuple(dict.fromkeys(_answer(row, wording) for _, row in found.iterrows()))
        scales.setdefault(texts, []).append(item)
    return scales


def _blocks(table, wording):
    """Rows of items under the key to their scale; where the table is grouped, rows of groups under their item."""
    columns = by_columns(table)
    for texts, items in _scales(table, wording).items():
        above = key_height(texts)
        if not columns:
            yield Block([(wording.label("item", item), rows_of(table, item=item)) for item in items], above=above)
            continue
        for item in items:
            rows = group_rows(rows_of(table, item=item), columns, wording)
            yield Block(rows, wording.label("item", item), above if item == items[0] else 0.0)


def _stack(found):
    """The bar of a row; none where it is hidden or nobody answered on the scale."""
    shares = rows_of(found, meaning="answer").sort_values("position")["estimate"]
    return None if shares.isna().any() or shares.empty else Stack([float(share) for share in shares])


def _width(table, meaning):
    return max(_NARROWEST, rows_of(table, meaning=meaning)["estimate"].max() + 0.12)


def _beside(axes, lines, meaning, width, wording):
    """A narrow panel of what stands apart from the scale, drawn to the same scale."""
    axes.tick_params(labelleft=False)
    axes.set_xlim(0, width)
    head(axes, lines, "\n".join(textwrap.wrap(wording.label("meaning", meaning), 8)))
    for line in lines.rows:
        row = rows_of(line.found, meaning=meaning)
        if len(row) and row["estimate"].iloc[0] > 0:
            axes.barh(line.place, row["estimate"].iloc[0], height=THICK, color=_APART[meaning], linewidth=0)
            beside(axes, row["estimate"].iloc[0], line.place, wording.number(100 * row["estimate"].iloc[0]))
