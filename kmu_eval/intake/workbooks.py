"""Excel workbooks: the sheet that fits the source, its cells typed as the workbook has them."""

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import Grid, header_index, missing_headers


def read_workbook(path, source, file):
    """Read the sheet of a workbook that holds the headers of a source.

    Parameters
    ----------
    path : Path
    source : Source
        The source's part of ``programme.toml``.
    file : str
        The file as messages name it.

    Returns
    -------
    Grid

    Raises
    ------
    IntakeError
        Where the file is no workbook, the declared sheet is not there, or no sheet holds the headers.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return _fitting_sheet(workbook, source, file)
    except CalamineError as error:
        raise IntakeError(("no_workbook", {"where": file, "fault": str(error)})) from None


def _fitting_sheet(workbook, source, file):
    names = workbook.sheet_names
    if source.sheet is not None and source.sheet not in names:
        raise IntakeError(("unknown_sheet", {"where": file, "found": source.sheet, "known": names}))
    sheets = {name: _rows(workbook, name) for name in ([source.sheet] if source.sheet else names)}
    for name, rows in sheets.items():
        if source.sheet or header_index(rows, source.headers, source.header_row) is not None:
            return Grid(rows, {"sheet": name})
    name = max(sheets, key=lambda each: len(sheets[each]))
    raise IntakeError(*missing_headers(sheets[name], source, file, name))


def _rows(workbook, name):
    """Cells from the first row on: numbers of rows are then those that Excel shows."""
    return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
