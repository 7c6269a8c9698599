"""Workbooks of Excel and OpenDocument: the sheet that fits the source, its cells typed as the workbook has them."""

import datetime

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import Grid
from kmu_eval.intake.layout import find_place, missing_headings
from kmu_eval.intake.old_workbooks import old_sheets
from kmu_eval.intake.sheet_parts import SheetMarks, marks_of_sheet

DAY_ZERO = datetime.datetime(1899, 12, 30)
"""From which Excel counts days."""


def read_workbook(path, source, file, kind="xlsx"):
    """Read the sheet of a workbook that holds the headers of a source.

    Parameters
    ----------
    path : Path
    source : Source
        The source's part of ``programme.toml``.
    file : str
        The file as messages name it.
    kind : str
        ``xlsx``; ``xls``, of which formulas that were never calculated cannot be told; or ``ods``, of which neither
        these, nor errors, hidden rows or merged cells can.

    Returns
    -------
    Grid

    Raises
    ------
    IntakeError
        Where the file is no workbook, the declared sheet is not there, or no sheet holds the headers.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with path.open("rb") as opened, CalamineWorkbook.from_filelike(opened) as workbook:
            name, rows, merged = _fitting_sheet(workbook, source, file)
            marks = _marks(path, kind, name, workbook.sheet_names)
    except PasswordError:
        raise IntakeError(("has_password", {"where": file})) from None
    except CalamineError as error:
        raise IntakeError(("no_workbook", {"where": file, "fault": str(error)})) from None
    rows = _with_faults(rows, marks.faults)
    return Grid(rows, {"sheet": name}, merged, marks.hidden, DAY_ZERO, half_seen=marks.half_seen)


def _marks(path, kind, name, names):
    if kind == "xlsx":
        return marks_of_sheet(path, name)
    if kind == "ods":
        return SheetMarks(half_seen=kind)
    first, *_ = old_sheets(path.read_bytes())
    sheet = first[names.index(name)]
    return SheetMarks(frozenset(sheet.hidden), sheet.faults, kind if sheet.formulas else "")


def _fitting_sheet(workbook, source, file):
    names = workbook.sheet_names
    if not names:
        raise IntakeError(("no_sheets", {"where": file}))
    if source.sheet is not None and source.sheet not in names:
        raise IntakeError(("unknown_sheet", {"where": file, "found": source.sheet, "known": names}))
    sheets = {}
    for name in [source.sheet] if source.sheet else names:
        sheet = workbook.get_sheet_by_name(name)
        # Cells from the first row on: numbers of rows are then those that Excel shows.
        sheets[name] = rows = sheet.to_python(skip_empty_area=False)
        if source.sheet or find_place(rows, source) is not None:
            return name, rows, tuple(sheet.merged_cell_ranges or ())
    name = max(sheets, key=lambda each: len(sheets[each]))
    raise IntakeError(*missing_headings(sheets[name], source, file, name))


def _with_faults(rows, faults):
    """The parser leaves cells with errors empty, and leaves out rows at the end that hold nothing else."""
    width = len(rows[0]) if rows else 0
    last = max((row for row, column in faults if column <= width), default=0)
    rows = [*rows, *([""] * width for _ in range(last - len(rows)))]
    for (row, column), fault in faults.items():
        if column <= width:
            rows[row - 1][column - 1] = fault
    return rows
