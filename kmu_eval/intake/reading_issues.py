"""What is told of a file as it was read: assumptions, and what its program shows otherwise than it is."""

import re

from kmu_eval.intake.issues import Issue
from kmu_eval.intake.sheet_parts import UNCALCULATED
from kmu_eval.intake.text_columns import holds, is_ascii

ENCODED_TWICE = re.compile("Ã[\u0080-\u00bf¤¶¼Ÿ„–œ]|â€")
ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!"}
    | {"#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#KALK!", "#FELD!", "#GETTING_DATA"}
)
"""What Excel writes into a cell that it cannot calculate, in English and German."""
SHOWN = 20
MARKED = re.compile(r'^="([^"]*)"$')


def reading_issues(cells, titles, grid, source, file):
    """What is told of the table as a whole.

    Parameters
    ----------
    cells : DataFrame
        The table's text cells.
    titles : int
        Number of rows above the header.
    grid : Grid
    source, file : str

    Yields
    ------
    Issue
    """
    if titles:
        yield Issue("note", "title_rows", source, file, rows=titles)
    if grid.half_seen:
        yield Issue("note", "half_seen", source, file, rows=len(cells), values={"kind": grid.half_seen})
    if grid.reading.get("assumed"):
        texts = [t for t in cells.columns if not t.isascii()]
        values = {"encoding": grid.reading["encoding"], "sample": texts[0] if texts else "–"}
        yield Issue("note", "encoding_assumed", source, file, rows=len(cells), values=values)
    for header in cells.columns:
        if not is_ascii(cells[header]) and len(bad := cells.index[cells[header].str.contains(ENCODED_TWICE)]):
            values = {"header": header, "cells": row_list(bad)}
            yield Issue("warning", "encoded_twice", source, file, int(bad[0]), rows=len(bad), values=values)


def hidden_rows(cells, fate, hidden, source, file):
    """Rows with values that the program does not show: they count."""
    rows = [int(row) for row in cells.index[fate != "blank_row"] if row in hidden] if hidden else []
    if rows:
        values = {"cells": row_list(rows)}
        yield Issue("warning", "hidden_rows", source, file, rows[0], rows=len(rows), values=values)


def faulty_cells(cells, declared, source, file):
    """Cells with an error, or with a formula that was never calculated, by column.

    Parameters
    ----------
    cells : DataFrame
    declared : mapping of str to set of str
        By heading, the texts that the programme declares: they are not touched. Other headings are not needed.
    source, file : str

    Returns
    -------
    cells : DataFrame
        With those cells empty.
    issues : list of Issue
    """
    issues, columns = [], {}
    for header in cells.columns:
        if not any(holds(cells[header], part) for part in ("#", UNCALCULATED)):
            continue
        faulty = cells[header].isin((ERRORS | {UNCALCULATED}) - declared.get(header, set()))
        if faulty.any():
            columns[header] = cells[header].mask(faulty, "")
            severity = "error" if header in declared else "note"
            issues += _of_column(cells.loc[faulty, header], severity, header, source, file)
    return cells.assign(**columns), issues


def without_formula_marks(cells, source, file):
    """Cells such as ``="01067"``, with which programs keep Excel from reading a number: the text alone, and told.

    Returns
    -------
    cells : DataFrame
    issues : list of Issue

    Examples
    --------
    >>> import pandas as pd
    >>> cells = pd.DataFrame({"PLZ": ['="01067"', "20095"]}, dtype="str")
    >>> without_formula_marks(cells, "lists", "a.csv")[0]["PLZ"].tolist()
    ['01067', '20095']
    """
    issues, columns = [], {}
    for header in (each for each in cells.columns if holds(cells[each], '="')):
        marked = cells.index[cells[header].str.fullmatch(MARKED)]
        if len(marked):
            columns[header] = cells[header].str.replace(MARKED, r"\1", regex=True)
            values = {"header": header}
            issues.append(Issue("note", "formula_marks", source, file, int(marked[0]), rows=len(marked), values=values))
    return cells.assign(**columns), issues


def _of_column(texts, severity, header, source, file):
    for text in sorted(set(texts)):
        rows = texts.index[texts == text]
        rule = "uncalculated" if text == UNCALCULATED else "error_cells"
        values = {"header": header, "cells": row_list(rows), "error": text}
        yield Issue(severity, rule, source, file, int(rows[0]), rows=len(rows), values=values)


def row_list(rows):
    """Numbers of rows as messages show them.

    Examples
    --------
    >>> row_list([3, 4, 9])
    '3, 4, 9'
    """
    return ", ".join(str(int(row)) for row in rows[:SHOWN]) + (", …" if len(rows) > SHOWN else "")


def column_letters(place):
    """The letters of a column, counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    while place >= 0:
        place, last = divmod(place, 26)
        letters, place = chr(65 + last) + letters, place - 1
    return letters
