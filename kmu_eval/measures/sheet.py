"""The tallies of several items side by side, made in one pass over the answers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kmu_eval.measures.places import Part, answer_places, end_of, parts_of, refuse_unknown, rows_of
from kmu_eval.measures.respondents import clusters


@dataclass(frozen=True, eq=False)
class Sheet:
    """The answers to several items, or options of them, in one wave.

    Parameters
    ----------
    parts : list of Part
        The items, or options of them.
    groups : DataFrame
        One row per group, the empty ones too; only grouping columns.
    events : int array
        Event of each cluster; -1 for a respondent of an unknown event, who is a cluster alone.
    counts : int array
        Shape (clusters, groups, answers of all parts); each part's last place is for those who left it out.
    """

    parts: list[Part]
    groups: pd.DataFrame
    events: np.ndarray
    counts: np.ndarray

    @cached_property
    def valid(self):
        """Respondents who gave an answer on the scale, shape (clusters, groups * parts)."""
        return self.of(lambda answer: answer is not None and not answer.dont_know)

    @cached_property
    def used(self):
        """Which clusters have respondents who were asked, shape (clusters, parts)."""
        return self.by_part(self.counts.sum(axis=1)) > 0

    @cached_property
    def top(self):
        """Those of them who gave an answer that counts as top."""
        return self.of(lambda answer: answer is not None and answer.top)

    def of(self, chosen):
        """Respondents who gave a chosen answer.

        Parameters
        ----------
        chosen : callable
            Takes an `Answer`, or None for: left out.

        Returns
        -------
        int array
            Shape (clusters, groups * parts).
        """
        return self.sums(self.chosen(chosen).astype(np.int64))

    def total(self, chosen):
        """The same, all clusters together: shape (groups * parts,)."""
        return self.by_part(self.given * self.chosen(chosen)).ravel()

    def chosen(self, chosen):
        """For each answer of all parts whether it is chosen."""
        return np.array([bool(chosen(answer)) for part in self.parts for answer in (*part.item.answers, None)])

    def sums(self, values):
        """What answers add up to, in the same order for each cluster and group.

        Parameters
        ----------
        values : array
            The value of each answer of all parts.

        Returns
        -------
        array
            Shape (clusters, groups * parts).
        """
        return self.by_part(self.counts * values).reshape(len(self.events), len(self.groups) * len(self.parts))

    def by_part(self, of_answers):
        """What is told of each answer (last axis), added up by part."""
        return np.add.reduceat(of_answers, [place.start for _, place in self.each], axis=-1)

    @property
    def each(self):
        """Each part and its places."""
        first = 0
        for part in self.parts:
            yield part, slice(first, first + part.width)
            first += part.width

    @cached_property
    def given(self):
        """How often each answer was given, shape (groups, answers of all parts)."""
        return self.counts.sum(axis=0)


def sheet(tables, items, who):
    """The tallies of some items for some respondents.

    Parameters
    ----------
    tables : Tables
    items : sequence of Item
    who : Respondents

    Returns
    -------
    Sheet

    Raises
    ------
    MeasureError
        If an answer is none of its item's.
    """
    parts, shown = parts_of(items), who.shown
    events, of_event = clusters(who.event[who.inside])
    of_group = np.zeros(who.groups.size, np.intp)
    of_group[shown] = np.arange(len(shown))
    cell = np.zeros(len(who.inside), np.intp)
    cell[who.inside] = 1 + of_event * len(shown) + of_group[who.group[who.inside]]
    counts = _counts(tables.responses, parts, cell, 1 + len(events) * len(shown))
    return Sheet(parts, who.groups.frame(shown), events, counts.reshape(len(events), len(shown), counts.shape[1]))


def _counts(responses, parts, cell, n_cells):
    """Answers by cell (without the first, which is for respondents who do not belong here) and place."""
    width = end_of(parts) + 1
    rows = rows_of(responses, parts)
    places = answer_places(responses, parts, rows)
    number = (cell * width).take(responses["respondent"].to_numpy()[rows])
    number += places
    counts = np.bincount(number, minlength=n_cells * width).reshape(n_cells, width)[1:]
    if counts[:, -1].any():
        refuse_unknown(responses.iloc[rows][(number >= width) & (places == end_of(parts))], parts)
    return counts[:, 1:-1]
