"""What speaks against taking two names that are alike for one."""

import numpy as np

from kmu_eval.intake.identity.likeness import digits
from kmu_eval.intake.identity.names import surnames

ESTABLISHED, ESTABLISHED_SHARE = 3, 0.1
"""In so many different names, and so often beside the other word, a word is no slip of the pen for it."""


def same_digits(units, pairs):
    """Whether both names of a pair have the same digits.

    Parameters
    ----------
    units : Units
    pairs : int array of shape (pairs, 2)

    Returns
    -------
    ndarray of bool
    """
    same = np.ones(len(pairs), bool)
    for place in np.flatnonzero(units.numbered[pairs].any(axis=1)).tolist():
        same[place] = digits(units.core[pairs[place, 0]]) == digits(units.core[pairs[place, 1]])
    return same


def unopposed(units, own, pairs):
    """Whether nothing speaks against taking two names for one.

    Neither another legal form, nor domains of their own, nor that each of the words in which they differ is a word.

    Parameters
    ----------
    units : Units
    own : DataFrame
        Domains of units that are a firm's own.
    pairs : int array of shape (pairs, 2)

    Returns
    -------
    ndarray of bool
    """
    first, second = pairs.T
    free = units.compatible(first, second) & ~units.rivals[first] & ~units.rivals[second]
    free &= ~_other_domains(first, second, own)
    free[free] = ~_established(units, pairs[free])
    return free


def _established(units, pairs):
    """Whether the words in which two names differ are, in both ways of writing, words of several names."""
    own = units.words.own(pairs)
    both = own[0].any & own[1].any
    rarer, commoner = np.sort([each.least(units.words.counts) for each in own], axis=0)
    surname = units.words.among(surnames())
    named = [each.least(surname, without=1) > 0 for each in own]
    return both & ((rarer >= np.maximum(ESTABLISHED, ESTABLISHED_SHARE * commoner)) | (named[0] & named[1]))


def _other_domains(first, second, own):
    """Whether both have domains of their own, and none in common."""
    if not len(own):
        return np.zeros(len(first), bool)
    of = own.groupby("unit")["domain"].agg(set).to_dict()
    both = [(of.get(a), of.get(b)) for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    return np.array([bool(a and b) and not a & b for a, b in both], bool)
