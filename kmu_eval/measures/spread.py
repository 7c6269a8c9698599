"""Quartiles by group, and the spread between events: what each event has of its own."""

import numpy as np

from kmu_eval.measures.kernels import add_up, share

OF_EVENTS = ("event_average", "event_q1", "event_median", "event_q3")
"""What `spread` tells of the events' own values."""
_QUARTERS = np.array([[0.25], [0.5], [0.75]])


def quartiles(values, groups, n_groups):
    """Lower quartile, median and upper quartile of each group.

    Parameters
    ----------
    values : float array
    groups : int array
        Group of each value; a value of group -1 counts nowhere.
    n_groups : int

    Returns
    -------
    float array
        Shape (3, n_groups); missing where the group is empty. Between two values it lies on the straight line that
        joins them (Hyndman and Fan 1996, American Statistician 50, 361-365, type 7), as numpy and pandas have it.

    Examples
    --------
    >>> quartiles(np.array([3.0, 1.0, 2.0, 9.0]), np.array([0, 0, 0, 1]), 3).tolist()
    [[1.5, 9.0, nan], [2.0, 9.0, nan], [2.5, 9.0, nan]]
    """
    return _in_order(*_sorted(values, groups), n_groups)


def spread(cells, n_groups, amount, n):
    """Of amounts and bases by event and group: the whole group's quotient, and the spread of the events' own ones.

    Parameters
    ----------
    cells : EventCells
    n_groups : int
    amount, n : array
        One value for each cell.

    Returns
    -------
    dict of str to array
        By group: n, n_events, estimate (amounts / bases, all added up: the average participant), event_average,
        event_q1, event_median, event_q3. What is of no known event counts in n and estimate only.
    """
    known = (cells.event >= 0) & (n > 0)
    own, group = _sorted(share(amount, n), np.where(known, cells.group, -1))
    n_events, whole = add_up(group, n_groups), add_up(cells.group, n_groups, n)
    of_events = [share(add_up(group, n_groups, own), n_events), *_in_order(own, group, n_groups)]
    estimate = share(add_up(cells.group, n_groups, amount), whole)
    columns = {"n": whole.astype(np.int64), "n_events": n_events, "estimate": estimate}
    return columns | dict(zip(OF_EVENTS, of_events, strict=True))


def _sorted(values, groups):
    """Each group's values together and ascending, so that sums do not depend on the order of rows; and their groups."""
    inside = np.flatnonzero(groups >= 0)
    ascending = inside[np.argsort(values[inside])]
    order = ascending[np.argsort(groups[ascending], kind="stable")]
    return values[order], groups[order]


def _in_order(values, groups, n_groups):
    n = add_up(groups, n_groups)
    place = np.cumsum(n) - n + np.maximum(n - 1, 0) * _QUARTERS
    low = np.floor(place).astype(np.intp)
    padded = np.append(values, [np.nan, np.nan])
    between = padded[low] + (place - low) * (padded[np.ceil(place).astype(np.intp)] - padded[low])
    return np.where(n > 0, between, np.nan)
