"""How wide columns are and how tall rows, so that no text is cut: not every program sizes them by itself."""

from textwrap import wrap

import pandas as pd

BUTTON = 3
"""Room that the filter's button takes in a heading."""
_LONGEST_CELL = 32_767
_NARROWEST, _EASY, _WIDEST = 9, 26, 60
_TEXT_LINES = 5
"""A column is wider than is easy to read only where its longest text would have more lines."""


def cell_text(value):
    """A value as the text of a cell; what no cell can hold is cut.

    Examples
    --------
    >>> cell_text(None), cell_text("Müller & Söhne <GmbH>"), len(cell_text("x" * 40_000))
    ('', 'Müller & Söhne <GmbH>', 32767)
    """
    text = "" if pd.isna(value) else str(value)
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def width_of(made, column):
    """How wide a column is: enough for its longest word, and for its longest text in a few lines.

    Parameters
    ----------
    made : WorkbookTable
    column : int

    Returns
    -------
    int
        In letters.
    """
    name = made.table.columns[column]
    texts = [_shown(value, name in made.formats) for value in made.table[name]]
    heading = made.headings[column]
    longest_word = max((len(word) for word in heading.split()), default=0) + BUTTON
    longest = max((len(text) for text in texts), default=0) + 2
    wanted = max(min(longest, _EASY), longest // _TEXT_LINES, longest_word, min(len(heading) + BUTTON, _EASY // 2))
    return min(max(wanted, _NARROWEST), _WIDEST)


def _shown(value, number):
    """About as long as a cell shows it."""
    return f"{value:,.2f}" if number and not pd.isna(value) else cell_text(value)


def lines_of(cells, room):
    """Lines of the tallest of some cells, in columns of these widths.

    Examples
    --------
    >>> lines_of(["one", "two words"], [9, 6])
    2
    """
    return max((_of_cell(text, width) for text, width in zip(cells, room, strict=True)), default=1)


def _of_cell(text, width):
    return sum(max(len(wrap(part, max(int(width) - 1, 1))), 1) for part in text.split("\n"))
