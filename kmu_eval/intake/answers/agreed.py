"""Columns that tell of the same in one row: where one says nothing the other counts, where two differ neither does."""

import numpy as np

from kmu_eval.intake.answers.cells import LEFT_OUT, NOT_ASKED
from kmu_eval.intake.answers.headings import MARK
from kmu_eval.intake.issues import by_file


def agreed(count, readings):
    """What several columns say together.

    Parameters
    ----------
    count : int
        Number of rows.
    readings : list of (str, int array)
        By column the code of each row; below 0 where it holds no answer.

    Returns
    -------
    codes : int array
        Left out where two columns hold different answers.
    differing : dict of (str, str) to bool array
        By two columns the rows in which they differ.

    Examples
    --------
    >>> codes, differing = agreed(3, [("A", np.array([1, 1, -1])), ("B", np.array([1, 0, 0]))])
    >>> codes.tolist(), {names: rows.tolist() for names, rows in differing.items()}
    ([1, -1, 0], {('A', 'B'): [False, True, False]})
    """
    codes, teller, differing = np.full(count, NOT_ASKED), np.zeros(count, int), {}
    for number, (name, read) in enumerate(readings):
        differ = (codes >= 0) & (read >= 0) & (codes != read)
        for first in np.unique(teller[differ]):
            differing[readings[first][0], name] = differ & (teller == first)
        teller = np.where((codes < 0) & (read > codes), number, teller)
        codes = np.where(codes < 0, np.maximum(codes, read), codes)
    for rows in differing.values():
        codes[rows] = LEFT_OUT
    return codes, differing


def together(found):
    """Several differences as one: those of the same two columns by row."""
    rows = {}
    for differing in found:
        for columns, differ in differing.items():
            rows[columns] = rows.get(columns, False) | differ
    return rows


def columns_differ(rows, item, differing):
    """One issue for each two columns and file.

    Parameters
    ----------
    rows : DataFrame
        Rows of respondents.
    item : str
    differing : dict
        From `agreed`.

    Yields
    ------
    Issue
    """
    for names, differ in differing.items():
        first, second = (name.removeprefix(MARK) for name in names)
        yield from by_file(rows[differ], "error", "columns_differ", item, item=item, first=first, second=second)
