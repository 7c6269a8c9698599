"""From a programme folder to its prepared tables: the intake, step by step."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from kmu_eval import programme as programmes
from kmu_eval.errors import IntakeError
from kmu_eval.intake.checks import check_tables
from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.events import build_events
from kmu_eval.intake.forgotten import read_forgotten, without_forgotten
from kmu_eval.intake.grid import KEPT, find_table
from kmu_eval.intake.head_counts import build_head_counts
from kmu_eval.intake.identity import identify_organisations, identify_participants, normalised, normalised_names
from kmu_eval.intake.issues import Issue, issue_table
from kmu_eval.intake.ledger import ledger_table
from kmu_eval.intake.manifest import (
    COMPANIONS,
    FILE_NAME,
    FOLDER_NAME,
    hash_inputs,
    manifest_text,
    matching,
    read_manifest,
    unread_files,
)
from kmu_eval.intake.organisations import build_organisations
from kmu_eval.intake.participations import build_participations, place_rows
from kmu_eval.intake.placing import place_exports, with_absences
from kmu_eval.intake.pseudonyms import find_key
from kmu_eval.intake.safety import examine
from kmu_eval.intake.stays import read_stays
from kmu_eval.intake.targets import read_targets
from kmu_eval.intake.text_files import read_text
from kmu_eval.intake.workbooks import read_workbook
from kmu_eval.schema import INTAKE
from kmu_eval.storage import write_table

KIND_BY_NAME = dict.fromkeys((".csv", ".txt", ".tsv"), "text") | dict.fromkeys((".xlsx", ".xlsm"), "xlsx")
KIND_BY_NAME |= {".ods": "ods", ".xls": "xls"}


def prepare(folder, progress: Callable[[str], None] = lambda step: None):
    """Prepare a programme folder: read its raw files, write ``prepared/`` beside them.

    Parameters
    ----------
    folder : path
        The programme folder.
    progress : callable
        Told the file that is being read.

    Returns
    -------
    Path
        The folder with the prepared tables, ``ledger.csv``, ``issues.csv`` and ``manifest.json``.

    Raises
    ------
    ProgrammeError, IntakeError
        With all faults found.
    """
    folder = Path(folder)
    programme = programmes.load(folder)
    targets = read_targets(folder)
    key = find_key(programme.privacy.public_key)
    files = _files(folder, programme)
    rows, issues, readings = _read_all(folder, programme, files, progress)
    frames, fates, found = _build(rows, programme, key, read_forgotten(folder, key))
    check_tables(frames)
    before = read_manifest(folder / FOLDER_NAME)
    changed = before is not None and before["key"]["fingerprint"] != key.fingerprint
    issues += [Issue("warning", "key_changed")] if changed else []
    unread = unread_files(folder, programme.globs)
    issues += [*found, *_told_anyway(programme, key), *(Issue("warning", "unread_file", file=path) for path in unread)]
    inputs = hash_inputs(folder, sorted({path for paths in files.values() for path in paths}))
    counts = {name: len(frame) for name, frame in frames.items()}
    texts = {
        "ledger.csv": ledger_table(fates).to_csv(index=False, lineterminator="\n"),
        "issues.csv": issue_table(issues, programme.origin.language).to_csv(index=False, lineterminator="\n"),
        FILE_NAME: manifest_text(folder, programme, inputs, readings, key, counts, targets),
    }
    return _write(folder / FOLDER_NAME, frames, texts)


def _files(folder, programme):
    """The files of each source; a pattern without a file, a link out of the folder, one content twice: refused."""
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


def _read_all(folder, programme, files, progress):
    """All rows by table, and how each file was read; the faults of all unreadable files are told together."""
    rows, issues, findings, readings = {name: [] for name in INTAKE}, [], [], {}
    for name, source in sorted(programme.sources.items()):
        for path in files[name]:
            progress(path.name)
            try:
                raw, rules, about = _read(path, path.relative_to(folder).as_posix(), name, source, programme.limits)
            except IntakeError as error:
                findings += error.findings
                continue
            zone = about.pop("zone", "") or programme.programme.timezone
            frame, faults = read_columns(raw, rules, zone)
            rows[source.table].append(frame.assign(**about))
            issues += [*raw.issues, *faults]
            readings.setdefault(name, {})[raw.file] = raw.told_reading
    if findings:
        raise IntakeError(*findings)
    return {name: _together(name, frames) for name, frames in rows.items()}, issues, readings


def _read(path, file, name, source, limits):
    """The raw table of a file, the rules to read it by, and, of an export, what it says of its event."""
    kind = examine(path, limits, file, source.encoding)
    if source.export:
        from kmu_eval.intake.exports.reading import read_export

        return read_export(path, name, source, file)
    grid = read_text(path, source, file) if kind == "text" else read_workbook(path, source, file, kind)
    raw = find_table(grid, name, source, file)
    return replace(raw, issues=(*raw.issues, *_other_kind(path, file, name, kind))), source, {}


def _other_kind(path, file, name, kind):
    named = KIND_BY_NAME.get(path.suffix.casefold(), kind)
    if named != kind:
        values = {"named": path.suffix, "kind": kind.replace("text", "csv")}
        yield Issue("note", "other_kind", name, file, values=values)


def _together(name, frames):
    columns = ["source", "file", "row", "fate", *INTAKE[name].names]
    empty = pd.DataFrame(columns=columns, dtype=object)
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty


def _build(rows, programme, key, forgotten):
    """Prepared tables, the fate of every row, and the issues found on the way."""
    zone, staff = programme.programme.timezone, programme.counting.own_staff
    events, event_rows, references, of_events = build_events(rows["events"], programme.rules, zone)
    listed, of_exports = place_exports(rows["participations"], event_rows)
    lists, of_lists = place_rows(listed, references, staff)
    lists = without_forgotten(lists, key, forgotten)
    heads, of_heads = place_rows(rows["head_counts"], references, staff)
    head_counts, of_counts = build_head_counts(heads, lists)
    kept = lists[lists["fate"] == KEPT]
    bodies, organisations, of_bodies = _organisations(kept, rows["organisations"], events["date"], key)
    stays, of_stays = read_stays(kept, events)
    tables = build_participations(kept, identify_participants(kept, key), bodies, stays)
    participations, participants, links, duplicate = tables
    participations, of_absent = with_absences(participations, lists)
    fate = _fate_of_further_rows(lists["fate"], kept, duplicate)
    frames = {"events": events, "participations": participations, "head_counts": head_counts}
    frames |= {"participants": participants, "organisations": organisations, "links": links}
    read = (event_rows, lists.assign(fate=fate), heads, rows["organisations"])
    of_people = [*_shared_addresses(kept), *_unattended(kept), *of_stays, *of_absent]
    issues = [*of_events, *of_exports, *of_lists, *of_heads, *of_counts, *of_bodies, *of_people]
    return frames, pd.concat([frame[["source", "file", "fate"]] for frame in read]), issues


def _fate_of_further_rows(fate, kept, further):
    """Rows that went into the participation of an earlier row: a stay that was joined, else a duplicate."""
    stay = kept["join"].notna() | kept["leave"].notna()
    told = fate.mask(fate.index.isin(kept.index[further & ~stay]), "duplicate_participation")
    return told.mask(fate.index.isin(kept.index[further & stay]), "joined_stay")


def _organisations(kept, listed, dates, key):
    """Which organisation each kept row names, the table of organisations, and the issues."""
    named = kept.assign(date=dates.reindex(kept["place"]).to_numpy(), listed=False, sme=None)
    listed = listed[listed["fate"] == KEPT].assign(date=pd.NaT, listed=True)
    mentions = pd.concat([named, listed], ignore_index=True)
    identified = identify_organisations(mentions, key)
    organisations, issues = build_organisations(mentions, identified)
    return identified.codes[: len(kept)], organisations, issues


def _shared_addresses(kept):
    named = pd.DataFrame({"email": normalised(kept["email"]), "name": normalised_names(kept["name"])})
    named = named[(named["email"] != "") & (named["name"] != "")].drop_duplicates()
    shared = int((named.groupby("email", observed=True).size() > 1).sum())
    return [Issue("warning", "shared_address", column="email", rows=shared)] if shared else []


def _unattended(kept):
    known = (kept["attended"] != "unknown").any()
    return (
        [Issue("warning", "attendance_unknown", column="attended", rows=len(kept))] if len(kept) and not known else []
    )


def _told_anyway(programme, key):
    """What is no fault and yet nobody should miss."""
    rules = {"key_created": key.created, "made_up": programme.programme.synthetic}
    return [Issue("note", rule) for rule, holds in rules.items() if holds]


def _write(target, frames, texts):
    """Written aside and moved into place: the earlier tables stay until the new ones are whole."""
    with TemporaryDirectory(prefix=".prepared-", dir=target.parent) as aside:
        new = Path(aside, "new")
        new.mkdir()
        for name, frame in frames.items():
            write_table(frame, new / f"{name}.parquet", name)
        for name, text in texts.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        _move_into_place(new, target, Path(aside, "old"))
    return target


def _move_into_place(new, target, old):
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if not (target / FILE_NAME).exists():
            if old.exists():
                old.rename(target)
            raise
