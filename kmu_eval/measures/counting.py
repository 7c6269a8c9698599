"""Which attendances count, and the words of a column as small integers."""

from functools import reduce

import numpy as np


def counted(tables):
    """Which participations are counted attendances: attended, and stayed long enough where the stay is known.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    bool array
        One value per row of ``participations``.
    """
    return _long_enough(tables, is_word(tables.participations["attended"], "yes"))


def undecided(tables):
    """Which participations may be counted attendances: whether attended is unknown, the stay is not too short."""
    return _long_enough(tables, ~is_word(tables.participations["attended"], "yes", "no"))


def _long_enough(tables, present):
    least = tables.rules.minimum_stay
    if not least:
        return present
    minutes, known = numbers(tables.participations["minutes"])
    return present & (~known | (minutes >= least))


def is_word(column, *words):
    """Which rows of a word column hold one of the words; a missing word is none of them."""
    codes = column.array.codes
    wanted = [codes == code for code, word in enumerate(column.array.categories) if word in words]
    return reduce(np.logical_or, wanted) if wanted else np.zeros(len(codes), bool)


def word_codes(column, words):
    """Each row's place among the words; ``len(words)`` where it is missing or none of them.

    Parameters
    ----------
    column : Series
        Categorical.
    words : sequence of str

    Returns
    -------
    int32 array
    """
    at = {word: place for place, word in enumerate(words)}
    places = [at.get(word, len(words)) for word in column.array.categories]
    return np.array([*places, len(words)], np.int32).take(column.array.codes)


def numbers(column):
    """An integer column with missing values as plain integers (0 where missing), and which are known.

    Parameters
    ----------
    column : Series
        Int32.

    Returns
    -------
    int64 array, bool array
    """
    known = column.notna().to_numpy()
    return column.to_numpy(np.int64, na_value=0), known


def known_events(tables, of_listed, outcome):
    """Which events have a known ``registered``, ``attended`` or ``completed``: from the list or a head count.

    Parameters
    ----------
    tables : Tables
    of_listed : Runs
        The runs of participations with the same event.
    outcome : str

    Returns
    -------
    bool array
        One value per event.
    """
    listed, heads = tables.participations, tables.head_counts
    known = of_listed.add(is_word(listed[outcome], "yes", "no"), len(tables.events)) > 0
    known[heads["event"].to_numpy()[numbers(heads[outcome])[1]]] = True
    return known[:-1]
