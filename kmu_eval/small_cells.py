"""Groups too small to be shown: their values leave the table before anything is drawn or written.

A total beside a hidden group would give it away, so totals over groups leave with it.
"""

import numpy as np

VALUES = (
    "n",
    "n_missing",
    "estimate",
    "lower",
    "upper",
    "event_average",
    "share_of_target",
    "new",
    "cumulative",
    *("answers", "n_asked", "n_dont_know", "n_attendances", "n_silent"),
    *("ci_low", "ci_high", "iid_low", "iid_high", "deff", "mean", "mean_low", "mean_high", "sd"),
    *("promoters", "passives", "detractors"),
    *("weighted", "weighted_low", "weighted_high", "weights_deff"),
    *("share_of_attendances", "difference_pp", "tipping_share", "tipping_pp"),
    *("event_q1", "event_median", "event_q3"),
)
"""Columns whose value a hidden row loses."""

_BOUNDS = ("lower", "upper")

_OF_FILES = ("rows_read", "set_aside", "rows_kept", "participations", "events")
"""Steps of a trace that say what lists there were."""

TOTALS = ("distinct_total", "sum_of_parts")
"""Columns over all groups, from which a single hidden group could be worked out."""


def hide(table, smallest, base=("estimate",)):
    """The table without the values of small groups.

    Parameters
    ----------
    table : DataFrame
        A result table; rows whose ``unit`` is events are not about people and stay.
    smallest : int
        The smallest count that is shown.
    base : tuple of str
        The columns that hold counts of people or organisations; a row is hidden if one of them lies between 1 and
        `smallest` - 1. For shares this is ``("n",)``: what they are a share of. A bound of a range (``lower``,
        ``upper``) that lies there loses its value by itself.

    Returns
    -------
    DataFrame
        A new frame with a last column ``hidden``: ``no`` or ``small``.

    Examples
    --------
    >>> import pandas as pd
    >>> hide(pd.DataFrame({"mode": ["online", "hybrid"], "estimate": [12.0, 3.0]}), 5)
         mode  estimate hidden
    0  online      12.0     no
    1  hybrid       NaN  small
    """
    shown = hide_rows(table, _small(table, smallest, base))
    for column in set(_BOUNDS) & set(table.columns):
        shown[column] = shown[column].mask(_small(table, smallest, (column,)))
    return shown


def hide_rows(table, small):
    """The table without the values of the given rows, and without the totals that would give them away.

    Parameters
    ----------
    table : DataFrame
    small : Series of bool
        Which rows are hidden.

    Returns
    -------
    DataFrame
        A new frame with a last column ``hidden``: ``no`` or ``small``.
    """
    shown = _without(table, small)
    for column in set(TOTALS) & set(table.columns):
        shown[column] = table[column].astype("float64").mask(_touched(table, small))
    return shown.assign(hidden=np.where(small, "small", "no"))


def hide_totals(shown, column, total):
    """The table also without the total row of every indicator of which a part is hidden.

    Parameters
    ----------
    shown : DataFrame
        From `hide`.
    column : str
        The column in which one word stands for all groups together.
    total : str
        That word.

    Returns
    -------
    DataFrame
        A new frame; ``hidden`` is ``total`` where a total left for the sake of a part.
    """
    give_away = (shown[column] == total) & (shown["hidden"] == "no") & _touched(shown, shown["hidden"] == "small")
    guarded = _without(shown, give_away)
    return guarded.assign(hidden=shown["hidden"].mask(give_away, "total"))


def hide_steps(table, smallest):
    """The steps of a trace without the small ones, and without others from which these could be worked out.

    Parameters
    ----------
    table : DataFrame
        ``step, unit, rows, estimate``; the rows add up to the estimate of the last row.
    smallest : int
        The smallest count that is shown. What the ledger says of files (read, set aside) is not about people and stays.

    Returns
    -------
    DataFrame
        A new frame with a last column ``hidden``: ``small``, ``total`` where a step left for the sake of a small one,
        or ``no``. As the steps add up, at least two leave, and as many as make up `smallest` together.

    Examples
    --------
    >>> import pandas as pd
    >>> steps = pd.DataFrame({"step": ["rows_read", "not_counted", "already_counted", "estimate"]})
    >>> steps = steps.assign(unit="participants", rows=[90, -2, -8, None], estimate=[None, None, None, 80])
    >>> hide_steps(steps, 5)["hidden"].tolist()
    ['no', 'small', 'total', 'no']
    """
    size = table["rows"].astype("float64").abs().fillna(table["estimate"])
    of_people = ~table["step"].isin(_OF_FILES) & (table["unit"].astype("str") != "events")
    small = of_people & (size > 0) & (size < smallest)
    may_leave = small | (of_people & (table["step"] != "estimate"))
    guards = small.index.isin(_guards(size[may_leave], small[may_leave], smallest))
    shown = {name: table[name].astype("float64").mask(small | guards) for name in ("rows", "estimate")}
    return table.assign(**shown, hidden=np.select([small, guards], ["small", "total"], "no"))


def hide_parts(table, smallest, whole, base=("n",)):
    """The parts of a whole without the small ones, and without others from which these could be worked out.

    Parameters
    ----------
    table : DataFrame
        Its counts and shares add up over the rows of one whole.
    smallest : int
        The smallest count that is shown.
    whole : str
        The column that tells the wholes apart.
    base : tuple of str
        The columns of counts; a row is small if one of them is, and the first says how many a row is.

    Returns
    -------
    DataFrame
        A new frame with a last column ``hidden``: ``small``, ``total`` where the next greater part left for the sake of
        a small one, or ``no``.

    Examples
    --------
    >>> import pandas as pd
    >>> parts = pd.DataFrame({"group_column": "mode", "group": ["in_person", "online", "hybrid"], "n": [70, 30, 3]})
    >>> hide_parts(parts, 5, "group_column")["hidden"].tolist()
    ['no', 'total', 'small']
    """
    small = _small(table, smallest, base)
    size = table[base[0]].astype("float64")
    wholes = [rows.index for _, rows in table.groupby(whole, observed=True, sort=False)]
    guards = table.index.isin([row for rows in wholes for row in _guards(size[rows], small[rows], smallest)])
    return _without(table, small | guards).assign(hidden=np.select([small, guards], ["small", "total"], "no"))


def join_days(table, smallest):
    """Days joined until each step brings nobody or enough new ones to be shown.

    Parameters
    ----------
    table : DataFrame
        With ``date``, ``n_events``, ``new`` and ``cumulative``, in the order of days.
    smallest : int
        The smallest count that is shown.

    Returns
    -------
    DataFrame
        The last day of each step, on which somebody came for the first time, with the step's events and new ones. Days
        without anybody new stay alone; new ones at the end that are too few belong to the step before them.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.DataFrame({"date": ["1st", "2nd", "3rd"], "n_events": 1, "new": [7, 2, 4], "cumulative": [7, 9, 13]})
    >>> join_days(days, 5)["new"].tolist()
    [7, 6]
    """
    step = _steps(table["new"].to_numpy(), smallest)
    joined = table.groupby(step, observed=False).last()
    counts = table.groupby(step, observed=False)[["n_events", "new"]].sum()
    return joined.assign(**counts).reset_index(drop=True)[list(table.columns)]


def _guards(size, small, smallest):
    """The rows that leave beside small ones, until at least two leave and as many as make up the smallest."""
    others = size[~small & (size > 0)].sort_values(kind="stable")
    return others.index[others.cumsum() - others + size[small].sum() < smallest] if small.any() else others.index[:0]


def _steps(new, smallest):
    """Per day the number of its step."""
    starts, seen = np.ones(len(new), bool), 0
    for day, count in enumerate(new):
        starts[day] = not seen
        seen = 0 if seen + count >= smallest else seen + count
    came = np.flatnonzero(new)
    if seen:
        starts[came[-1] + 1 :] = True
        last = np.flatnonzero(starts[: came[-1] + 1])[-1]
        before = came[came < last]
        starts[before[-1] + 1 if len(before) else 0 : came[-1] + 1] = False
    return np.cumsum(starts)


def _small(table, smallest, base):
    counts = table[[column for column in base if column in table]].astype("float64")
    small = ((counts > 0) & (counts < smallest)).any(axis=1)
    return small & (table["unit"].astype("str") != "events") if "unit" in table else small


def _without(table, rows):
    shown = table.copy()
    for column in [c for c in VALUES if c in table]:
        if rows.any():
            shown[column] = table[column].astype("float64").mask(rows)
    return shown


def _touched(table, rows):
    if "indicator" not in table:
        return rows | rows.any()
    return table["indicator"].isin(table.loc[rows, "indicator"])
