"""Result rows: columns in the declared order, one row per group and indicator."""

from functools import cache

import numpy as np
import pandas as pd

from kmu_eval.schema import RESULT_COLUMNS


def words(values, categories=None):
    """A word column of a result, its words in the order given, or in that of first appearance."""
    places = {word: place for place, word in enumerate(dict.fromkeys(values) if categories is None else categories)}
    return pd.Categorical.from_codes([places[value] for value in values], categories=list(places))


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


def word_column(places, words):
    """A word column of a few rows, from the places of its words (-1: missing), quickly."""
    return pd.Categorical.from_codes(np.array(places, np.int8), dtype=_dtype(tuple(words)), validate=False)


@cache
def _dtype(words):
    return pd.CategoricalDtype(words)


def interleaved(arrays):
    """The first value of each array, then the second of each, and so on."""
    return np.column_stack([np.asarray(array) for array in arrays]).ravel()


def texts(values):
    """A text column of a result."""
    return pd.array(values, "str")
