"""Workbooks of Excel and OpenDocument: the sheet that fits the source, its cells typed as the workbook has them."""

import datetime

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import Grid
from kmu_eval.intake.layout import find_place, missing_headings
from kmu_eval.intake.sheet_parts import marks_of_sheet

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
        ``xlsx``, ``ods`` or ``xls``; of the latter two no errors, hidden rows and (ods) merged cells are seen.

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
    except PasswordError:
        raise IntakeError(("has_password", {"where": file})) from None
    except CalamineError as error:
        raise IntakeError(("no_workbook", {"where": file, "fault": str(error)})) from None
    if kind != "xlsx":
        return Grid(rows, {"sheet": name}, merged, day_zero=DAY_ZERO, half_seen=kind)
    marks = marks_of_sheet(path, name)
    return Grid(_with_faults(rows, marks.faults), {"sheet": name}, merged, marks.hidden, DAY_ZERO)


def _fitting_sheet(workbook, source, file):
    names = workbook.sheet_names
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
