"""Which export a file is, by its content: each delimiter or sheet is tried on the leading rows, then all is read."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.grid import as_text
from kmu_eval.intake.safety import examine
from kmu_eval.intake.text_files import DELIMITERS, decode
from kmu_eval.programme import Limits

LEADING = 60


@dataclass(frozen=True)
class Fit:
    """An export that recognises a file when it is read in one way; ``width`` is that of its widest leading row."""

    export: Export
    reading: dict
    width: int

    def __str__(self):
        return f"{self.export.name} ({self.reading['sheet']})" if "sheet" in self.reading else self.export.name


def open_export(path, exports, file=None, kind=None):
    """Recognise a file and read it in our words.

    Parameters
    ----------
    path : Path
    exports : iterable of Export
    file : str, optional
        The file as messages name it; else its name.
    kind : str, optional
        What `examine` said that it is; else it is examined.

    Returns
    -------
    tuple of (Export, ExportRows, dict)
        The export, its rows, and how the file was read.

    Raises
    ------
    IntakeError
    """
    file = file or path.name
    export, rows, reading = recognise(path, exports, file, kind)
    try:
        return export, export.read(rows), reading
    except IntakeError as error:
        raise IntakeError(*((key, {**values, "where": file}) for key, values in error.findings)) from None


def recognise(path, exports, file=None, kind=None):
    """The export that a file is, and all its rows as text.

    Parameters
    ----------
    path : Path
    exports : iterable of Export
    file : str, optional
        The file as messages name it; else its name.
    kind : str, optional
        What `examine` said that it is; else it is examined.

    Returns
    -------
    tuple of (Export, list of list of str, dict)
        The export, the rows, and how the file was read: encoding and delimiter, or sheet.

    Raises
    ------
    IntakeError
        Where no export fits, or more than one does.
    """
    file = file or path.name
    kind = kind or examine(path, Limits(), file)
    return (_recognise_text if kind == "text" else _recognise_workbook)(path, tuple(exports), file)


def leading_grids(text):
    """The leading rows of a text by each delimiter that makes more than one column of them."""
    for delimiter in DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), LEADING))
        except csv.Error:
            continue
        if any(len(row) > 1 for row in rows):
            yield delimiter, rows


def _recognise_text(path, exports, file):
    text, encoding, assumed = decode(path.read_bytes(), file)
    fits = [fit for delimiter, rows in leading_grids(text) for fit in _fits(exports, rows, {"delimiter": delimiter})]
    widest = {fit.export.name: fit for fit in sorted(fits, key=lambda fit: fit.width)}
    fit = _only(list(widest.values()), exports, file)
    reading = {"encoding": encoding, **fit.reading}
    delimiter, part = fit.reading["delimiter"], fit.export.part
    rows = part(text, delimiter) if part else None
    rows = _all_rows(text, delimiter, file) if rows is None else rows
    return fit.export, rows, {**reading, "assumed": True} if assumed else reading


def _all_rows(text, delimiter, file):
    rows = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise IntakeError(("bad_quotes", {"where": f"{file}, {len(rows) + 1}", "fault": str(error)})) from None
    return rows


def _recognise_workbook(path, exports, file):
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with path.open("rb") as opened, CalamineWorkbook.from_filelike(opened) as workbook:
            sheets = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
            fits = [fit for name in sheets for fit in _fits(exports, _texts(sheets[name], LEADING), {"sheet": name})]
            fit = _only(fits, exports, file)
            return fit.export, _texts(sheets[fit.reading["sheet"]]), fit.reading
    except CalamineError as error:
        raise IntakeError(("no_workbook", {"where": file, "fault": str(error)})) from None


def _texts(sheet, count=None):
    rows = sheet.to_python(skip_empty_area=False, nrows=count)
    return [[as_text(cell) for cell in row] for row in rows]


def _fits(exports, rows, reading):
    width = max(map(len, rows), default=0)
    return [Fit(export, reading, width) for export in exports if export.recognise(rows)]


def _only(fits, exports, file):
    """The one fit; two exports, or two sheets, would each leave the other's rows unread."""
    if not fits:
        kinds = ", ".join(sorted(export.name for export in exports))
        raise IntakeError(("export_unknown", {"where": file, "kinds": kinds}))
    if len(fits) > 1:
        raise IntakeError(("export_unclear", {"where": file, "found": ", ".join(sorted(map(str, fits)))}))
    return fits[0]
