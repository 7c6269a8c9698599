"""From the header and the rows of a survey's export to responses in our words."""

from types import MappingProxyType

import numpy as np
import pandas as pd

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports.export import ExportRows
from kmu_eval.intake.exports.questions import unique_headings
from kmu_eval.intake.grid import KEPT, clean

TECHNICAL = ("respondent", "started", "submitted", "language", "email", "name", "complete")
"""What a tool says of an answer, in our words and in this order; ``email`` and ``name`` are personal."""
OF_THE_ROW = ("source", "file", "row", "fate")
"""Where an answer stands: names that no question gets."""

INTERNAL = "internal"
"""The word of columns that hold nothing but what the tool keeps for itself; they are left out."""

PARTS = MappingProxyType({"name": ("name", "first_name", "last_name")})
ANONYMOUS = frozenset({"anonymous", "anonym"})
COMPLETE = MappingProxyType(
    {
        **dict.fromkeys(("1", "true", "wahr", "yes", "ja", "completed", "complete"), "yes"),
        **dict.fromkeys(("0", "false", "falsch", "no", "nein", "partial", "started"), "no"),
    }
)


def header(rows, at=0):
    """A row of the header, its cells cleaned; nothing where the rows end before."""
    return [clean(cell) for cell in rows[at]] if len(rows) > at else []


def places(headings, words):
    """Where the tool's own columns stand.

    Parameters
    ----------
    headings : list of str
    words : mapping of str to str
        Our word for each of the tool's headings, small letters.

    Returns
    -------
    dict of int to str
        Our word by the position of the column; all other columns are questions.
    """
    return {i: words[h.casefold()] for i, h in enumerate(headings) if h.casefold() in words}


def response_rows(rows, head, known, questions):
    """The rows under a header of ``head`` rows: the technical columns, then one column a question.

    Parameters
    ----------
    rows : list of list of str
        All rows of the file.
    head : int
        How many of them are the header.
    known : dict of int to str
        Our word by position, as `places` finds it.
    questions : list of Question

    Returns
    -------
    ExportRows

    Raises
    ------
    IntakeError
        Where a row has fewer or more cells than the header.
    """
    width = max(len(row) for row in rows[:head])
    blank = np.array([not any(clean(cell) for cell in row) for row in rows[head:]], dtype=bool)
    _refuse_uneven(rows, head, width, blank)
    columns = _text_columns(rows[head:], width)
    asked = [question for question in questions if question.is_named or any(columns[question.position])]
    texts = {word: _technical(word, known, columns, len(blank)) for word in TECHNICAL}
    headings = unique_headings(asked, (*TECHNICAL, *OF_THE_ROW))
    texts |= {heading: columns[each.position] for heading, each in zip(headings, asked, strict=True)}
    index = pd.RangeIndex(head + 1, head + 1 + len(blank), name="row")
    fate = pd.Series(np.where(blank, "blank_row", KEPT), index=index, dtype="str")
    return ExportRows(pd.DataFrame(texts, index=index, dtype="str"), fate)


def _refuse_uneven(rows, head, width, blank):
    """A row of another width means broken quotes or delimiters: its answers would stand under wrong questions."""
    uneven = [
        (head + 1 + i, len(row))
        for i, row in enumerate(rows[head:])
        if not blank[i] and (len(row) < width or any(clean(cell) for cell in row[width:]))
    ]
    if uneven:
        shown = ", ".join(str(row) for row, _ in uneven[:10]) + (", …" if len(uneven) > 10 else "")
        values = {"where": "", "rows": shown, "count": len(uneven), "width": width, "found": uneven[0][1]}
        raise IntakeError(("uneven_rows", values))


def _text_columns(body, width):
    """The cells by column, each distinct text cleaned once."""
    known = {}
    even = [(list(row) + [""] * width)[:width] for row in body]
    cleaned = [[known[c] if c in known else known.setdefault(c, clean(c)) for c in row] for row in even]
    return list(zip(*cleaned, strict=True)) or [()] * width


def _technical(word, known, columns, count):
    """The texts of one technical word; what stands in several columns is joined, what is said twice is said once."""
    sources = [columns[i] for part in PARTS.get(word, (word,)) for i, each in known.items() if each == part]
    rows = zip(*sources, strict=True) if sources else [()] * count
    texts = [" ".join(dict.fromkeys(filter(None, row))) for row in rows]
    if word == "complete":
        return [COMPLETE.get(text.casefold(), "") for text in texts]
    if word in ("name", "email"):
        return ["" if text.casefold() in ANONYMOUS else text for text in texts]
    return texts
