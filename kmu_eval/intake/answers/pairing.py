"""Which respondents of several waves are one person, by the code that they made up themselves."""

import numpy as np
import pandas as pd

from kmu_eval.intake.identity.keys import normalised
from kmu_eval.intake.identity.neighbours import one_edit_pairs

SHORTEST = 5
"""Characters that a code needs for one that is a slip away to be the same."""


def pair(codes, waves):
    """Numbers of persons by their codes: equal ones, then those one slip apart that have no other partner.

    Parameters
    ----------
    codes : Series of str
        Missing where none was given.
    waves : sequence of str
        Of each respondent.

    Returns
    -------
    numbers : int array
        The same for respondents with one code; -1 without.
    slipped : ndarray of bool
        Whether a slip of the pen was bridged.

    Notes
    -----
    A slip is bridged only between two codes of which neither stands in the other's waves, and for which no other code
    is as near.

    Examples
    --------
    >>> numbers, slipped = pair(pd.Series(["MA14KO", "ma14ko", "MA14KA", None]), ["pre", "post", "follow_up", "post"])
    >>> numbers.tolist(), slipped.tolist()
    ([0, 0, 0, -1], [False, False, True, False])
    """
    plain = normalised(codes).str.replace(r"[\W_]+", "", regex=True).to_numpy(dtype=object)
    found = pd.DataFrame({"code": plain, "wave": list(waves)})[plain != ""]
    numbers, names = pd.factorize(found["code"], sort=True)
    joined = _bridged(list(names), found["wave"].groupby(numbers).agg(frozenset).tolist())
    result, slipped = np.full(len(plain), -1), np.zeros(len(plain), bool)
    slipped[found.index] = joined[numbers] != numbers
    result[found.index] = np.unique(joined[numbers], return_inverse=True)[1]
    return result, slipped


def _bridged(names, waves):
    """For each code the one that stands for it."""
    stands = np.arange(len(names))
    long = [place for place, name in enumerate(names) if len(name) >= SHORTEST]
    pairs = np.array(long, np.int64)[one_edit_pairs([names[place] for place in long], np.zeros(len(long), np.int64))]
    pairs = [(a, b) for a, b in pairs.tolist() if not waves[a] & waves[b]]
    partners = np.bincount(np.array(pairs, np.int64).ravel(), minlength=len(names)) if pairs else stands
    for a, b in pairs:
        if partners[a] == partners[b] == 1:
            kept, other = (a, b) if min(map(_wave_place, waves[a])) <= min(map(_wave_place, waves[b])) else (b, a)
            stands[other] = kept
    return stands


def _wave_place(wave):
    return ("pre", "post", "follow_up").index(wave)
