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
    def asked(self):
        """Respondents who were asked, or could see the option, shape (clusters, groups * parts)."""
        return self.of(lambda answer: True)

    @cached_property
    def missing(self):
        """Those of them who left it out."""
        return self.of(lambda answer: answer is None)

    @cached_property
    def dont_know(self):
        """Those of them who answered *don't know*."""
        return self.of(lambda answer: answer is not None and answer.dont_know)

    @cached_property
    def valid(self):
        """Those of them who gave an answer on the scale."""
        return self.of(lambda answer: answer is not None and not answer.dont_know)

    @cached_property
    def top(self):
        """Those of them who gave an answer that counts as top."""
        return self.of(lambda answer: answer is not None and answer.top)

    def of(self, chosen):
        """Those of them who gave a chosen answer.

        Parameters
        ----------
        chosen : callable
            Takes an `Answer`, or None for: left out.

        Returns
        -------
        float array
            Whole numbers, shape (clusters, groups * parts).
        """
        places = np.zeros((self.counts.shape[2], len(self.parts)))
        for column, (part, place) in enumerate(self.each):
            places[place, column] = [bool(chosen(answer)) for answer in (*part.item.answers, None)]
        return self._side_by_side(self._numbers @ places)

    def sums(self, values):
        """What answers add up to, always added in the same order.

        Parameters
        ----------
        values : callable
            Takes an `Item`, returns the value of each of its answers.

        Returns
        -------
        float array
            Shape (clusters, groups * parts).
        """
        whole = np.zeros((*self.counts.shape[:2], len(self.parts)))
        for column, (part, place) in enumerate(self.each):
            for value, at in zip(values(part.item), range(place.start, place.stop), strict=False):
                whole[:, :, column] += value * self.counts[:, :, at]
        return self._side_by_side(whole)

    @property
    def each(self):
        """Each part and its places."""
        first = 0
        for part in self.parts:
            yield part, slice(first, first + part.width)
            first += part.width

    @property
    def given(self):
        """How often each answer was given, shape (groups, answers of all parts)."""
        return self.counts.sum(axis=0)

    @cached_property
    def _numbers(self):
        return self.counts.astype(float)

    def _side_by_side(self, counts):
        return counts.reshape(len(self.events), len(self.groups) * len(self.parts))


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
    cells = (cell * width)[responses["respondent"].to_numpy()[rows]]
    counts = np.bincount(cells + places, minlength=n_cells * width).reshape(n_cells, width)[1:]
    if counts[:, -1].any():
        refuse_unknown(responses.iloc[rows][(cells > 0) & (places == end_of(parts))], parts)
    return counts[:, 1:-1]
