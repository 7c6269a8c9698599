"""Distinct counts by group: one of the two steps that touch every row, so no hashing, and no sorting but by group."""

from dataclasses import dataclass

import numpy as np

_SPARSE = 2048


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Members:
    """The rows of each group, one group after the other.

    Parameters
    ----------
    rows : int array
        Rows, sorted by group.
    edges : int array
        Where each group starts in `rows`, and the end.
    """

    rows: np.ndarray
    edges: np.ndarray

    @property
    def n_groups(self):
        """The number of groups."""
        return len(self.edges) - 1


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Distinct:
    """Different ids by group, by group with the further rows, and over all groups together (without those)."""

    certain: np.ndarray
    possible: np.ndarray
    total: int


def members(groups, n_groups, rows=None):
    """The rows of each group.

    Parameters
    ----------
    groups : int array
        Group of each row, 0 to ``n_groups - 1``; a row with a negative group belongs to none.
    n_groups : int
    rows : int array, optional
        The rows that `groups` speaks of, if not all.

    Returns
    -------
    Members
    """
    inside = np.flatnonzero(groups >= 0)
    if n_groups > 1:
        of_inside = groups.take(inside)
        order = np.argsort(of_inside, kind="stable")
        inside, edges = inside.take(order), np.searchsorted(of_inside.take(order), np.arange(n_groups + 1))
    else:
        edges = np.array([0, len(inside)])
    return Members(inside if rows is None else rows[inside], edges)


def distinct(ids, certain, more=None):
    """How many different ids each group has.

    Parameters
    ----------
    ids : int32 array
        References; a negative one is no id and counts nowhere.
    certain : Members
    more : Members, optional
        Further rows that may count.

    Returns
    -------
    Distinct

    Notes
    -----
    The ids of one group after the other mark their places in one array of booleans, which are then counted. The memory
    needed is in proportion to rows and ids, however many groups there are.

    Examples
    --------
    >>> distinct(np.array([0, 0, 1, -1]), members(np.array([0, 0, 1, 1]), 3)).certain.tolist()
    [1, 1, 0]
    """
    marks = np.zeros(int(ids.max(initial=-1)) + 2, bool)
    places = _places(ids, certain)
    more_places = _places(ids, more) if more else places[:0]
    counts = np.zeros((2, certain.n_groups), np.int64)
    for group in range(certain.n_groups):
        part = places[certain.edges[group] : certain.edges[group + 1]]
        further = more_places[more.edges[group] : more.edges[group + 1]] if more else more_places
        counts[:, group] = _of_one_group(part, further, marks)
    total = int(counts[0, 0]) if certain.n_groups == 1 else _of_one_group(places, places[:0], marks)[0]
    return Distinct(counts[0], counts[1], total)


def seen(ids, groups):
    """Which ids stand in any row whose group is not negative, as a boolean array over the ids."""
    marks = np.zeros(int(ids.max(initial=-1)) + 2, bool)
    marks[_places(ids, members(groups, 1))] = True
    return marks[1:]


def _places(ids, of_groups):
    places = ids.take(of_groups.rows).astype(np.intp)
    places += 1
    return places


def _of_one_group(places, more, marks):
    if _SPARSE * (len(places) + len(more)) < len(marks):
        either = np.unique(np.append(places, more))
        return np.count_nonzero(np.unique(places)), np.count_nonzero(either)
    marks[places] = True
    certain = np.count_nonzero(marks[1:])
    marks[more] = True
    possible = np.count_nonzero(marks[1:]) if len(more) else certain
    marks[:] = False
    return certain, possible
