"""Every number states its rule, and every clause of a rule has German words."""

from dataclasses import replace

import pytest

import kmu_eval as kmu
from kmu_eval import vocabulary, words
from kmu_eval.target_group import TargetGroup

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
    "activity": {},
    "demand": {"by": ["kind"]},
    "completion": {"round_events": True},
    "reach_by_area": {"coordinates": {}},
    "targets": {},
    "distribution": {"items": ["useful", "needs"]},
    "top_share": {"items": "event", "by": ["mode"]},
    "options": {"items": "needs"},
    "net_promoter": {"item": "recommend"},
    "response_rates": {"by": ["mode"]},
    "who_answered": {"by": ["mode", "role"]},
    "raked": {"items": "sure", "margins": ["mode"], "wave": "pre"},
    "tipping_point": {"items": "useful", "threshold": 0.5},
    "pre_post": {"item": "sure"},
    "matching": {},
    "matched_or_not": {"items": "sure", "waves": ["pre", "post"]},
    "unpaired": {"items": "sure", "waves": ["pre", "post"]},
}
OF_ANSWERS = {
    "distribution",
    "top_share",
    "options",
    "net_promoter",
    "pre_post",
    "matching",
    "matched_or_not",
    "unpaired",
}
"""These rest on answers alone; how attendances are counted does not matter to them."""


@pytest.mark.parametrize(("minimum_stay", "linkage"), [(None, "default"), (30, "strict"), (None, "wide")])
@pytest.mark.parametrize("name", MEASURES)
def test_every_clause_of_every_rule_has_german_words(name, minimum_stay, linkage, surveyed):
    target = {"indicator": "smes", "target": 1.0, "source": ""}
    tables = replace(surveyed.with_rules(minimum_stay=minimum_stay, linkage=linkage), targets=(target,))
    table = getattr(kmu, name)(tables, **MEASURES[name])
    clauses = {clause for rule in table["rule"] for clause in rule.split("; ")}
    assert clauses
    assert [clause for clause in clauses if words.rule(clause, "de") == clause] == []
    assert all(words.rule(clause, "en") == clause for clause in clauses)


GROUPS = {
    "staff": TargetGroup(500, None, None),
    "turnover": TargetGroup(500, 50, None),
    "balance": TargetGroup(249.5, None, 43.25),
    "both": TargetGroup(1000, 50, 43, ("self_employed", "enterprise")),
    "types": TargetGroup(500, 50, 43, ("enterprise", "association", "self_employed")),
}


@pytest.mark.parametrize("name", GROUPS)
def test_a_declared_target_group_is_named_in_place_of_the_recommendation(name, centre, snapshot):
    tables = centre.with_rules(target_group=GROUPS[name])
    found = kmu.indicators(tables).astype({"indicator": "str"}).set_index("indicator")["rule"]
    named = found[["smes", "sme_representatives"]].str.contains("target group")
    assert named.all()
    assert not found.str.contains("2003/361").any()
    assert not found.drop(["smes", "sme_representatives"]).str.contains("target group").any()
    clauses = found["smes"].split("; ")[2:]
    assert [words.rule("; ".join(clauses), language) for language in ("en", "de")] == snapshot


def test_the_recommendation_is_named_where_no_target_group_is_declared(centre, snapshot):
    rule = kmu.indicators(centre).astype({"indicator": "str"}).set_index("indicator")["rule"]["smes"]
    assert [words.rule(rule, language) for language in ("en", "de")] == snapshot


def test_every_public_measure_is_among_them():
    measured = {name for room, names in kmu._PUBLIC.items() if room.startswith("measures.") for name in names}
    assert measured - {"reach_table", "tally", "tallies"} == set(MEASURES)


@pytest.mark.parametrize("name", sorted(set(MEASURES) - OF_ANSWERS))
def test_every_rule_names_the_linkage(name, surveyed):
    target = {"indicator": "smes", "target": 1.0, "source": ""}
    tables = replace(surveyed.with_rules(linkage="strict"), targets=(target,))
    rules = getattr(kmu, name)(tables, **MEASURES[name])["rule"]
    held = rules.str.startswith(("events held", "left out"))
    assert rules[~held].str.contains(", strict linkage").all()


def test_the_linkage_of_a_rule_in_german():
    told = words.rule("attended = yes, 2020-01-01 to 2020-12-31, no minimum stay, wide linkage; role adviser", "de")
    assert told == "teilgenommen = ja, 01.01.2020 bis 31.12.2020, keine Mindestdauer, Verknüpfung weit; Rolle Beratende"


def test_a_clause_that_is_not_known_stands_as_it_is():
    assert words.rule("counted at noon; role adviser", "de") == "counted at noon; Rolle Beratende"
    assert words.rule("role adviser and more", "de") == "role adviser and more"
