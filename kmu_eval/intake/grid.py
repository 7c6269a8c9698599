"""A file as rows of cells, and the table found in it: header row, title rows, blank rows, total rows."""

import datetime
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import pandas as pd

from kmu_eval.errors import IntakeError
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.reading_issues import column_letters, faulty_cells, hidden_rows, reading_issues
from kmu_eval.intake.sheet_cells import fill_merged, read_days, sheet_issues

LOOK_FOR_HEADER_IN = 50
TOTAL_WORDS = frozenset({"summe", "gesamt", "insgesamt", "total", "sum", "gesamtsumme", "grand total"})
WHOLE_NUMBER = re.compile(r"\d{1,3}([.,]\d{3})+|\d{1,15}")
KEPT = "kept"


@dataclass(frozen=True)
class Grid:
    """The cells of one file or sheet, typed as the file has them, and how they were read.

    Parameters
    ----------
    rows : list of list
        Cells: text, or the number, date or time that a workbook holds.
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
    """

    rows: list
    reading: dict
    merged: tuple = ()
    hidden: frozenset = frozenset()
    day_zero: datetime.datetime | None = None
    half_seen: str = ""


@dataclass(frozen=True)
class RawTable:
    """The table of one file: a frame of text with the headers as columns.

    Parameters
    ----------
    source, file : str
    cells : DataFrame
        Text, one column per header; the index is the row as a spreadsheet counts it.
    fate : Series
        Per row ``kept``, or the reason why it was set aside.
    reading : dict
        How the file was read: sheet or encoding and delimiter, header row.
    issues : tuple of Issue
    """

    source: str
    file: str
    cells: pd.DataFrame
    fate: pd.Series
    reading: dict
    issues: tuple

    @property
    def told_reading(self):
        """What the manifest keeps of it; people write names on the tabs of sheets."""
        return {name: how for name, how in self.reading.items() if name != "sheet"}


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


def find_table(grid, source_name, source, file):
    """The table in a grid: text cells under the header row, with blank and total rows marked.

    Parameters
    ----------
    grid : Grid
    source_name : str
    source : Source
        The source's part of ``programme.toml``.
    file : str

    Returns
    -------
    RawTable

    Raises
    ------
    IntakeError
        Where headers are missing or stand twice, or rows have more or fewer cells than the header.
    """
    at = header_index(grid.rows, source.headers, source.header_row)
    if at is None:
        raise IntakeError(*missing_headers(grid.rows, source, file, grid.reading.get("sheet", "")))
    names = [as_text(cell) for cell in grid.rows[at]]
    _refuse_twice(names, source.headers, file)
    rows, filled = fill_merged(grid.rows, grid.merged, at + 1)
    body, blank = _body(rows[at + 1 :], len(names), file, at + 2)
    cells, days = _text_frame(body, names, source, at + 2, grid.day_zero)
    fates = np.select([blank, _total_rows(body, blank)], ["blank_row", "total_row"], KEPT)
    fate = pd.Series(fates, index=cells.index, dtype="str")
    cells, faulty = faulty_cells(cells, _declared(source), source_name, file)
    told = [*_total_issues(cells, fate, source_name, file), *faulty, *sheet_issues(filled, days, source_name, file)]
    told += hidden_rows(cells, fate, grid.hidden, source_name, file)
    told += _second_table(body, blank, at + 2, source_name, file)
    told += _unread_columns(body, names, source_name, file)
    titles = sum(any(as_text(cell) for cell in row) for row in grid.rows[:at])
    told += reading_issues(cells, titles, grid, source_name, file)
    return RawTable(source_name, file, cells, fate, {**grid.reading, "header_row": at + 1}, tuple(told))


def _declared(source):
    """By heading, the texts that a rule of its column declares."""
    rules = [(header, rule) for rule in source.columns.values() for header in rule.from_]
    declared = {header: set() for header in source.headers}
    for header, rule in rules:
        declared[header] |= {*rule.missing, *rule.words}
    return declared


def _refuse_twice(names, needed, file):
    twice = sorted(name for name, count in Counter(names).items() if count > 1 and name in needed)
    if twice:
        raise IntakeError(*(("header_twice", {"where": file, "found": name}) for name in twice))


def _body(rows, width, file, first):
    """Rows of one width; a row that lacks cells or has more is refused, unless it is blank."""
    blank = np.array([_is_blank(row) for row in rows], dtype=bool)
    uneven = [
        (first + i, len(row))
        for i, row in enumerate(rows)
        if not blank[i] and (len(row) < width or any(as_text(cell) for cell in row[width:]))
    ]
    if uneven:
        shown = ", ".join(str(row) for row, _ in uneven[:10]) + (", …" if len(uneven) > 10 else "")
        values = {"where": file, "rows": shown, "count": len(uneven), "width": width, "found": uneven[0][1]}
        raise IntakeError(("uneven_rows", values))
    return [row if len(row) == width else (list(row) + [""] * width)[:width] for row in rows], blank


def _is_blank(row):
    begun = bool(row) and isinstance(row[0], str) and row[0][:1].isalnum()  # most rows, without a closer look
    return not begun and not any(as_text(cell) for cell in row)


def _second_table(body, blank, first, source, file):
    """After a blank row, a row of words only, at least one of them where all rows above hold a digit: headings."""
    places = np.flatnonzero(blank[:-1] & ~blank[1:]) + 1
    places = [i for i in places if not any(map(_has_digit, body[i])) and sum(map(bool, map(as_text, body[i]))) > 1]
    for i in places[:1]:
        above = [row for row, empty in zip(body[:i], blank, strict=False) if not empty]
        words = [j for j, cell in enumerate(body[i]) if as_text(cell)]
        if above and any(all(_has_digit(row[j]) for row in above) for j in words):
            yield Issue("error", "second_table", source, file, first + int(i), rows=len(body) - int(i))


def _has_digit(cell):
    return re.search(r"\d", as_text(cell)) is not None


def _unread_columns(body, names, source, file):
    """Columns with values under no heading, or under one that stands there twice: told by their place."""
    places = [i for i, name in enumerate(names) if not name or names.count(name) > 1]
    places = [i for i in places if names[i] or any(as_text(row[i]) for row in body)]
    if places:
        named = [column_letters(i) + (f" ('{names[i]}')" if names[i] else "") for i in places]
        yield Issue("note", "unread_columns", source, file, rows=len(body), values={"columns": ", ".join(named)})


def _text_frame(body, names, source, first, day_zero):
    marks = {header: rule.decimal for rule in source.columns.values() if rule.decimal for header in rule.from_}
    wanted = [i for i, name in enumerate(names) if name in source.headers]
    extra = [i for i, name in enumerate(names) if name and i not in wanted and names.count(name) == 1]
    columns = [list(map(itemgetter(i), body)) for i in range(len(names))]  # a zip of a million rows is slow
    columns, days = read_days(columns, names, source, day_zero)
    texts = {names[i]: _as_texts(columns[i], marks.get(names[i], ".")) for i in [*wanted, *extra]}
    return pd.DataFrame(texts, index=pd.RangeIndex(first, first + len(body), name="row"), dtype="str"), days


def _as_texts(cells, mark):
    if set(map(type, cells)) == {str}:
        codes, distinct = pd.factorize(np.array(cells, dtype=object))
        return pd.array([clean(text) for text in distinct], dtype="str").take(codes)
    known = {}
    return [known[key] if (key := (type(c), c)) in known else known.setdefault(key, as_text(c, mark)) for c in cells]


def _total_rows(body, blank):
    """Rows at the end that hold a word such as 'Summe', numbers, and nothing else."""
    total = np.zeros(len(body), dtype=bool)
    for i in np.flatnonzero(~blank)[::-1]:
        texts = {as_text(cell).casefold().rstrip(": ") for cell in body[i]} - {""}
        numbers = {text for text in texts if re.fullmatch(r"\d[\d.,]* ?%?", text)}
        if not (numbers and numbers < texts and texts - numbers <= TOTAL_WORDS):
            break
        total[i] = True
    return total


def _total_issues(cells, fate, source, file):
    """A total row must equal its column's sum (or, as some write it, the number of rows)."""
    kept = cells[fate == KEPT]
    for row in cells.index[fate == "total_row"]:
        for header, text in cells.loc[row].items():
            total, found = _whole(text), sum(_whole(each) or 0 for each in kept[header])
            if total is not None and total not in (found, len(kept)):
                values = {"sum": found}
                yield Issue("error", "total_differs", source, file, row, header, text, len(kept), values)
        yield Issue("note", "total_row", source, file, row)


def _whole(text):
    return int(re.sub("[.,]", "", text)) if WHOLE_NUMBER.fullmatch(text) else None
