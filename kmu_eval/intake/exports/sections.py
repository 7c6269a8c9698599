"""The export of a tool as sections: rows of cells under a header, each with its number in the file."""

import re

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import as_text

NO_VALUE = frozenset({"--", "NA"})
"""What Zoom, and those who pass its files on, write into a cell that has no value."""


def plain(text):
    """A title or header as it is compared: small letters and digits only.

    Examples
    --------
    >>> plain("Duration (Minutes)"), plain("Join_Time")
    ('durationminutes', 'jointime')
    """
    return re.sub(r"[\W_]+", "", text.casefold())


def digits(text):
    """The digits of a meeting's id, which tools write with blanks or hyphens.

    Examples
    --------
    >>> digits("328-972-509")
    '328972509'
    """
    return re.sub(r"\D", "", text)


def texts(rows):
    """Rows as clean text, each with its number as a spreadsheet counts it; rows without any text are left out."""
    numbered = ((number, [as_text(cell) for cell in row]) for number, row in enumerate(rows, start=1))
    return [(number, row) for number, row in numbered if any(row)]


def alone(row):
    """The text of a row that holds nothing else but padding, else an empty text."""
    return row[0] if row and row[0] and not any(row[1:]) else ""


def unpadded(row):
    """A row without the empty cells at its end."""
    return row[: max((i for i, text in enumerate(row, start=1) if text), default=0)]


def cell(row, place):
    """The text at a place of a row; an empty text where the row is too short, or there is no such place."""
    return row[place] if place is not None and place < len(row) else ""


def record(headers, row):
    """A row by its headers as `plain` writes them; of two columns with one header the first.

    Examples
    --------
    >>> record(["email", "email", "leavetime"], ["anna@example.org", "", "--"])
    {'email': 'anna@example.org', 'leavetime': ''}
    """
    found = {}
    for header, text in zip(headers, row, strict=False):
        found.setdefault(header, "" if text in NO_VALUE else text)
    return found


def records(rows, title, needed):
    """The rows under a header row, each as number and record.

    Parameters
    ----------
    rows : list of (int, list of str)
        A header row and those under it.
    title : str
        The section as messages name it.
    needed : collection of str
        Headers of which one must be there, as `plain` writes them.

    Returns
    -------
    list of (int, dict)

    Raises
    ------
    IntakeError
        Where the header is missing.
    """
    if not rows:
        return []
    headers = [plain(text) for text in rows[0][1]]
    if not set(needed) & set(headers):
        known = [text for text in rows[0][1] if text]
        raise IntakeError(("header_missing", {"where": title, "found": next(iter(needed)), "known": known}))
    return [(number, record(headers, row)) for number, row in rows[1:]]
