"""Whose attendance is counted, for certain and possibly, and in which group."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from kmu_eval.measures.counting import counted, is_word, numbers, undecided
from kmu_eval.measures.distinct import members
from kmu_eval.measures.groups import Grouping


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Selection:
    """Participations and head counts, each with its group if it counts and -1 if not.

    Parameters
    ----------
    participant, organisation, event : int32 array
        References of the participations.
    certain : int array
        Group of each participation that counts.
    open_rows, open_groups : int array
        Participations that may count besides, few as a rule, and their groups.
    head_event : int32 array
        Event of each head count.
    heads : int64 array
        Heads present, 0 where that is not known.
    heads_certain, heads_possible : int array
        Groups of the head counts.
    groups : Grouping
    """

    participant: np.ndarray
    organisation: np.ndarray
    event: np.ndarray
    certain: np.ndarray
    open_rows: np.ndarray
    open_groups: np.ndarray
    head_event: np.ndarray
    heads: np.ndarray
    heads_certain: np.ndarray
    heads_possible: np.ndarray
    groups: Grouping

    @property
    def size(self):
        """The number of groups."""
        return self.groups.size

    @cached_property
    def members(self):
        """The participations of each group that count."""
        return members(self.certain, self.size)

    @cached_property
    def open_members(self):
        """The participations of each group that may count besides."""
        return members(self.open_groups, self.size, self.open_rows)

    def only(self, certain, possible, heads_certain, heads_possible):
        """The participations for which `certain` or at least `possible` holds, and likewise the head counts."""
        doubtful = np.flatnonzero((self.certain >= 0) & possible & ~certain)
        still_open = possible[self.open_rows]
        return replace(
            self,
            certain=kept(self.certain, certain),
            open_rows=np.append(self.open_rows[still_open], doubtful),
            open_groups=np.append(self.open_groups[still_open], self.certain[doubtful]),
            heads_certain=kept(self.heads_certain, heads_certain),
            heads_possible=kept(self.heads_possible, heads_possible),
        )


def kept(groups, holds):
    """The groups of the rows that hold, -1 for the others."""
    return groups | (np.asarray(holds).astype(groups.dtype) - groups.dtype.type(1))


def attendance(tables, groups):
    """The counted attendances, by group.

    Parameters
    ----------
    tables : Tables
    groups : Grouping

    Returns
    -------
    Selection
    """
    return _selection(tables, groups, counted(tables), undecided(tables), "attended")


def registration(tables, groups):
    """The registrations, by group; a Selection like that of `attendance`."""
    registered = tables.participations["registered"]
    return _selection(tables, groups, is_word(registered, "yes"), ~is_word(registered, "yes", "no"), "registered")


def _selection(tables, groups, certain, undecided_ones, outcome):
    listed, heads = tables.participations, tables.head_counts
    open_rows = np.flatnonzero(undecided_ones)
    return Selection(
        participant=listed["participant"].to_numpy(),
        organisation=listed["organisation"].to_numpy(),
        event=listed["event"].to_numpy(),
        certain=kept(groups.participations, certain),
        open_rows=open_rows,
        open_groups=groups.participations[open_rows],
        head_event=heads["event"].to_numpy(),
        heads=numbers(heads[outcome])[0],
        heads_certain=groups.head_counts,
        heads_possible=groups.head_counts,
        groups=groups,
    )
