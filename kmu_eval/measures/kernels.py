"""Tallies of small integers: rows by group and value, the other step that touches every row."""

import numpy as np

_FEW = 16
"""Up to so many values of one byte, comparing all rows with each value is the quickest."""


def tally(values, n_values, groups=None, n_groups=1, weights=None):
    """How many rows each group has of each value.

    Parameters
    ----------
    values : int array
        0 to ``n_values - 1``; -1 is missing and counts nowhere.
    n_values : int
    groups : int array, optional
        Group of each row; a row of group -1 counts nowhere.
    n_groups : int
    weights : array, optional
        What each row counts for; 1 if not given.

    Returns
    -------
    array
        Shape (n_groups, n_values); int64 without weights, else float64.

    Examples
    --------
    >>> tally(np.array([0, 2, 2, -1]), 3).tolist()
    [[1, 0, 2]]
    """
    n_cells, arrays = n_groups * n_values, [values] if groups is None else [values, groups]
    if weights is None and n_cells <= _FEW and all(array.dtype.itemsize == 1 for array in arrays):
        cells = _cells(values, n_values, groups, np.int8)
        counts = np.array([np.count_nonzero(cells == cell) for cell in range(n_cells)], np.int64)
    else:
        cells = _cells(values, n_values, groups, np.intp)
        cells += 1
        counts = np.bincount(cells, weights, minlength=n_cells + 1)[1:]
    return counts.reshape(n_groups, n_values)


def _cells(values, n_values, groups, dtype):
    cells = values.astype(dtype)
    if groups is None:
        return cells
    cells += groups.astype(dtype) * dtype(n_values)
    return cells | -((values < 0) | (groups < 0)).astype(dtype)


def add_up(groups, n_groups, weights=None):
    """Rows, or weights, added up by group; a row of group -1 counts nowhere.

    Examples
    --------
    >>> add_up(np.array([0, 0, -1]), 2).tolist()
    [2, 0]
    """
    return tally(groups, n_groups, weights=weights)[0]


def mean_of_tally(counts):
    """The mean value of each group of a tally, missing where the group is empty.

    Examples
    --------
    >>> mean_of_tally(np.array([[1, 0, 3], [0, 0, 0]])).tolist()
    [1.5, nan]
    """
    return share(counts @ np.arange(counts.shape[1]), counts.sum(axis=1))


def share(part, whole):
    """Part divided by whole, missing where the whole is 0.

    Examples
    --------
    >>> share(np.array([1, 0]), np.array([4, 0])).tolist()
    [0.25, nan]
    """
    whole = np.asarray(whole, float)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
