"""Every number states its rule, and every clause of a rule has German words."""

from dataclasses import replace

import pytest

import kmu_eval as kmu
from kmu_eval import vocabulary, words
from kmu_eval.claiming import Claim
from kmu_eval.comparing import Comparing, Comparison, Outcome
from kmu_eval.schema import wave_of, waves_of
from kmu_eval.target_group import TargetGroup
from tests.measures.compared import ORDER
from tests.measures.compared_programmes import BY_MODE, COMPARING, drawn_programme

MODES = Comparing((Outcome("useful", "useful"),), (Comparison("modes", "mode", ORDER, ("year",)),))

CLAIMS = (
    Claim("count", {}, "more_than", indicator="smes", where={"mode": "online"}, value=3),
    Claim("share", {}, "most", indicator="events", where={"mode": "online"}, of_where={"year": "2020"}),
    Claim("all", {}, "most", indicator="attendances", where={"topic": "x"}, of_where={}),
    Claim("answers", {}, "most", item="useful", where={"role": "enterprise"}),
    Claim("option", {}, "most", item="needs", option="time"),
    Claim("difference", {}, "better", comparison="modes", outcome="useful"),
)

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
    "taking_part": {},
    "distances": {"by": ["channel"], "coordinates": {}},
    "reached_only": {"role": "enterprise", "coordinates": {}, "far_km": 62.5},
    "balance": {"order": ["online", "in_person"]},
    "within_person": {"items": "useful", "order": ["online", "in_person"]},
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
    "claims": {},
    "comparison": {"word": "modes"},
    "overlap": {"word": "modes"},
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
    "comparison",
    "overlap",
}
"""These rest on answers alone; how attendances are counted does not matter to them."""


@pytest.mark.parametrize(("minimum_stay", "linkage"), [(None, "default"), (30, "strict"), (None, "wide")])
@pytest.mark.parametrize("name", MEASURES)
def test_every_clause_of_every_rule_has_german_words(name, minimum_stay, linkage, surveyed):
    target = {"indicator": "smes", "target": 1.0, "source": ""}
    declared = {"targets": (target,), "comparing": MODES, "claims": CLAIMS}
    tables = replace(surveyed.with_rules(minimum_stay=minimum_stay, linkage=linkage), **declared)
    table = getattr(kmu, name)(tables, **MEASURES[name])
    clauses = {clause for rule in table["rule"].dropna() for clause in rule.split("; ")}
    assert clauses
    assert [clause for clause in clauses if words.rule(clause, "de") == clause] == []
    assert all(words.rule(clause, "en") == clause for clause in clauses)


OF_WAVES = {
    "distribution": ["post"],
    "top_share": ["post"],
    "options": ["post"],
    "net_promoter": ["post"],
    "response_rates": ["post"],
    "who_answered": ["post"],
    "raked": ["pre"],
    "tipping_point": ["post"],
    "pre_post": ["pre", "post"],
    "matching": ["pre", "post"],
    "matched_or_not": ["pre", "post"],
    "unpaired": ["pre", "post"],
}


@pytest.mark.parametrize("name", OF_WAVES)
def test_the_waves_of_a_table_are_read_from_its_rule(name, surveyed):
    table = getattr(kmu, name)(surveyed, **MEASURES[name])
    assert waves_of(table) == OF_WAVES[name]
    assert wave_of(table) == OF_WAVES[name][-1]


def test_a_table_of_attendances_is_about_no_wave(surveyed):
    table = kmu.indicators(surveyed)
    assert (waves_of(table), wave_of(table), waves_of(table[["estimate"]])) == ([], None, [])


def test_the_waves_of_a_pair_stand_in_the_order_of_its_rule_and_the_later_one_words_it(surveyed):
    table = kmu.matching(surveyed, waves=("follow_up", "pre"))
    assert (waves_of(table), wave_of(table)) == (["follow_up", "pre"], "follow_up")


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
    """But for tallies, which state no rule, and for `compare`, which takes one: `comparison` has all its clauses."""
    measured = {name for room, names in kmu._PUBLIC.items() if room.startswith("measures.") for name in names}
    assert measured - {"reach_table", "tally", "tallies", "compare", "completion_tally", "Travel"} == set(MEASURES)


COMPARED = {
    "mode, adjusted": {},
    "unlike events": {"least_share": 1.0},
    "too many parameters": {"confounders": ("year", "difficulty", "kind")},
    "no confounders": {"confounders": ()},
    "few events": {"order": ("online", "hybrid")},
    "by year": {"by": "year", "order": ("2020", "2021"), "confounders": ("mode",)},
    "by channel": {"by": "channel"},
}
FEW_AND_MANY = {"few": (12, {}), "very few": (10, {}), "many": (48, {}), "hybrid": (48, {"modes": (*ORDER, "hybrid")})}


@pytest.mark.parametrize("size", FEW_AND_MANY)
@pytest.mark.parametrize("what", COMPARED)
def test_every_clause_of_a_comparison_has_german_words(what, size):
    events, how = FEW_AND_MANY[size]
    tables = drawn_programme(seed=5, events=events, **how)
    outcomes = (*COMPARING.outcomes, replace(COMPARING.outcomes[0], word="odd", margin_pp=7.5))
    tables = replace(tables, comparing=Comparing(outcomes, (replace(BY_MODE, **COMPARED[what]),)))
    rules = [*kmu.comparison(tables, "modes")["rule"], *kmu.overlap(tables, "modes")["rule"]]
    clauses = {clause for rule in rules for clause in rule.split("; ")}
    assert [clause for clause in clauses if words.rule(clause, "de") == clause] == []
    assert all(words.rule(clause, "en") == clause for clause in clauses)


def test_a_comparison_in_german(snapshot):
    """Every kind of clause once; a drawn test has nine events against forty."""
    tables = drawn_programme(seed=5, events=60, modes=("online", *["in_person"] * 6))
    declared = (BY_MODE, replace(BY_MODE, word="refused", least_share=0.99, confounders=("year", "difficulty", "kind")))
    tables = replace(tables, comparing=Comparing(COMPARING.outcomes, declared))
    rules = {rule for word in ("modes", "refused") for rule in kmu.comparison(tables, word)["rule"]}
    assert [words.rule(rule, "de") for rule in sorted(rules)] == snapshot


@pytest.mark.parametrize("link", ["logit", "linear", "cells"])
def test_how_it_was_standardised_is_told_in_german(link):
    clause = f"standardised to the answers on it, {link}"
    assert words.rule(clause, "de").startswith("auf die vergleichbaren Antworten standardisiert, ")
    assert not words.rule(clause, "de").endswith(link)


def test_groups_of_several_words_are_told_in_german():
    told = words.rule("topic: Künstliche Intelligenz less social media; wave post", "de")
    assert told == "Thema: Künstliche Intelligenz minus social media; Befragung: direkt danach"


@pytest.mark.parametrize("name", sorted(set(MEASURES) - OF_ANSWERS - {"claims"}))
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
