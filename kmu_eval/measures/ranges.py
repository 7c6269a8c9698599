"""Counts of a selection, by group, each with the least and the most that the true count can be."""

from dataclasses import dataclass, replace

import numpy as np

from kmu_eval.measures.distinct import distinct, members
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.selection import kept


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Range:
    """A count by group: of those named, the least and the most; and of those named over all groups together."""

    estimate: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    total: int

    @property
    def parts(self):
        """The groups' counts added up."""
        return int(self.estimate.sum())

    def plus(self, possible):
        """The same, with so many more at most."""
        return replace(self, upper=self.upper + possible)


def occasions(selection):
    """Rows and heads: registrations or attendances."""
    certain = _rows(selection) + _heads(selection, selection.heads_certain)
    more = add_up(selection.open_groups, selection.size)
    more += _heads(selection, selection.heads_possible) - _heads(selection, selection.heads_certain)
    return Range(certain, certain, certain + more, int(certain.sum()))


def persons(selection):
    """Distinct named participants; at least the largest event's heads, at most all unnamed were somebody else."""
    named = _named(selection, selection.participant)
    return replace(named, lower=np.maximum(named.estimate, _largest_event(selection)))


def bodies(selection):
    """Distinct organisations; at most everybody without one came from another."""
    return _named(selection, selection.organisation)


def events_attended(selection):
    """Distinct events with anyone present."""
    if selection.groups.of_events:
        return _events_in_one_group_each(selection)
    present = selection.heads > 0
    certain, possible = (kept(heads, present) for heads in (selection.heads_certain, selection.heads_possible))
    events = np.append(selection.event, selection.head_event)
    rows = np.append(selection.open_rows, len(selection.event) + np.arange(len(selection.head_event)))
    found = distinct(
        events,
        members(np.append(selection.certain, certain), selection.size),
        members(np.append(selection.open_groups, possible), selection.size, rows),
    )
    return Range(found.certain, found.certain, found.possible, found.total)


def _events_in_one_group_each(selection):
    groups, heads = selection.groups, selection.heads > 0
    certain = groups.runs.add(selection.certain >= 0, len(groups.events) - 1) > 0
    certain[selection.head_event[heads & (selection.heads_certain >= 0)]] = True
    certain[-1] = False
    possible = certain.copy()
    possible[selection.event[selection.open_rows]] = True
    possible[selection.head_event[heads & (selection.heads_possible >= 0)]] = True
    possible[-1] = False
    found, most = (add_up(groups.events[holds], groups.size) for holds in (certain, possible))
    return Range(found, found, most, int(found.sum()))


def _rows(selection):
    return add_up(selection.certain, selection.size)


def _heads(selection, groups):
    return add_up(groups, selection.size, selection.heads).astype(np.int64)


def _named(selection, ids):
    found = distinct(ids, selection.members, selection.open_members if len(selection.open_rows) else None)
    without = add_up(selection.certain[np.flatnonzero(ids < 0)], selection.size)
    without += add_up(selection.open_groups[ids[selection.open_rows] < 0], selection.size)
    most = found.possible + without + _heads(selection, selection.heads_possible)
    return Range(found.certain, found.certain, most, found.total)


def _largest_event(selection):
    largest = np.zeros(selection.size, np.int64)
    group, present = _crowds(selection)
    np.maximum.at(largest, group, present)
    return largest


def _crowds(selection):
    groups, n_events = selection.groups, len(selection.groups.events) - 1
    if not groups.of_events:
        return _crowds_by_group(selection)
    present = groups.runs.add(selection.certain >= 0, n_events)
    heads = kept(selection.head_event, selection.heads_certain >= 0)
    return groups.events[:-1], present[:-1] + add_up(heads, n_events, selection.heads).astype(np.int64)


def _crowds_by_group(selection):
    crowded = np.zeros(len(selection.groups.events), bool)
    unnamed = np.flatnonzero(selection.participant < 0)
    crowded[selection.event[unnamed[selection.certain[unnamed] >= 0]]] = True
    crowded[selection.head_event] = True
    crowded[-1] = False
    rows = np.flatnonzero(selection.groups.runs.spread(crowded) & (selection.certain >= 0))
    event = np.append(selection.event[rows], selection.head_event)
    group = np.append(selection.certain[rows], selection.heads_certain)
    heads = np.append(np.ones(len(rows), np.int64), selection.heads)
    inside = (group >= 0) & (event >= 0)
    cells, cell = np.unique(group[inside] * np.int64(len(crowded)) + event[inside], return_inverse=True)
    return cells // len(crowded), np.bincount(cell, heads[inside], len(cells)).astype(np.int64)
