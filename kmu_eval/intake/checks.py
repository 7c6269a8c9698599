"""Prepared tables are checked right before they are saved: against our own mistakes, not a person's."""

from kmu_eval.schema import NONE, PREPARED

_REFERS_TO = {
    "participant": "participants",
    "event": "events",
    "organisation": "organisations",
    "participation": "participations",
    "respondent": "respondents",
    "pairing": "respondents",
}


def check_tables(frames):
    """Check types, words, keys and references of all prepared tables.

    Parameters
    ----------
    frames : mapping of str to DataFrame

    Raises
    ------
    pandera.errors.SchemaErrors
        With all faults; they are faults of this program.
    """
    for name, frame in frames.items():
        _model(name, frames).validate(frame, lazy=True)


def _model(name, frames):
    import pandera.pandas as pa

    table = PREPARED[name]
    columns = {column.name: _column(column, name, frames) for column in table.columns}
    keys = [column.name for column in table.columns if column.key]
    unique = keys if name in ("events", "participants", "organisations") else None
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=unique)


def _column(column, table, frames):
    import pandera.pandas as pa

    checks = []
    if column.words:
        checks.append(pa.Check(lambda s: list(s.cat.categories) == list(column.words), name="closed words"))
    if column.kind == "integer":
        checks.append(pa.Check.ge(0))
    if column.kind == "reference":
        rows = len(frames[_REFERS_TO[column.name]])
        checks.append(pa.Check.in_range(NONE, rows - 1 if rows else NONE))
    types = {"word": pa.Category, "integer": "Int32", "reference": "int32", "text": "str", "date": "datetime64[s]"}
    return pa.Column(types.get(column.kind), checks, nullable=not column.key or column.kind == "word")
