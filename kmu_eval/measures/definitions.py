"""What each indicator counts: whose attendance, in what unit, by what rule."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from kmu_eval.measures import ranges, selection
from kmu_eval.measures.counting import is_word, numbers
from kmu_eval.measures.groups import Grouping
from kmu_eval.vocabulary import SMES


def everyone(tables, base):
    """All of the selection."""
    return base


def of_role(role):
    """Those who came in one role; those whose role is not known may have."""

    def select(tables, base):
        listed, heads = tables.participations["role"], tables.head_counts["role"]
        certain, unknown = is_word(listed, role), listed.isna().to_numpy()
        of_heads = is_word(heads, role)
        return base.only(certain, certain | unknown, of_heads, of_heads | heads.isna().to_numpy())

    return select


def of_smes(tables, base):
    """Those who came in the role enterprise for an SME; those whose organisation's status is not known may have."""
    sme = tables.organisations["sme"]
    organisation = tables.participations["organisation"].to_numpy()
    certain = np.append(is_word(sme, *SMES), False)[organisation]
    possible = np.append(~is_word(sme, "no"), True)[organisation]
    return of_role("enterprise")(tables, base).only(certain, possible, False, True)


def online(tables, base):
    """Attendance at events held online; an event whose mode is not known may have been."""
    return _at_events(tables, base, is_word(tables.events["mode"], "online"), tables.events["mode"].isna().to_numpy())


def trained_advisers(tables, base):
    """Advisers at trainings without those known not to have completed; of heads those who completed, else all."""
    kind, listed = tables.events["kind"], tables.participations
    done = ~is_word(listed["completed"], "no")
    completed, known = numbers(tables.head_counts["completed"])
    heads = np.where(known, np.minimum(completed, base.heads), base.heads)
    advisers = replace(of_role("adviser")(tables, base), heads=heads)
    return _at_events(tables, advisers.only(done, done, True, True), is_word(kind, "training"), kind.isna().to_numpy())


def _at_events(tables, base, holds, unknown):
    certain, possible = np.append(holds, False), np.append(holds | unknown, True)
    event, head_event = base.event, base.head_event
    return base.only(certain[event], possible[event], certain[head_event], possible[head_event])


@dataclass(frozen=True)
class Definition:
    """An indicator: its unit, how its selection is counted, whom it selects, from what, and what the rule adds."""

    unit: str
    count: Callable
    select: Callable = everyone
    base: Callable = selection.attendance
    rule: str = ""


_ADVISER = "role adviser"
_ENTERPRISE = "role enterprise"
DEFINITIONS = MappingProxyType(
    {
        "events": Definition("events", ranges.events_attended),
        "events_online": Definition("events", ranges.events_attended, online, rule="mode online"),
        "registrations": Definition("registrations", ranges.occasions, base=selection.registration),
        "attendances": Definition("attendances", ranges.occasions),
        "participants": Definition("participants", ranges.persons),
        "organisations": Definition("organisations", ranges.bodies),
        "enterprise_participants": Definition("participants", ranges.persons, of_role("enterprise"), rule=_ENTERPRISE),
        "enterprises": Definition("organisations", ranges.bodies, of_role("enterprise"), rule=_ENTERPRISE),
        "smes": Definition("organisations", ranges.bodies, of_smes, rule=_ENTERPRISE),
        "sme_representatives": Definition("participants", ranges.persons, of_smes, rule=_ENTERPRISE),
        "advisers_reached": Definition("participants", ranges.persons, of_role("adviser"), rule=_ADVISER),
        "advisers_trained": Definition(
            "participants",
            ranges.persons,
            trained_advisers,
            rule="role adviser, at a training, not known to have left it incomplete",
        ),
        "adviser_organisations": Definition("organisations", ranges.bodies, of_role("adviser"), rule=_ADVISER),
    }
)


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Count:
    """One indicator, counted by group."""

    indicator: str
    unit: str
    rule: str
    n_events: np.ndarray
    range: ranges.Range


def count(tables, groups: Grouping, indicators, role="all"):
    """The indicators, counted by group.

    Parameters
    ----------
    tables : Tables
    groups : Grouping
    indicators : sequence of str
    role : str
        Only attendance in this role; ``all``: whatever the role.

    Returns
    -------
    list of Count
    """
    within = everyone if role == "all" else of_role(role)
    bases, chosen = {}, {}
    for made in (DEFINITIONS[indicator] for indicator in indicators):
        if made.base not in bases:
            bases[made.base] = within(tables, made.base(tables, groups))
        if (made.base, made.select) not in chosen:
            selected = made.select(tables, bases[made.base])
            chosen[made.base, made.select] = selected, ranges.events_attended(selected).estimate
    return [_count(tables, indicator, chosen) for indicator in indicators]


def _count(tables, indicator, chosen):
    made = DEFINITIONS[indicator]
    selected, n_events = chosen[made.base, made.select]
    return Count(indicator, made.unit, sentence(tables, indicator), n_events, made.count(selected))


def sentence(tables, indicator):
    """How an indicator is counted, in one sentence."""
    rules, made = tables.rules, DEFINITIONS[indicator]
    if made.base is selection.registration:
        return f"registered = yes, {rules.period_start} to {rules.period_end}{rules.linked}"
    group = rules.target_group.sentence if made.select is of_smes else ""
    return "; ".join(filter(None, [rules.sentence, made.rule, group]))
