"""Delimited text files: encoding, delimiter and quotes, checked before anything is believed."""

import csv
import io
from contextlib import suppress
from itertools import islice

from kmu_eval.errors import IntakeError
from kmu_eval.intake.delimited import plain_columns
from kmu_eval.intake.grid import Grid
from kmu_eval.intake.layout import LOOK_FOR_HEADER_IN, find_place, missing_headings

DELIMITERS = (";", ",", "\t", "|")
LEADING = 2**22
"""Characters in which the leading rows stand."""
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(path, source, file):
    """Read a delimited text file.

    Parameters
    ----------
    path : Path
    source : Source
        The source's part of ``programme.toml``; what it declares is not guessed.
    file : str
        The file as messages name it.

    Returns
    -------
    Grid

    Raises
    ------
    IntakeError
        Where the bytes are no text of the encoding, quotes do not close, or no delimiter gives the headers.
    """
    text, encoding, assumed = decode(path.read_bytes(), file, source.encoding)
    delimiter = source.delimiter or _delimiter(text, source, file)
    reading = {"encoding": encoding, "delimiter": delimiter, **({"assumed": True} if assumed else {})}
    head, width, end = _down_to_headings(text, delimiter, source)
    columns = plain_columns(text[end:].encode(), delimiter, width) if head else None
    return Grid(_parse(text, delimiter, file) if columns is None else head, reading, columns=columns)


def decode(data, file, declared=None):
    """Bytes to text: byte order mark, else strict UTF-8, else Windows-1252.

    Returns
    -------
    tuple of (str, str, bool)
        The text, the encoding, and whether it was assumed rather than proven.

    Examples
    --------
    >>> decode("Köln".encode("cp1252"), "list.csv")
    ('Köln', 'cp1252', True)
    """
    marked = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in [marked or declared] if marked or declared else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise IntakeError(("nul_bytes", {"where": file}))
        return text, encoding, encoding == "cp1252" and not declared
    raise IntakeError(("not_decodable", {"where": file, "encoding": marked or declared or "utf-8, cp1252"}))


def _delimiter(text, source, file):
    head = leading_lines(text, _lines_to_look_at(source))
    grids = {delimiter: _rows_to_a_fault(head, delimiter) for delimiter in DELIMITERS}
    places = {delimiter: found for delimiter, rows in grids.items() if (found := find_place(rows, source)) is not None}
    if places:  # without a heading to look for all fit: the one that parts the first row most
        return next(iter(places)) if source.headers else max(places, key=lambda each: len(places[each].names))
    widest = max(grids.values(), key=lambda rows: max((len(row) for row in rows), default=0))
    raise IntakeError(*missing_headings(widest, source, file))


def _rows_to_a_fault(lines, delimiter):
    """The rows above a cell that is longer than Python's reader takes; mostly all."""
    rows = []
    with suppress(csv.Error):
        rows.extend(csv.reader(lines, delimiter=delimiter))
    return rows


def _lines_to_look_at(source):
    """How many leading lines may hold the headings; None for all."""
    declared = (source.header_row or 0) + source.header_rows
    return None if source.section else max(LOOK_FOR_HEADER_IN, declared)


def leading_lines(text, count):
    """The first lines, with their ends."""
    return list(islice(io.StringIO(text[:LEADING], newline=""), count))


def _down_to_headings(text, delimiter, source):
    """The rows down to the headings, their width, and where in the text they end; no row where that is unclear."""
    if source.section:
        return [], 0, 0
    lines = leading_lines(text, None)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows, ends = [], []
    with suppress(csv.Error):
        for row in islice(reader, _lines_to_look_at(source)):
            rows.append(row)
            ends.append(reader.line_num)
    place = find_place(rows, source)
    if place is None:
        return [], 0, 0
    return rows[: place.below], len(place.names), sum(map(len, lines[: ends[place.below - 1]]))


def _parse(text, delimiter, file):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        values = {"where": f"{file}, {len(rows) + 1}", "fault": str(error)}
        raise IntakeError(("bad_quotes", values)) from None
    return rows
