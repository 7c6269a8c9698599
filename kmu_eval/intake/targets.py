"""``targets.csv``: what the programme promised."""

import csv
import io
import re
from pathlib import Path

from kmu_eval import vocabulary
from kmu_eval.errors import ProgrammeError
from kmu_eval.intake.text_files import decode

FILE_NAME = "targets.csv"
COLUMNS = ("indicator", "target", "source")


def read_targets(folder):
    """Read ``targets.csv``, if there is one: columns indicator, target, source, divided by commas or semicolons.

    Returns
    -------
    tuple of dict
        With the target as a number; blank rows are left out.

    Raises
    ------
    ProgrammeError
        With every unknown or missing column, every row that has too many fields or whose indicator is unknown or stands
        there before, and every target that is no number above 0 or whose dot may stand for thousands.
    """
    path = Path(folder, FILE_NAME)
    if not path.exists():
        return ()
    text, *_ = decode(path.read_bytes(), FILE_NAME)
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    findings = list(_header_faults(reader.fieldnames or ()))
    rows = [] if findings else [(f"{FILE_NAME}, {reader.line_num}", row) for row in reader if any(row.values())]
    findings += [finding for where, row in rows for finding in _faults(where, row)] + list(_twice(rows))
    if findings:
        raise ProgrammeError(*findings)
    return tuple({**row, "target": float(row["target"]), "source": row.get("source") or ""} for _, row in rows)


def _header_faults(names):
    where = f"{FILE_NAME}, 1"
    for name in sorted(set(names) - set(COLUMNS)):
        yield "unknown_column", {"found": name, "known": COLUMNS, "where": where}
    for name in COLUMNS[:2]:
        if name not in names:
            yield "header_missing", {"found": name, "known": names, "where": where}


def _faults(where, row):
    if row["indicator"] not in vocabulary.INDICATOR:
        yield "unknown_word", {"found": row["indicator"] or "", "known": vocabulary.INDICATOR, "where": where}
    if None in row:
        yield "more_fields", {"where": where, "found": ",".join(row[None]), "known": COLUMNS}
    if not re.fullmatch(r"\d+(\.\d{1,2})?", row["target"] or "") or not float(row["target"]):
        yield "bad_target", {"where": where, "found": row["target"] or ""}


def _twice(rows):
    seen = {}
    for where, row in rows:
        if row["indicator"] in seen:
            yield "target_twice", {"where": where, "found": row["indicator"], "other": seen[row["indicator"]]}
        seen.setdefault(row["indicator"], where)
