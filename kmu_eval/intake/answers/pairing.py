"""Which respondents of several waves are one person, by the code that they made up themselves."""

import numpy as np
import pandas as pd

from kmu_eval.intake.identity.keys import normalised
from kmu_eval.intake.identity.neighbours import one_edit_pairs
from kmu_eval.vocabulary import WAVE

SHORTEST = 5
"""Characters that a code needs for one that is a slip away to be the same."""


def pair(codes, waves, events):
    """Numbers of persons by their codes: equal ones, then those one slip apart that have no other partner.

    Parameters
    ----------
    codes : Series of str
        Missing where none was given.
    waves : sequence of str
        Of each respondent.
    events : int array
        The event that each speaks of, -1 where it is not told. Only respondents of one known event are paired: among
        all of a programme, six characters are soon given twice.

    Returns
    -------
    numbers : int array
        The same for respondents with one code at one event; -1 without a code or without a known event.
    slipped : ndarray of bool
        Whether a slip of the pen was bridged.

    Notes
    -----
    A slip is bridged only between two codes of which neither stands in the other's waves, and for which no other code
    is as near.

    Examples
    --------
    >>> codes = pd.Series(["MA14KO", "ma14ko", "MA14KA", None, "MA14KO"])
    >>> numbers, slipped = pair(codes, ["pre", "post", "follow_up", "post", "pre"], [7, 7, 7, 7, 8])
    >>> numbers.tolist(), slipped.tolist()
    ([0, 0, 0, -1, 1], [False, False, True, False, False])
    """
    plain = normalised(codes).str.replace(r"[\W_]+", "", regex=True).to_numpy(dtype=object)
    events = np.asarray(events, np.int64)
    given = np.flatnonzero((plain != "") & (events >= 0))
    found = pd.MultiIndex.from_arrays([events[given], plain[given]])
    numbers, named = pd.factorize(found, sort=True)
    held = np.zeros(len(named), np.int64)
    np.bitwise_or.at(held, numbers, 1 << pd.Categorical(waves, WAVE).codes[given].astype(np.int64))
    joined = _bridged(named.get_level_values(1).to_list(), named.get_level_values(0).to_numpy(np.int64) + 1, held)
    result, slipped = np.full(len(plain), -1), np.zeros(len(plain), bool)
    result[given] = np.unique(joined[numbers], return_inverse=True)[1]
    slipped[given] = joined[numbers] != numbers
    return result, slipped


def _bridged(names, events, held):
    """For each code the one that stands for it: the one of the earlier wave.

    Parameters
    ----------
    names : list of str
    events : int array
        Only codes of the same event are compared.
    held : int array
        The waves in which each stands, a bit each.
    """
    stands = np.arange(len(names))
    long = np.array([place for place, name in enumerate(names) if len(name) >= SHORTEST], np.int64)
    pairs = long[one_edit_pairs([names[place] for place in long], events[long])].reshape(-1, 2)
    pairs = pairs[(held[pairs[:, 0]] & held[pairs[:, 1]]) == 0]
    partners = np.bincount(pairs.ravel(), minlength=len(names))
    pairs = pairs[(partners[pairs] == 1).all(axis=1)]
    earliest = held[pairs] & -held[pairs]
    kept = np.where(earliest[:, 0] < earliest[:, 1], *pairs.T)
    stands[pairs.sum(axis=1) - kept] = kept
    return stands
