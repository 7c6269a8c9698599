"""Common support: where both groups of a comparison have events that are alike in what could confound it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kmu_eval.measures.combinations import Combinations, choose
from kmu_eval.measures.groups import EVENT_COLUMNS, event_codes


@dataclass(frozen=True, eq=False)
class Support:
    """The joint cells of the confounders, and which of them both groups have enough events in.

    Parameters
    ----------
    cells : Combinations
        Every combination of the confounders' words.
    cell : int array
        Cell of each cluster; -1 where the event or one of its confounders is not known.
    n, n_events : int array
        Valid answers, and events that have some, shape (cells, 2).
    n_all : int
        Valid answers of both groups, wherever they lie.
    least_events : int
    least_share : float
    """

    cells: Combinations
    cell: np.ndarray
    n: np.ndarray
    n_events: np.ndarray
    n_all: int
    least_events: int
    least_share: float

    @cached_property
    def kept(self):
        """Which cells are on common support."""
        return (self.n_events >= self.least_events).all(axis=1)

    @property
    def clusters(self):
        """Which clusters lie in a kept cell."""
        return np.append(self.kept, False)[self.cell]

    @property
    def share_kept(self):
        """Share of the answers of both groups that lie in kept cells; missing where there is no answer."""
        return self.n[self.kept].sum() / self.n_all if self.n_all else float("nan")

    @property
    def enough(self):
        """Whether so many answers lie there as are asked for."""
        return bool(self.kept.any() and self.share_kept >= self.least_share)

    @property
    def places(self):
        """Each cluster's place among the words of each confounder, of clusters in kept cells."""
        return self.cells.split(self.cell[self.clusters])

    @property
    def clauses(self):
        """What is said of it in a rule."""
        columns = "/".join(self.cells.columns) or "nothing"
        said = [f"common support by {columns}, at least {self.least_events} events of each group in a cell"]
        kept = f"answers on it: {np.floor(_of_100(np.nan_to_num(self.share_kept))):.0f} of 100"
        short = f"{kept}, at least {np.ceil(_of_100(self.least_share)):.0f} are asked for: not adjusted"
        return [*said, kept if self.enough else short]


def _of_100(share):
    return np.round(100 * share, 9)


def support(tables, made, comparison):
    """The common support of a comparison.

    Parameters
    ----------
    tables : Tables
    made : Arms
    comparison : kmu_eval.comparing.Comparison
        The confounders, and how much must be alike.

    Returns
    -------
    Support

    Raises
    ------
    MeasureError
        If a confounder is no column of events.
    """
    cells, of_event = joint_cells(tables, comparison.confounders)
    cell = of_event[made.events]
    inside, used = made.n > 0, np.flatnonzero(cell >= 0)
    n, n_events = (np.zeros((cells.size, 2), np.int64) for _ in range(2))
    np.add.at(n, cell[used], made.n[used])
    np.add.at(n_events, cell[used], inside[used])
    return Support(cells, cell, n, n_events, int(made.n.sum()), comparison.least_events, comparison.least_share)


def joint_cells(tables, columns):
    """Every combination of some columns of events, and the cell of each event (-1: not known; a last one for none)."""
    coded = [event_codes(tables, column) for column in choose(list(columns), EVENT_COLUMNS, "confounders")]
    cells = Combinations(tuple(columns), tuple(tuple(words) for _, words in coded))
    of_event = cells.joined([codes for codes, _ in coded], len(tables.events))
    unknown = np.zeros(len(tables.events), bool)
    for codes, words in coded:
        unknown |= codes >= len(words)
    return cells, np.append(np.where(unknown, -1, of_event), -1)
