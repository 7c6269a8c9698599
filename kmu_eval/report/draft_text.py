"""A draft in Markdown: where its markers stand, and the numbers that nobody marked."""

import re
from dataclasses import dataclass

MARKER = re.compile(r"\{\{((?:(?!\{\{|\}\})[^\n])*)\}\}")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*\r?$|\Z)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LANGUAGE = re.compile(r"^lang(?:uage)?[ \t]*:[ \t]*[\"']?([A-Za-z]{2})", re.MULTILINE)
_NO_PROSE = (
    re.compile(r"\]\([^)\n]*\)|\]\[[^\]\n]*\]|^ {0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE),
    re.compile(r"<[a-z][^>\n]*>|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|\[\^[^\]\n]+\]|@[\w:-]+", re.IGNORECASE),
    re.compile(r"\{[#.:][^}\n]*\}|\{[^{}\n]*=[^{}\n]*\}"),
    re.compile(r"^ {0,3}#{1,6}[ \t]+\d+(?:\.\d+)*\.?(?=[ \t])", re.MULTILINE),
    re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?\(?\d{1,9}[.)](?=[ \t])", re.MULTILINE),
)
"""Destinations of links, addresses, footnotes, attributes, and the numbers of headings and lists."""
_NUMBER = re.compile(r"(?<![^\W_])\d+(?:[.,'’/:]\d+|[ \u00a0\u202f]\d{3}(?!\d))*(?:[ \u00a0\u202f]?%)?")
_MONTH, _GAP = r"[^\W\d_]{3,9}", r"[ \u00a0]"
_DAY = rf"(?:\d{{1,2}}\.{_GAP}?\d{{1,2}}\.{_GAP}?|\d{{1,2}}\.?{_GAP}{_MONTH}\.?{_GAP}|{_MONTH}{_GAP}\d{{1,2}},{_GAP})?"
"""What may stand before a year in the two languages: ``1.3.``, ``1. März``, ``March 1,``."""


@dataclass(frozen=True)
class Marker:
    """A marker of a draft: where it stands, and what is between its braces."""

    start: int
    end: int
    line: int
    inside: str


def markers(text):
    """The markers of a draft, in order; what stands in code or comments is none.

    Examples
    --------
    >>> [(each.line, each.inside) for each in markers("`{{ no }}`\\n{{ indicators.smes }} firms")]
    [(2, 'indicators.smes')]
    """
    shown = without_code(text)
    return [Marker(*found.span(), line_of(text, found.start()), found[1].strip()) for found in MARKER.finditer(shown)]


def unclosed(text):
    """Lines in which a marker begins that does not end, or ends that did not begin.

    Examples
    --------
    >>> unclosed("{{ a }}\\n{{ b\\n")
    [2]
    """
    rest = _blank(MARKER, without_code(text))
    return [line_of(text, found.start()) for found in re.finditer(r"\{\{|\}\}", rest)]


def language_of_draft(text):
    """The language that the draft's front matter states (``lang: de``), or None."""
    front = _FRONT_MATTER.match(text)
    found = _LANGUAGE.search(front[0]) if front else None
    return found[1].lower() if found else None


def bare_numbers(text, years=()):
    """Numbers in the prose of a draft that no marker stands for.

    Parameters
    ----------
    text : str
    years : sequence of int
        Years that may stand there, and days in them: those of the programme's period.

    Returns
    -------
    list of (int, str, str)
        Line, number, and the line's text. Code, comments, front matter, addresses, and the numbers of headings and
        lists are left out.

    Examples
    --------
    >>> bare_numbers("1. In 2021 came 12 300, see [here](a7).\\n\\n{{ indicators.smes }} firms (45 %)", [2021])
    [(1, '12 300', '1. In 2021 came 12 300, see [here](a7).'), (3, '45 %', '{{ indicators.smes }} firms (45 %)')]
    """
    prose = _blank(MARKER, without_code(text))
    for pattern in (*_NO_PROSE, *map(_dates, years)):
        prose = _blank(pattern, prose)
    lines = text.splitlines()
    found = [(line_of(text, each.start()), each[0]) for each in _NUMBER.finditer(prose)]
    return [(line, number, lines[line - 1].strip()) for line, number in found]


def without_code(text):
    """The draft with blanks in place of front matter, code and comments, so that all else stays where it is."""
    for pattern in (_FRONT_MATTER, _FENCE, _COMMENT, _CODE):
        text = _blank(pattern, text)
    return text


def line_of(text, place):
    """The line, from 1, that a place in the text is in."""
    return text.count("\n", 0, place) + 1


def _dates(year):
    return re.compile(rf"(?<!\d){_DAY}{year}(?:-\d\d(?:-\d\d)?)?(?!\d|{_GAP}?%|[.,]\d)")


def _blank(pattern, text):
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
