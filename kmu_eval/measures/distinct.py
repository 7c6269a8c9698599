"""Distinct counts by group: one of the two steps that touch every row, so no hashing and no sorting of many rows."""

from dataclasses import dataclass

import numpy as np

DENSE_CELLS = 1 << 26
_BLOCK = 1 << 16


@dataclass(frozen=True, eq=False)
class Distinct:
    """Different ids by group, by group with the further rows, and over all groups together (without those)."""

    certain: np.ndarray
    possible: np.ndarray
    total: int


def distinct(ids, groups, n_groups, more_ids=(), more_groups=()):
    """How many different ids each group has.

    Parameters
    ----------
    ids : int32 array
        References; a negative one is no id and counts nowhere.
    groups : int array
        Group of each row, 0 to ``n_groups - 1``; a row with a negative group counts nowhere.
    n_groups : int
    more_ids, more_groups : int array
        Further rows that may count.

    Returns
    -------
    Distinct

    Notes
    -----
    Each (group, id) is one cell of a boolean array into which the rows are scattered, block by block. Where that array
    would pass 64 MB, the rows are taken group by group instead, so memory stays in proportion to the rows.

    Examples
    --------
    >>> distinct(np.array([0, 0, 1, -1]), np.array([0, 0, 1, 1]), 3).certain.tolist()
    [1, 1, 0]
    """
    width = max(int(ids.max(initial=-1)), int(np.max(more_ids, initial=-1))) + 2
    everyone = np.zeros(width, bool)
    if n_groups == 1:
        return _one_group(ids, groups, everyone, more_ids, more_groups)
    if n_groups * width <= DENSE_CELLS:
        return _by_cell(ids, groups, n_groups, everyone, more_ids, more_groups)
    return _group_by_group(ids, groups, n_groups, everyone, more_ids, more_groups)


def blocks(groups):
    """The rows whose group is not negative, as (first row, rows from there) of one block after the other."""
    for first in range(0, len(groups), _BLOCK):
        yield first, np.flatnonzero(groups[first : first + _BLOCK] >= 0)


def seen(ids, groups):
    """Which ids stand in any row whose group is not negative, as a boolean array over the ids."""
    flags = np.zeros(int(ids.max(initial=-1)) + 2, bool)
    _scatter(ids, groups, flags)
    return flags[1:]


def _scatter(ids, groups, flags):
    for first, rows in blocks(groups):
        flags[ids[first : first + _BLOCK].take(rows).astype(np.intp) + 1] = True


def _scatter_cells(ids, groups, flags, everyone):
    width = len(everyone)
    for first, rows in blocks(groups):
        places = ids[first : first + _BLOCK].take(rows).astype(np.intp)
        places += 1
        everyone[places] = True
        places += np.multiply(groups[first : first + _BLOCK].take(rows), width, dtype=np.intp)
        flags[places] = True


def _one_group(ids, groups, everyone, more_ids, more_groups):
    _scatter(ids, groups, everyone)
    certain = np.count_nonzero(everyone[1:])
    _scatter(np.asarray(more_ids, np.int32), np.asarray(more_groups, np.int32), everyone)
    return Distinct(np.array([certain]), np.array([np.count_nonzero(everyone[1:])]), certain)


def _by_cell(ids, groups, n_groups, everyone, more_ids, more_groups):
    flags = np.zeros(n_groups * len(everyone), bool)
    _scatter_cells(ids, groups, flags, everyone)
    certain, total = _per_row(flags, n_groups), np.count_nonzero(everyone[1:])
    if not len(more_ids):
        return Distinct(certain, certain, total)
    _scatter_cells(more_ids, more_groups, flags, everyone)
    return Distinct(certain, _per_row(flags, n_groups), total)


def _per_row(flags, n_groups):
    return np.array([np.count_nonzero(row[1:]) for row in flags.reshape(n_groups, -1)], np.int64)


def _group_by_group(ids, groups, n_groups, everyone, more_ids, more_groups):
    _scatter(ids, groups, everyone)
    certain, total = _sorted_groups(ids, groups, n_groups, len(everyone)), np.count_nonzero(everyone[1:])
    if not len(more_ids):
        return Distinct(certain, certain, total)
    both = np.append(ids, more_ids), np.append(groups, more_groups)
    return Distinct(certain, _sorted_groups(*both, n_groups, len(everyone)), total)


def _sorted_groups(ids, groups, n_groups, n_ids):
    rows = np.flatnonzero((groups >= 0) & (ids >= 0)).astype(np.int32)
    rows = rows[np.argsort(groups[rows], kind="stable")]
    edges = np.searchsorted(groups[rows], np.arange(n_groups + 1))
    last_row = np.empty(n_ids, np.int32)
    counts = np.zeros(n_groups, np.int64)
    for group in np.flatnonzero(np.diff(edges)):
        part = rows[edges[group] : edges[group + 1]]
        last_row[ids[part]] = part
        counts[group] = np.count_nonzero(last_row[ids[part]] == part)
    return counts
