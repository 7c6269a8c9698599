"""How people took part, not what they thought of it: no-shows, minutes, first-timers, who came again."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.errors import MeasureError
from kmu_eval.measures.counting import counted, numbers
from kmu_eval.measures.demand import CAME, NOT_KNOWN, STAYED_AWAY, absences
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.per_event import event_cells
from kmu_eval.measures.spread import spread
from kmu_eval.measures.survey_rows import table
from kmu_eval.measures.visits import visits


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Aspect:
    """One aspect of taking part: its word, unit and rule, and by event and group its amount, its base and the whole."""

    word: str
    unit: str
    rule: str
    amount: np.ndarray
    n: np.ndarray
    whole: np.ndarray


def taking_part(tables, by="mode", within_days=180):
    """How people took part, by group, and how the groups' events differ among themselves.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Grouping columns, as in `kmu_eval.measures.reach.reach`.
    within_days : int
        Days within which somebody has come again.

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), aspect, unit, n, n_events, n_missing, estimate (of
        the average participant), event_average (each event counts once), event_q1, event_median, event_q3 (of the
        events' own values), rule. ``no_show``: share of the registered who did not come, as in
        `kmu_eval.measures.demand.no_shows`. ``minutes``: mean minutes present. ``first_time``: share of attendances on
        the participant's first day in the programme. ``returned``: share of attendances after which the participant
        came to an event of a later day within `within_days`. n and n_missing add up to all registered, or to all
        counted attendances.

    Raises
    ------
    MeasureError
        If a grouping column is unknown, or `within_days` is less than one day.

    Notes
    -----
    A census: nothing was sampled, so there is no interval; how far events lie apart is in the quartiles. Heads have no
    minutes and no names, and stand in ``n_missing``; so do, for ``returned``, attendances less than `within_days`
    before the end of the period, after which not all returns can be seen. By channel, who did not come has the channel
    of the list, else that of the event, and at a hybrid event possibly none. METHODS.md, section 10.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"], "date": ["2020-01-10", "2020-03-10"]}, "events")}
    >>> came = {"participant": [0, 1, 0], "event": [0, 0, 1], "attended": ["yes"] * 3, "minutes": [60, 30, None]}
    >>> frames["participations"] = typed(came, "participations")
    >>> found = taking_part(in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre")), by=())
    >>> found[["aspect", "n", "n_missing", "estimate"]].astype("object").values.tolist()[1:]
    [['minutes', 2, 1, 45.0], ['first_time', 3, 0, 0.6666666666666666], ['returned', 3, 0, 0.3333333333333333]]
    """
    if within_days < 1:
        raise MeasureError(("too_small", {"where": "within_days", "found": within_days, "least": 1}))
    groups = grouping(tables, by)
    cells, shown = event_cells(tables, groups), groups.shown()
    aspects = [_no_show(tables, cells), *_of_attendances(tables, cells, within_days)]
    columns = {name: [getattr(each, name) for each in aspects] for name in ("unit", "rule")}
    columns["aspect"] = [each.word for each in aspects]
    return table(groups.frame(shown), len(aspects), columns | _numbers(aspects, cells, groups.size, shown))


def _numbers(aspects, cells, size, shown):
    found = [spread(cells, size, each.amount, each.n) for each in aspects]
    columns = {name: np.stack([each[name] for each in found], axis=1)[shown] for name in found[0]}
    missing = [add_up(cells.group, size, each.whole - each.n).astype(np.int64) for each in aspects]
    return columns | {"n_missing": np.stack(missing, axis=1)[shown]}


def _no_show(tables, cells):
    away, heads_away, heads_came, heads_open = absences(tables)
    stayed_away = cells.add(away == STAYED_AWAY, True, heads_away)
    n = stayed_away + cells.add(away == CAME, True, heads_came)
    whole = n + cells.add(away == NOT_KNOWN, True, heads_open)
    period = f"{tables.rules.period_start} to {tables.rules.period_end}{tables.rules.linked}"
    rule = f"registered = yes and attendance known, did not come / registered; {period}"
    return Aspect("no_show", "registrations", rule, stayed_away, n, whole)


def _of_attendances(tables, cells, within_days):
    came, heads = counted(tables), numbers(tables.head_counts["attended"])[0]
    whole, found = cells.add(came, True, heads), visits(tables)
    told = [_minutes(tables, came), _first_time(found), _returned(tables, found, within_days)]
    for word, rows, amounts, clauses in told:
        cell = cells.participations[rows]
        n, amount = (add_up(cell, len(whole), weights) for weights in (None, amounts))
        yield Aspect(word, "attendances", f"{clauses}; {tables.rules.sentence}", amount, n, whole)


def _minutes(tables, came):
    minutes, known = numbers(tables.participations["minutes"])
    rows = np.flatnonzero(came & known)
    return "minutes", rows, minutes[rows], "mean minutes of attendances with minutes"


def _first_time(found):
    clauses = "on the participant's first day in the programme / attendances of named participants at dated events"
    return "first_time", found.rows, found.first, clauses


def _returned(tables, found, within_days):
    end = np.datetime64(tables.rules.period_end, "D").astype(np.int64)
    seen = found.day + within_days <= end
    clauses = "came again on a later day / attendances of named participants at dated events"
    clauses += f"; within {within_days} days, of events at least as long before the end of the period"
    return "returned", found.rows[seen], (found.next_after <= within_days)[seen], clauses
