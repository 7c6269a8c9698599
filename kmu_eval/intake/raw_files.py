"""The raw files of a programme: which there are, what each really is, and all their rows in our columns."""

from dataclasses import replace

import pandas as pd

from kmu_eval.errors import IntakeError
from kmu_eval.intake.answers.headings import MARK
from kmu_eval.intake.answers.repeated import TOLD_BY_TOOL, told_by_tool
from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.exports.reading import ANSWERED, FILE, read_answers, read_export
from kmu_eval.intake.exports.responses import TECHNICAL
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.manifest import COMPANIONS, hash_inputs, matching
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.intake.replaced import replaced_files, without_replaced
from kmu_eval.intake.safety import examine
from kmu_eval.intake.text_files import read_text
from kmu_eval.intake.workbooks import read_workbook
from kmu_eval.schema import INTAKE

KIND_BY_NAME = dict.fromkeys((".csv", ".txt", ".tsv"), "text") | dict.fromkeys((".xlsx", ".xlsm"), "xlsx")
KIND_BY_NAME |= {".ods": "ods", ".xls": "xls"}
ANSWERS = "responses"
_OF_ANSWERS = ("wave", *TOLD_BY_TOOL, "tool")


def find_files(folder, programme):
    """The files of each source, sorted.

    Parameters
    ----------
    folder : Path
    programme : Programme

    Returns
    -------
    dict of str to list of Path

    Raises
    ------
    IntakeError
        For every pattern without a file, link out of the folder, and content that stands there twice.
    """
    files = {name: matching(folder, source.files) for name, source in programme.sources.items()}
    findings = []
    for name, source in programme.sources.items():
        findings += [
            ("no_files", {"source": name, "found": glob}) for glob in source.files if not matching(folder, [glob])
        ]
        paths = [path.relative_to(folder).as_posix() for path in files[name] if _leads_out(folder, path)]
        findings += [("path_leaves", {"where": path, "found": path}) for path in paths]
    findings = findings or _same_content(folder, programme, files)
    if findings:
        raise IntakeError(*findings)
    return files


def _leads_out(folder, path):
    return not path.resolve().is_relative_to(folder.resolve())


def _same_content(folder, programme, files):
    """Files of one table with the content of another file; one file may feed several sources."""
    findings = []
    for table in INTAKE:
        fed = {path for name, source in programme.sources.items() if source.table == table for path in files[name]}
        seen = {}
        for path, content in _contents(folder, sorted(fed)).items():
            if content in seen:
                findings.append(("same_file_twice", {"where": path, "other": seen[content]}))
            seen.setdefault(content, path)
    return findings


def _contents(folder, paths):
    return {path: content for path, content in hash_inputs(folder, paths).items() if path not in COMPANIONS}


def read_all(folder, programme, files, progress):
    """All rows of all files in our columns; those of files that others replace are set aside.

    Parameters
    ----------
    folder : Path
    programme : Programme
    files : dict of str to list of Path
        From `find_files`.
    progress : callable
        Told the file that is being read.

    Returns
    -------
    rows : dict of str to DataFrame
        By table; of answers one column for each question that some file asks.
    issues : list of Issue
    readings : dict
        By source and file, how it was read.

    Raises
    ------
    IntakeError
        With the faults of all files that cannot be read.
    """
    paths = {name: [path.relative_to(folder).as_posix() for path in found] for name, found in files.items()}
    replaced = replaced_files(programme, paths)
    rows, issues, findings, readings = {name: [] for name in INTAKE}, [], [], {}
    for name, source in sorted(programme.sources.items()):
        for path, file in zip(files[name], paths[name], strict=True):
            progress(path.name)
            try:
                raw, frame, faults = _read(path, file, name, programme)
            except IntakeError as error:
                findings += error.findings
                continue
            rows[source.table].append(frame)
            issues += [*raw.issues, *faults]
            readings.setdefault(name, {})[raw.file] = raw.told_reading
    if findings:
        raise IntakeError(*findings)
    together = {name: _together(name, frames) for name, frames in rows.items()}
    return *without_replaced(together, issues, replaced), readings


def _read(path, file, name, programme):
    raw, rules, about = read_file(path, file, name, programme.sources[name], programme.limits)
    frame, faults = read_columns(raw, rules, about.pop("zone", "") or programme.programme.timezone)
    if rules.table == ANSWERS:
        return raw, _with_questions(frame, raw, rules), faults
    return raw, frame.assign(**about), faults


def _with_questions(frame, raw, source):
    """With the wave, the tool, the event that the programme names for the file, and a column for each question."""
    told = {*source.headers, *TECHNICAL, FILE, ANSWERED}
    questions = {MARK + name: raw.cells[name].to_numpy(dtype=object) for name in raw.cells if name not in told}
    event = source.events.get(raw.file) or source.events.get(raw.file.rpartition("/")[2])
    told = told_by_tool(raw.cells) if source.export else dict.fromkeys(TOLD_BY_TOOL, "")
    told = {name: texts.to_numpy(dtype=object) if source.export else texts for name, texts in told.items()}
    told["tool"] = raw.reading.get("export", "")
    frame = frame.assign(wave=source.wave, event=event if event else frame["event"], **told)
    return pd.concat([frame, pd.DataFrame(questions, index=frame.index, dtype=object)], axis=1)


def read_file(path, file, name, source, limits):
    """The raw table of one file, examined before it is parsed.

    Parameters
    ----------
    path : Path
    file : str
        The file as messages name it.
    name : str
        The source's name.
    source : Source
    limits : Limits

    Returns
    -------
    raw : RawTable
    source : Source
        The rules to read its columns by.
    about : dict
        Of an export, what it says of its event; else empty.

    Raises
    ------
    IntakeError
        Where it is not what it should be.
    """
    kind = examine(path, limits, file, source.encoding)
    raw, rules, about = _parse(path, file, name, source, kind)
    return replace(raw, issues=(*raw.issues, *_other_kind(path, file, name, kind))), rules, about


def _parse(path, file, name, source, kind):
    if source.table == ANSWERS and source.export:
        return *read_answers(path, name, source, file, kind), {}
    if source.export:
        return read_export(path, name, source, file, kind)
    plain = _without_file(source) if source.table == ANSWERS else source
    grid = read_text(path, plain, file) if kind == "text" else read_workbook(path, plain, file, kind)
    raw = find_table(grid, name, plain, file)
    return replace(raw, cells=raw.cells.assign(**{FILE: file})) if plain is not source else raw, source, {}


def _without_file(source):
    """The source with the headings that stand in its files: beside a table of answers the file's name can be asked."""
    rules = {
        column: rule.model_copy(update={"from_": tuple(header for header in rule.from_ if header != FILE)})
        for column, rule in source.columns.items()
    }
    return source.model_copy(update={"columns": rules})


def _other_kind(path, file, name, kind):
    named = KIND_BY_NAME.get(path.suffix.casefold(), kind)
    if named != kind:
        values = {"named": path.suffix, "kind": kind.replace("text", "csv")}
        yield Issue("note", "other_kind", name, file, values=values)


def _together(name, frames):
    columns = ["source", "file", "row", "fate", *INTAKE[name].names, *(_OF_ANSWERS if name == ANSWERS else ())]
    empty = pd.DataFrame(columns=columns, dtype=object)
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty
