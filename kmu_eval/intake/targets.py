"""``targets.csv``: what the programme promised."""

import csv
import io
import re
from pathlib import Path

from kmu_eval import vocabulary
from kmu_eval.errors import ProgrammeError

FILE_NAME = "targets.csv"
COLUMNS = ("indicator", "target", "source")


def read_targets(folder):
    """Read ``targets.csv``, if there is one: columns indicator, target, source, divided by commas or semicolons.

    Returns
    -------
    tuple of dict
        With the target as a number.

    Raises
    ------
    ProgrammeError
        With every unknown column or indicator, every row that has too many fields, and every target that is no number
        above 0 or whose dot may stand for thousands.
    """
    path = Path(folder, FILE_NAME)
    if not path.exists():
        return ()
    text = _text(path)
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = [(f"{FILE_NAME}, {reader.line_num}", row) for row in reader]
    findings = [finding for where, row in rows for finding in _faults(where, row)]
    if findings:
        raise ProgrammeError(*findings)
    return tuple({**row, "target": float(row["target"]), "source": row.get("source") or ""} for _, row in rows)


def _text(path):
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProgrammeError(("not_utf8", {"file": FILE_NAME})) from None


def _faults(where, row):
    for key in sorted({key for key in row if key is not None} - set(COLUMNS)):
        yield "unknown_key", {"found": key, "known": COLUMNS, "where": where}
    if row.get("indicator") not in vocabulary.INDICATOR:
        yield "unknown_word", {"found": row.get("indicator") or "", "known": vocabulary.INDICATOR, "where": where}
    if None in row:
        yield "more_fields", {"where": where, "found": ",".join(row[None]), "known": COLUMNS}
    if not re.fullmatch(r"\d+(\.\d{1,2})?", row.get("target") or "") or not float(row["target"]):
        yield "bad_target", {"where": where, "found": row.get("target") or ""}
