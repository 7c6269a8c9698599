"""When the same participant came: the first day, and how long until the next."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.measures.counting import counted

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Visits:
    """Counted attendances of named participants at events with a date.

    Parameters
    ----------
    rows : int array
        Rows of participations, by participant and day.
    day : int64 array
        Day of each, counted from 1970-01-01.
    first : bool array
        Whether it is on the participant's first day.
    next_after : int64 array
        Days until the participant came to an event of a later day; `NEVER` if not at all.
    """

    rows: np.ndarray
    day: np.ndarray
    first: np.ndarray
    next_after: np.ndarray


def visits(tables):
    """The counted attendances of named participants at events with a date.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    Visits
    """
    participant, days, dated = _of_participations(tables)
    rows = np.flatnonzero(counted(tables) & (participant >= 0) & dated)
    rows = rows[np.argsort(_key(participant[rows], days[rows]))]
    who, day = participant[rows], days[rows]
    start = np.flatnonzero(_changes(who) | _changes(day))
    length = np.diff(start, append=len(rows))
    first, after = _changes(who[start]), _until_next(who[start], day[start])
    return Visits(rows, day, np.repeat(first, length), np.repeat(after, length))


def _of_participations(tables):
    event, dates = tables.participations["event"].to_numpy(), tables.events["date"]
    days = np.append(dates.to_numpy().astype("datetime64[D]").astype(np.int64), 0)
    dated = np.append(dates.notna().to_numpy(), False)
    return tables.participations["participant"].to_numpy(), days[event], dated[event]


def _key(participant, day):
    """One number that sorts by participant, then by day."""
    since = day - day.min(initial=0)
    return participant * np.int64(since.max(initial=0) + 1) + since


def _changes(values):
    """Where a value differs from that before it."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _until_next(who, day):
    """Days from each day of a participant to the next one."""
    after = np.full(len(who), NEVER)
    again = np.flatnonzero(~_changes(who))
    after[again - 1] = day[again] - day[again - 1]
    return after
