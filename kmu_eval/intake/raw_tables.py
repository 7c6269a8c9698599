"""The table that a file holds: its header row found, its title rows, blank rows and total rows told."""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from kmu_eval.errors import IntakeError
from kmu_eval.intake.bodies import read_body
from kmu_eval.intake.grid import KEPT, as_text
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.layout import find_place, missing_headings
from kmu_eval.intake.reading_issues import (
    column_letters,
    faulty_cells,
    hidden_rows,
    reading_issues,
    without_formula_marks,
)
from kmu_eval.intake.sheet_cells import sheet_issues
from kmu_eval.intake.text_columns import TEXT, empty

TOTAL_WORDS = frozenset({"summe", "gesamt", "insgesamt", "total", "sum", "gesamtsumme", "grand total"})
WHOLE_NUMBER = re.compile(r"\d{1,3}([.,]\d{3})+|\d{1,15}")
FATES = (KEPT, "blank_row", "total_row", "label_row")


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
    place = find_place(grid.rows, source)
    if place is None:
        raise IntakeError(*missing_headings(grid.rows, source, file, grid.reading.get("sheet", "")))
    names = place.names
    _refuse_twice(names, source.headers, file)
    body = read_body(grid, place, source, file)
    cells, fate = _frame(body, names, source.headers), _fates(body, source.label_rows)
    cells, marked = without_formula_marks(cells, source_name, file)
    cells, faulty = faulty_cells(cells, _declared(source), source_name, file)
    told = [*_total_issues(cells, fate, source_name, file), *marked, *faulty]
    told += sheet_issues(body.filled, body.days or {}, source_name, file)
    told += hidden_rows(cells, fate, grid.hidden, source_name, file)
    told += _second_table(body, source_name, file)
    told += _unread_columns(body, names, source_name, file)
    told += reading_issues(cells, _filled(grid.rows[: place.header]), grid, source_name, file)
    told += _other_sections(_filled(grid.rows[place.end :]), source.section, source_name, file)
    return RawTable(source_name, file, cells, fate, {**grid.reading, "header_row": place.header + 1}, tuple(told))


def _filled(rows):
    return sum(any(as_text(cell) for cell in row) for row in rows)


def _other_sections(rows, section, source, file):
    if rows:
        yield Issue("note", "other_sections", source, file, rows=rows, values={"section": section})


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


def _frame(body, names, needed):
    """The columns under a heading of their own, those that are needed first."""
    once = [place for place, name in enumerate(names) if name and names.count(name) == 1]
    texts = {names[place]: body.texts[place] for place in sorted(once, key=lambda place: names[place] not in needed)}
    return pd.DataFrame(texts, index=pd.RangeIndex(body.first, body.first + len(body), name="row"))


def _fates(body, labels):
    codes = np.where(body.blank, 1, 0)
    codes[_total_rows(body)] = 2
    codes[:labels] = 3
    fates = TEXT.__from_arrow__(pa.array(FATES, pa.large_string()).take(pa.array(codes)))
    return pd.Series(fates, index=pd.RangeIndex(body.first, body.first + len(body), name="row"))


def _total_rows(body):
    """Places of the rows at the end that hold a word such as 'Summe', numbers, and nothing else."""
    total = []
    for place in np.flatnonzero(~body.blank)[::-1]:
        texts = {text.casefold().rstrip(": ") for text in body.row(place)} - {""}
        numbers = {text for text in texts if re.fullmatch(r"\d[\d.,]* ?%?", text)}
        if not (numbers and numbers < texts and texts - numbers <= TOTAL_WORDS):
            break
        total.append(place)
    return total


def _total_issues(cells, fate, source, file):
    """A total row must equal its column's sum (or, as some write it, the number of rows)."""
    totals = cells.index[fate == "total_row"]
    kept = cells[fate == KEPT] if len(totals) else cells
    for row in totals:
        stated = {header: _whole(text) for header, text in cells.loc[row].items()}
        for header, total in stated.items():
            if total is not None and total not in (found := _sum(kept[header]), len(kept)):
                text, values = cells.loc[row, header], {"sum": found}
                yield Issue("error", "total_differs", source, file, row, header, text, len(kept), values)
        yield Issue("note", "total_row", source, file, row)


def _sum(texts):
    return sum((_whole(text) or 0) * int(rows) for text, rows in texts.value_counts().items())


def _whole(text):
    return int(re.sub("[.,]", "", text)) if WHOLE_NUMBER.fullmatch(text) else None


def _second_table(body, source, file):
    """After a blank row, a row of words only, at least one of them where all rows above hold a digit: headings."""
    places = np.flatnonzero(body.blank[:-1] & ~body.blank[1:]) + 1
    for place in places:
        row = body.row(place)
        if any(map(_has_digit, row)) or sum(map(bool, row)) < 2:
            continue
        above = np.flatnonzero(~body.blank[:place])
        words = [column for column, text in zip(body.texts, row, strict=True) if text]
        if len(above) and any(all(map(_has_digit, column[:place].take(above))) for column in words):
            yield Issue("error", "second_table", source, file, body.first + int(place), rows=len(body) - int(place))
        return


def _has_digit(text):
    return re.search(r"\d", text) is not None


def _unread_columns(body, names, source, file):
    """Columns with values under no heading, or under one that stands there twice: told by their place."""
    places = [place for place, name in enumerate(names) if not name or names.count(name) > 1]
    places = [place for place in places if names[place] or not empty(body.texts[place]).all()]
    if places:
        named = [column_letters(place) + (f" ('{names[place]}')" if names[place] else "") for place in places]
        yield Issue("note", "unread_columns", source, file, rows=len(body), values={"columns": ", ".join(named)})
