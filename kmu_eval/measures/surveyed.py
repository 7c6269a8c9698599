"""Surveyed events: those at which somebody answered, beside the attendances counted there."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.ranges import occasions
from kmu_eval.measures.respondents import Respondents, respondents
from kmu_eval.measures.selection import Selection, attendance

_OWN = ("channel", "role")
"""Columns that respondents and attendances state each for themselves."""
MOST_UNSTATED = 0.05


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Surveyed:
    """Who answered and who came, in the same groups.

    Parameters
    ----------
    who : Respondents
    came : Selection
        All counted attendances.
    there : Selection
        Those at surveyed events.
    events : bool array
        Which events are surveyed and have a counted attendance; one more at the end for an unknown event.
    """

    who: Respondents
    came: Selection
    there: Selection
    events: np.ndarray

    @cached_property
    def shown(self):
        """The groups that are shown: all without a missing value, and those with one that has anybody."""
        return self.who.groups.stated_or(self.who.group[self.who.inside], self.came.groups.shown())

    @cached_property
    def at_them(self):
        """Which respondents of the wave are of these events."""
        return self.who.inside & self.events[self.who.event]

    @cached_property
    def attendances(self):
        """Counted attendances at surveyed events, by group."""
        return occasions(self.there).estimate

    @cached_property
    def unstated(self):
        """Respondents and attendances at these events whose own channel or role is not stated."""
        groups = self.who.groups
        places = dict(zip(groups.columns, groups.split(np.arange(groups.size)), strict=True))
        lacking = np.zeros(groups.size, bool)
        for column, words in zip(groups.columns, groups.words, strict=True):
            if column in _OWN:
                lacking |= places[column] == len(words)
        answered = add_up(self.who.group[self.at_them], groups.size)
        return [(int(counts[lacking].sum()), int(counts.sum())) for counts in (answered, self.attendances)]

    @property
    def comparable(self):
        """Whether so few are not stated that those who answered and those who came are of the same groups."""
        return all(lacking <= MOST_UNSTATED * whole for lacking, whole in self.unstated)

    @property
    def clauses(self):
        """What is said of that in a rule."""
        (answered, _), (came, _) = self.unstated
        said = [f"not stated: {answered} respondents, {came} attendances"] if answered or came else []
        return said if self.comparable else [*said, "no rates, for numerator and denominator would be of others"]


def surveyed(tables, by, wave):
    """Who answered in a wave and who came, in the same groups.

    Parameters
    ----------
    tables : Tables
    by, wave
        See `kmu_eval.measures.respondents.respondents`.

    Returns
    -------
    Surveyed
    """
    who = respondents(tables, by, wave)
    came = attendance(tables, grouping(tables, who.groups.columns))
    events = np.zeros(len(tables.events) + 1, bool)
    events[who.event[who.inside]] = True
    events[:-1] &= _present(came, len(tables.events)) > 0
    events[-1] = False
    listed, heads = events[came.event], events[came.head_event]
    return Surveyed(who, came, came.only(listed, listed, heads, heads), events)


def _present(came, n_events):
    listed = came.groups.runs.add(came.certain >= 0, n_events)[:-1]
    return listed + add_up(came.head_event, n_events, came.heads)
