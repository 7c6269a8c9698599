"""Issues: the faults found in raw files, collected and told together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kmu_eval import words
from kmu_eval.schema import PERSONAL
from kmu_eval.vocabulary import SEVERITY

HARMLESS = frozenset({"looks_missing"})
"""Rules that only find a few known words, so that their values name nobody."""
COLUMNS = ("severity", "rule", "source", "file", "row", "column", "value", "rows", "message")


@dataclass(frozen=True)
class Issue:
    """One fault, or one assumption made, in one column of one file.

    Parameters
    ----------
    severity : str
        ``error`` (a number may be wrong), ``warning`` (look at it) or ``note`` (an assumption told).
    rule : str
        A key of ``messages.toml``: what was found, what is allowed, what was done.
    source, file : str
        The source's name in ``programme.toml`` and the file.
    row : int, optional
        The first row, as a spreadsheet counts it.
    column, value : str
        The column of ours, and what stood in it; values of personal columns are never kept.
    rows : int
        Number of rows that it concerns: how much a total can move.
    values : mapping
        What else the message names.

    Examples
    --------
    >>> Issue("error", "no_integer", "lists", "raw/a.csv", 7, "minutes", "viel", rows=2).text("en")
    "raw/a.csv, 7: 'viel' in column 'minutes' is no whole number (rows: 2) and is taken as missing."
    """

    severity: str
    rule: str
    source: str = ""
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    rows: int = 1
    values: Mapping = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self):
        if self.column in PERSONAL and self.rule not in HARMLESS:
            object.__setattr__(self, "value", "")

    @property
    def rank(self):
        """Sorting key: the most consequential first."""
        return SEVERITY.index(self.severity), -self.rows, self.rule, self.file, self.row or 0, self.column, self.value

    def text(self, language):
        """The message in one language."""
        where = self.file if self.row is None else f"{self.file}, {self.row}"
        place = {"file": self.file, "where": where, "column": self.column, "source": self.source}
        found = {"found": self.value, "rows": words.number(self.rows, language)}
        return words.message(self.rule, language, **{**place, **found, **self.values})


def by_file(rows, severity, rule, column, **values):
    """One issue per file: where the first of the rows stands, and how many there are.

    Parameters
    ----------
    rows : DataFrame
        The rows concerned: source, file, row.
    severity, rule, column : str
    **values
        What else the message names.

    Yields
    ------
    Issue
    """
    for (source, file), found in rows.groupby(["source", "file"], sort=True, observed=True):
        yield Issue(severity, rule, source, file, int(found["row"].min()), column, rows=len(found), values=values)


def issue_table(issues, language):
    """All issues as a frame, most consequential first.

    Parameters
    ----------
    issues : iterable of Issue
    language : str

    Returns
    -------
    DataFrame
        Columns severity, rule, source, file, row, column, value, rows, message.
    """
    import pandas as pd

    ordered = sorted(issues, key=lambda issue: issue.rank)
    rows = [{name: getattr(i, name, None) for name in COLUMNS[:-1]} | {"message": i.text(language)} for i in ordered]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"row": "Int64", "rows": "int64"})
