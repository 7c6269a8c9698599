"""Why a participation does not count for an indicator: the conditions one after the other, each with its word."""

from types import MappingProxyType

import numpy as np

from kmu_eval.measures.counting import counted, is_word
from kmu_eval.vocabulary import SMES


def reasons(tables, indicator):
    """What keeps participations from counting, in the order in which it is asked.

    Parameters
    ----------
    tables : Tables
    indicator : str

    Yields
    ------
    str, bool array
        One of `kmu_eval.vocabulary.NOT_COUNTED`, and for which participations it holds; the first that holds counts.

    Examples
    --------
    >>> import kmu_eval
    >>> [reason for reason, _ in reasons(kmu_eval.simulate(seed=1, scale=0.01)[0], "enterprises")]
    ['attendance_unknown', 'absent', 'too_short', 'role_unknown', 'other_role', 'no_organisation']
    """
    for condition in CONDITIONS[indicator]:
        yield from condition(tables)


def _came(tables):
    attended = tables.participations["attended"]
    yield from _unless(attended, "yes", "attendance_unknown", "absent", unknown=_open(attended))
    yield "too_short", ~counted(tables)


def _registered(tables):
    registered = tables.participations["registered"]
    yield from _unless(registered, "yes", "registration_unknown", "not_registered", unknown=_open(registered))


def _in_role(role):
    def holds(tables):
        yield from _unless(tables.participations["role"], role, "role_unknown", "other_role")

    return holds


def _of_sme(tables):
    sme, organisation = tables.organisations["sme"], tables.participations["organisation"].to_numpy()
    yield from _with_organisation(tables)
    yield "sme_unknown", np.append(~is_word(sme, *SMES, "no"), False)[organisation]
    yield "no_sme", np.append(is_word(sme, "no"), False)[organisation]


def _online(tables):
    yield from _at(tables, "mode", "online", "mode_unknown", "other_mode")


def _at_training(tables):
    yield from _at(tables, "kind", "training", "kind_unknown", "other_kind")
    yield "not_completed", is_word(tables.participations["completed"], "no")


def _named(tables):
    yield "unnamed", tables.participations["participant"].to_numpy() < 0


def _with_organisation(tables):
    yield "no_organisation", tables.participations["organisation"].to_numpy() < 0


def _at_event(tables):
    yield "no_event", tables.participations["event"].to_numpy() < 0


def _at(tables, column, word, missing, other):
    """Whose event is not known, or not of this word."""
    yield from _at_event(tables)
    event = tables.participations["event"].to_numpy()
    for reason, of_events in _unless(tables.events[column], word, missing, other):
        yield reason, np.append(of_events, False)[event]


def _unless(column, word, missing, other, unknown=None):
    yield missing, column.isna().to_numpy() if unknown is None else unknown
    yield other, ~is_word(column, word)


def _open(column):
    """Where a yes or no is neither."""
    return ~is_word(column, "yes", "no")


_ENTERPRISE, _ADVISER = _in_role("enterprise"), _in_role("adviser")
CONDITIONS = MappingProxyType(
    {
        "events": (_came, _at_event),
        "events_online": (_came, _online),
        "registrations": (_registered,),
        "attendances": (_came,),
        "participants": (_came, _named),
        "organisations": (_came, _with_organisation),
        "enterprise_participants": (_came, _ENTERPRISE, _named),
        "enterprises": (_came, _ENTERPRISE, _with_organisation),
        "smes": (_came, _ENTERPRISE, _of_sme),
        "sme_representatives": (_came, _ENTERPRISE, _of_sme, _named),
        "advisers_reached": (_came, _ADVISER, _named),
        "advisers_trained": (_came, _ADVISER, _at_training, _named),
        "adviser_organisations": (_came, _ADVISER, _with_organisation),
    }
)
"""Whom each of the definitions leaves out; see `kmu_eval.measures.definitions`."""
