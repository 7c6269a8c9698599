"""Joins and leaves to minutes present: the union of one person's stays at one event, clipped to the event."""

import numpy as np
import pandas as pd

from kmu_eval.intake.issues import by_file

_SECONDS = 60
_LONGEST = pd.Timedelta(hours=24)


def read_stays(rows, events):
    """When each row's person came and left, and the bounds of its event.

    Parameters
    ----------
    rows : DataFrame
        Placed rows of lists: join, leave, place.
    events : DataFrame
        The prepared events: start, end.

    Returns
    -------
    stays : DataFrame
        Columns join, leave, start, end, in UTC; what cannot be (it ends before it starts, lasts longer than a day, or
        does not touch the event) is missing.
    issues : list of Issue
        The stays that cannot be, and those that were never closed; none of them is counted.
    """
    given = {name: rows[name] for name in ("join", "leave")}
    bounds = {name: events[name].reindex(rows["place"]) for name in ("start", "end")}
    stays = pd.DataFrame({name: _utc(times) for name, times in (given | bounds).items()}, index=rows.index)
    length, one = stays["leave"] - stays["join"], stays["join"].notna() ^ stays["leave"].notna()
    wrong = (length < pd.Timedelta(0)) | (length > _LONGEST)
    outside = ~wrong & ((stays["leave"] <= stays["start"]) | (stays["join"] >= stays["end"]))
    issues = [
        *by_file(rows[wrong], "warning", "stay_impossible", "leave"),
        *by_file(rows[outside], "warning", "stay_outside", "join"),
        *by_file(rows[one], "note", "stay_open", "leave"),
    ]
    unusable = wrong | outside | one
    return stays.assign(join=stays["join"].mask(unusable), leave=stays["leave"].mask(unusable)), issues


def _utc(times):
    """The times without their index, in one type also where there is none."""
    if times.isna().all():
        return pd.DatetimeIndex([pd.NaT] * len(times), dtype="datetime64[s, UTC]")
    return pd.DatetimeIndex(pd.to_datetime(times.to_numpy(dtype=object), utc=True)).as_unit("s")


def minutes_present(who, join, leave, start=None, end=None):
    """Whole minutes that each was present; times spent on two devices at once count once.

    Parameters
    ----------
    who : ndarray of int64, shape (n,)
        For each stay the number of the one who stayed, from 0 on: one person at one event.
    join, leave : Series of datetime64, shape (n,)
        With a time zone. A stay that lacks one of them, or ends before it starts, is not counted.
    start, end : Series of datetime64, shape (n,), optional
        The event's own bounds; where one is missing the stay is not clipped there.

    Returns
    -------
    Series of Int64
        Minutes, rounded to the nearest, by ``who``; missing where none of the stays can be counted.

    Examples
    --------
    >>> times = pd.to_datetime(pd.Series(["10:00", "10:20", "11:00"]), format="%H:%M", utc=True)
    >>> later = times + pd.to_timedelta([30, 30, 5], "min")
    >>> minutes_present(np.array([0, 0, 0]), times, later).tolist()
    [55]
    """
    first, last = _seconds(join), _seconds(leave)
    known = (join.notna() & leave.notna()).to_numpy() & (last >= first)
    first = _clipped(first, start, np.maximum)
    last = np.maximum(_clipped(last, end, np.minimum), first)
    order = np.lexsort((first[known], who[known]))
    present = _union(*(values[known][order] for values in (who, first, last)))
    total = np.bincount(who[known][order], present, int(who.max(initial=-1)) + 1)
    counted = np.bincount(who[known], minlength=len(total)) > 0
    return pd.Series(np.floor(total / _SECONDS + 0.5)).astype("Int64").where(counted)


def _union(who, first, last):
    """The seconds that each stay adds to what the earlier ones of the same person cover; sorted by who and start."""
    if not len(who):
        return np.zeros(0)
    low = first.min()
    span = last.max() - low + 1
    covered = np.maximum.accumulate(who * span + (last - low))
    earlier = np.append(0, covered[:-1]) - who * span + low
    return np.maximum(last - np.maximum(first, earlier), 0)


def _clipped(seconds, bounds, bring):
    if bounds is None:
        return seconds
    known = bounds.notna().to_numpy()
    return np.where(known, bring(seconds, np.where(known, _seconds(bounds), 0)), seconds)


def _seconds(times):
    return times.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[s]").astype(np.int64)
