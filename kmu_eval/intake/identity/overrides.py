"""``overrides.csv``: what persons decided on pairs of keys, by pseudonym; no name stands in it."""

import csv
import io
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kmu_eval.errors import IntakeError
from kmu_eval.intake.aside import replace_file
from kmu_eval.intake.grid import clean
from kmu_eval.intake.identity.contradictions import inconsistencies, places
from kmu_eval.intake.identity.override import DECISION, FILE_NAME, WHAT, Override, decisions_of
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.text_files import decode

COLUMNS = ("what", "first", "second", "decision", "who", "when", "why", "key")
_WORDS = {"what": WHAT, "decision": DECISION}
_PSEUDONYM = re.compile(r"[0-9a-f]{20}")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y")


def read_overrides(folder, key):
    """What was decided, as the linkage takes it.

    Parameters
    ----------
    folder : path
        The programme folder.
    key : Key

    Returns
    -------
    dict of str to Decisions
        For organisation and participant; none where there is no ``overrides.csv``.

    Raises
    ------
    IntakeError
        As of `load_overrides`.
    """
    return decisions_of(load_overrides(folder, key))


def load_overrides(folder, key):
    """The lines of ``overrides.csv``.

    Parameters
    ----------
    folder : path
    key : Key

    Returns
    -------
    tuple of Override
        As they stand there; none where there is no file.

    Raises
    ------
    IntakeError
        With every line that cannot be read, was written under another key, or contradicts others.
    """
    path = Path(folder, FILE_NAME)
    if not path.exists():
        return ()
    names, lines = _lines(path)
    if findings := list(_header_faults(names)):
        raise IntakeError(*findings)
    faults = {line: list(_faults(line, cells, names)) for line, cells in lines}
    overrides = [_override(line, dict(zip(names, cells, strict=False))) for line, cells in lines if not faults[line]]
    findings = [finding for of_line in faults.values() for finding in of_line]
    if findings := [*findings, *_other_key(overrides, key), *inconsistencies(overrides)]:
        raise IntakeError(*findings)
    return tuple(overrides)


def _lines(path):
    """The headings, and each line that holds anything, with its number; as this program or a workbook saves it."""
    text, *_ = decode(path.read_bytes(), FILE_NAME)
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    numbered = []
    try:
        for cells in reader:
            numbered.append((reader.line_num, _without_padding([clean(cell) for cell in cells])))
    except csv.Error as error:
        values = {"where": f"{FILE_NAME}, {reader.line_num}", "fault": str(error)}
        raise IntakeError(("bad_quotes", values)) from None
    filled = [(line, cells) for line, cells in numbered if cells]
    return (filled[0][1], filled[1:]) if filled else ([], [])


def _without_padding(cells):
    """The cells down to the last one that holds anything: workbooks save empty ones after it."""
    return cells[: max((place for place, cell in enumerate(cells, start=1) if cell), default=0)]


def _header_faults(names):
    where = f"{FILE_NAME}, 1"
    for name in sorted(set(names) - set(COLUMNS)):
        yield "unknown_column", {"found": name, "known": COLUMNS, "where": where}
    for name in COLUMNS:
        if name not in names:
            yield "header_missing", {"found": name, "known": names, "where": where}
        if names.count(name) > 1:
            yield "header_twice", {"found": name, "where": where}


def _faults(line, cells, names):
    where = f"{FILE_NAME}, {line}"
    if len(cells) > len(names):
        yield "more_fields", {"where": where, "found": ", ".join(cells[len(names) :]), "known": names}
    row = {**dict.fromkeys(names, ""), **dict(zip(names, cells, strict=False))}
    if lacking := [name for name in COLUMNS if not row[name]]:
        yield "override_lacking", {"where": where, "columns": ", ".join(lacking)}
    for name in [name for name in COLUMNS if row[name]]:
        if row[name] not in _WORDS.get(name, [row[name]]):
            yield "unknown_word", {"found": row[name], "known": _WORDS[name], "where": where}
        elif name in ("first", "second", "key") and not _PSEUDONYM.fullmatch(row[name]):
            yield "override_no_pseudonym", {"where": where, "column": name, "found": row[name]}
    if row["when"] and not _day(row["when"]):
        yield "needs_date", {"where": f"{where}, when", "found": row["when"]}
    if row["first"] and row["first"] == row["second"]:
        yield "override_itself", {"where": where}


def _day(text):
    """A day as ISO, also where a German workbook saved it; empty where it is none."""
    for form in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()
    return ""


def _override(line, row):
    first, second = sorted((row["first"], row["second"]))
    return Override(**{**row, "first": first, "second": second, "when": _day(row["when"])}, line=line)


def _other_key(overrides, key):
    other = [each for each in overrides if each.key != key.fingerprint]
    return [("override_other_key", {"where": places(other)})] if other else []


def unused_decisions(overrides, organisations, participants):
    """A note on decisions whose keys no longer stand in the lists.

    Parameters
    ----------
    overrides : dict of str to Decisions
        From `read_overrides`.
    organisations, participants : Linkages

    Returns
    -------
    list of Issue
    """
    keys = {"organisation": set(organisations.keys.pseudonyms), "participant": set(participants.keys.pseudonyms)}
    pairs = [(what, pair) for what, each in overrides.items() for pair in each.same | each.different]
    unused = sum(not keys[what].issuperset(pair) for what, pair in pairs)
    return [Issue("note", "decision_unused", file=FILE_NAME, rows=unused)] if unused else []


def write_overrides(folder, overrides):
    """Write ``overrides.csv``, aside first and then moved into place.

    Parameters
    ----------
    folder : path
    overrides : sequence of Override

    Raises
    ------
    IntakeError
        Where it cannot be written.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerows([COLUMNS, *([getattr(each, name) for name in COLUMNS] for each in overrides)])
    replace_file(Path(folder, FILE_NAME), lines.getvalue().encode())
