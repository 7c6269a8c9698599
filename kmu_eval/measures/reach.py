"""How many were reached: the ladder of counts, the indicators, and reach by any group."""

from dataclasses import replace

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.counting import known_events, undecided
from kmu_eval.measures.definitions import Count, count
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.ranges import Range
from kmu_eval.measures.rows import interleaved, result, texts, words

LADDER = ("registrations", "attendances", "participants", "organisations")
OF_ENTERPRISES = ("smes", "sme_representatives")
_ALL = np.zeros(1, np.intp)
_REACH = ("events", "attendances", "participants", "organisations", "smes", "sme_representatives")


def count_ladder(tables):
    """From registrations to SME representatives, for all and by role.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        role (``all`` first), indicator, unit, n_events, estimate, lower, upper, rule. ``smes`` and
        ``sme_representatives`` only for the role enterprise. What has no stated role belongs to ``all``, and widens
        the upper number of each role; so does what has no stated organisation or SME status.

    Examples
    --------
    >>> import kmu_eval
    >>> ladder = count_ladder(kmu_eval.simulate(seed=1, scale=0.01)[0])
    >>> list(ladder.columns)
    ['role', 'indicator', 'unit', 'n_events', 'estimate', 'lower', 'upper', 'rule']
    """
    groups, rows = grouping(tables, ()), []
    for role in ("all", *vocabulary.ROLE):
        indicators = LADDER + (OF_ENTERPRISES if role == "enterprise" else ())
        rows += [(role, made) for made in count(tables, groups, indicators, role)]
    roles = pd.Categorical([role for role, _ in rows], ["all", *vocabulary.ROLE], ordered=True)
    return result({"role": roles, **_columns([made for _, made in rows])}, ["role"])


def indicators(tables):
    """The programme's indicators, each as one number with its range.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        indicator, unit, n_events, estimate, lower, upper, rule. Here ``events`` are those at which anybody is known to
        have been present; those whose attendance is not known widen the upper number.

    Examples
    --------
    >>> import kmu_eval
    >>> indicators(kmu_eval.simulate(seed=1, scale=0.01)[0]).indicator.head(2).tolist()
    ['events', 'events_online']
    """
    groups = grouping(tables, ())
    return result(_columns(_with_unknown_events(tables, groups, count(tables, groups, vocabulary.INDICATOR))))


def reach(tables, by=(), indicators=_REACH):
    """Who was reached, split by any columns.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Any of year, quarter, month, mode, channel, kind, interactive, difficulty, topic, series, country, role,
        organisation_type, size_class, sector, state; none: one row per indicator.
    indicators : sequence of str
        Any of `kmu_eval.vocabulary.INDICATOR`.

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too; a missing value stands where the group is not
        stated), indicator, unit, n_events, n_missing, estimate, lower, upper, distinct_total, sum_of_parts, rule.

    Raises
    ------
    MeasureError
        If a grouping column or indicator is unknown.

    Notes
    -----
    ``events`` counts all events held where the groups are groups of events; in groups of participants or organisations
    it counts events with anybody of the group present. ``n_missing`` counts the group's events whose attendance is not
    known; in groups of participants or organisations it is missing. A person who came for two organisations counts in
    the groups of both. Rows whose group is not stated have rows of their own and widen no other group's range.

    Examples
    --------
    >>> import kmu_eval
    >>> table = reach(kmu_eval.simulate(seed=1, scale=0.01)[0], ["year", "mode"], ["participants"])
    >>> bool((table.estimate <= table.distinct_total).all())
    True
    """
    groups = grouping(tables, by)
    found = count(tables, groups, choose(list(indicators), vocabulary.INDICATOR, "indicators"))
    return _by_group(tables, groups, [held(tables, groups, made) for made in found])


def reach_table(tables, by=("year", "sector", "size_class"), indicators=("organisations", "smes", "attendances")):
    """The table a parliament asks for: reach by year, sector and size class in one call; see `reach`."""
    return reach(tables, by, indicators)


def events_over_time(tables, period="quarter"):
    """Events and attendances by period and mode; see `reach`."""
    (period,) = choose([period], vocabulary.PERIODS, "period")
    return reach(tables, [period, "mode"], ("events", "attendances"))


def _by_group(tables, groups, found):
    shown = groups.shown()
    frame = groups.frame(np.repeat(shown, len(found)))
    numbers = _columns(found, shown) | {
        "n_missing": pd.array(np.repeat(_unknown_events(tables, groups)[shown], len(found)), "Int64"),
        "distinct_total": _constant(found, shown, [made.range.total for made in found]),
        "sum_of_parts": _constant(found, shown, [made.range.parts for made in found]),
    }
    return result({**{name: frame[name].array for name in frame}, **numbers}, groups.columns)


def _columns(found, shown=_ALL):
    ranges = [made.range for made in found]
    return {
        "indicator": words(
            [made.indicator for made in found] * len(shown), [*dict.fromkeys(m.indicator for m in found)]
        ),
        "unit": words([made.unit for made in found] * len(shown)),
        "n_events": interleaved([made.n_events[shown] for made in found]),
        "estimate": interleaved([made.estimate[shown] for made in ranges]).astype(float),
        "lower": interleaved([made.lower[shown] for made in ranges]).astype(float),
        "upper": interleaved([made.upper[shown] for made in ranges]).astype(float),
        "rule": texts([_rule(made) for made in found] * len(shown)),
    }


def _rule(made):
    return made.rule + ("; distinct counts do not add up" if made.range.parts > made.range.total else "")


def _constant(found, shown, values):
    return np.tile(np.array(values, float), len(shown))


def held(tables, groups, made):
    """The count, or in groups of events, where it counts events, all that were held; see `reach`."""
    if made.indicator != "events" or not groups.of_events:
        return made
    held = add_up(groups.events[:-1], groups.size)
    period = f"events held, {tables.rules.period_start} to {tables.rules.period_end}"
    return Count("events", made.unit, period, held, Range(held, held, held, len(tables.events)))


def _unknown_events(tables, groups):
    if not groups.of_events:
        return np.array([pd.NA] * groups.size, object)
    return add_up(groups.events[:-1][~known_events(tables, groups.runs, "attended")], groups.size)


def _with_unknown_events(tables, groups, found):
    in_range = groups.runs.add(undecided(tables), len(tables.events))[:-1] > 0
    unknown = ~known_events(tables, groups.runs, "attended") & ~in_range
    online = tables.events["mode"].array == "online"
    more = {"events": unknown, "events_online": unknown & (online | tables.events["mode"].isna().to_numpy())}
    return [_widened(made, int(more[made.indicator].sum())) if made.indicator in more else made for made in found]


def _widened(made, events):
    return replace(made, range=made.range.plus(events))
