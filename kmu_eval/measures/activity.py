"""What people did at events online, where lists tell: chat messages, votes in polls, raised hands."""

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.counting import counted, numbers
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.per_event import event_cells
from kmu_eval.measures.spread import spread
from kmu_eval.measures.survey_rows import table
from kmu_eval.schema import ACTIVITY

_MEAN = "mean of attendances whose number is known"
_AT_ALL = "at least one message, vote or raised hand / attendances whose three numbers are known"


def activity(tables, by="kind"):
    """What was done online per attendance, by group, and how the groups' events differ among themselves.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Grouping columns, as in `kmu_eval.measures.reach.reach`.

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), activity, unit, n (counted attendances whose
        number is known), n_events, n_missing (all other counted attendances), estimate (mean number per attendance),
        event_average (each event counts once), event_q1, event_median, event_q3 (of the events' own values), rule. In
        rows of ``any`` the share of attendances with any of the three, of those of which all three numbers are known.

    Raises
    ------
    MeasureError
        If a grouping column is unknown.

    Notes
    -----
    A census: nothing was sampled, so there is no interval. Lists that carry no numbers, and heads, stand in
    ``n_missing``: tools differ in what they tell, and nobody is quiet because a list is.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> came = {"participant": [0, 1, 2], "event": [0, 0, 0], "attended": ["yes"] * 3, "messages": [4, 0, None]}
    >>> came |= {"poll_votes": [2, 0, None], "raised_hands": [0, 0, None]}
    >>> frames = {"events": typed({"event": ["a"]}, "events"), "participations": typed(came, "participations")}
    >>> found = activity(in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre")), by=())
    >>> found[["activity", "n", "n_missing", "estimate"]].astype("object").values.tolist()
    [['messages', 2, 1, 2.0], ['poll_votes', 2, 1, 1.0], ['raised_hands', 2, 1, 0.0], ['any', 2, 1, 0.5]]
    """
    groups = grouping(tables, by)
    cells, shown = event_cells(tables, groups), groups.shown()
    came = counted(tables)
    whole = cells.add(came, True, numbers(tables.head_counts["attended"])[0])
    found = [_told(cells, groups.size, whole, amount, came & known) for amount, known in _done(tables)]
    columns = {name: np.stack([each[name] for each in found], axis=1)[shown] for name in found[0]}
    rules = [f"{clause}; {tables.rules.sentence}" for clause in [_MEAN] * len(ACTIVITY) + [_AT_ALL]]
    columns |= {"activity": vocabulary.ACTIVITY, "unit": "attendances", "rule": rules}
    return table(groups.frame(shown), len(found), columns)


def _done(tables):
    """Of each activity, then of all together, each participation's amount and whether it is known."""
    each = [numbers(tables.participations[column.name]) for column in ACTIVITY]
    amounts, known = (np.stack(arrays) for arrays in zip(*each, strict=True))
    return [*each, (amounts.any(axis=0), known.all(axis=0))]


def _told(cells, size, whole, amount, known):
    cell = cells.participations[known]
    n, total = (add_up(cell, len(whole), weights) for weights in (None, amount[known]))
    missing = add_up(cells.group, size, whole - n).astype(np.int64)
    return spread(cells, size, total, n) | {"n_missing": missing}
