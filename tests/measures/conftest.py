"""Small programmes, written out by hand."""

import pytest

from kmu_eval.tables import CountingRules, Origin, in_memory, typed

RULES = CountingRules("2020-01-01", "2020-12-31")


@pytest.fixture
def programme():
    """Make tables from columns of plain values: ``programme(events={...}, participations={...})``."""

    def make(rules=RULES, targets=(), **frames):
        made = {name: typed(columns, name) for name, columns in frames.items()}
        return in_memory(made, rules, Origin("Centre"), targets)

    return make


@pytest.fixture
def centre(programme):
    """Four events: one online, one in person with heads, one hybrid training, one without date, mode and list."""
    return programme(
        events={
            "event": ["a", "b", "c", "d"],
            "date": ["2020-02-01", "2020-05-01", "2020-05-20", None],
            "mode": ["online", "in_person", "hybrid", None],
            "kind": ["talk", "talk", "training", "talk"],
            "capacity": [10, 4, None, 8],
        },
        participations={
            "participant": [0, 1, 2, 0, -1, -1, 1, 2],
            "event": [0, 0, 0, 1, 1, 1, 2, 2],
            "organisation": [0, 1, -1, 2, -1, 0, 1, 1],
            "role": ["enterprise", "adviser", "enterprise", "enterprise", "enterprise", None, "adviser", "adviser"],
            "registered": ["yes", "yes", "yes", "yes", "no", "unknown", "yes", "yes"],
            "attended": ["yes", "yes", "no", "yes", "yes", "yes", "yes", "unknown"],
            "completed": ["unknown"] * 6 + ["yes", "no"],
            "channel": [None] * 6 + ["online", None],
            "minutes": [60, 10, None, None, None, None, 90, 80],
        },
        head_counts={
            "event": [1, 2, 2],
            "role": [None, "adviser", "enterprise"],
            "registered": [20, 12, None],
            "attended": [16, 10, None],
            "completed": [None, 5, None],
        },
        participants={"pseudonym": ["p", "q", "r"]},
        organisations={
            "pseudonym": ["x", "y", "z"],
            "organisation_type": ["enterprise", "chamber", "enterprise"],
            "sector": ["trade", None, "construction"],
            "sme": ["yes", "no", "unknown"],
            "postcode": ["01067", "8010", "10115"],
        },
    )
