"""Who answered: the respondents of a wave, each with its group and its event as a cluster."""

from dataclasses import dataclass

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import Combinations, choose
from kmu_eval.measures.counting import is_word, word_codes
from kmu_eval.measures.groups import EVENT_COLUMNS, channel_codes, event_codes

RESPONDENT_COLUMNS = (*EVENT_COLUMNS, "channel", "role")


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Respondents:
    """All respondents, and which of them belong to a wave.

    Parameters
    ----------
    groups : Combinations
    group, event : int array
        Group and event of each respondent, -1 where the event is not told.
    inside : bool array
        Which respondents are of the wave.
    """

    groups: Combinations
    group: np.ndarray
    event: np.ndarray
    inside: np.ndarray

    @property
    def shown(self):
        """The groups that are shown: all without a missing value, and those with one that have a respondent."""
        return self.groups.stated_or(self.group[self.inside])


def respondents(tables, by=(), wave="post"):
    """The respondents of a wave, by any columns.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Any of year, quarter, month, mode, kind, interactive, difficulty, topic, series, country, channel, role. The
        channel of a respondent who does not tell it is that of the event, if it was not hybrid.
    wave : str

    Returns
    -------
    Respondents

    Raises
    ------
    MeasureError
        If a column or the wave is unknown.
    """
    by = choose([by] if isinstance(by, str) else list(by), RESPONDENT_COLUMNS, "by")
    choose([wave], vocabulary.WAVE, "wave")
    event = tables.respondents["event"].to_numpy()
    codes, words = zip(*(_codes(tables, column, event) for column in by), strict=True) if by else ((), ())
    groups = Combinations(tuple(by), words)
    return Respondents(groups, groups.joined(codes, len(event)), event, is_word(tables.respondents["wave"], wave))


def _codes(tables, column, event):
    if column == "role":
        return word_codes(tables.respondents["role"], vocabulary.ROLE), vocabulary.ROLE
    if column == "channel":
        return channel_codes(tables, tables.respondents["channel"], event), vocabulary.CHANNEL
    codes, words = event_codes(tables, column)
    return np.append(codes, np.int32(len(words)))[event], words


def clusters(event):
    """The clusters of some respondents: events, and each respondent of an unknown event by itself.

    Parameters
    ----------
    event : int array
        Event of each respondent, -1 where it is not told.

    Returns
    -------
    events : int array
        Event of each cluster, in order; at the end -1 for each respondent of an unknown event.
    place : int array
        Cluster of each respondent.

    Examples
    --------
    >>> [found.tolist() for found in clusters(np.array([7, -1, 3, 7, -1]))]
    [[3, 7, -1, -1], [1, 2, 0, 1, 3]]
    """
    told = event >= 0
    held = np.zeros(event.max(initial=-1) + 2, bool)
    held[event] = True
    events, alone = np.flatnonzero(held[:-1]), np.count_nonzero(~told)
    place = (np.cumsum(held) - 1)[event]
    place[~told] = len(events) + np.arange(alone)
    return np.append(events, np.full(alone, -1)), place
