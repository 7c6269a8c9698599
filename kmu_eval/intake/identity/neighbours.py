"""Texts that are one edit apart: found by the texts that are left when one letter is taken out."""

import numpy as np

_BASE = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def one_edit_pairs(texts, blocks):
    """Pairs of texts of one block that differ by one letter more, less or other, or by two neighbours swapped.

    Parameters
    ----------
    texts : list of str
        Different within a block.
    blocks : int array
        Only texts of the same block are compared; those of a negative one with none.

    Returns
    -------
    int array of shape (pairs, 2)
        Places of the texts, the smaller first, in order.

    Notes
    -----
    Deletion neighbourhood (Mor and Fraenkel 1982): two texts one edit apart share a text with at most one letter taken
    out. The hashes of those are sorted, so the effort grows with the letters, not with the pairs. Candidates are then
    measured: restricted Damerau-Levenshtein distance of at most one.

    Examples
    --------
    >>> one_edit_pairs(["mueller", "muellre", "moeller", "meier"], np.zeros(4, int)).tolist()
    [[0, 1], [0, 2]]
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    blocks = np.asarray(blocks)
    chosen = _in_company(blocks)
    if not len(chosen):
        return np.empty((0, 2), np.int64)
    pairs = chosen[_sharing(_signatures([texts[i] for i in chosen], blocks[chosen]), len(chosen))]
    pairs = pairs[blocks[pairs[:, 0]] == blocks[pairs[:, 1]]]
    first, second = ([texts[i] for i in side] for side in pairs.T.tolist())
    near = cpdist(first, second, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) == 1 if len(pairs) else []
    return pairs[np.asarray(near, bool)]


def _in_company(blocks):
    """Texts that are not alone in their block."""
    count = np.bincount(blocks[blocks >= 0])
    return np.flatnonzero((blocks >= 0) & (count[blocks] > 1)) if len(count) else np.empty(0, np.int64)


def _signatures(texts, blocks):
    """Hashes of each text whole and with each letter taken out, the text's place in the low bits; sorted."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.cumsum(lengths) - lengths
    row = np.repeat(np.arange(len(texts)), lengths)
    place = np.arange(len(letters)) - starts[row]
    powers = np.multiply.accumulate(np.full(int(lengths.max(initial=0)) + 1, _BASE))
    sums = np.append(np.uint64(0), np.cumsum(letters * powers[place], dtype=np.uint64))
    whole = sums[starts + lengths] - sums[starts]
    before, after = sums[:-1] - sums[starts][row], sums[starts + lengths][row] - sums[1:]
    del letters, place
    without = before + after * _INVERSE
    hashes = np.concatenate([whole, without]) + mixed(np.concatenate([blocks, blocks[row]]).astype(np.uint64))
    places = np.concatenate([np.arange(len(texts)), row]).astype(np.uint64)
    bits = np.uint64(max(len(texts) - 1, 1).bit_length())
    signatures = (mixed(hashes) >> bits << bits) | places
    signatures.sort()
    return signatures


def mixed(numbers):
    """Numbers scattered over all their bits, each to another."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX
    return numbers ^ (numbers >> np.uint64(31))


def _sharing(signatures, count):
    """Pairs of places that share a hash, the smaller first, each once."""
    bits = np.uint64(max(count - 1, 1).bit_length())
    hashes, places = signatures >> bits, (signatures & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    found, left = [], np.arange(len(hashes) - 1)
    for distance in range(1, len(hashes)):
        left = left[left + distance < len(hashes)]
        left = left[hashes[left] == hashes[left + distance]]
        if not len(left):
            break
        found.append(np.stack([places[left], places[left + distance]], axis=1))
    pairs = np.sort(np.concatenate(found), axis=1) if found else np.empty((0, 2), np.int64)
    return np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0)
