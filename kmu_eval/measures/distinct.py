"""Distinct counts by group: one of the two steps that touch every row, so no hashing and no sorting of many rows."""

import numpy as np

DENSE_CELLS = 1 << 26


def distinct(ids, groups, n_groups):
    """How many different ids each group has.

    Parameters
    ----------
    ids : int array
        References; a negative one is no id and counts nowhere.
    groups : int array
        Group of each row, 0 to ``n_groups - 1``; a row with a negative group counts nowhere.
    n_groups : int

    Returns
    -------
    int64 array
        One count per group.

    Notes
    -----
    Each (group, id) is one cell of a boolean array into which the rows are scattered. Where that array would pass
    64 MB, the rows are taken group by group instead, so memory stays in proportion to the rows.

    Examples
    --------
    >>> distinct(np.array([0, 0, 1, -1]), np.array([0, 0, 1, 1]), 3).tolist()
    [1, 1, 0]
    """
    n_ids = int(ids.max(initial=-1)) + 1
    if n_ids == 0 or n_groups == 0:
        return np.zeros(n_groups, np.int64)
    if n_groups * n_ids <= DENSE_CELLS:
        return _by_cell(ids, groups, n_groups, n_ids)
    return _group_by_group(ids, groups, n_groups, n_ids)


def seen(ids, groups):
    """Which ids stand in any row whose group is not negative, as a boolean array over the ids."""
    flags = np.zeros(int(ids.max(initial=-1)) + 2, bool)
    flags[np.where(groups >= 0, ids, -1)] = True
    return flags[:-1]


def _by_cell(ids, groups, n_groups, n_ids):
    if n_groups == 1:
        return np.array([np.count_nonzero(seen(ids, groups))], np.int64)
    cells = groups.astype(np.intp)
    cells *= n_ids
    cells += ids
    cells[(groups < 0) | (ids < 0)] = -1
    flags = np.zeros(n_groups * n_ids + 1, bool)
    flags[cells] = True
    by_group = flags[:-1].reshape(n_groups, n_ids)
    return np.array([np.count_nonzero(row) for row in by_group], np.int64)


def _group_by_group(ids, groups, n_groups, n_ids):
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
