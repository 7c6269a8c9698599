"""Rows as dictionaries: which count, in which group, and how many they are; by METHODS.md section 4, not the code."""

from collections import defaultdict
from itertools import product

import pandas as pd

from kmu_eval import vocabulary as words

YES, MAYBE, NO = 2, 1, 0
OF_BODIES = ("organisation_type", "size_class", "sector", "state")
OF_ROWS = ("role", "channel", *OF_BODIES)


def plain(frame):
    columns = [[None if pd.isna(value) else value for value in frame[name]] for name in frame]
    return [dict(zip(frame, values, strict=True)) for values in zip(*columns, strict=True)]


def entries(tables):
    """Participations, and head counts as rows that name nobody; each with its event and its body."""
    events, bodies = plain(tables.events), plain(tables.organisations)
    nobody = {"participant": -1, "organisation": -1, "heads": True}
    rows = [{**row, "heads": False} for row in plain(tables.participations)]
    rows += [{**row, **nobody} for row in plain(tables.head_counts)]
    for row in rows:
        row["at"] = events[row["event"]] if row["event"] >= 0 else {}
        row["body"] = bodies[row["organisation"]] if row["organisation"] >= 0 else {}
    return rows


# Whether a row counts: yes, maybe or no.


def came(row, rules):
    if row["heads"]:
        return YES
    short = bool(rules.minimum_stay) and row["minutes"] is not None and row["minutes"] < rules.minimum_stay
    return NO if short else {"yes": YES, "no": NO}.get(row["attended"], MAYBE)


def registered(row, rules):
    return YES if row["heads"] else {"yes": YES, "no": NO}.get(row["registered"], MAYBE)


def of_role(role):
    return lambda row, rules: YES if role == "all" else _same(row["role"], role)


def of_sme(row, rules):
    return {"yes": YES, "yes_by_head_count": YES, "no": NO}.get(row["body"].get("sme"), MAYBE)


def online(row, rules):
    return _same(row["at"].get("mode"), "online")


def trained(row, rules):
    left = not row["heads"] and row["completed"] == "no"
    return NO if left else _same(row["at"].get("kind"), "training")


def _same(found, wanted):
    return MAYBE if found is None else YES if found == wanted else NO


# Groups.


def group(row, by):
    return tuple(_word(row, column) for column in by)


def _word(row, column):
    if column in words.PERIODS:
        return period(row["at"].get("date"), column)
    if column == "channel" and not row.get("channel"):
        return row["at"].get("mode") if row["at"].get("mode") in words.CHANNEL else None
    return row[column] if column in ("role", "channel") else row["body" if column in OF_BODIES else "at"].get(column)


def period(date, column):
    shapes = {"year": "{0.year}", "quarter": "{0.year}-Q{0.quarter}", "month": "{0.year}-{0.month:02}"}
    return None if date is None else shapes[column].format(date)


def of_events(by):
    return not set(by) & set(OF_ROWS)


def groups_of_events(tables, by):
    return [group({"at": event}, by) for event in plain(tables.events)]


def all_groups(tables, by):
    """Every combination of words, and those with a missing word that any row (or event) is in."""
    found = {group(row, by) for row in entries(tables)}
    found |= set(groups_of_events(tables, by)) if of_events(by) else set()
    return {*product(*(_all_words(tables, column) for column in by)), *found}


def _all_words(tables, column):
    if column not in words.PERIODS:
        return words.CLOSED.get(column) or tables.events[column].cat.categories
    dates = pd.to_datetime([tables.rules.period_start, tables.rules.period_end, *tables.events["date"].dropna()])
    return {period(day, column) for day in pd.date_range(dates.min(), dates.max())}


# How many there are of (state, number, row): estimate, lower, upper.


def occasions(found):
    certain = sum(n for state, n, _ in found if state == YES)
    return certain, certain, sum(n for state, n, _ in found if state != NO)


def persons(found):
    estimate, upper = _different(found, "participant")
    crowds = defaultdict(int)
    for state, n, row in found:
        if state == YES and row["event"] >= 0:
            crowds[row["event"]] += n
    return estimate, max([estimate, *crowds.values()]), upper


def bodies(found):
    estimate, upper = _different(found, "organisation")
    return estimate, estimate, upper


def _different(found, unit):
    named = {row[unit] for state, _, row in found if state == YES and row[unit] >= 0}
    perhaps = {row[unit] for state, _, row in found if state != NO and row[unit] >= 0}
    return len(named), len(perhaps) + sum(n for state, n, row in found if state != NO and row[unit] < 0)


def events(found, unknown=()):
    held, perhaps = _events(found, (YES,)), _events(found, (YES, MAYBE))
    return len(held), len(held), len(perhaps | set(unknown))


def _events(found, states):
    return {row["event"] for state, n, row in found if state in states and n and row["event"] >= 0}


ENTERPRISE, ADVISER = of_role("enterprise"), of_role("adviser")
INDICATORS = {
    "events": (events, came),
    "events_online": (events, came, online),
    "registrations": (occasions, registered),
    "attendances": (occasions, came),
    "participants": (persons, came),
    "organisations": (bodies, came),
    "enterprise_participants": (persons, came, ENTERPRISE),
    "enterprises": (bodies, came, ENTERPRISE),
    "smes": (bodies, came, ENTERPRISE, of_sme),
    "sme_representatives": (persons, came, ENTERPRISE, of_sme),
    "advisers_reached": (persons, came, ADVISER),
    "advisers_trained": (persons, came, ADVISER, trained),
    "adviser_organisations": (bodies, came, ADVISER),
}


def select(tables, indicator, *further):
    conditions = (*INDICATORS[indicator][1:], *further)
    return [
        (min(holds(row, tables.rules) for holds in conditions), number(row, indicator), row) for row in entries(tables)
    ]


def number(row, indicator):
    if not row["heads"]:
        return 1
    heads = row["registered" if indicator == "registrations" else "attended"] or 0
    stayed = row["completed"] if indicator == "advisers_trained" else None
    return heads if stayed is None else min(stayed, heads)
