"""Rows that follow one another with the same event: the quick way from events to their rows, and back."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Runs:
    """Runs of rows with the same event; right in any order of rows, quickest where they are sorted by event.

    Parameters
    ----------
    event : int array
        Event of each run; -1: not known.
    start : int array
        First row of each run.
    rows : int
        Number of rows.
    """

    event: np.ndarray
    start: np.ndarray
    rows: int

    def spread(self, of_events):
        """A value for each row from one for each event; the last one is for rows whose event is not known."""
        return np.repeat(of_events[self.event], np.diff(self.start, append=self.rows))

    def add(self, holds, n_events):
        """How many rows hold, by event; one more number at the end for rows whose event is not known."""
        if not self.rows:
            return np.zeros(n_events + 1, np.int64)
        of_runs = np.add.reduceat(holds, self.start, dtype=np.int32)
        return np.roll(np.bincount(self.event + 1, of_runs, n_events + 1), -1).astype(np.int64)


def runs(event):
    """The runs of a column of references to events."""
    start = np.flatnonzero(np.append(True, event[1:] != event[:-1])) if len(event) else np.empty(0, np.intp)
    return Runs(event[start], start, len(event))
