"""The lines of a page: headings and labelled rows one below the other, drawings and columns of numbers beside them."""

import re
import textwrap
from dataclasses import dataclass, field

import pandas as pd

from kmu_eval.figures import style
from kmu_eval.figures.marks import blank_axes, wide
from kmu_eval.figures.page import page

_LETTERS, _LINE, _PAD, _HEADING, _GAP = 30, 0.15, 0.1, 0.17, 0.08
"""Letters per line of a label; inches per line of a label, around a row, per line of a heading, and above a block."""


@dataclass(frozen=True)
class Block:
    """Rows that stand together.

    Parameters
    ----------
    rows : list of (str, DataFrame)
        The label of each row, and the rows of the table that it draws.
    heading : str
        Above them, if it says anything.
    above : float
        Inches kept free above them, for a key.
    """

    rows: list
    heading: str = ""
    above: float = 0.0


@dataclass(frozen=True)
class Line:
    """One line of the page: its text, how far its middle lies below the top in inches, and what it draws.

    Headings draw nothing, and what is kept free has no text either.
    """

    text: str
    place: float
    height: float
    found: pd.DataFrame | None = None

    @property
    def row(self):
        """The one row of the table that the line draws."""
        return self.found.iloc[0]


@dataclass(frozen=True)
class Column:
    """A column of numbers: its head, and one text per row."""

    head: str
    texts: list


@dataclass(frozen=True)
class Lines:
    """All lines of a page, and how wide their labels are in inches."""

    lines: list
    margin: float = field(default=0.0)

    @property
    def rows(self):
        """The lines that draw something."""
        return [line for line in self.lines if line.found is not None]

    @property
    def free(self):
        """The places kept free."""
        return [line for line in self.lines if line.found is None and not line.text]

    @property
    def start(self):
        """Inches down to where the heads of columns stand: under what is kept free at the very top."""
        return self.lines[0].height if self.lines[0] in self.free else 0.0

    @property
    def height(self):
        """Inches from the top of the first to the bottom of the last."""
        return self.lines[-1].place + self.lines[-1].height / 2


@dataclass(frozen=True)
class Facet:
    """A part of a page with scales of its own: its lines, its columns of numbers, and how many lines its heads have."""

    lines: Lines
    columns: list = field(default_factory=list)
    heads: int = 0

    @property
    def above(self):
        """Inches for the heads."""
        return 0.15 * max([self.heads, *(column.head.count("\n") + 1 for column in self.columns)]) + 0.05


def arrange(blocks, letters=_LETTERS, least=0.0):
    """The lines of blocks, one below the other.

    Parameters
    ----------
    blocks : iterable of Block
    letters : int
        How long the lines of a label may be.
    least : float
        The least height of a row in inches.

    Returns
    -------
    Lines

    Examples
    --------
    >>> from kmu_eval.figures import style
    >>> block = Block([("online", pd.DataFrame()), ("in person", pd.DataFrame())], "How useful was it?")
    >>> with style.context():
    ...     [line.text for line in arrange([block]).lines]
    ['How useful was it?', 'online', 'in person']
    """
    blocks = list(blocks)
    labels = [[_wrapped(label, letters) for label, _ in block.rows] for block in blocks]
    margin = max(wide(line, style.TEXT) for texts in labels for text in texts for line in text.split("\n")) + 0.1
    lines, top = [], 0.0
    for block, texts in zip(blocks, labels, strict=True):
        for text, height, found in _of_block(block, texts, style.WIDTH - margin, least):
            lines.append(Line(text, top + height / 2, height, found))
            top += height
    return Lines(lines, margin)


def _of_block(block, texts, room, least):
    if block.above:
        yield "", block.above, None
    if block.heading:
        heading = _wrapped(block.heading, int(room / 0.087))
        yield heading, _GAP + _HEADING * (heading.count("\n") + 1), None
    for text, (_, found) in zip(texts, block.rows, strict=True):
        yield text, max(least, _PAD + _LINE * (text.count("\n") + 1)), found


def _wrapped(text, letters):
    """The text in as few lines as so many letters allow, each about as long; a longer word is parted by a hyphen."""
    parted = re.sub(rf"\S{{{letters - 1}}}(?=\S\S)", r"\g<0>- ", text)
    fewest = len(_lines(parted, letters))
    least = max(1, *map(len, re.split(r"\s", parted, flags=re.ASCII)))
    tried = (_lines(parted, width) for width in range(least, letters + 1))
    return "\n".join(next(lines for lines in tried if len(lines) <= fewest))


def _lines(text, letters):
    return textwrap.wrap(text, letters, break_on_hyphens=False)


def panels(wording, lines, drawings, columns=(), below=0.0, heads=0):
    """A page with its lines: labels at the left, then the drawings, then columns of numbers.

    Parameters
    ----------
    wording : Wording
    lines : Lines
    drawings : tuple of float
        How the room beside labels and numbers is shared among the drawings.
    columns : sequence of Column
        Each as wide as its longest text.
    below : float
        Inches for a scale under the drawings.
    heads : int
        Lines of the heads of drawings, where they have more than those of the columns.

    Returns
    -------
    matplotlib.figure.Figure
        Its first axes are the drawings; y is inches from the top of the first line.
    """
    return facets(wording, [Facet(lines, columns, heads)], drawings, below)


def facets(wording, parts, drawings, below=0.0):
    """A page with several parts one below the other, each with scales of its own.

    Parameters
    ----------
    wording : Wording
    parts : sequence of Facet
        With equally many columns.
    drawings, below
        As of `panels`.

    Returns
    -------
    matplotlib.figure.Figure
        Its axes are the drawings and the columns of the first part, then those of the next.
    """
    ratios = _widths(parts, drawings)
    heights = [part.lines.height + part.above for part in parts]
    sheet = page(wording, sum(heights) + below * len(parts))
    settings = {"squeeze": False, "width_ratios": ratios, "height_ratios": heights}
    for grid, part in zip(sheet.subplots(len(parts), len(ratios), sharey="row", **settings), parts, strict=True):
        _fill(grid, part, len(drawings))
    return sheet


def _widths(parts, drawings):
    """Inches of the drawings, and of the columns of numbers."""
    widths = [max(map(_width, columns)) for columns in zip(*(part.columns for part in parts), strict=True)]
    room = style.WIDTH - 0.1 - max(part.lines.margin for part in parts) - sum(widths) - 0.06 * len(widths)
    return [room * share / sum(drawings) for share in drawings] + widths


def _fill(grid, part, drawings):
    for axes in grid:
        blank_axes(axes)
        axes.patch.set_visible(False)
    _labels(grid[0], part.lines, part.above)
    for axes, column in zip(grid[drawings:], part.columns, strict=True):
        _numbers(axes, part.lines, column)


def _labels(axes, lines, above):
    axes.set_yticks([line.place for line in lines.rows], [line.text for line in lines.rows])
    axes.set_ylim(lines.height, -above)
    for line in lines.lines:
        if line.found is None and line.text:
            bottom = line.place + line.height / 2
            settings = {"xycoords": ("axes fraction", "data"), "va": "bottom", "linespacing": 1.2, "weight": "bold"}
            axes.annotate(line.text, (0, bottom - 0.03), fontsize=style.HEADING, **settings).set_in_layout(False)


def _width(column):
    texts = [line for text in (column.head, *column.texts) for line in text.split("\n")]
    return max(wide(text, style.SMALL) for text in texts) + 0.11


def _numbers(axes, lines, column):
    axes.tick_params(labelleft=False)
    axes.set_xlim(0, 1)
    head(axes, lines, column.head, 1, "right")
    for line, text in zip(lines.rows, column.texts, strict=True):
        axes.text(1, line.place, text, ha="right", va="center_baseline", fontsize=style.SMALL)


def head(axes, lines, text, x=0.0, side="left", turned=False):
    """The head of a drawing or a column of numbers above the first line that has a text, perhaps turned upright."""
    places = {"xycoords": ("axes fraction", "data"), "ha": side, "linespacing": 1.15}
    places |= {"va": "bottom", "rotation": 90} if turned else {"va": "baseline"}
    axes.annotate(text, (x, lines.start - 0.07), fontsize=style.SMALL, **places).set_in_layout(False)


def inches(axes):
    """How wide the first drawing of a page is."""
    return axes.get_subplotspec().get_gridspec().get_width_ratios()[0]


def upright(axes, line, x, colour=style.SOFT, width=0.6):
    """A fine upright line at a value, as high as a line of the page and behind its marks."""
    ends = [line.place - line.height / 2, line.place + line.height / 2]
    axes.plot([x, x], ends, color=colour, linewidth=width, zorder=0.5)
