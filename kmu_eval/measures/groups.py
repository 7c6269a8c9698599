"""Groups: the columns that counts can be split by, and the group of every event, participation and head count."""

from dataclasses import dataclass

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import Combinations, choose
from kmu_eval.measures.counting import word_codes
from kmu_eval.measures.periods import period_codes
from kmu_eval.measures.runs import Runs, runs

EVENT_COLUMNS = (*vocabulary.PERIODS, "mode", "kind", "interactive", "difficulty", "topic", "series", "country")
ORGANISATION_COLUMNS = ("organisation_type", "size_class", "sector", "state")
PARTICIPATION_COLUMNS = ("channel", "role")
GROUPING_COLUMNS = (*EVENT_COLUMNS, *PARTICIPATION_COLUMNS, *ORGANISATION_COLUMNS)


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Grouping(Combinations):
    """The groups of some columns, and the group of every row.

    Parameters
    ----------
    columns, words
        See `Combinations`.
    events, participations, head_counts : int array
        Group of each row, in the narrowest type that holds the number of groups. ``events`` has one more place at its
        end, for the reference -1; where a column does not belong to events, it holds the events' share only.
    runs : Runs
        The runs of participations with the same event.
    """

    events: np.ndarray
    participations: np.ndarray
    head_counts: np.ndarray
    runs: Runs

    @property
    def of_events(self):
        """Whether every column belongs to events, so that each event lies in one group."""
        return all(column in EVENT_COLUMNS for column in self.columns)

    def shown(self):
        """The groups that are shown: all without a missing value, and those with one that have any row."""
        rows = [self.head_counts]
        rows += [self.events[:-1], self.events[self.runs.event]] if self.of_events else [self.participations]
        return self.stated_or(*rows)


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
            of_events[column], words[column] = event_codes(tables, column)
        elif column in ORGANISATION_COLUMNS:
            of_organisations[column], words[column] = frame_codes(tables.organisations[column])
        else:
            of_rows[column], words[column] = _row_codes(tables, column), vocabulary.CLOSED[column]
    return _combined(tables, {column: words[column] for column in by}, of_events, of_organisations, of_rows)


def event_codes(tables, column):
    """Each event's place among the words of a column of events, ``len(words)`` where it is missing; and the words."""
    if column not in vocabulary.PERIODS:
        return frame_codes(tables.events[column])
    return period_codes(tables.events["date"], column, tables.rules.period_start, tables.rules.period_end)


def frame_codes(column):
    """Each row's place among the words of its column, ``len(words)`` where it is missing; and the words."""
    words = vocabulary.CLOSED.get(column.name) or tuple(sorted(column.array.categories))
    return word_codes(column, words), words


def _row_codes(tables, column):
    listed, heads = tables.participations, tables.head_counts
    if column == "role":
        return word_codes(listed["role"], vocabulary.ROLE), word_codes(heads["role"], vocabulary.ROLE)
    of_listed = channel_codes(tables, listed["channel"], listed["event"].to_numpy())
    return of_listed, mode_as_channel(tables)[heads["event"].to_numpy()]


def channel_codes(tables, channel, event):
    """Each row's place among the channels: its own, else that of its event's mode, ``len(CHANNEL)`` where neither."""
    own = word_codes(channel, vocabulary.CHANNEL)
    return np.where(own < len(vocabulary.CHANNEL), own, mode_as_channel(tables)[event])


def mode_as_channel(tables):
    """Each event's mode as a place among the channels, one more at the end for an unknown event."""
    of_mode = word_codes(tables.events["mode"], vocabulary.CHANNEL)
    return np.append(of_mode, np.int32(len(vocabulary.CHANNEL)))


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
