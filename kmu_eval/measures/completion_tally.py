"""Who completed a training, as a tally: so that trainings can be compared as answers are."""

import numpy as np

from kmu_eval.code_book import Answer, Item
from kmu_eval.measures.advisers import completed_by_cell
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.groups import EVENT_COLUMNS, grouping
from kmu_eval.measures.per_event import event_cells
from kmu_eval.measures.tally import Tally

COMPLETED = Item("completed", answers=(Answer("no"), Answer("yes", top=True)))


def completion_tally(tables, by):
    """Those present by event, group and whether they completed.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Any columns of events.

    Returns
    -------
    Tally
        Of the item ``completed`` with the answers no and yes; only those present whose completion is known.

    Raises
    ------
    MeasureError
        If a column is none of events.

    Notes
    -----
    All trainings were counted, none sampled: an interval made of it is about trainings such as these, not about these.

    Examples
    --------
    >>> import kmu_eval
    >>> made = completion_tally(kmu_eval.simulate(seed=1, scale=0.05)[0], "mode")
    >>> made.groups["mode"].tolist(), made.counts.shape[1:]
    (['in_person', 'online', 'hybrid'], (3, 3))
    """
    groups = grouping(tables, choose([by] if isinstance(by, str) else list(by), EVENT_COLUMNS, "by"))
    cells, shown = event_cells(tables, groups), groups.shown()
    n, completed = completed_by_cell(tables, cells)
    used = np.flatnonzero((n > 0) & (cells.event >= 0))
    events, cluster = np.unique(cells.event[used], return_inverse=True)
    counts = np.zeros((len(events), groups.size, 3), np.int64)
    counts[cluster, cells.group[used]] = np.column_stack([n - completed, completed, np.zeros_like(n)])[used]
    return Tally(COMPLETED, None, groups.columns, groups.frame(shown), events, counts[:, shown], "post")
