"""Result rows: columns in the declared order, one row per group and indicator."""

from functools import lru_cache

import numpy as np
import pandas as pd

from kmu_eval.schema import RESULT_COLUMNS


def words(values, categories=None):
    """A word column of a result, its words in the order given, or in that of first appearance."""
    places = {word: place for place, word in enumerate(dict.fromkeys(values) if categories is None else categories)}
    return of_codes([places[value] for value in values], places)


def of_codes(codes, words, ordered=False):
    """A word column from the places of its words; -1 is missing.

    Examples
    --------
    >>> of_codes([1, -1], ["online", "hybrid"]).tolist()
    ['hybrid', nan]
    """
    return pd.Categorical.from_codes(codes, dtype=_dtype(tuple(words), ordered))


@lru_cache(maxsize=256)
def _dtype(words, ordered):
    """Kept: pandas takes longer to see that words are unique than many a measure to count."""
    return pd.CategoricalDtype(list(words), ordered)


def result(columns, first=()):
    """A result table: the grouping columns first, then the others in the order of the schema.

    Parameters
    ----------
    columns : mapping of str to column
    first : sequence of str
        The grouping columns.

    Returns
    -------
    DataFrame
    """
    order = [*first, *(name for name in RESULT_COLUMNS if name in columns and name not in first)]
    return pd.DataFrame({name: columns[name] for name in order}, copy=False)


def interleaved(arrays):
    """The first value of each array, then the second of each, and so on."""
    return np.column_stack([np.asarray(array) for array in arrays]).ravel()


def texts(values):
    """A text column of a result."""
    return pd.array(values, "str")
