"""A file as rows of cells, and the cells as text."""

import datetime
import unicodedata
from dataclasses import dataclass

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
        The kind of a workbook of which not all errors and hidden rows can be seen.
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
        text = unicodedata.normalize("NFC", text.replace("\ufeff", ""))
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
