"""An export of a tool as one of the programme's raw tables."""

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports import ATTENDANCE, SURVEYS
from kmu_eval.intake.exports.recognition import open_export
from kmu_eval.intake.exports.responses import TECHNICAL
from kmu_eval.intake.grid import Grid
from kmu_eval.intake.raw_tables import RawTable
from kmu_eval.intake.reading_issues import reading_issues
from kmu_eval.programme import ColumnRule
from kmu_eval.schema import INTAKE

FILE = "(file)"
"""Heading under which a column rule finds the name of the file."""


ANSWERED = "(answered)"
"""Heading under which the day of an answer is found, where the tool writes it in one way only."""
_DAY = r"^(\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})\b"


def read_answers(path, source_name, source, file, kind):
    """Read the export of a survey tool, known by its content.

    Parameters
    ----------
    path : Path
    source_name : str
    source : Source
        The source's part of ``programme.toml``; its column rules add to what the tool says, and win.
    file : str
    kind : str
        What the file really is.

    Returns
    -------
    raw : RawTable
        One column for each thing that tools say of an answer, then one for each question, headed as it was asked.
    source : Source
        With a rule for what the tool says.

    Raises
    ------
    IntakeError
        Where no kind, or more than one, recognises the file, or a column that the programme names is missing.
    """
    export, found, reading = open_export(path, SURVEYS, file, kind)
    cells = found.cells.assign(**{FILE: file, ANSWERED: _day(found.cells)})
    if lacking := [name for name in source.headers if name not in cells]:
        known = tuple(name for name in found.cells if name not in TECHNICAL)
        raise IntakeError(*(("header_missing", {"where": file, "found": name, "known": known}) for name in lacking))
    rules = {"email": ColumnRule(**{"from": ("email",)}), "date": ColumnRule(**{"from": (ANSWERED,)})}
    raw = _raw_table(source_name, file, cells, found.fate, {**reading, "export": export.name})
    return raw, source.model_copy(update={"columns": {**rules, **source.columns}})


def _day(cells):
    days = (cells[name].str.extract(_DAY, expand=False).fillna("") for name in ("submitted", "started"))
    submitted, started = days
    return submitted.where(submitted != "", started)


def read_export(path, source_name, source, file, kind):
    """Read the export of a tool that names who was there, known by its content.

    Parameters
    ----------
    path : Path
    source_name : str
    source : Source
        The source's part of ``programme.toml``; its column rules add to what the tool says, and win.
    file : str
    kind : str
        What the file really is.
        The file as messages name it.

    Returns
    -------
    raw : RawTable
        With our columns as headings.
    source : Source
        With a rule for each of them.
    about : dict
        What the file says of its event (tool_id, title, opened), whether it is complete, and the zone of its times, if
        that is another than the programme's.

    Raises
    ------
    IntakeError
        Where no kind, or more than one, recognises the file.
    """
    export, found, reading = open_export(path, ATTENDANCE, file, kind)
    about = {"tool_id": "", "title": "", "opened": "", **found.event}
    about |= {"tool_id": found.cells["event"].to_numpy()} if "event" in found.cells else {}
    cells = found.cells.drop(columns="event", errors="ignore").assign(**{FILE: file})
    declared = source.events.get(file) or source.events.get(path.name)
    cells = cells.assign(event=declared) if declared else cells
    rules = {name: ColumnRule(**{"from": (name,)}) for name in cells if name in INTAKE[source.table].names}
    raw = _raw_table(source_name, file, cells, found.fate, {**reading, "export": export.name})
    source = source.model_copy(update={"columns": {**rules, **source.columns}})
    return raw, source, {**about, "complete": source.complete, "zone": export.zone}


def _raw_table(source_name, file, cells, fate, reading):
    told = tuple(reading_issues(cells, 0, Grid([], reading), source_name, file))
    return RawTable(source_name, file, cells, fate, reading, told)
