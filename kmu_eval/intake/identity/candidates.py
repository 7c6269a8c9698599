"""Names at one postcode that may be one another's: two slips apart, words cut short, the first words alone."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.domains import different_pairs, pairs_within
from kmu_eval.intake.identity.likeness import abbreviates
from kmu_eval.intake.identity.names import as_array
from kmu_eval.intake.identity.neighbours import one_edit_pairs

LONG = 10
"""Letters from which on a slip or two of the pen leave one of the parts below as it is."""
_PARTS = ((0, 4), (4, 8), (-4, None))


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
    found = [_close(units, chosen, _part(units.compacts, chosen, *part)) for part in _PARTS]
    pairs = different_pairs(np.concatenate(found))
    first, second = ([units.compact[i] for i in side] for side in pairs.T.tolist())
    edits = cpdist(first, second, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8) if len(pairs) else np.empty(0)
    return different_pairs(np.concatenate([short, pairs[edits == 1]])), pairs[edits == 2]


def _part(texts, chosen, start, stop):
    return pc.utf8_slice_codeunits(texts.take(pa.array(chosen)), start, stop)


def _placed(units):
    return (units.postcode >= 0) & ~units.generic


def at_place(units, chosen, texts):
    """Groups of one postcode and one text.

    Parameters
    ----------
    units : Units
    chosen : int array
        Units, all with a postcode.
    texts : sequence of str
        Of each chosen one.

    Returns
    -------
    int array
    """
    codes = as_array(texts).dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes * np.int64(units.postcode.max(initial=0) + 1) + units.postcode[chosen]


def letter_sums(units):
    """A number for each name that is the same for the same letters in whatever order, and mostly another for others.

    Parameters
    ----------
    units : Units

    Returns
    -------
    uint32 array
    """
    of_letter = (np.arange(1, 1025, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)).astype(np.uint32)
    return units.by_name(np.add, of_letter[units.letters & np.uint32(1023)])


def _close(units, chosen, part):
    """Pairs that two slips may lie between: near in length, few letters that only one of them has."""
    first, second = pairs_within(at_place(units, chosen, part), chosen).T
    other = np.bitwise_count(units.letter_masks[first] ^ units.letter_masks[second])
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
    starts = pc.replace_substring_regex(units.cores.take(pa.array(chosen)), r"(\pL{3})\pL+", r"\1")
    pairs = _within_the_other(units, pairs_within(at_place(units, chosen, starts), chosen))
    return _table(_cut_first(a, b, units.core) for a, b in pairs.tolist())


def _within_the_other(units, pairs):
    """Pairs of names of which the shorter has no letter that the longer has not."""
    shorter, longer = (
        np.where((units.length[pairs[:, 0]] < units.length[pairs[:, 1]]) == first, *pairs.T) for first in (True, False)
    )
    letters = units.letter_masks
    kept = (units.length[shorter] < units.length[longer]) & ((letters[shorter] & ~letters[longer]) == 0)
    return pairs[kept]


def _table(pairs):
    return np.array([pair for pair in pairs if pair], dtype=np.int64).reshape(-1, 2)


def _cut_first(a, b, cores):
    a, b = sorted((a, b), key=lambda place: len(cores[place]))
    return (a, b) if len(cores[a]) < len(cores[b]) and abbreviates(cores[a].split(), cores[b].split()) else None


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
    first = pc.replace_substring_regex(units.cores.take(pa.array(chosen)), " .*", "")
    pairs = pairs_within(at_place(units, chosen, first), chosen)
    pairs = _within_the_other(units, pairs)
    return _table(_shorter_first(a, b, units.core) for a, b in pairs.tolist())


def _shorter_first(a, b, cores):
    one, other = cores[a], cores[b]
    if other.startswith(f"{one} "):
        return a, b
    return (b, a) if one.startswith(f"{other} ") else None
