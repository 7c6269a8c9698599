"""Whose attendance is counted, for certain and possibly, in which group; and the counts of such a selection."""

from dataclasses import dataclass, replace

import numpy as np

from kmu_eval.measures.counting import counted, is_word, numbers, undecided
from kmu_eval.measures.distinct import distinct, seen
from kmu_eval.measures.tally import add_up


@dataclass(frozen=True, eq=False)
class Range:
    """A count by group: of those named, the least and the most that the true count can be."""

    estimate: np.ndarray
    lower: np.ndarray
    upper: np.ndarray

    def at(self, groups):
        """The same for some of the groups."""
        return Range(self.estimate[groups], self.lower[groups], self.upper[groups])


@dataclass(frozen=True, eq=False)
class Selection:
    """Participations and head counts, each with its group if it counts and -1 if not.

    Parameters
    ----------
    participant, organisation, event : int32 array
        References of the participations.
    certain, possible : int32 array
        Group of each participation that counts, and of each that counts or may count.
    head_event : int32 array
        Event of each head count.
    heads : int64 array
        Heads present, 0 where that is not known.
    heads_certain, heads_possible : int32 array
        Groups of the head counts.
    size : int
        Number of groups.
    """

    participant: np.ndarray
    organisation: np.ndarray
    event: np.ndarray
    certain: np.ndarray
    possible: np.ndarray
    head_event: np.ndarray
    heads: np.ndarray
    heads_certain: np.ndarray
    heads_possible: np.ndarray
    size: int

    @property
    def decided(self):
        """Whether no participation is merely possible."""
        return self.certain is self.possible

    def only(self, certain, possible, heads_certain, heads_possible):
        """The participations and heads for which these hold; True or False stand for all or none."""
        same = self.decided and certain is possible
        kept = _kept(self.certain, certain)
        return replace(
            self,
            certain=kept,
            possible=kept if same else _kept(self.possible, possible),
            heads_certain=_kept(self.heads_certain, heads_certain),
            heads_possible=_kept(self.heads_possible, heads_possible),
        )

    def together(self):
        """The same selection in one group."""
        if self.size == 1:
            return self
        certain = _one_group(self.certain)
        return replace(
            self,
            certain=certain,
            possible=certain if self.decided else _one_group(self.possible),
            heads_certain=_one_group(self.heads_certain),
            heads_possible=_one_group(self.heads_possible),
            size=1,
        )


def _kept(groups, holds):
    return groups if holds is True else np.where(holds, groups, np.int32(-1))


def _one_group(groups):
    return np.where(groups >= 0, np.int32(0), np.int32(-1))


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
    certain, open_ones = counted(tables), undecided(tables)
    return _selection(tables, groups, certain, open_ones, "attended")


def registration(tables, groups):
    """The registrations, by group; a Selection like that of `attendance`."""
    registered = tables.participations["registered"]
    return _selection(tables, groups, is_word(registered, "yes"), ~is_word(registered, "yes", "no"), "registered")


def _selection(tables, groups, certain, open_ones, outcome):
    listed, heads = tables.participations, tables.head_counts
    in_group = _kept(groups.participations, certain)
    return Selection(
        participant=listed["participant"].to_numpy(),
        organisation=listed["organisation"].to_numpy(),
        event=listed["event"].to_numpy(),
        certain=in_group,
        possible=_kept(groups.participations, certain | open_ones) if open_ones.any() else in_group,
        head_event=heads["event"].to_numpy(),
        heads=numbers(heads[outcome])[0],
        heads_certain=groups.head_counts,
        heads_possible=groups.head_counts,
        size=groups.size,
    )


def occasions(selection):
    """Rows and heads: registrations or attendances."""
    rows = add_up(selection.certain, selection.size)
    most = rows if selection.decided else add_up(selection.possible, selection.size)
    certain = rows + _heads(selection, selection.heads_certain)
    return Range(certain, certain, most + _heads(selection, selection.heads_possible))


def persons(selection):
    """Distinct named participants; at least the largest event's heads, at most all unnamed were somebody else."""
    named = distinct(selection.participant, selection.certain, selection.size)
    return Range(named, np.maximum(named, _largest_event(selection)), _most(selection, selection.participant, named))


def bodies(selection):
    """Distinct organisations; at most everybody without one came from another."""
    named = distinct(selection.organisation, selection.certain, selection.size)
    return Range(named, named, _most(selection, selection.organisation, named))


def events_attended(selection):
    """Distinct events with anyone present."""
    present = selection.heads > 0
    events = np.append(selection.event, selection.head_event)

    def count(rows, heads):
        return distinct(events, np.append(rows, _kept(heads, present)), selection.size)

    least = count(selection.certain, selection.heads_certain)
    return Range(least, least, count(selection.possible, selection.heads_possible))


def _heads(selection, groups):
    return add_up(groups, selection.size, selection.heads).astype(np.int64)


def _most(selection, ids, named):
    most = named if selection.decided else distinct(ids, selection.possible, selection.size)
    without = add_up(selection.possible[ids < 0], selection.size)
    return most + without + _heads(selection, selection.heads_possible)


def _largest_event(selection):
    crowded = _crowded_events(selection)
    rows = np.flatnonzero(crowded[selection.event] & (selection.certain >= 0))
    event = np.append(selection.event[rows], selection.head_event)
    group = np.append(selection.certain[rows], selection.heads_certain)
    present = np.append(np.ones(len(rows), np.int64), selection.heads)
    inside = (group >= 0) & (event >= 0)
    cells, cell = np.unique(group[inside] * np.int64(len(crowded)) + event[inside], return_inverse=True)
    largest = np.zeros(selection.size, np.int64)
    np.maximum.at(largest, cells // len(crowded), np.bincount(cell, present[inside], len(cells)).astype(np.int64))
    return largest


def _crowded_events(selection):
    unnamed = np.where(selection.participant < 0, selection.certain, np.int32(-1))
    last = max(int(selection.event.max(initial=-1)), int(selection.head_event.max(initial=-1)))
    crowded = np.zeros(last + 2, bool)
    listed = seen(selection.event, unnamed)
    crowded[: len(listed)] = listed
    crowded[selection.head_event] = True
    crowded[-1] = False
    return crowded
