"""Names at one postcode that may be one another's: two slips apart, words cut short, the first words alone."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.domains import different_pairs, pairs_within
from kmu_eval.intake.identity.likeness import abbreviates
from kmu_eval.intake.identity.neighbours import one_edit_pairs

LONG = 10
"""Letters from which on a slip or two of the pen leave one of the parts below as it is."""
_PARTS = (slice(4), slice(4, 8), slice(-4, None))


def slipped_pairs(units):
    """Names one and two slips of the pen apart.

    Parameters
    ----------
    units : Units

    Returns
    -------
    one, two : int array of shape (pairs, 2)

    Notes
    -----
    Short names by their deletion neighbourhood, one slip only. Long ones are compared where they have four letters in
    common at the beginning, after these, or at the end, and hardly a letter that only one of them has.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    long = units.length >= LONG
    short = one_edit_pairs(units.compact, np.where(units.generic | long, -1, units.postcode))
    chosen = np.flatnonzero(_placed(units) & long)
    letters = _letters(units.compact)
    texts = [units.compact[i] for i in chosen.tolist()]
    found = [_close(units, at_place(units, chosen, [text[part] for text in texts]), chosen, letters) for part in _PARTS]
    pairs = different_pairs(np.concatenate(found))
    first, second = ([units.compact[i] for i in side] for side in pairs.T.tolist())
    edits = cpdist(first, second, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8) if len(pairs) else np.empty(0)
    return different_pairs(np.concatenate([short, pairs[edits == 1]])), pairs[edits == 2]


def _placed(units):
    return (units.postcode >= 0) & ~units.generic


def at_place(units, chosen, texts):
    """Groups of one postcode and one text.

    Parameters
    ----------
    units : Units
    chosen : int array
        Units, all with a postcode.
    texts : list of str
        Of each chosen one.

    Returns
    -------
    int array
    """
    codes = pa.array(texts, pa.large_string()).dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes * np.int64(units.postcode.max(initial=0) + 1) + units.postcode[chosen]


def letter_sums(texts):
    """A number for each text that is the same for the same letters in whatever order.

    Examples
    --------
    >>> bau, uab, baum = letter_sums(["bau", "uab", "baum"]).tolist()
    >>> bau == uab, bau == baum
    (True, False)
    """
    flat = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    flat = (flat + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    sums = np.append(np.uint64(0), np.cumsum((flat ^ (flat >> np.uint64(29))) * flat, dtype=np.uint64))
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    return sums[ends] - sums[np.append(0, ends[:-1])] if len(texts) else np.empty(0, np.uint64)


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


def _close(units, groups, chosen, letters):
    """Pairs of a group that two slips may lie between: near in length, few letters that only one of them has."""
    first, second = pairs_within(groups, chosen).T
    other = np.bitwise_count(letters[first] ^ letters[second])
    near = (np.abs(units.length[first] - units.length[second]) <= 2) & (other <= 4)
    return np.stack([first[near], second[near]], axis=1)


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
    pairs = pairs_within(at_place(units, chosen, starts), chosen)
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
    pairs = pairs_within(at_place(units, chosen, [units.core[i].split(" ", 1)[0] for i in chosen.tolist()]), chosen)
    return _table(_shorter_first(a, b, units.core) for a, b in pairs.tolist())


def _shorter_first(a, b, cores):
    one, other = cores[a], cores[b]
    if other.startswith(f"{one} "):
        return a, b
    return (b, a) if one.startswith(f"{other} ") else None
