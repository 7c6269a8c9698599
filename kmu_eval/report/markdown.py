"""Markdown of a document from plain texts: nothing in them is taken for marks."""

import re

from kmu_eval.report.pandoc import legal

_BLANKS = re.compile(r"[ \t\n\u2028\u2029]+")
"""Blanks at which a line may break; those that hold a number and its unit together stay."""
_MARKS = re.compile(r"""([\\`*_{}\[\]<>#|~^$@&"!])""")
_LISTED, _NUMBERED = re.compile(r"^([-+:%=])"), re.compile(r"^(\(?\w{1,9})([.)])")
"""What at the beginning of a line would make it an item of a list, a definition or a title."""


def plain(text):
    """A text as Markdown that shows exactly that text, in one line.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> plain("=cmd|'x' *y*")
    "\\\\=cmd\\\\|'x' \\\\*y\\\\*"
    """
    marked = _MARKS.sub(r"\\\1", _BLANKS.sub(" ", legal(text)).strip(" "))
    return _NUMBERED.sub(r"\1\\\2", _LISTED.sub(r"\\\1", marked))


def table(columns, rows, caption, name="", right=()):
    """A table.

    Parameters
    ----------
    columns : sequence of str
        Their headings.
    rows : sequence of sequence of str
    caption : str
        Plain text, with source and n; its number comes by itself.
    name : str, optional
        By which a link ``[](#name)`` points to it.
    right : collection of int, optional
        Places of the columns whose cells stand on the right: numbers.

    Returns
    -------
    str

    Examples
    --------
    >>> print(table(["Mode", "n"], [["online", "8"]], "Events", name="modes", right={1}))
    | Mode | n |
    |:---|---:|
    | online | 8 |
    <BLANKLINE>
    : Events {#modes}
    <BLANKLINE>
    """
    marks = ["---:" if place in right else ":---" for place in range(len(columns))]
    lines = [_line(map(plain, columns)), f"|{'|'.join(marks)}|", *(_line(map(plain, row)) for row in rows)]
    return "\n".join([*lines, "", f": {plain(caption)}{_named(name)}", ""])


def picture(file, caption, alt, name=""):
    """A picture with its caption and alt text.

    Parameters
    ----------
    file : str
        As the document's media call it.
    caption, alt : str
        Plain texts.
    name : str, optional
        By which a link ``[](#name)`` points to it.

    Returns
    -------
    str

    Examples
    --------
    >>> print(picture("figures/reach.png", "Reach", "A line that rises.", name="reach"))
    ![Reach](figures/reach.png){#reach alt="A line that rises."}
    <BLANKLINE>
    """
    marks = f"#{name} " if name else ""
    return f'![{plain(caption)}]({file}){{{marks}alt="{plain(alt)}"}}\n'


def _line(cells):
    return f"| {' | '.join(cells)} |"


def _named(name):
    return f" {{#{name}}}" if name else ""
