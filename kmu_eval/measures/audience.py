"""Who came again: cumulative reach, first-time and returning participants, how often people came."""

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import choose, ordered
from kmu_eval.measures.counting import counted, is_word
from kmu_eval.measures.distinct import distinct, members
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up, share
from kmu_eval.measures.rows import result, texts, words
from kmu_eval.measures.runs import runs
from kmu_eval.measures.selection import kept

_REFERENCES = {"participants": "participant", "organisations": "organisation"}
_MOST = 10


def cumulative_reach(tables, unit="participants", role=None):
    """How many different participants or organisations had been reached by each day.

    Parameters
    ----------
    tables : Tables
    unit : {"participants", "organisations"}
    role : str, optional
        Only attendance in this role.

    Returns
    -------
    DataFrame
        date, role, unit, n_events, new, cumulative, rule; one row per day with events. Attendance at events without
        a date, or at no known event, is left out, and the rule says so.

    Raises
    ------
    MeasureError
        If the unit or role is unknown.

    Examples
    --------
    >>> import kmu_eval
    >>> table = cumulative_reach(kmu_eval.simulate(seed=1, scale=0.01)[0], "organisations")
    >>> bool(table.cumulative.is_monotonic_increasing)
    True
    """
    choose([unit], _REFERENCES, "unit")
    days, rank = _days(tables)
    came = counted(tables) if role is None else counted(tables) & _in_role(tables, role)
    first = _first_day(tables, tables.participations[_REFERENCES[unit]].to_numpy(), came, rank, len(days))
    new = add_up(first, len(days) + 1)[:-1]
    rule = tables.rules.sentence + (f"; role {role}" if role else "") + _undated(tables, came)
    columns = {"date": days, "role": words([role or "all"] * len(days)), "unit": words([unit] * len(days), [unit])}
    columns |= {"n_events": add_up(rank, len(days) + 1)[:-1]}
    columns |= {"new": new.astype(float), "cumulative": np.cumsum(new).astype(float), "rule": texts([rule] * len(days))}
    return result(columns, ["date", "role"])


def first_time(tables, by="quarter"):
    """Participants per period, those there for the first time, and the share of those who had been there before.

    Parameters
    ----------
    tables : Tables
    by : {"year", "quarter", "month"}
        Also as a list of one.

    Returns
    -------
    DataFrame
        The period, unit, n (distinct participants), new (first counted attendance ever), estimate (share returning:
        n less new, of n; missing where n is 0), rule. Where the date is missing, so are new and estimate.

    Raises
    ------
    MeasureError
        If ``by`` is no period.

    Examples
    --------
    >>> import kmu_eval
    >>> tables = kmu_eval.simulate(seed=1, scale=0.01)[0]
    >>> int(first_time(tables, "year").new.sum()) == int(cumulative_reach(tables).cumulative.max())
    True
    """
    (period,) = choose([by] if isinstance(by, str) else by, vocabulary.PERIODS, "by")
    groups, came, (days, rank) = grouping(tables, [period]), counted(tables), _days(tables)
    ids = tables.participations["participant"].to_numpy()
    n = distinct(ids, members(kept(groups.participations, came), groups.size)).certain
    first = _first_day(tables, ids, came, rank, len(days))
    new = _first_in(groups, first, rank, len(days))
    shown = groups.shown()
    columns = {"unit": words(["participants"] * len(shown)), "n": n[shown], "new": new[shown]}
    columns |= {"estimate": share(n - new, n)[shown], "rule": texts([tables.rules.sentence] * len(shown))}
    return result({period: groups.frame(shown)[period].array, **columns}, [period])


def _first_in(groups, first, rank, n_days):
    of_day = np.full(n_days + 1, -1, np.int32)
    of_day[rank] = groups.events[:-1]
    of_day[-1] = -1
    new = add_up(of_day[first], groups.size).astype(float)
    new[-1] = np.nan
    return new


def repeat_distribution(tables):
    """How many participants came once, twice, ... ten times or more.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        times (``1`` to ``9``, ``10+``), unit, estimate (participants who came so often), distinct_total (all
        participants with a counted attendance), rule.

    Examples
    --------
    >>> import kmu_eval
    >>> table = repeat_distribution(kmu_eval.simulate(seed=1, scale=0.01)[0])
    >>> int(table.estimate.sum()) == int(table.distinct_total[0])
    True
    """
    ids = tables.participations["participant"].to_numpy()
    times = add_up(ids[np.flatnonzero(counted(tables))], int(ids.max(initial=-1)) + 1)
    people = add_up(np.minimum(times, _MOST).astype(np.int8), _MOST + 1)[1:]
    labels = [*map(str, range(1, _MOST)), f"{_MOST}+"]
    columns = {"times": ordered(np.arange(_MOST), labels), "unit": words(["participants"] * _MOST)}
    columns |= {"estimate": people.astype(float), "distinct_total": np.full(_MOST, float(people.sum()))}
    return result({**columns, "rule": texts([tables.rules.sentence] * _MOST)}, ["times"])


def _days(tables):
    dates = tables.events["date"]
    dated = dates.notna().to_numpy()
    days, places = np.unique(dates.to_numpy()[dated], return_inverse=True)
    rank = np.full(len(dates), len(days), np.int32)
    rank[dated] = places
    return days, rank


def _first_day(tables, ids, came, rank, n_days):
    of_runs, rank = runs(tables.participations["event"].to_numpy()), np.append(rank, np.int32(n_days))
    ranks, latest_first = of_runs.spread(rank), np.flatnonzero(came)[::-1]
    if np.any(np.diff(rank[of_runs.event]) < 0):
        latest_first = latest_first[np.argsort(-ranks[latest_first], kind="stable")]
    first = np.full(int(ids.max(initial=-1)) + 2, n_days, np.int32)
    # of several values for one id the last one written stays: the earliest day
    first[ids.take(latest_first).astype(np.intp)] = ranks.take(latest_first)
    return first[:-1]


def _in_role(tables, role):
    choose([role], vocabulary.ROLE, "role")
    return is_word(tables.participations["role"], role)


def _undated(tables, came):
    undated, nowhere = tables.events["date"].isna().sum(), (tables.participations["event"].to_numpy()[came] < 0).sum()
    events = f"; {undated} events without a date left out" if undated else ""
    return events + ("; attendances at unknown events left out" if nowhere else "")
