"""The files of a folder as they are: sheet, header row, delimiter, encoding and the cells under the headings."""

import csv
import io
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

import pandas as pd

from kmu_eval.draft.headings import known_headings
from kmu_eval.draft.surveys import is_question
from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports import ATTENDANCE, SURVEYS
from kmu_eval.intake.exports.recognition import recognise
from kmu_eval.intake.grid import KEPT, as_text
from kmu_eval.intake.layout import LOOK_FOR_HEADER_IN
from kmu_eval.intake.manifest import LISTS, NO_LISTS
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.intake.safety import examine
from kmu_eval.intake.text_files import DELIMITERS, decode, read_text
from kmu_eval.intake.workbooks import read_workbook
from kmu_eval.programme import Limits, Source

LEAST_HEADINGS = 2


@dataclass(frozen=True, eq=False)
class Look:
    """One table found in the folder.

    Parameters
    ----------
    file : str
        Relative to the folder.
    sheet : str or None
        Where a workbook has several sheets that hold a table.
    headers : tuple of str
    cells : DataFrame of str
        The rows that are neither blank nor sums.
    reading : dict
        Header row, and encoding and delimiter or sheet.
    export : str
        The kind of export of a tool that it is, or an empty text.
    survey : bool
        Whether that is the tool of a survey.
    """

    file: str
    sheet: str | None
    headers: tuple
    cells: pd.DataFrame
    reading: dict
    export: str = ""
    survey: bool = False


@dataclass(frozen=True)
class Unreadable:
    """A file in which no table was found, with the findings that say why."""

    file: str
    findings: tuple


def look_at(folder):
    """Look at every list at the top of the folder and anywhere in ``raw/``.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    looks : list of Look
    unreadable : list of Unreadable
    """
    looks, unreadable = [], []
    for path in _lists(Path(folder)):
        file = path.relative_to(folder).as_posix()
        try:
            looks += _looks(path, file)
        except IntakeError as error:
            unreadable.append(Unreadable(file, error.findings))
    return looks, unreadable


def _lists(folder):
    """Files that may be lists; what we write ourselves begins with a name of ours and is none."""
    ours = (*NO_LISTS, "targets.", "targets-", "fragen", "questions", "overrides.", "review.")
    paths = [*sorted(folder.iterdir()), *sorted((folder / "raw").rglob("*"))]
    return [
        path
        for path in paths
        if path.is_file()
        and path.suffix.casefold() in LISTS
        and not path.name.casefold().startswith(ours if path.parent == folder else NO_LISTS)
    ]


def _looks(path, file):
    kind = examine(path, Limits(), file)
    if found := _export_look(path, file, kind):
        return [found]
    return [_text_look(path, file)] if kind == "text" else _workbook_looks(path, file, kind)


def _export_look(path, file, kind):
    """The export of a tool, or None."""
    try:
        export, rows, reading = recognise(path, (*ATTENDANCE, *SURVEYS), file, kind)
    except IntakeError:
        return None
    found = export.read(rows)
    survey = export.table == "responses"
    cells = found.cells[found.fate == KEPT] if survey else found.cells
    return Look(file, None, tuple(cells.columns), cells, reading, export.name, survey)


def _text_look(path, file):
    text, *_ = decode(path.read_bytes(), file)
    head = list(islice(io.StringIO(text, newline=""), LOOK_FOR_HEADER_IN))
    grids = {delimiter: list(csv.reader(head, delimiter=delimiter)) for delimiter in DELIMITERS}
    found = {delimiter: _header(rows) for delimiter, rows in grids.items()}
    delimiter = max(found, key=lambda each: found[each][1])
    source = _source(file, grids[delimiter], found[delimiter], delimiter=delimiter)
    return _look(read_text(path, source, file), source, file, None)


def _workbook_looks(path, file, kind):
    heads = _heads(path, file)
    found = {name: _header(rows) for name, rows in heads.items()}
    tables = {name: at for name, at in found.items() if at[1] >= LEAST_HEADINGS}
    if not tables:
        raise IntakeError(("init_no_table", {"where": file}))
    sources = {name: _source(file, heads[name], at, sheet=name) for name, at in tables.items()}
    several = len(tables) > 1
    return [
        _look(read_workbook(path, each, file, kind), each, file, several and name) for name, each in sources.items()
    ]


def _heads(path, file):
    """The leading rows of each sheet."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with path.open("rb") as opened, CalamineWorkbook.from_filelike(opened) as book:
            sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
            return {n: s.to_python(skip_empty_area=False, nrows=LOOK_FOR_HEADER_IN) for n, s in sheets.items()}
    except PasswordError:
        raise IntakeError(("has_password", {"where": file})) from None
    except CalamineError as error:
        raise IntakeError(("no_workbook", {"where": file, "fault": str(error)})) from None


def _header(rows):
    """The place of the row that holds most known headings, and how many; the first such row wins.

    Where there is none, the first row that holds several questions may be the headings of a survey.
    """
    texts = [[as_text(cell) for cell in row] for row in rows]
    counts = [known_headings(row) for row in texts]
    if max(counts, default=0) < LEAST_HEADINGS:
        counts = [_questions(row, texts[at + 1 :]) for at, row in enumerate(texts)]
        counts = [count if count >= LEAST_HEADINGS else 0 for count in counts]
    best = max(counts, default=0)
    return (counts.index(best), best) if best else (0, 0)


def _questions(texts, below):
    """How many questions a row holds; none where one of its texts stands below too: then it is a row of answers."""
    filled = [text for text in texts if text]
    answers = any(text and text in column for text, *column in zip_longest(texts, *below, fillvalue=""))
    if answers or len(filled) <= LEAST_HEADINGS or len(set(filled)) < len(filled):
        return 0
    return sum(map(is_question, filled))


def _source(file, rows, found, **reading):
    """The description that lets the intake read the table: each heading that stands there once, as text."""
    at, count = found
    if count < LEAST_HEADINGS:
        raise IntakeError(("init_no_table", {"where": file}))
    names = [as_text(cell) for cell in rows[at]]
    once = [name for name in names if name and names.count(name) == 1]
    given = {"table": "participations", "files": file, "header_row": at + 1, "columns": {"event": once}, **reading}
    return Source.model_validate(given)


def _look(grid, source, file, sheet):
    table = find_table(grid, "init", source, file)
    cells = table.cells.loc[table.fate == KEPT, list(source.headers)]
    return Look(file, sheet or None, source.headers, cells, table.reading)
