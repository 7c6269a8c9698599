"""Every number states its rule, and every clause of a rule has German words."""

from dataclasses import replace

import pytest

import kmu_eval as kmu
from kmu_eval import vocabulary, words

MEASURES = {
    "count_ladder": {},
    "indicators": {},
    "advisers": {},
    "adviser_bodies": {},
    "reach": {"by": ["year", "sector"], "indicators": vocabulary.INDICATOR},
    "events_over_time": {},
    "reach_by_stay": {},
    "sensitivity": {"minimum_stays": [None]},
    "trace": {"indicator": "smes"},
    "cumulative_reach": {"role": "adviser"},
    "first_time": {},
    "repeat_distribution": {},
    "no_shows": {"by": ["mode"]},
    "demand": {"by": ["kind"]},
    "completion": {"round_events": True},
    "reach_by_area": {"coordinates": {}},
    "targets": {},
}


@pytest.mark.parametrize(("minimum_stay", "linkage"), [(None, "default"), (30, "strict"), (None, "wide")])
@pytest.mark.parametrize("name", MEASURES)
def test_every_clause_of_every_rule_has_german_words(name, minimum_stay, linkage, centre):
    target = {"indicator": "smes", "target": 1.0, "source": ""}
    tables = replace(centre.with_rules(minimum_stay=minimum_stay, linkage=linkage), targets=(target,))
    table = getattr(kmu, name)(tables, **MEASURES[name])
    clauses = {clause for rule in table["rule"] for clause in rule.split("; ")}
    assert clauses
    assert [clause for clause in clauses if words.rule(clause, "de") == clause] == []
    assert all(words.rule(clause, "en") == clause for clause in clauses)


def test_every_public_measure_is_among_them():
    measured = {name for room, names in kmu._PUBLIC.items() if room.startswith("measures.") for name in names}
    assert measured - {"reach_table"} == set(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_every_rule_names_the_linkage(name, centre):
    target = {"indicator": "smes", "target": 1.0, "source": ""}
    tables = replace(centre.with_rules(linkage="strict"), targets=(target,))
    rules = getattr(kmu, name)(tables, **MEASURES[name])["rule"]
    held = rules.str.startswith("events held")
    assert rules[~held].str.contains(", strict linkage").all()


def test_the_linkage_of_a_rule_in_german():
    told = words.rule("attended = yes, 2020-01-01 to 2020-12-31, no minimum stay, wide linkage; role adviser", "de")
    assert told == "teilgenommen = ja, 01.01.2020 bis 31.12.2020, keine Mindestdauer, Verknüpfung weit; Rolle Beratende"


def test_a_clause_that_is_not_known_stands_as_it_is():
    assert words.rule("counted at noon; role adviser", "de") == "counted at noon; Rolle Beratende"
    assert words.rule("role adviser and more", "de") == "role adviser and more"
