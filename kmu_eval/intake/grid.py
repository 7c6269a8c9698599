"""A file as rows of cells, the cells as text, and the row of headers among them."""

import datetime
import unicodedata
from dataclasses import dataclass

LOOK_FOR_HEADER_IN = 50
KEPT = "kept"


@dataclass(frozen=True)
class Grid:
    """The cells of one file or sheet, typed as the file has them, and how they were read.

    Parameters
    ----------
    rows : list of list
        Cells: text, or the number, date or time that a workbook holds. With `columns`, those down to the headers.
    reading : dict
        How the file was read: encoding, delimiter or sheet.
    merged : tuple of ((int, int), (int, int))
        Merged cells of a sheet: first and last row and column, counted from 0.
    hidden : frozenset of int
        Rows that a sheet does not show, counted from 1.
    day_zero : datetime, optional
        From which a workbook counts days.
    half_seen : str
        The kind of a workbook of which errors and hidden rows cannot be seen.
    columns : tuple of ChunkedArray, optional
        The cells below the headers by column, where every row is as wide as the headers.
    """

    rows: list
    reading: dict
    merged: tuple = ()
    hidden: frozenset = frozenset()
    day_zero: datetime.datetime | None = None
    half_seen: str = ""
    columns: tuple | None = None


def clean(text):
    """NFC, no byte order mark, blanks of all kinds made one blank.

    Examples
    --------
    >>> clean("\\ufeffKo\\u0308ln\\u00a0 Nord ")
    'Köln Nord'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\ufeff", "")
    return " ".join(text.split())


def as_text(cell, decimal="."):
    """A cell as text: dates and times as ISO, whole numbers without a decimal mark.

    Examples
    --------
    >>> as_text(1067.0), as_text(1.5, ","), as_text(datetime.datetime(2020, 3, 1)), as_text(None)
    ('1067', '1,5', '2020-03-01', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", decimal)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00").removesuffix(":00")
    if isinstance(cell, datetime.time):
        return cell.isoformat("minutes")
    return str(cell)


def header_index(rows, headers, header_row=None):
    """The place of the row that holds all the headers: the declared one, or the first of the leading ones; or None."""
    needed = set(headers)
    places = range(LOOK_FOR_HEADER_IN) if header_row is None else [header_row - 1]
    return next((i for i in places if i < len(rows) and needed <= {as_text(cell) for cell in rows[i]}), None)


def missing_headers(rows, source, file, sheet=""):
    """What to say where no row holds all headers: the row that holds most of them, and what it lacks."""
    needed, at = set(source.headers), source.header_row
    leading = rows[:LOOK_FOR_HEADER_IN] if at is None else rows[at - 1 : at]
    best = max(leading, key=lambda row: len(needed & {as_text(c) for c in row}), default=[])
    known = [as_text(cell) for cell in best if as_text(cell)]
    where = f"{file}, {sheet}" if sheet else file
    if not known:
        return [("no_header", {"where": where})]
    return [("header_missing", {"where": where, "found": h, "known": known}) for h in source.headers if h not in known]
