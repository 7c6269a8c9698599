"""Claims held against counts, shares, answers and comparisons."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given

import kmu_eval as kmu
from kmu_eval import vocabulary
from kmu_eval.claiming import Claim
from kmu_eval.comparing import Comparing
from kmu_eval.errors import MeasureError
from kmu_eval.measures.groups import GROUPING_COLUMNS
from kmu_eval.measures.respondents import RESPONDENT_COLUMNS
from kmu_eval.programme import claim_faults
from kmu_eval.tables import CountingRules, Origin, in_memory, typed
from tests.measures.compared import NET, SHARE
from tests.measures.compared_programmes import BY_MODE, COMPARING, drawn_programme, programme_of
from tests.measures.survey_programmes import surveys

RULES = CountingRules("2020-01-01", "2021-12-31")
TABLES = drawn_programme()


def said(tables, **claim):
    """The one row of a claim."""
    given = {"word": "it", "sentences": {"en": "It holds."}, **claim}
    return kmu.claims(replace(tables, claims=(Claim(**given),))).iloc[0]


def centre(synthetic=False):
    """Six events, four of them online and one of unknown mode; nine attendances, one of unknown role."""
    mode = ["online", "online", "online", "online", "in_person", None]
    events = {"event": list("abcdef"), "mode": mode, "date": ["2020-02-01"] * 3 + ["2021-02-01"] * 3}
    listed = {"participant": [0, 1, 2, 3, 4, 5, 6, 7, 0], "event": [0, 0, 0, 1, 1, 2, 4, 5, 4]}
    listed |= {"role": ["enterprise"] * 7 + [None, "enterprise"], "attended": ["yes"] * 9, "registered": ["yes"] * 9}
    frames = {"events": typed(events, "events"), "participations": typed(listed, "participations")}
    frames["participants"] = typed({"pseudonym": list("abcdefgh")}, "participants")
    return in_memory(frames, RULES, Origin("Centre", synthetic=synthetic, smallest_cell=1))


CENTRE = centre()


def test_a_count_is_held_against_its_whole_range():
    """Seven of role enterprise, an eighth may be."""
    row = said(CENTRE, indicator="enterprise_participants", relation="at_least", value=8)
    assert row[["estimate", "lower", "upper"]].tolist() == [7, 7, 8]
    assert row["verdict"] == "inconclusive"
    assert said(CENTRE, indicator="enterprise_participants", relation="at_least", value=7)["verdict"] == "supported"
    assert said(CENTRE, indicator="enterprise_participants", relation="more_than", value=8)["verdict"] == "contradicted"


def test_a_count_without_a_limit_is_the_indicator():
    for word in vocabulary.INDICATOR:
        found = kmu.indicators(CENTRE).set_index("indicator").loc[word]
        row = said(CENTRE, indicator=word, relation="at_least", value=1)
        assert (
            row[["unit", "estimate", "lower", "upper", "rule"]].tolist()
            == found[["unit", "estimate", "lower", "upper", "rule"]].tolist()
        )


def test_what_is_not_stated_may_belong_to_a_limited_count():
    """Six attendances online, one at the event of unknown mode."""
    row = said(CENTRE, indicator="attendances", where={"mode": "online"}, relation="at_least", value=7)
    assert row[["estimate", "lower", "upper", "verdict"]].tolist() == [6, 6, 7, "inconclusive"]
    assert row["where"] == "mode=online"
    assert row["rule"].endswith("; only mode: online")


def test_a_share_of_a_count_has_the_range_of_part_and_whole():
    """Online 4 of 6 events, 5 if the unknown one was; in 2021 1 of 3, or 2."""
    row = said(CENTRE, indicator="events", where={"mode": "online"}, of_where={}, relation="most")
    assert row[["n", "numerator"]].tolist() == [6, 4]
    assert row[["estimate", "lower", "upper"]].tolist() == pytest.approx([4 / 6, 4 / 6, 5 / 6])
    assert row["verdict"] == "supported"
    late = said(CENTRE, indicator="events", where={"mode": "online"}, of_where={"year": "2021"}, relation="most")
    assert late[["estimate", "lower", "upper"]].tolist() == pytest.approx([1 / 3, 1 / 3, 2 / 3])
    assert late[["held_against", "of_where", "verdict"]].tolist() == ["share_of_count", "year=2021", "inconclusive"]
    assert late["rule"].endswith("; only mode: online; of those with year: 2021")


def test_a_share_of_which_part_and_whole_are_both_uncertain_is_as_wide_as_it_can_be():
    """Of 7 or 8 persons of role enterprise 6 or 7 (persons, not heads) came online."""
    row = said(CENTRE, indicator="enterprise_participants", where={"mode": "online"}, of_where={}, relation="most")
    whole = kmu.reach(CENTRE, (), ["enterprise_participants"]).iloc[0]
    assert whole[["lower", "upper"]].tolist() == [7, 8]
    assert row[["lower", "upper"]].tolist() == pytest.approx([6 / 8, 1])


def test_all_of_a_census_can_be_proven():
    tables = replace(CENTRE, claims=())
    in_2020 = {"where": {"mode": "online"}, "of_where": {"year": "2020"}}
    assert said(tables, indicator="events", relation="all", **in_2020)["verdict"] == "supported"


def test_made_up_data_support_nothing():
    row = said(centre(synthetic=True), indicator="participants", relation="more_than", value=2)
    assert row[["verdict", "on_these_data"]].tolist() == ["demonstration", "supported"]
    unheld = said(centre(synthetic=True), relation="not_testable")
    assert unheld[["verdict", "on_these_data", "untested"]].tolist() == ["not_testable", "not_testable", "declared"]


ONE = {"mode": ["online"] * 4, "date": ["2020-05-01"] * 4}


def answered(*given):
    """Answers at four events, one after the other."""
    return programme_of(ONE, [(place % 4, answer) for place, answer in enumerate(given)])


def test_one_who_differs_contradicts_all_and_nobody_proves_it():
    unanimous = said(answered(*["yes"] * 40), item="useful", relation="all")
    assert unanimous[["estimate", "verdict"]].tolist() == [1, "inconclusive"]
    row = said(answered(*["yes"] * 39, "no"), item="useful", relation="all")
    assert row[["n", "answers", "verdict"]].tolist() == [40, 39, "contradicted"]
    assert row["ci_high"] > 0.97


def test_one_who_differs_contradicts_all_also_where_there_is_no_interval():
    row = said(programme_of(ONE, [(0, "yes")] * 9 + [(0, "no")]), item="useful", relation="all")
    assert pd.isna(row["ci_low"])
    assert row["verdict"] == "contradicted"


def test_all_but_a_tolerance_goes_by_the_interval():
    many = {"mode": ["online"] * 40, "date": ["2020-05-01"] * 40}
    tables = programme_of(many, [(place % 40, "yes") for place in range(400)])
    row = said(tables, item="useful", relation="all", tolerance=0.1)
    assert 0.9 < row["ci_low"] < 0.95
    assert row["verdict"] == "supported"
    assert said(tables, item="useful", relation="all", tolerance=0.05)["verdict"] == "inconclusive"


def test_answers_are_held_against_their_interval_of_top_share():
    tables = drawn_programme(events=60)
    found = kmu.top_share(tables, "useful").iloc[0]
    for value, verdict in ((found["ci_low"] - 0.01, "supported"), (found["estimate"], "inconclusive")):
        row = said(tables, item="useful", relation="more_than", value=value)
        names = ["n", "n_events", "estimate", "ci_low", "ci_high", "ci_level"]
        assert row[names].tolist() == found[names].tolist()
        assert row["verdict"] == verdict
    assert said(tables, item="useful", relation="more_than", value=found["ci_high"])["verdict"] == "contradicted"


def test_limited_answers_are_those_of_the_group():
    tables = drawn_programme(events=60)
    found = kmu.top_share(tables, "useful", "mode").set_index("mode").loc["online"]
    row = said(tables, item="useful", where={"mode": "online"}, relation="most")
    assert row[["n", "estimate"]].tolist() == found[["n", "estimate"]].tolist()
    assert row["rule"] == f"{found['rule']}; only mode: online"


def test_a_net_promoter_score_is_held_as_a_number_between_minus_one_and_one():
    tables = drawn_programme(events=60)
    found = kmu.net_promoter(tables, "recommend").iloc[0]
    claim = {"item": "recommend", "measure": "net_promoter", "relation": "fewer_than"}
    row = said(tables, value=found["ci_high"] + 0.01, **claim)
    assert row[["held_against", "estimate", "verdict"]].tolist() == ["net_promoter", found["estimate"], "supported"]


def test_answers_of_one_event_are_too_few():
    tables = programme_of(ONE, [(0, "yes")] * 30)
    row = said(tables, item="useful", relation="most")
    assert row[["n", "verdict", "untested"]].tolist() == [30, "not_testable", "few_events"]


@pytest.mark.parametrize("word", ["equivalent", "small_difference", "better", "worse", "inconclusive"])
def test_a_difference_is_held_by_its_adjusted_verdict(word, monkeypatch):
    tables = replace(drawn_programme(), comparing=COMPARING)
    made = kmu.comparison(tables, "modes", "useful")
    adjusted = (made["estimator"] == "adjusted") & (made["part"] == "difference")
    unlike = made["verdict"].mask(adjusted, word).mask((made["estimator"] == "unadjusted"), "worse")
    monkeypatch.setattr("kmu_eval.measures.claimed_differences.comparison", lambda *given: made.assign(verdict=unlike))
    row = said(tables, comparison="modes", outcome="useful", relation="not_worse")
    expected = {"worse": "contradicted", "inconclusive": "inconclusive"}
    assert row["verdict"] == expected.get(word, "supported")
    names = ["n", "n_events", "estimate", "ci_low", "ci_high"]
    assert row[names].tolist() == made.loc[adjusted, names].iloc[0].tolist()
    assert row[["item", "wave", "measure", "margin_pp"]].tolist() == ["useful", "post", "top_share", 20]
    groups = made[(made["estimator"] == "adjusted") & (made["part"] == "group")]
    assert row[["n_first", "n_second"]].tolist() == groups["n"].tolist()


def test_a_refused_adjustment_is_not_tested_and_shows_no_number():
    refused = replace(BY_MODE, least_share=1.0, least_events=9)
    tables = replace(drawn_programme(), comparing=Comparing((SHARE,), (refused,)))
    row = said(tables, comparison="modes", outcome="useful", relation="equivalent")
    assert row[["verdict", "untested"]].tolist() == ["not_testable", "not_adjusted"]
    assert row[["n", "estimate", "ci_low"]].isna().all()
    assert "not adjusted" in row["rule"]


def test_a_secondary_outcome_is_not_tested_but_shown():
    row = said(drawn_programme(), comparison="modes", outcome="recommend", relation="better")
    assert row[["verdict", "untested"]].tolist() == ["not_testable", "secondary"]
    assert row["estimate"] == row["estimate"]


def test_sizes_that_would_give_a_few_away_are_not_told():
    """Beside them stand those of all answers: here all but three of the answers in person are kept."""
    events = {"mode": ["online", "in_person"] * 6 + ["in_person"], "date": ["2020-03-01"] * 12 + ["2021-03-01"]}
    rows = [(place % 12, "yes" if place % 3 else "no") for place in range(120)] + [(12, "no")] * 3
    declared = replace(BY_MODE, confounders=("year",))
    tables = programme_of(events, rows, comparing=Comparing((SHARE,), (declared,)))
    claim = {"comparison": "modes", "outcome": "useful", "relation": "equivalent"}
    made = kmu.comparison(tables, "modes", "useful")
    assert made.groupby(["estimator", "part"], observed=True)["n"].sum().loc[[("adjusted", "difference")]].item() == 120
    assert said(tables, **claim)[["n", "n_first", "n_second"]].isna().all()
    shown = replace(tables, origin=replace(tables.origin, smallest_cell=3))
    assert said(shown, **claim)[["n", "n_first", "n_second"]].tolist() == [120, 60, 60]


EVERY = (
    Claim("count", {}, "more_than", indicator="participants", value=2),
    Claim("limited", {}, "almost", indicator="smes", where={"sector": "trade"}, value=3, tolerance=0.4),
    Claim("share", {}, "all", indicator="attendances", where={"mode": "online"}, of_where={"year": "2020"}),
    Claim("whole", {}, "most", indicator="events", where={"topic": "x"}, of_where={}),
    Claim("answers", {}, "all", item="useful"),
    Claim("of_role", {}, "most", item="useful", where={"role": "enterprise", "topic": "x"}),
    Claim("option", {}, "fewer_than", item="needs", option="time", value=0.5),
    Claim("score", {}, "about", item="recommend", measure="net_promoter", value=0.2, tolerance=0.5),
    Claim("before", {}, "most", item="useful", wave="pre"),
    Claim("difference", {}, "equivalent", comparison="modes", outcome="useful"),
    Claim("nothing", {}, "not_testable"),
)
OF_EVENTS = {"whole"}


@pytest.mark.parametrize("claim", EVERY, ids=lambda claim: claim.word)
def test_without_any_table_nothing_is_testable_and_the_reason_is_told(claim):
    book = drawn_programme().code_book
    tables = in_memory({}, RULES, Origin("Centre"), code_book=book, comparing=COMPARING, claims=(claim,))
    row = kmu.claims(tables).iloc[0]
    why = {"indicator": "no_lists", "item": "no_answers", "comparison": "no_answers", None: "declared"}[claim.subject]
    expected = "no_events" if claim.word in OF_EVENTS else why
    assert row[["verdict", "untested"]].tolist() == ["not_testable", expected]


def test_head_counts_alone_are_lists():
    heads = {"event": [0], "role": ["enterprise"], "registered": [30], "attended": [25]}
    frames = {"events": typed({"event": ["a"]}, "events"), "head_counts": typed(heads, "head_counts")}
    tables = in_memory(frames, RULES, Origin("Centre"))
    assert said(tables, indicator="attendances", relation="at_least", value=25)["verdict"] == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        {"indicator": "events", "where": {"topic": "nowhere"}, "relation": "at_least", "value": 1},
        {"indicator": "events", "where": {"topic": "nowhere"}, "of_where": {}, "relation": "most"},
        {"item": "useful", "where": {"topic": "nowhere"}, "relation": "most"},
    ],
)
def test_a_group_that_does_not_occur_is_told(claim):
    assert said(drawn_programme(), **claim)["untested"] == "no_groups"


def test_a_comparison_of_groups_that_do_not_occur_is_told():
    nowhere = replace(BY_MODE, by="topic", order=("here", "nowhere"))
    tables = replace(drawn_programme(), comparing=Comparing((SHARE,), (nowhere,)))
    assert said(tables, comparison="modes", outcome="useful", relation="better")["untested"] == "no_groups"


@pytest.mark.parametrize(("comparison", "outcome"), [("mods", "useful"), ("modes", "usefull")])
def test_what_is_not_declared_is_an_error(comparison, outcome):
    with pytest.raises(MeasureError):
        said(drawn_programme(), comparison=comparison, outcome=outcome, relation="better")


def test_a_share_of_nothing_is_told():
    claim = {"indicator": "events", "where": {"mode": "online"}, "of_where": {"year": "2021"}, "relation": "most"}
    tables = programme_of(ONE, [])
    assert said(tables, **claim)["untested"] == "none_counted"


@given(surveys())
def test_any_programme_is_told_something_of_every_claim(tables):
    comparing = Comparing((replace(SHARE, wave="post"), NET), (BY_MODE,))
    every = kmu.claims(replace(tables, claims=EVERY, comparing=comparing))
    assert every["claim"].tolist() == [claim.word for claim in EVERY]
    assert every["verdict"].notna().all()
    assert (every["untested"].notna() == (every["verdict"] == "not_testable")).all()
    counted = every[every["held_against"].isin(["count", "share_of_count"]) & every["estimate"].notna()]
    assert (counted["lower"] <= counted["upper"] + 1e-12).all()
    assert counted.loc[counted["held_against"] == "share_of_count", "upper"].le(1).all()


@given(surveys())
def test_nothing_is_written_into_the_tables(tables):
    before = {name: getattr(tables, name).copy() for name in ("events", "participations", "responses")}
    kmu.claims(replace(tables, claims=EVERY[:8]))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(tables, name), frame)


def test_claims_about_one_thing_do_not_depend_on_the_others():
    some = tuple(claim for claim in EVERY if not claim.option)
    alone = [kmu.claims(replace(TABLES, claims=(claim,))).iloc[0] for claim in some]
    together = kmu.claims(replace(TABLES, claims=some))
    for place, row in enumerate(alone):
        pd.testing.assert_series_equal(together.iloc[place], row, check_names=False, check_dtype=False)


def test_without_claims_the_table_is_empty_but_has_its_columns():
    assert list(kmu.claims(CENTRE).columns)[:4] == ["claim", "wave", "item", "option"]
    assert kmu.claims(CENTRE).empty


def test_limits_are_checked_by_the_columns_that_measures_group_by():
    assert set(claim_faults.OF_COUNTS) == set(GROUPING_COLUMNS)
    assert set(claim_faults.OF_ANSWERS) == set(RESPONDENT_COLUMNS)
