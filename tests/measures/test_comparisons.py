"""Declared comparisons: every outcome as it is, on common support and adjusted."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

import kmu_eval as kmu
from kmu_eval import vocabulary
from kmu_eval.comparing import Comparing
from kmu_eval.errors import MeasureError
from kmu_eval.measures.tally import tally
from kmu_eval.tables import typed
from tests.measures.compared import HALL, ONLINE, ORDER
from tests.measures.compared_programmes import BY_MODE, COMPARING, drawn_programme, programme_of, rows_of
from tests.measures.test_support import EVENTS

TABLES = drawn_programme()
MADE = kmu.comparison(TABLES, "modes")
NUMBERS = ["estimate", "ci_low", "ci_high", "p_value"]


def declaring(tables, outcomes=COMPARING.outcomes, **changed):
    return replace(tables, comparing=Comparing(tuple(outcomes), (replace(BY_MODE, **changed),)))


def differences(made):
    return made[made["part"] == "difference"].set_index(["outcome", "estimator"]).sort_index()


def test_each_outcome_has_three_rows_for_each_estimator():
    rows = [
        (outcome.word, word, part)
        for outcome in COMPARING.outcomes
        for word in vocabulary.ESTIMATOR
        for part in ("group", "group", "difference")
    ]
    assert list(MADE[["outcome", "estimator", "part"]].astype("object").itertuples(index=False, name=None)) == rows
    assert MADE["mode"].astype("object").isna().tolist() == [False, False, True] * 9
    assert list(MADE["mode"].cat.categories) == list(ORDER)


def test_words_are_categories():
    for name in ("mode", "estimator", "part", "outcome", "item", "measure", "unit", "verdict"):
        assert isinstance(MADE[name].dtype, pd.CategoricalDtype), name
    assert list(MADE["outcome"].cat.categories) == [outcome.word for outcome in COMPARING.outcomes]


@pytest.mark.parametrize("outcome", COMPARING.outcomes, ids=lambda outcome: outcome.word)
def test_unadjusted_rows_are_those_of_compare(outcome):
    expected = kmu.compare(tally(TABLES, outcome.item, "mode"), "mode", ORDER, outcome)
    found = MADE[(MADE["outcome"] == outcome.word) & (MADE["estimator"] == "unadjusted")].reset_index(drop=True)
    words = dict.fromkeys(("outcome", "item"), "object")
    pd.testing.assert_frame_equal(found.drop(columns="p_adjusted").astype(words), expected.astype(words))


def test_on_common_support_they_are_those_of_compare_without_the_other_events():
    rows = rows_of(TABLES).astype({"difficulty": "str", "mode": "str"})
    events = rows.groupby(["year", "difficulty", "mode"])["event"].nunique().unstack(fill_value=0).min(axis=1)
    kept = rows[rows.set_index(["year", "difficulty"]).index.map(events) >= 2]
    columns = {name: TABLES.events[name].astype("object").to_numpy() for name in ("mode", "date", "difficulty")}
    fewer = programme_of(columns, list(zip(kept["event"], kept["answer"], strict=True)))
    expected = kmu.compare(tally(fewer, "useful", "mode"), "mode", ORDER, COMPARING.outcomes[0])
    found = MADE.iloc[3:6].reset_index(drop=True)
    same = ["n", "n_events", "n_missing", "estimate", "ci_low", "ci_high", "event_average", "p_value", "odds_ratio"]
    pd.testing.assert_frame_equal(found[same], expected[same])
    assert 0 < found["n"].iloc[2] < MADE["n"].iloc[2]


def test_those_who_left_it_out_are_those_of_events_on_common_support():
    """Five left it out at an event that has its like, four at one that has not."""
    answers = [(event, answer) for event in range(4) for answer in ("yes", "no")] + [(0, None)] * 5
    made = differences(
        kmu.comparison(programme_of(EVENTS, [*answers, (4, "yes"), (4, None), *[(6, None)] * 3]), "modes")
    )
    assert made.loc["useful", "n_missing"].tolist() == [9, 5, 5]


def test_a_word_is_given_for_primary_outcomes_as_they_are_and_adjusted():
    words = differences(MADE)["verdict"].astype("object")
    assert words["useful"].notna().to_dict() == {"unadjusted": True, "on_common_support": False, "adjusted": True}
    assert words.drop("useful", level=0).isna().all()
    assert MADE.loc[MADE["part"] == "group", "verdict"].isna().all()


def test_p_is_corrected_over_secondary_outcomes_of_each_estimator():
    found = differences(MADE)
    assert found.loc["useful", "p_adjusted"].isna().all()
    for estimator in vocabulary.ESTIMATOR:
        own = found.xs(estimator, level="estimator").drop("useful")
        np.testing.assert_allclose(own["p_adjusted"], multipletests(own["p_value"], method="fdr_bh")[1], rtol=1e-12)
    assert MADE.loc[MADE["part"] == "group", "p_adjusted"].isna().all()


def test_an_outcome_alone_has_the_same_numbers_but_for_the_correction():
    for asked in ("how_useful", ["how_useful"]):
        alone = kmu.comparison(TABLES, "modes", asked)
        left = ["p_adjusted", "outcome", "item"]
        expected = MADE[MADE["outcome"] == "how_useful"].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone.drop(columns=left), expected.drop(columns=left))
        of = differences(alone)
        assert (of["p_adjusted"] == of["p_value"]).all()


def test_an_adjusted_difference_has_its_own_size():
    """Hedges g of adjusted means is their difference over the standard deviation of the answers as they are."""
    found = differences(MADE).loc["how_useful"]
    plain, own = found.loc["on_common_support"], found.loc["adjusted"]
    assert own["hedges_g"] == pytest.approx(plain["hedges_g"] * own["estimate"] / plain["estimate"])
    assert abs(own["estimate"] - plain["estimate"]) > 0.001
    of = MADE[(MADE["outcome"] == "useful") & (MADE["estimator"] == "adjusted")]["estimate"].iloc[:2]
    odds = [share / (1 - share) for share in of]
    assert differences(MADE).loc[("useful", "adjusted"), "odds_ratio"] == pytest.approx(odds[0] / odds[1])
    assert MADE.loc[MADE["estimator"] == "adjusted", "event_average"].isna().all()


REFUSALS = {
    "too little is alike": (
        {"least_share": 0.999},
        "of 100, at least 100 are asked for: not adjusted",
    ),
    "too few events": ({"confounders": ("year", "difficulty", "month")}, "of 100, at least 50 are asked for: not adj"),
    "nothing is alike": ({"least_events": 40, "least_share": 0}, "answers on it: 0 of 100"),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_what_is_refused_has_a_reason_and_no_number(why):
    changed, reason = REFUSALS[why]
    made = kmu.comparison(declaring(TABLES, **changed), "modes")
    rows = made[made["estimator"] == "adjusted"]
    unnumbered = [*NUMBERS, "event_average", "p_adjusted", "least_p", "smallest_margin_pp", "odds_ratio", "hedges_g"]
    assert rows[unnumbered].isna().all(axis=None)
    assert set(rows["method"]) == {"none"}
    assert rows["rule"].str.contains(reason, regex=False).all()
    assert rows["verdict"].astype("object").fillna("").tolist() == ["", "", "refused"] * 3
    pd.testing.assert_frame_equal(made[made["estimator"] == "unadjusted"], MADE[MADE["estimator"] == "unadjusted"])


def test_too_many_parameters_are_refused_with_their_number():
    tables = drawn_programme(seed=4, events=14)
    made = kmu.comparison(declaring(tables, confounders=("year",)), "modes", "useful")
    assert made["verdict"].iloc[-1] == "refused"
    assert made["rule"].iloc[-1].endswith("; 3 parameters, 2 are allowed for so few events: not adjusted")


def test_modes_that_share_no_year_are_refused():
    mode, year = [ONLINE, HALL] * 12, [2020, 2021] * 12
    rows = [(event, answer) for event in range(24) for answer in ("yes", "no", "yes")]
    columns = {"mode": mode, "date": [f"{one}-05-01" for one in year], "difficulty": ["advanced"] * 24}
    made = kmu.comparison(programme_of(columns, rows), "modes", "useful")
    assert made["n"].tolist() == [36, 36, 72] + [0] * 6
    assert made["verdict"].iloc[2] == "inconclusive"
    assert made["estimate"].iloc[3:].isna().all()
    assert made["verdict"].iloc[8] == "refused"


def test_strata_hold_for_few_events():
    """Twelve events of two kinds, exchanged within them: fewer arrangements, and the clause says exact."""
    tables = drawn_programme(seed=6, events=12)
    found = {
        strata: kmu.comparison(declaring(tables, strata=strata), "modes", "useful").iloc[2]
        for strata in ((), ("difficulty",), ("difficulty", "year"))
    }
    least = [row["least_p"] for row in found.values()]
    assert least[0] < least[1] < least[2]
    assert all("p by exchanging events, exact" in row["rule"] for row in found.values())


def test_turning_the_groups_round_turns_everything_round():
    back = kmu.comparison(declaring(TABLES, order=ORDER[::-1]), "modes")
    one, other = differences(MADE), differences(back)
    for name in ("estimate", "event_average", "hedges_g"):
        np.testing.assert_allclose(one[name], -other[name], atol=1e-9)
    np.testing.assert_allclose(one["ci_low"], -other["ci_high"], atol=1e-9)
    for name in ("p_value", "p_adjusted", "smallest_margin_pp"):
        np.testing.assert_allclose(one[name], other[name], rtol=1e-5)


def test_the_order_of_rows_changes_nothing():
    rows = TABLES.respondents.index.to_numpy()[::-1]
    place = np.argsort(rows).astype(np.int32)
    frames = {
        "respondents": TABLES.respondents.iloc[rows].reset_index(drop=True),
        "responses": TABLES.responses.assign(respondent=place[TABLES.responses["respondent"]]).iloc[::-1],
    }
    frames["responses"] = frames["responses"].reset_index(drop=True)
    moved = replace(TABLES, read=lambda name: frames[name] if name in frames else TABLES.read(name))
    pd.testing.assert_frame_equal(kmu.comparison(moved, "modes"), MADE)


def test_nobody_answered():
    nobody = typed({"event": [], "wave": []}, "respondents")
    made = kmu.comparison(
        replace(
            TABLES,
            read=lambda n: (
                nobody if n == "respondents" else (TABLES.read(n).iloc[:0] if n == "responses" else TABLES.read(n))
            ),
        ),
        "modes",
    )
    assert made["n"].eq(0).all()
    assert made[NUMBERS].isna().all(axis=None)


def test_what_is_not_declared_is_told():
    for arguments, near in ((("mods",), "modes"), (("modes", "usefull"), "useful"), (("modes", ["usefull"]), "useful")):
        with pytest.raises(MeasureError, match=near):
            kmu.comparison(TABLES, *arguments)
    for tables, asked, where in (
        (replace(TABLES, comparing=Comparing()), None, "comparisons"),
        (declaring(TABLES, outcomes=()), None, "outcomes"),
        (TABLES, [], "outcomes"),
    ):
        with pytest.raises(MeasureError, match=where):
            kmu.comparison(tables, "modes", asked)
