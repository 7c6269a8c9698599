"""Pairs of places: of one group, each once, in turn."""

import numpy as np
import pandas as pd


def pairs_within(groups, members):
    """All pairs of members of one group, the smaller first.

    Parameters
    ----------
    groups, members : sequence
        Of each membership the group and the member; none twice.

    Returns
    -------
    int array of shape (pairs, 2)

    Examples
    --------
    >>> sorted(pairs_within(["a", "a", "b", "a"], [3, 1, 1, 2]).tolist())
    [[1, 2], [1, 3], [2, 3]]
    """
    codes, members = pd.factorize(np.asarray(groups))[0], np.asarray(members, dtype=np.int64)
    shared = np.bincount(codes)[codes] > 1 if len(codes) else np.empty(0, bool)
    width = np.int64(members.max(initial=0) + 1)
    codes, members = np.divmod(np.sort(codes[shared] * width + members[shared]), width)
    found, left = [], np.arange(len(codes) - 1)
    for distance in range(1, len(codes)):
        left = left[left + distance < len(codes)]
        left = left[codes[left] == codes[left + distance]]
        if not len(left):
            break
        found.append(np.stack([members[left], members[left + distance]], axis=1))
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


def different_pairs(pairs):
    """Pairs, each once, in order.

    Parameters
    ----------
    pairs : int array of shape (pairs, 2)

    Returns
    -------
    int array of shape (pairs, 2)
    """
    width = int(pairs.max(initial=0)) + 1
    codes = np.sort(pairs[:, 0] * width + pairs[:, 1])
    codes = codes[np.append(True, codes[1:] != codes[:-1])] if len(codes) else codes
    return np.stack(np.divmod(codes, width), axis=1)


def in_turn(pairs):
    """Both ends of one pair after the other, without a list for each of them.

    Parameters
    ----------
    pairs : int array of shape (pairs, 2)

    Returns
    -------
    iterator of tuple
    """
    return zip(*pairs.T.tolist(), strict=True)
