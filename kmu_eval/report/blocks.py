"""What a report is made of: chapters of prose, pictures and tables, in one language."""

from dataclasses import dataclass, field

from kmu_eval.figures.figure import Figure


@dataclass(frozen=True)
class Prose:
    """Plain text, a paragraph for each line, or a list.

    Parameters
    ----------
    text : str
    listed : bool
        Whether each line is an item of a list.
    """

    text: str
    listed: bool = False


@dataclass(frozen=True)
class Subheading:
    """A heading within a chapter."""

    text: str


@dataclass(frozen=True, eq=False)
class Picture:
    """A figure with its caption, source and alt text."""

    figure: Figure


@dataclass(frozen=True)
class TextTable:
    """A table of plain texts.

    Parameters
    ----------
    caption : str
    heads : tuple of str
    rows : tuple of tuple of str
    numeric : frozenset of int
        Which columns are numbers, and stand at the right.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class Chapter:
    """A chapter of a report, or of its annex.

    Parameters
    ----------
    heading : str
    blocks : tuple of Subheading, Prose, Picture and TextTable
    annex : bool
    """

    heading: str
    blocks: tuple = field(default=())
    annex: bool = False
