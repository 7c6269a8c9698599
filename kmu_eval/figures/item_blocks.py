"""Figures of survey results by item: their rows are items, or groups under their item; and what is told of them."""

from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import asked, groups_of, named_after, rows_of, words_of
from kmu_eval.figures.lines import Block
from kmu_eval.figures.told import sentence
from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide


def figure_of_items(key, table, origin, paint, facts, bases=("n", "n_asked")):
    """A figure of the items of a table, named after them, without groups that were not asked and small ones hidden.

    Parameters
    ----------
    key, table, origin, paint, facts
        As in `compose`, the table not yet hidden.
    bases : tuple of str
        The columns that hold counts of people.

    Returns
    -------
    Figure
    """
    return compose(key, shown_items(table, origin, bases), origin, paint, facts, named_after(table))


def shown_items(table, origin, bases=("n", "n_asked")):
    """The table without groups that were not asked, and without the values of small ones."""
    return hide(asked(table, by_columns(table)), origin.smallest_cell, bases)


def item_blocks(table, wording):
    """Rows of items; where the table is grouped, rows of groups under their item."""
    columns, items = by_columns(table), words_of(table["item"])
    if not columns:
        return [Block([(wording.label("item", item), rows_of(table, item=item)) for item in items])]
    return [
        Block(group_rows(rows_of(table, item=item), columns, wording), wording.label("item", item)) for item in items
    ]


def group_rows(found, columns, wording):
    """The label and the rows of each group."""
    groups = [(words, dict(zip(columns, words, strict=True))) for words in groups_of(found, columns)]
    return [(wording.group(columns, words), rows_of(found, **chosen)) for words, chosen in groups]


def question(table, wording):
    """The wording of the item where there is only one, to stand above the whole."""
    items = words_of(table["item"])
    return wording.shared("question", item=wording.label("item", items[0])) if len(items) == 1 else ""


def told(blocks, wording, tell=sentence):
    """Every row of the blocks in words, the heading of a block once.

    Parameters
    ----------
    blocks : iterable of Block
    wording : Wording
    tell : callable
        Takes the rows of the table that a line draws and the wording, returns what is told of them.

    Returns
    -------
    str
    """
    parts = []
    for block in blocks:
        rows = "; ".join(f"{_led(label)}{tell(found, wording)}" for label, found in block.rows)
        parts.append(f"{_led(block.heading)}{rows}")
    return "; ".join(parts)


def _led(label):
    """A label that leads a sentence: with a colon, unless it is a question."""
    return f"{label} " if label.endswith("?") else f"{label.rstrip('.')}: " if label else ""
