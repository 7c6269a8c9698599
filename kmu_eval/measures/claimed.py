"""What is found about one claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kmu_eval.vocabulary import NOT_TESTABLE


@dataclass(frozen=True)
class Found:
    """What data say of a claim.

    Parameters
    ----------
    verdict : str
        What they say of it.
    numbers : mapping of str
        Columns of the claim's row by name: unit, n, estimate, range or interval.
    clauses : tuple of str
        How the numbers were made.
    untested : str, optional
        Why nothing is said, one of `kmu_eval.vocabulary.UNTESTED`.
    """

    verdict: str
    numbers: Mapping = field(default_factory=lambda: MappingProxyType({}))
    clauses: tuple[str, ...] = ()
    untested: str | None = None


def untested(why, numbers=None, clauses=()):
    """That nothing is said of a claim, and why.

    Examples
    --------
    >>> untested("no_answers").verdict
    'not_testable'
    """
    return Found(NOT_TESTABLE, numbers or {}, tuple(clauses), why)


def limited(table, where):
    """The rows of a result table that belong to a limit, and those that may: a column that is not stated.

    Parameters
    ----------
    table : DataFrame
        Grouped by the columns of the limit.
    where : mapping of str to str
        By column its word.

    Returns
    -------
    inside, perhaps : DataFrame

    Examples
    --------
    >>> import pandas as pd
    >>> counts = pd.DataFrame({"mode": ["online", "hybrid", None], "estimate": [8, 2, 1]})
    >>> [rows["estimate"].tolist() for rows in limited(counts, {"mode": "online"})]
    [[8], [1]]
    """
    inside, possible = table["estimate"].notna() | True, table["estimate"].notna() | True
    for column, word in where.items():
        named = table[column].astype("object") == word
        inside &= named
        possible &= named | table[column].isna()
    return table[inside], table[possible & ~inside]


def limits(where):
    """A limit as clauses of a rule.

    Examples
    --------
    >>> limits({"mode": "online", "year": "2021"})
    ['only mode: online', 'only year: 2021']
    """
    return [f"only {column}: {word}" for column, word in where.items()]
