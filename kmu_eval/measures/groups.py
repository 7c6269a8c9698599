"""Groups: the columns that counts can be split by, and the group of every event, participation and head count."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.errors import MeasureError
from kmu_eval.measures.counting import word_codes
from kmu_eval.measures.periods import period_codes
from kmu_eval.measures.runs import Runs, runs

EVENT_COLUMNS = (*vocabulary.PERIODS, "mode", "kind", "interactive", "difficulty", "topic", "series", "country")
ORGANISATION_COLUMNS = ("organisation_type", "size_class", "sector", "state")
PARTICIPATION_COLUMNS = ("channel", "role")
GROUPING_COLUMNS = (*EVENT_COLUMNS, *PARTICIPATION_COLUMNS, *ORGANISATION_COLUMNS)


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Grouping:
    """The groups of some columns: every combination of their words, each column with a last place for missing.

    Parameters
    ----------
    columns : tuple of str
    words : tuple of tuple of str
        The words of each column, in order.
    events, participations, head_counts : int array
        Group of each row, in the narrowest type that holds the number of groups. ``events`` has one more place at its
        end, for the reference -1; where a column does not belong to events, it holds the events' share only.
    runs : Runs
        The runs of participations with the same event.
    """

    columns: tuple
    words: tuple
    events: np.ndarray
    participations: np.ndarray
    head_counts: np.ndarray
    runs: Runs

    @property
    def size(self):
        """The number of groups, those with a missing value included."""
        return int(np.prod(self._sizes, dtype=np.int64))

    @property
    def of_events(self):
        """Whether every column belongs to events, so that each event lies in one group."""
        return all(column in EVENT_COLUMNS for column in self.columns)

    def shown(self):
        """The groups that are shown: all without a missing value, and those with one that have any row."""
        present = np.zeros(self.size, bool)
        present[self.head_counts] = True
        if self.of_events:
            present[self.events[:-1]] = True
            present[self.events[self.runs.event]] = True
        else:
            present[self.participations] = True
        return np.flatnonzero(present | ~self._any_missing())

    def frame(self, groups):
        """One row per group, its words as ordered categoricals."""
        places = self.split(groups)
        return pd.DataFrame(
            {
                column: ordered(np.where(place < len(words), place, -1), words)
                for column, words, place in zip(self.columns, self.words, places, strict=True)
            },
            index=pd.RangeIndex(len(groups)),
        )

    def place(self, chosen):
        """The group of one word per column; None where it is not stated."""
        return int(np.ravel_multi_index(self.place_by_column(chosen), self._sizes)) if self.columns else 0

    def place_by_column(self, chosen):
        """Each column's word as its place among the words, the last one for None.

        Raises
        ------
        MeasureError
            Names the nearest word of the column.
        """
        places = []
        for column, words in zip(self.columns, self.words, strict=True):
            word = chosen[column]
            places.append(len(words) if word is None else words.index(*choose([str(word)], words, column)))
        return places

    def split(self, groups):
        """Groups as the places of each column's words, one array per column."""
        return np.unravel_index(groups, self._sizes) if self.columns else ()

    @property
    def _sizes(self):
        return [len(words) + 1 for words in self.words]

    def _any_missing(self):
        missing = np.zeros(self._sizes, bool)
        for axis in range(missing.ndim):
            np.moveaxis(missing, axis, 0)[-1] = True
        return missing.reshape(-1) if self.columns else np.zeros(1, bool)


def ordered(codes, words):
    """Words from their places (-1: missing) as an ordered categorical."""
    return pd.Categorical.from_codes(codes, categories=list(words), ordered=True)


def grouping(tables, by):
    """The groups of some columns.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Grouping columns; none: one group of all.

    Returns
    -------
    Grouping

    Raises
    ------
    MeasureError
        If a column is none that can be grouped by.
    """
    by = tuple(choose([by] if isinstance(by, str) else by, GROUPING_COLUMNS, "by"))
    of_events, of_organisations, of_rows, words = {}, {}, {}, {}
    for column in by:
        if column in EVENT_COLUMNS:
            of_events[column], words[column] = _event_codes(tables, column)
        elif column in ORGANISATION_COLUMNS:
            of_organisations[column], words[column] = _frame_codes(tables.organisations[column])
        else:
            of_rows[column], words[column] = _row_codes(tables, column), vocabulary.CLOSED[column]
    return _combined(tables, {column: words[column] for column in by}, of_events, of_organisations, of_rows)


def choose(found, allowed, where):
    """What was asked for, if each of it is allowed.

    Raises
    ------
    MeasureError
        Names the nearest allowed word.
    """
    wrong = [word for word in found if word not in allowed]
    if wrong:
        raise MeasureError(*(("unknown_word", {"found": w, "known": list(allowed), "where": where}) for w in wrong))
    return found


def _event_codes(tables, column):
    if column not in vocabulary.PERIODS:
        return _frame_codes(tables.events[column])
    return period_codes(tables.events["date"], column, tables.rules.period_start, tables.rules.period_end)


def _frame_codes(column):
    words = vocabulary.CLOSED.get(column.name) or tuple(sorted(column.array.categories))
    return word_codes(column, words), words


def _row_codes(tables, column):
    listed, heads = tables.participations, tables.head_counts
    if column == "role":
        return word_codes(listed["role"], vocabulary.ROLE), word_codes(heads["role"], vocabulary.ROLE)
    channel = word_codes(listed["channel"], vocabulary.CHANNEL)
    of_mode = np.append(word_codes(tables.events["mode"], vocabulary.CHANNEL), np.int32(len(vocabulary.CHANNEL)))
    from_mode = of_mode[listed["event"].to_numpy()]
    known = channel < len(vocabulary.CHANNEL)
    return np.where(known, channel, from_mode), of_mode[heads["event"].to_numpy()]


def _combined(tables, words, of_events, of_organisations, of_rows):
    listed, heads = tables.participations, tables.head_counts
    places, narrow = _places(words)
    events = _shares(of_events, words, places, np.zeros(len(tables.events) + 1, narrow))
    of_listed_events = runs(listed["event"].to_numpy())
    participations = of_listed_events.spread(events)
    head_counts = events[heads["event"].to_numpy()]
    if of_organisations:
        organisations = _shares(of_organisations, words, places, np.zeros(len(tables.organisations) + 1, narrow))
        participations += organisations[listed["organisation"].to_numpy()]
        head_counts += organisations[-1]
    for column, (of_listed, of_heads) in of_rows.items():
        participations += of_listed.astype(narrow) * places[column]
        head_counts += of_heads.astype(narrow) * places[column]
    return Grouping(tuple(words), tuple(words.values()), events, participations, head_counts, of_listed_events)


def _places(words):
    place, places = 1, {}
    for column in reversed(words):
        places[column] = place
        place *= len(words[column]) + 1
    narrow = np.min_scalar_type(-place)
    return {column: narrow.type(place) for column, place in places.items()}, narrow


def _shares(codes, words, places, total):
    for column, of_column in codes.items():
        total += np.append(of_column, len(words[column])).astype(total.dtype) * places[column]
    return total
