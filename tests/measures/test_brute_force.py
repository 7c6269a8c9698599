"""Every public measure against a second one: loops over rows, written from METHODS.md and not from the code."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kmu_eval as kmu
from kmu_eval import vocabulary as words
from tests.measures.by_hand import (
    INDICATORS,
    YES,
    all_groups,
    came,
    entries,
    events,
    group,
    groups_of_events,
    of_events,
    of_role,
    period,
    plain,
    select,
)
from tests.measures.small_programmes import programmes

OF_EVENTS = [(), ("quarter", "mode"), ("month", "topic"), ("kind", "difficulty"), ("year", "country", "interactive")]
OF_ROWS = [("role",), ("channel", "kind"), ("year", "sector", "size_class"), ("organisation_type", "role", "state")]
ADVISERS = ("advisers_reached", "advisers_trained")
PLACES = {"01067": (51.0, 13.0), "01099": (52.0, 14.0), "20095": (53.5, 10.0)}


def ladder(tables):
    told = {}
    for role in ("all", *words.ROLE):
        smes = ("smes", "sme_representatives") if role == "enterprise" else ()
        for indicator in ("registrations", "attendances", "participants", "organisations", *smes):
            found = select(tables, indicator, of_role(role))
            told[role, indicator] = (events(found)[0], *INDICATORS[indicator][0](found))
    return told


def indicators(tables):
    told, unknown, modes = {}, unknown_events(tables, "attended"), list(tables.events["mode"])
    maybe_online = {event for event in unknown if modes[event] not in ("in_person", "hybrid")}
    more = {"events": (unknown,), "events_online": (maybe_online,)}
    for indicator, (count, *_) in INDICATORS.items():
        found = select(tables, indicator)
        told[(indicator,)] = (events(found)[0], *count(found, *more.get(indicator, ())))
    return told


def unknown_events(tables, outcome):
    heads = {row["event"] for row in entries(tables) if row["heads"] and row[outcome] is not None}
    listed = {row["event"] for row in entries(tables) if row[outcome] in ("yes", "no")}
    return set(range(len(tables.events))) - heads - listed


def targets(tables):
    told, found = {}, indicators(tables)
    for row in tables.targets:
        _, estimate, lower, upper = found[(row["indicator"],)]
        verdict = "reached" if lower >= row["target"] else "missed" if upper < row["target"] else "open"
        told[(row["indicator"],)] = (row["target"], estimate / row["target"] if row["target"] else None, verdict)
    return told


def reach(tables, by):
    told, shown, places = {}, all_groups(tables, by), groups_of_events(tables, by) if of_events(by) else None
    unknown = [places[event] for event in unknown_events(tables, "attended")] if places else []
    for indicator, (count, *_) in INDICATORS.items():
        found = select(tables, indicator)
        parts = by_group(found, by)
        numbers = {key: (events(parts[key])[0], *count(parts[key])) for key in shown}
        total = count(found)[0]
        if indicator == "events" and places is not None:
            numbers, total = {key: (places.count(key),) * 4 for key in shown}, len(places)
        added = sum(each[1] for each in numbers.values())
        told |= {
            (*k, indicator): (*numbers[k], None if places is None else unknown.count(k), total, added) for k in shown
        }
    return told


def by_group(found, by):
    parts = defaultdict(list)
    for each in found:
        parts[group(each[-1], by)].append(each)
    return parts


def advisers(tables):
    return {key: numbers for key, numbers in indicators(tables).items() if key[0] in ADVISERS}


def adviser_bodies(tables):
    asked = (*ADVISERS, "adviser_organisations")
    made = reach(tables, ("organisation_type",))
    return {key: (*numbers[:4], *numbers[5:]) for key, numbers in made.items() if key[1] in asked}


def areas(tables):
    reached = {row["organisation"] for state, _, row in select(tables, "organisations") if state == YES} - {-1}
    codes = [str(code) for code in tables.organisations["postcode"]]
    codes = [code[:2] if code.isdigit() and len(code) == 5 else None for code in codes]
    shown = {*(place[:2] for place in PLACES), *filter(None, codes), *(codes[body] for body in reached)}
    return {(area,): (sum(codes[body] == area for body in reached), len(reached)) for area in shown}


# Who came again.


def visits(tables, unit="participant", role=None):
    """Who came at which day."""
    found = [row for state, _, row in select(tables, "attendances", of_role(role or "all")) if state == YES]
    return [(row[unit], row["at"].get("date")) for row in found if row[unit] >= 0]


def first_days(visited):
    latest_first = sorted(((day, who) for who, day in visited if day is not None), reverse=True)
    return {who: day for day, who in latest_first}


def cumulative(tables, unit, role):
    days, first = list(tables.events["date"].dropna()), first_days(visits(tables, unit, role)).values()
    new = {day: sum(other == day for other in first) for day in days}
    return {(d, role or "all"): (days.count(d), new[d], sum(other <= d for other in first)) for d in days}


def first_time(tables):
    told, visited = {}, visits(tables)
    first = first_days(visited)
    for (name,) in all_groups(tables, ("quarter",)):
        here = {who for who, day in visited if period(day, "quarter") == name}
        new = sum(period(day, "quarter") == name for day in first.values())
        told[(name,)] = (len(here), new, (len(here) - new) / len(here) if here else None)
    return told | ({(None,): (told[(None,)][0], None, None)} if (None,) in told else {})


def repeats(tables):
    who = [person for person, _ in visits(tables)]
    times = [min(who.count(person), 10) for person in set(who)]
    return {(f"{n}" if n < 10 else "10+",): (len(times), times.count(n)) for n in range(1, 11)}


def share(part, whole):
    return part / whole if whole else None


def absences(row):
    """Of one row: stayed away, came, not known."""
    if row["heads"]:
        asked, present = row["registered"], row["attended"]
        usable = asked is not None and present is not None and present <= asked
        return (asked - present, present, 0) if usable else (0, 0, asked or 0)
    away, present = row["attended"] == "no", row["attended"] == "yes"
    return tuple(int(row["registered"] == "yes" and holds) for holds in (away, present, not away and not present))


def no_shows(tables, by):
    told, parts = {}, by_group([(row["event"], *absences(row), row) for row in entries(tables)], by)
    for key in all_groups(tables, by):
        rows = [each[:-1] for each in parts[key]]
        away, present, unknown = (sum(row[part] for row in rows) for part in (1, 2, 3))
        behind = {event for event, *parts in rows if event >= 0 and sum(parts[:2])}
        told[key] = (away + present, len(behind), unknown, share(away, away + present))
    return told


def demand(tables, by):
    told, places = {}, groups_of_events(tables, by)
    unknown, capacity = unknown_events(tables, "registered"), plain(tables.events[["capacity"]])
    asked = [0] * len(places)
    for state, n, row in select(tables, "registrations"):
        asked[row["event"]] += n if state == YES and row["event"] >= 0 else 0
    for key in all_groups(tables, by):
        here = {event for event, place in enumerate(places) if place == key}
        full = {event: capacity[event]["capacity"] for event in here - unknown if capacity[event]["capacity"]}
        n, offered = len(here - unknown), sum(full.values())
        per_event = share(sum(asked[event] for event in here - unknown), n)
        told[(*key, "registrations_per_event")] = (n, n, len(here) - n, per_event)
        rate = share(sum(asked[event] for event in full), offered)
        told[(*key, "fill_rate")] = (offered, len(full), len(here) - len(full), rate)
    return told


def completion(tables, by):
    told, parts = {}, by_group([(row,) for row in entries(tables)], by)
    for key in all_groups(tables, by):
        cells = defaultdict(lambda: [0, 0, False])
        for (row,) in parts[key]:
            n, completed, there = completions(row, tables.rules)
            cell = cells[row["event"]]
            cell[:] = cell[0] + n, cell[1] + completed, cell[2] or (there and row["at"].get("kind") == "training")
        n, completed = (sum(cell[part] for cell in cells.values()) for part in (0, 1))
        shares = [cell[1] / cell[0] for event, cell in cells.items() if event >= 0 and cell[0]]
        without = sum(there and not n for n, _, there in cells.values())
        told[key] = (n, len(shares), without, share(completed, n), share(sum(shares), len(shares)))
    return told


def completions(row, rules):
    """Of one row: present with completion known, completed, and whether anybody was or may have been present."""
    if row["heads"]:
        present, completed = row["attended"], row["completed"]
        usable = present is not None and completed is not None and completed <= present
        return (present, completed, present > 0) if usable else (0, 0, present is None or present > 0)
    there = came(row, rules) == YES
    return int(there and row["completed"] in ("yes", "no")), int(there and row["completed"] == "yes"), there


# The two side by side.

RANGE, SHARE = ("n_events", "estimate", "lower", "upper"), ("n", "n_events", "n_missing", "estimate")
REACH = (*RANGE, "n_missing", "distinct_total", "sum_of_parts")
MEASURES = {
    "count_ladder": (ladder, ("role", "indicator"), RANGE),
    "indicators": (indicators, ("indicator",), RANGE),
    "advisers": (advisers, ("indicator",), RANGE),
    "adviser_bodies": (adviser_bodies, ("organisation_type", "indicator"), (*RANGE, "distinct_total", "sum_of_parts")),
    "targets": (targets, ("indicator",), ("target", "share_of_target", "verdict")),
    "first_time": (first_time, ("quarter",), ("n", "new", "estimate")),
    "repeat_distribution": (repeats, ("times",), ("distinct_total", "estimate")),
    "reach_by_area": (areas, ("area",), ("estimate", "distinct_total")),
}
FURTHER = {"first_time": {"by": "quarter"}, "reach_by_area": {"coordinates": PLACES}}
BY_GROUP = {
    "reach": (reach, ("indicator",), REACH),
    "no_shows": (no_shows, (), SHARE),
    "completion": (completion, (), (*SHARE, "event_average")),
    "demand": (demand, ("indicator",), SHARE),
}


def agree(table, expected, keys, columns):
    found = [
        (tuple(row[key] for key in keys), tuple(_rounded(row[column]) for column in columns)) for row in plain(table)
    ]
    assert len(found) == len(dict(found))
    assert dict(found) == {key: tuple(map(_rounded, numbers)) for key, numbers in expected.items()}


def _rounded(number):
    return round(number, 9) if isinstance(number, float) else number


def check_by_group(name, tables, by):
    second, keys, columns = BY_GROUP[name]
    indicators_asked = {"indicators": words.INDICATOR} if name == "reach" else {}
    agree(getattr(kmu, name)(tables, list(by), **indicators_asked), second(tables, by), (*by, *keys), columns)


def check(name, tables):
    second, keys, columns = MEASURES[name]
    agree(getattr(kmu, name)(tables, **FURTHER.get(name, {})), second(tables), keys, columns)


def check_cumulative(tables, unit, role):
    table = kmu.cumulative_reach(tables, f"{unit}s", role)
    agree(table, cumulative(tables, unit, role), ("date", "role"), ("n_events", "new", "cumulative"))


@pytest.mark.parametrize("name", MEASURES)
@given(tables=programmes())
@settings(max_examples=60)
def test_any_small_programme(name, tables):
    check(name, tables)


@pytest.mark.parametrize("name", BY_GROUP)
@given(tables=programmes(), data=st.data())
@settings(max_examples=60)
def test_any_small_programme_by_group(name, tables, data):
    check_by_group(name, tables, data.draw(st.sampled_from(OF_EVENTS if name == "demand" else OF_EVENTS + OF_ROWS)))


@pytest.mark.parametrize("unit", ["participant", "organisation"])
@given(tables=programmes(), role=st.sampled_from([None, *words.ROLE]))
def test_cumulative_reach_of_any_small_programme(unit, tables, role):
    check_cumulative(tables, unit, role)


def test_the_synthetic_programme():
    tables, _ = kmu.simulate(seed=1, scale=0.02)
    for name in MEASURES:
        check(name, tables)
    for name in BY_GROUP:
        for by in OF_EVENTS if name == "demand" else OF_EVENTS + OF_ROWS:
            check_by_group(name, tables, by)
    for unit, role in (("participant", None), ("organisation", "adviser")):
        check_cumulative(tables, unit, role)
