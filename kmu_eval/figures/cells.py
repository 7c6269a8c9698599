"""A table of texts on a page: each text in lines that fit its column, each row as high as its longest cell."""

import re
from dataclasses import dataclass

from kmu_eval.figures import style
from kmu_eval.figures.marks import blank_axes, wide
from kmu_eval.figures.page import page

_LINE, _PAD, _SLIT = 0.14, 0.11, 0.14
"""Inches of a line, around a row, and between columns."""


@dataclass(frozen=True)
class Cells:
    """Texts in columns.

    Parameters
    ----------
    heads : tuple of str
    rows : list of tuple of str
    shares : tuple of float
        How the width of the page is shared among the columns.
    """

    heads: tuple[str, ...]
    rows: list
    shares: tuple[float, ...]

    @property
    def widths(self):
        """Inches of each column, the slit to its right among them."""
        return [style.WIDTH * share / sum(self.shares) for share in self.shares]


def fitted(text, inches, size=style.SMALL):
    """A text in lines of at most so many inches; a word that is longer is parted by a hyphen.

    Examples
    --------
    >>> with style.context():
    ...     fitted("The right starting point is hard to find.", 1.2)
    'The right starting\\npoint is hard to find.'
    """
    lines = [_lines(paragraph, inches, size) for paragraph in text.split("\n")]
    return "\n".join(line for each in lines for line in each)


def _lines(text, inches, size):
    lines = [""]
    for word in (part for each in re.split(" +", text) for part in _parted(each, inches, size)):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and wide(longer, size) > inches:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _parted(word, inches, size):
    """A word in pieces that fit, as long as they can be."""
    while wide(word, size) > inches:
        cut = next(at for at in range(len(word) - 1, 0, -1) if at == 1 or wide(f"{word[:at]}-", size) <= inches)
        yield f"{word[:cut]}-"
        word = word[cut:]
    yield word


def paint(cells, wording):
    """A page with a table of texts.

    Parameters
    ----------
    cells : Cells
    wording : Wording

    Returns
    -------
    matplotlib.figure.Figure
    """
    lines = [[fitted(text, width - _SLIT) for text, width in zip(row, cells.widths, strict=True)] for row in cells.rows]
    heights = [_PAD + _LINE * max(text.count("\n") + 1 for text in row) for row in lines]
    sheet = page(wording, sum(heights) + _PAD + _LINE)
    axes = sheet.add_subplot()
    blank_axes(axes)
    axes.set_yticks([])
    axes.set_xlim(0, style.WIDTH)
    axes.set_ylim(sum(heights), -_PAD - _LINE)
    _row(axes, cells, cells.heads, -_PAD / 2 - _LINE, weight="bold")
    for place, row in enumerate(lines):
        top = sum(heights[:place])
        axes.plot([0, style.WIDTH], [top, top], color=style.RULE, linewidth=0.6)
        _row(axes, cells, row, top + _PAD / 2)
    return sheet


def _row(axes, cells, texts, top, **font):
    for place, text in enumerate(texts):
        x = sum(cells.widths[:place]) + 0.04
        axes.text(x, top, text, va="top", ha="left", fontsize=style.SMALL, linespacing=1.2, **font)
