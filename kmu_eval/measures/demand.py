"""What was asked for and who stayed away: no-shows, registrations per event, fill rate."""

from dataclasses import replace

import numpy as np

from kmu_eval.measures.combinations import choose
from kmu_eval.measures.counting import is_word, known_events, numbers
from kmu_eval.measures.groups import EVENT_COLUMNS, grouping
from kmu_eval.measures.kernels import add_up, share, tally
from kmu_eval.measures.per_event import event_cells
from kmu_eval.measures.ranges import events_attended
from kmu_eval.measures.rows import interleaved, result, texts, words
from kmu_eval.measures.selection import kept, registration

STAYED_AWAY, CAME, NOT_KNOWN = range(3)


def no_shows(tables, by=()):
    """The share of the registered who did not come.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Grouping columns, as in `kmu_eval.measures.reach.reach`.

    Returns
    -------
    DataFrame
        The grouping columns, indicator, unit, n (registered whose attendance is known), n_events, n_missing
        (registered whose attendance is not known), estimate (share of n who did not come; missing where n is 0), rule.

    Raises
    ------
    MeasureError
        If a grouping column is unknown.

    Notes
    -----
    Whoever came counts as having come, however short the stay. A head count enters where both its numbers are known
    and no more came than had registered; else its registered heads count in ``n_missing``.

    Examples
    --------
    >>> import kmu_eval
    >>> table = no_shows(kmu_eval.simulate(seed=1, scale=0.01)[0], ["mode"])
    >>> bool(table.estimate.dropna().between(0, 1).all())
    True
    """
    groups = grouping(tables, by)
    shown = groups.shown()
    rule = "registered = yes and attendance known, did not come / registered; " + _period(tables)
    return _table(groups, shown, [("no_shows", "registrations", rule)], _absent(tables, groups, shown))


def demand(tables, by=()):
    """How many registered for an event, and how full the events were.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Any columns of events: year, quarter, month, mode, kind, interactive, difficulty, topic, series, country.

    Returns
    -------
    DataFrame
        The grouping columns, indicator, unit, n, n_events, n_missing, estimate, rule. ``registrations_per_event``: mean
        over the n events whose registrations are known. ``fill_rate``: registrations of all events together / n places,
        over events with both known; above 1 where more registered than there were places. ``n_missing``: events left
        out because registrations, or registrations or capacity, are not known.

    Raises
    ------
    MeasureError
        If a grouping column is none of events.

    Examples
    --------
    >>> import kmu_eval
    >>> table = demand(kmu_eval.simulate(seed=1, scale=0.01)[0], ["difficulty"])
    >>> list(table.indicator.cat.categories)
    ['registrations_per_event', 'fill_rate']
    """
    groups = grouping(tables, choose([by] if isinstance(by, str) else by, EVENT_COLUMNS, "by"))
    registered, known = _registrations(tables), known_events(tables, groups.runs, "registered")
    places, offered = numbers(tables.events["capacity"])
    both = known & offered & (places > 0)
    per_event = _mean(groups, registered, known, np.ones(len(known), np.int64))
    fill_rate = _mean(groups, registered, both, places)
    shown = groups.shown()
    columns = {name: interleaved([per_event[name][shown], fill_rate[name][shown]]) for name in per_event}
    return _table(groups, shown, _demand_rules(tables), columns)


def _demand_rules(tables):
    return [
        ("registrations_per_event", "events", "registered = yes, mean over events; " + _period(tables)),
        ("fill_rate", "places", "registered = yes / capacity, all events together; " + _period(tables)),
    ]


def _absent(tables, groups, shown):
    away, heads_away, heads_came, heads_open = absences(tables)
    counts = tally(away, 3, groups.participations, groups.size)
    of_heads = [add_up(groups.head_counts, groups.size, part) for part in (heads_away, heads_came, heads_open)]
    stayed_away, came, not_known = counts.T + np.array(of_heads).astype(np.int64)
    return {
        "n": (stayed_away + came)[shown],
        "n_events": _events_behind(tables, groups, away, heads_away + heads_came)[shown],
        "n_missing": not_known[shown],
        "estimate": share(stayed_away, stayed_away + came)[shown],
    }


def absences(tables):
    """Who of the registered stayed away, and how many heads did.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    away : int8 array
        Of each participation `STAYED_AWAY`, `CAME` or `NOT_KNOWN`; -1 for those not registered.
    heads_away, heads_came, heads_open : int array
        Of each head count the registered heads that stayed away, came, or may have done either.
    """
    listed, heads = tables.participations, tables.head_counts
    came, stayed_away = (is_word(listed["attended"], word).view(np.int8) for word in ("yes", "no"))
    away = NOT_KNOWN - came * np.int8(NOT_KNOWN - CAME) - stayed_away * np.int8(NOT_KNOWN - STAYED_AWAY)
    away = kept(away, is_word(listed["registered"], "yes"))
    (asked, asked_known), (came, came_known) = numbers(heads["registered"]), numbers(heads["attended"])
    usable = asked_known & came_known & (came <= asked)
    return away, np.where(usable, asked - came, 0), np.where(usable, came, 0), np.where(usable, 0, asked)


def _events_behind(tables, groups, away, heads):
    decided = (away == STAYED_AWAY) | (away == CAME)
    registered = replace(registration(tables, groups), heads=heads)
    return events_attended(registered.only(decided, decided, True, True)).estimate


def _registrations(tables):
    cells = event_cells(tables, grouping(tables, ()))
    listed, (heads, known) = tables.participations["registered"], numbers(tables.head_counts["registered"])
    return cells.add(is_word(listed, "yes"), known, heads)[:-1]


def _mean(groups, amount, known, base):
    group = groups.events[:-1]
    n = add_up(group[known], groups.size, base[known]).astype(np.int64)
    return {
        "n": n,
        "n_events": add_up(group[known], groups.size),
        "n_missing": add_up(group[~known], groups.size),
        "estimate": share(add_up(group[known], groups.size, amount[known]), n),
    }


def _period(tables):
    return f"{tables.rules.period_start} to {tables.rules.period_end}{tables.rules.linked}"


def _table(groups, shown, kinds, columns):
    frame = groups.frame(np.repeat(shown, len(kinds)))
    indicators, units, rules = zip(*kinds, strict=True)
    told = {
        "indicator": words(list(indicators) * len(shown), indicators),
        "unit": words(list(units) * len(shown), dict.fromkeys(units)),
        "rule": texts(list(rules) * len(shown)),
    }
    return result({**{name: frame[name].array for name in frame}, **told, **columns}, groups.columns)
