"""Names at one postcode that may be one another's: two slips apart, words cut short, the first words alone."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.likeness import SHORTEST_CUT, abbreviates
from kmu_eval.intake.identity.names import codes_of
from kmu_eval.intake.identity.neighbours import one_edit_pairs
from kmu_eval.intake.identity.pairs import different_pairs, in_turn, pairs_within

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
    first, second = (units.compacts.take(pa.array(side)).to_pylist() for side in pairs.T)
    edits = cpdist(first, second, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8) if len(pairs) else np.empty(0)
    return different_pairs(np.concatenate([short, pairs[edits == 1]])), pairs[edits == 2]


def _part(texts, chosen, start, stop):
    return codes_of(pc.utf8_slice_codeunits(texts.take(pa.array(chosen)), start, stop))


def _placed(units):
    return (units.postcode >= 0) & ~units.generic


def at_place(units, chosen, codes):
    """Groups of one postcode and one number.

    Parameters
    ----------
    units : Units
    chosen : int array
        Units, all with a postcode.
    codes : int array
        A number of each chosen one.

    Returns
    -------
    int array
    """
    return codes * np.int64(units.postcode.max(initial=0) + 1) + units.postcode[chosen]


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
    pairs = pairs_within(at_place(units, chosen, units.words.begun(SHORTEST_CUT)[chosen]), chosen)
    return _table(_cut_first(a, b, units.core) for a, b in in_turn(_within_the_other(units, pairs)))


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
    pairs = pairs_within(at_place(units, chosen, units.words.first[chosen]), chosen)
    return _table(_shorter_first(a, b, units.core) for a, b in in_turn(_within_the_other(units, pairs)))


def _shorter_first(a, b, cores):
    one, other = cores[a], cores[b]
    if other.startswith(f"{one} "):
        return a, b
    return (b, a) if one.startswith(f"{other} ") else None
