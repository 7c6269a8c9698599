"""Names at one postcode that may be one another's: two slips apart, words cut short, the first words alone."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.domains import pairs_within
from kmu_eval.intake.identity.likeness import abbreviates

LONG = 10
"""Letters that a name needs for two slips of the pen to be just that."""
_PARTS = (slice(4), slice(4, 8), slice(-4, None))
_NONE = np.empty((0, 2), np.int64)


def two_edit_pairs(units):
    """Long names two slips apart, which have the same four letters at either end or after the first four.

    Parameters
    ----------
    units : Units

    Returns
    -------
    int array of shape (pairs, 2)
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    length = np.fromiter(map(len, units.compact), np.int64, len(units))
    chosen = np.flatnonzero(_placed(units) & (length >= LONG))
    texts = [units.compact[i] for i in chosen.tolist()]
    parts = [[text[part] for text in texts] for part in _PARTS]
    letters = _letters(units.compact)
    found = [_close(pairs_within(_at(units, chosen, part), chosen), length, letters) for part in parts]
    pairs = np.unique(np.concatenate(found), axis=0)
    first, second = ([units.compact[i] for i in side] for side in pairs.T.tolist())
    edits = cpdist(first, second, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8) if len(pairs) else np.empty(0)
    return pairs[edits == 2]


def _placed(units):
    return (units.postcode >= 0) & ~units.generic


def _at(units, chosen, texts):
    """Groups of one postcode and one text."""
    codes = pd.factorize(np.asarray(texts, dtype=object))[0] if len(texts) else np.empty(0, np.int64)
    return codes * np.int64(units.postcode.max(initial=0) + 1) + units.postcode[chosen]


def _letters(texts):
    """Which letters each text has, a bit each; others than a to z share one."""
    flat = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    bits = np.where((flat >= 97) & (flat <= 122), flat - 96, 0).astype(np.uint32)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    masks = np.zeros(len(texts), np.uint32)
    filled = lengths > 0
    starts = (np.cumsum(lengths) - lengths)[filled]
    if len(starts):
        masks[filled] = np.bitwise_or.reduceat(np.left_shift(np.uint32(1), bits), starts)
    return masks


def _close(pairs, length, letters):
    """Pairs that two slips may lie between: near in length, and few letters that only one of them has."""
    if not len(pairs):
        return _NONE
    first, second = pairs.T
    other = np.bitwise_count(letters[first] ^ letters[second])
    return pairs[(np.abs(length[first] - length[second]) <= 2) & (other <= 4)]


def cut_short_pairs(units):
    """Names of which some words are the other's cut short: that one first.

    Parameters
    ----------
    units : Units

    Returns
    -------
    int array of shape (pairs, 2)
    """
    chosen = np.flatnonzero(_placed(units))
    cores = pa.array(units.core, pa.large_string()).take(pa.array(chosen))
    starts = pc.replace_substring_regex(cores, r"(\pL{3})\pL+", r"\1").to_pylist()
    pairs = pairs_within(_at(units, chosen, starts), chosen)
    return _table(_cut_first(a, b, units.core) for a, b in pairs.tolist())


def _table(pairs):
    return np.array([pair for pair in pairs if pair], dtype=np.int64).reshape(-1, 2)


def _cut_first(a, b, cores):
    one, other = cores[a].split(), cores[b].split()
    if one == other:
        return None
    if abbreviates(one, other):
        return a, b
    return (b, a) if abbreviates(other, one) else None


def leading_pairs(units):
    """Names of which one is the first words of the other: the shorter first.

    Parameters
    ----------
    units : Units

    Returns
    -------
    int array of shape (pairs, 2)
    """
    chosen = np.flatnonzero(_placed(units))
    pairs = pairs_within(_at(units, chosen, [units.core[i].split(" ", 1)[0] for i in chosen.tolist()]), chosen)
    return _table(_shorter_first(a, b, units.core) for a, b in pairs.tolist())


def _shorter_first(a, b, cores):
    one, other = cores[a], cores[b]
    if other.startswith(f"{one} "):
        return a, b
    return (b, a) if one.startswith(f"{other} ") else None
