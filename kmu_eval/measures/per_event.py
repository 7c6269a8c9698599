"""What each event had of each group: the step between rows and averages over events."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.measures.kernels import add_up


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class EventCells:
    """One cell per event and group.

    Parameters
    ----------
    participations, head_counts : int array
        Cell of each row; the last cell where the event is not known.
    group, event : int array
        Group and event of each cell.
    """

    participations: np.ndarray
    head_counts: np.ndarray
    group: np.ndarray
    event: np.ndarray

    def add(self, listed, heads, head_numbers=None):
        """Participations that hold and head counts that hold (or their numbers), added up by cell."""
        size = len(self.group)
        numbers = heads if head_numbers is None else np.where(heads, head_numbers, 0)
        of_listed = add_up(np.where(listed, self.participations, -1), size)
        return of_listed + add_up(self.head_counts, size, numbers).astype(np.int64)


def event_cells(tables, groups):
    """The cells of all events and groups that have a row.

    Parameters
    ----------
    tables : Tables
    groups : Grouping

    Returns
    -------
    EventCells
        Where the groups are groups of events, one cell per event and one for rows whose event is not known.
    """
    listed, heads = tables.participations["event"].to_numpy(), tables.head_counts["event"].to_numpy()
    n_events = len(tables.events)
    if groups.of_events:
        events = np.append(np.arange(n_events), -1)
        return EventCells(listed % (n_events + 1), heads % (n_events + 1), groups.events, events)
    event, group = np.append(listed, heads), np.append(groups.participations, groups.head_counts)
    keys, cell = np.unique(group * np.int64(n_events + 1) + event + 1, return_inverse=True)
    return EventCells(cell[: len(listed)], cell[len(listed) :], keys // (n_events + 1), keys % (n_events + 1) - 1)
