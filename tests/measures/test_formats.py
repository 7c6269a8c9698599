"""Two groups compared, beside the estimates of each, statsmodels, scipy and what must hold of any answers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.meta_analysis import effectsize_smd

from kmu_eval.errors import MeasureError
from kmu_eval.measures import estimates
from kmu_eval.measures.formats import compare
from kmu_eval.measures.permutation import permutation
from tests.measures.compared import (
    HALL,
    MEAN,
    NET,
    ONLINE,
    ORDER,
    OTHER,
    OUTCOMES,
    RECOMMEND,
    SHARE,
    USEFUL,
    drawn_tallies,
    tallied,
    turned,
    yes_and_no,
)

of_every_measure = pytest.mark.parametrize("measure", OUTCOMES)
MANY = yes_and_no([(8, 10), (5, 9), (7, 7)] * 4, [(6, 10), (4, 9), (3, 7)] * 4)
FEW = yes_and_no([(9, 10), (8, 10), (9, 10), (10, 11)], [(5, 10), (4, 10), (6, 11), (7, 12)])
HYBRID = tallied(
    [
        *((event, ONLINE, {"yes": yes, "no": 10 - yes}) for event, yes in enumerate([9, 3, 8, 5] * 3)),
        *((event, HALL, {"yes": yes, "no": 12 - yes}) for event, yes in enumerate([9, 4, 7, 5] * 3)),
    ]
)
"""Twelve events with answers in both groups."""


def compared(tally, outcome=SHARE, order=ORDER, **how):
    return compare(tally, "mode", order, outcome, **how)


def difference(tally, outcome=SHARE, **how):
    return compared(tally, outcome, **how).iloc[2]


def sums_of(tally, group, measure):
    """By hand from the counts: what answers add up to in each cluster, and how many there are."""
    counts = tally.counts[:, (tally.groups["mode"] == group).to_numpy()].sum(axis=1)
    if measure == "net":
        return counts[:, 9:11].sum(axis=1), counts[:, :7].sum(axis=1), counts[:, :11].sum(axis=1)
    values = {"share": [0, 0, 1], "mean": [1, 2.5, 4]}[measure]
    return counts[:, :3] @ np.array(values), counts[:, :3].sum(axis=1)


def estimated(tally, group, measure, level=0.95):
    sums, n = (of := sums_of(tally, group, measure))[0], of[-1]
    if measure == "share":
        return estimates.share(sums, n, level)
    return estimates.mean(sums, n, level, (1, 4)) if measure == "mean" else estimates.net_share(*of, level)


@of_every_measure
@given(data=st.data(), level=st.sampled_from([0.8, 0.95]))
@settings(max_examples=20)
def test_each_group_is_estimated_as_every_other_number(measure, data, level):
    item, outcome = OUTCOMES[measure]
    tally = data.draw(drawn_tallies(item))
    made = compared(tally, outcome, level=level)
    for row, group in zip(made.iloc[:2].itertuples(), ORDER, strict=True):
        expected = estimated(tally, group, measure, level)
        found = [row.estimate, row.ci_low, row.ci_high, row.event_average, row.n]
        ends = [expected.low, expected.high, expected.event_average, expected.n]
        np.testing.assert_allclose(found, [expected.estimate, *ends], atol=1e-12)
        n = sums_of(tally, group, measure)[-1]
        assert row.n_events == ((n > 0) & (tally.events >= 0)).sum()
        assert row.n_missing == tally.counts[:, (tally.groups["mode"] == group).to_numpy(), -1].sum()
        assert (row.mode, row.part, row.method) == (group, "group", expected.method)
    assert (made["ci_level"] == level).all()


def mover_by_hand(first, second):
    d = first.estimate - second.estimate
    low = np.hypot(first.estimate - first.low, second.high - second.estimate)
    return d, d - low, d + np.hypot(first.high - first.estimate, second.estimate - second.low)


@of_every_measure
@given(data=st.data())
@settings(max_examples=20)
def test_the_difference_is_made_from_both_intervals_or_by_leaving_out_events(measure, data):
    item, outcome = OUTCOMES[measure]
    tally = data.draw(drawn_tallies(item))
    row, groups = difference(tally, outcome), [estimated(tally, group, measure) for group in ORDER]
    sums, n = (np.stack([sums_of(tally, group, measure)[i] for group in ORDER], axis=1) for i in (0, -1))
    if measure == "net":
        sums = sums - np.stack([sums_of(tally, group, measure)[1] for group in ORDER], axis=1)
    if row["method"] == "mover":
        expected = mover_by_hand(*groups)
    else:
        assert (n > 0).all(axis=1).any()
        expected = jackknife_by_hand(sums, n, min(group.n_effective for group in groups) - 1, REACH[measure])
    np.testing.assert_allclose([row["estimate"], row["ci_low"], row["ci_high"]], expected, atol=1e-9)
    assert row["n"] == n.sum()
    assert row["n_events"] == ((n > 0).any(axis=1) & (tally.events >= 0)).sum()
    averages = [group.event_average for group in groups]
    assert row["event_average"] == pytest.approx(averages[0] - averages[1], nan_ok=True)


REACH = {"share": 1, "mean": 3, "net": 2}


def jackknife_by_hand(sums, n, freedom, reach):
    used = np.flatnonzero(n.any(axis=1))
    d = np.subtract(*(sums.sum(axis=0) / n.sum(axis=0)))
    left = [np.subtract(*((sums.sum(axis=0) - sums[i]) / (n.sum(axis=0) - n[i]))) for i in used]
    half = stats.t.ppf(0.975, freedom) * np.sqrt((len(used) - 1) / len(used) * ((np.array(left) - d) ** 2).sum())
    half = half if half > 1e-9 else np.nan
    return d, max(d - half, -reach) if half == half else half, min(d + half, reach) if half == half else half


def test_events_in_both_groups_are_left_out_of_both():
    row = difference(HYBRID)
    yes, n = np.array([[9, 9], [3, 4], [8, 7], [5, 5]] * 3), np.array([[10, 12]] * 12)
    np.testing.assert_allclose(list(row[["estimate", "ci_low", "ci_high"]]), jackknife_by_hand(yes, n, 11, 1))
    assert row["method"] == "jackknife"
    assert row["n_events"] == 12
    groups = compared(HYBRID).iloc[:2]
    assert row["ci_high"] - row["ci_low"] < (groups["ci_high"] - groups["ci_low"]).min()


@pytest.mark.parametrize("yes", [1, 4, 5, 27])
def test_where_all_events_of_a_group_agree_rounding_makes_no_variance(yes):
    """In floating point 1 / 49 * 49 is less than 1: a variance of 1e-34 would leave nothing but a missing interval."""
    sizes = [1 + event % 3 for event in range(12)]
    rows = [(e, g, {"yes": yes * s, "no": (49 - yes) * s}) for e, s in enumerate(sizes) for g in ORDER]
    row = difference(tallied(rows))
    assert row["method"] == "mover"
    assert row["ci_low"] == pytest.approx(-row["ci_high"])
    assert row["ci_high"] > 0


def test_p_is_that_of_the_interval_where_events_are_many():
    row = difference(HYBRID)
    error = (row["ci_high"] - row["estimate"]) / stats.t.ppf(0.975, 11)
    assert row["p_value"] == pytest.approx(2 * stats.t.sf(row["estimate"] / error, 11), rel=1e-4)
    assert np.isnan(row["least_p"])
    assert difference(MANY)["p_value"] < 0.05
    assert difference(MANY)["ci_low"] > 0


@pytest.mark.parametrize("outcome", [SHARE, MEAN])
def test_all_of_a_group_say_yes_and_nothing_is_of_width_zero(outcome):
    """80 of 80 at ten events: a share has its interval, and so has the difference; a mean has none."""
    made = compared(yes_and_no([(8, 8)] * 10, [(7, 8), (6, 8)] * 5), outcome)
    widths = (made["ci_high"] - made["ci_low"]).to_numpy()
    assert made["estimate"].iloc[0] == (1 if outcome is SHARE else 4)
    if outcome is SHARE:
        assert (widths > 0.05).all()
        assert made["ci_high"].iloc[2] > made["estimate"].iloc[2]
    else:
        assert np.isnan(widths).tolist() == [True, False, True]
        assert made["verdict"].iloc[2] == "inconclusive"
        assert np.isnan(made["p_value"].iloc[2])


@pytest.mark.parametrize(("outcome", "word"), [(SHARE, "inconclusive"), (MEAN, "inconclusive")])
def test_where_all_of_both_groups_say_the_same(outcome, word):
    row = difference(yes_and_no([(8, 8)] * 10, [(8, 8)] * 10), outcome)
    assert (row["estimate"], row["verdict"]) == (0, word)
    if outcome is SHARE:
        assert row["ci_low"] == -row["ci_high"]
        assert row["ci_high"] > 0.2
        assert row["p_value"] == 1
        assert np.isnan(row["odds_ratio"])
    else:
        assert np.isnan([row["ci_low"], row["ci_high"], row["p_value"], row["hedges_g"]]).all()


def test_alike_in_very_many_events_they_are_equivalent_within_the_margin_and_not_below():
    tally = yes_and_no([(8, 8)] * 60, [(8, 8)] * 60)
    row = difference(tally)
    assert row["verdict"] == "equivalent"
    below = replace(SHARE, margin_pp=row["smallest_margin_pp"] * 0.999)
    above = replace(SHARE, margin_pp=row["smallest_margin_pp"] * 1.001)
    assert [difference(tally, outcome)["verdict"] for outcome in (below, above)] == ["inconclusive", "equivalent"]


def test_of_means_margins_are_points_of_the_scale():
    rows = [(event, group, {"no": 5, "rather": 5 + event // 2 % 2}) for event, group in enumerate(ORDER * 30)]
    row = difference(tallied(rows), MEAN)
    assert row["verdict"] == "equivalent"
    assert row["margin_pp"] == 0.5
    assert row["smallest_margin_pp"] == pytest.approx(max(-row["ci_low"], row["ci_high"]))
    assert "margin 0.5 points, set on 2020-01-01" in row["rule"]


@pytest.mark.parametrize("strata", [None, np.array([0, 0, 1, 1, 0, 0, 1, 1])])
def test_of_few_events_p_is_that_of_exchanging_them(strata):
    row = difference(FEW, strata=strata)
    expected = permutation(
        [9, 8, 9, 10, 5, 4, 6, 7], [10, 10, 10, 11, 10, 10, 11, 12], [True] * 4 + [False] * 4, strata
    )
    assert expected.method == "exact"
    assert (row["p_value"], row["least_p"]) == (expected.p_value, expected.least_p)
    assert row["p_value"] == pytest.approx(2 / 70 if strata is None else 2 / 36)
    assert row["verdict"] == ("better" if strata is None else "inconclusive")
    assert row["ci_low"] > 0
    assert "fewer than ten events in a group: never called equal" in row["rule"]
    assert "p by exchanging events, exact" in row["rule"]
    assert "cannot be exchanged" not in row["rule"]


def test_of_few_events_strata_without_answers_are_left_aside():
    rows = [(0, OTHER, {"yes": 9}), (1, ONLINE, {None: 3})]
    rows += [(event, group, {"yes": yes, "no": n - yes}) for event, (group, yes, n) in enumerate(FEW_ROWS, 2)]
    found = difference(tallied(rows), strata=np.array([5, 6, 0, 0, 1, 1, 0, 0, 1, 1]))
    assert found["p_value"] == difference(FEW, strata=np.array([0, 0, 1, 1, 0, 0, 1, 1]))["p_value"]
    assert (found["n"], found["n_events"], found["n_missing"]) == (84, 8, 3)
    assert "valid answers of other groups left out: 9" in found["rule"]


FEW_ROWS = [(ONLINE, 9, 10), (ONLINE, 8, 10), (ONLINE, 9, 10), (ONLINE, 10, 11)]
FEW_ROWS += [(HALL, 5, 10), (HALL, 4, 10), (HALL, 6, 11), (HALL, 7, 12)]


def test_few_events_in_both_groups_cannot_be_exchanged():
    rows = [
        (event, group, {"yes": 9 if group == ONLINE else 1, "no": 1 + event}) for event in range(5) for group in ORDER
    ]
    row = difference(tallied(rows))
    assert (row["method"], row["verdict"]) == ("jackknife", "inconclusive")
    assert row["ci_low"] > 0
    assert np.isnan([row["p_value"], row["least_p"]]).all()
    assert "p by" not in row["rule"]
    assert "events cannot be exchanged: never called better or worse" in row["rule"]


def test_respondents_of_unknown_events_are_clusters_but_no_events():
    """Forty strangers in either group say nothing of how many events there were."""
    rows = [(-1, group, {"yes" if who % 2 else "no": 1}) for group in ORDER for who in range(200)]
    made = compared(tallied(rows))
    assert made["n_events"].tolist() == [0, 0, 0]
    assert made["n"].tolist() == [200, 200, 400]
    row = made.iloc[2]
    assert max(-row["ci_low"], row["ci_high"]) < 0.2
    assert row["verdict"] == "inconclusive"
    assert np.isnan([row["smallest_margin_pp"], row["p_value"]]).all()


def test_nine_events_and_many_strangers_are_still_few():
    rows = [(event, ONLINE, {"yes": 4, "no": 4}) for event in range(9)]
    rows += [(event, HALL, {"yes": 4, "no": 4}) for event in range(9, 60)]
    strangers = [(-1, ONLINE, {"yes": 1}), (-1, ONLINE, {"no": 1})] * 20
    assert difference(tallied(rows + strangers))["verdict"] == "inconclusive"
    tenth = [(60, ONLINE, {"yes": 1, "no": 1})]
    assert difference(tallied(rows + strangers + tenth))["verdict"] == "equivalent"


NOBODY = {
    "nobody online": yes_and_no([], [(3, 5), (4, 6)]),
    "nobody anywhere": tallied([(0, OTHER, {"yes": 2})]),
    "no event": tallied([]),
    "only left out": tallied([(0, ONLINE, {None: 3}), (1, HALL, {"dont_know": 2})]),
    "one event online": yes_and_no([(3, 5)], [(3, 5), (4, 6)]),
    "one event each": yes_and_no([(3, 5)], [(4, 6)]),
    "one event in both": tallied([(0, ONLINE, {"yes": 2, "no": 1}), (0, HALL, {"yes": 1, "no": 3})]),
    "one of two in both": tallied(
        [(0, ONLINE, {"yes": 2, "no": 1}), (0, HALL, {"yes": 1, "no": 3}), (1, HALL, {"yes": 2, "no": 1})]
    ),
}


@pytest.mark.parametrize("outcome", [SHARE, MEAN])
@pytest.mark.parametrize("what", NOBODY)
def test_where_a_group_has_less_than_two_events_nothing_is_said(what, outcome):
    row = difference(NOBODY[what], outcome)
    names = ["ci_low", "ci_high", "smallest_margin_pp", "p_value", "least_p"]
    assert row[names].isna().all()
    assert row["verdict"] == "inconclusive"
    assert (row["n"] > 0) or np.isnan(row["estimate"])


def test_the_odds_ratio_is_that_of_statsmodels():
    yes = np.array([80, 52]), np.array([52, 52])
    expected = Table2x2([[80, 24], [52, 52]]).oddsratio
    assert difference(MANY)["odds_ratio"] == pytest.approx(expected, rel=1e-12)
    assert yes[0].sum() == 132
    assert compared(MANY)["odds_ratio"].iloc[:2].isna().all()
    assert np.isnan(difference(MANY, MEAN)["odds_ratio"])


def test_hedges_g_is_that_of_statsmodels():
    rows = [(0, ONLINE, {"no": 3, "rather": 4, "yes": 9}), (1, ONLINE, {"no": 1, "yes": 7, "dont_know": 3})]
    rows += [(2, HALL, {"no": 6, "rather": 3, "yes": 2}), (3, HALL, {"rather": 5, "yes": 4, None: 2})]
    online = np.repeat([1, 2.5, 4], [4, 4, 16])
    hall = np.repeat([1, 2.5, 4], [6, 8, 6])
    told = [value for each in (online, hall) for value in (each.mean(), each.std(ddof=1), len(each))]
    assert difference(tallied(rows), MEAN)["hedges_g"] == pytest.approx(effectsize_smd(*told)[0], rel=1e-12)
    assert np.isnan(difference(tallied(rows))["hedges_g"])


@pytest.mark.parametrize("words", [("no", "no"), ("no", "rather")])
@pytest.mark.parametrize("value", [1, 0.1, 5.3, 5.6])
def test_where_no_answer_of_a_group_differs_there_is_no_hedges_g_made_of_rounding(value, words):
    answers = (replace(USEFUL.answers[0], value=value), replace(USEFUL.answers[1], value=value + 1))
    item, said = replace(USEFUL, answers=answers), dict(zip(ORDER, words, strict=True))
    rows = [(event, group, {said[group]: 11 + event % 3}) for event, group in enumerate(ORDER * 12)]
    row = difference(tallied(rows, item), MEAN)
    assert np.isnan([row["hedges_g"], row["ci_low"]]).all()
    one_more = [*rows, (24, ONLINE, {"rather": 1, "no": 1})]
    assert abs(difference(tallied(one_more, item), MEAN)["hedges_g"]) > 0.1


def test_event_averages_by_hand():
    made = compared(FEW)
    online, hall = (0.9 + 0.8 + 0.9 + 10 / 11) / 4, (0.5 + 0.4 + 6 / 11 + 7 / 12) / 4
    np.testing.assert_allclose(made["event_average"], [online, hall, online - hall])


def test_only_primary_outcomes_get_a_word():
    made = compared(MANY, replace(SHARE, primary=False))
    assert made["verdict"].isna().all()
    assert made["margin_pp"].iloc[2] == 20
    assert compared(MANY)["verdict"].isna().tolist() == [True, True, False]


MIRRORED = {"estimate", "event_average", "hedges_g"}
TURNED = {"better": "worse", "worse": "better"}


@of_every_measure
@given(data=st.data())
@settings(max_examples=20)
def test_turning_the_groups_round_flips_signs_and_words_and_nothing_else(measure, data):
    item, outcome = OUTCOMES[measure]
    tally = data.draw(drawn_tallies(item))
    there, back = compared(tally, outcome), compared(tally, outcome, ORDER[::-1])
    pd.testing.assert_frame_equal(
        there.iloc[:2].astype({"mode": "str"}).drop(columns="rule"),
        back.iloc[[1, 0]].reset_index(drop=True).astype({"mode": "str"}).drop(columns="rule"),
    )
    one, other = there.iloc[2], back.iloc[2]
    assert set(there) == set(back)
    for name in set(there) - {"mode", "rule"}:
        if name in MIRRORED:
            expected = -other[name]
        elif name in ("ci_low", "ci_high"):
            expected = -other["ci_high" if name == "ci_low" else "ci_low"]
        elif name == "odds_ratio":
            expected = 1 / other[name]
        else:
            expected = TURNED.get(other[name], other[name])
        same = pytest.approx(expected, abs=1e-9, nan_ok=True) if isinstance(expected, float) else expected
        assert one[name] == same, name
    assert there["rule"].iloc[0].replace("online less in_person", "in_person less online") == back["rule"].iloc[0]


@of_every_measure
@given(data=st.data())
@settings(max_examples=20)
def test_neither_the_order_of_groups_nor_an_empty_one_nor_that_of_events_changes_anything(measure, data):
    item, outcome = OUTCOMES[measure]
    tally = data.draw(drawn_tallies(item))
    order = data.draw(st.permutations(range(len(tally.events))))
    moved = replace(tally, counts=tally.counts[order], events=tally.events[order])
    expected = compared(tally, outcome)
    for other in (moved, turned(tally), turned(moved)):
        pd.testing.assert_frame_equal(compared(other, outcome), expected)


def test_the_order_of_very_many_events_changes_no_drawn_p():
    """Nine against thirty: too many arrangements to enumerate."""
    random = np.random.default_rng(5)
    n = random.integers(2, 9, 39)
    pairs = list(zip(random.binomial(n, 0.6), n, strict=True))
    rows = [(event, ONLINE if event < 9 else HALL, {"yes": y, "no": n - y}) for event, (y, n) in enumerate(pairs)]
    expected = compared(tallied(rows))
    assert "p by exchanging events, drawn" in expected["rule"].iloc[0]
    new = random.permutation(39)
    moved = tallied([(int(new[event]), group, given_) for event, group, given_ in rows])
    pd.testing.assert_frame_equal(compared(moved), expected)
    assert compared(moved, order=ORDER[::-1])["p_value"].iloc[2] == expected["p_value"].iloc[2]
    assert compared(tallied(rows), seed=2)["p_value"].iloc[2] != expected["p_value"].iloc[2]


def test_names_change_nothing():
    """Answers under others, groups and item too."""
    new = {"no": "yes", "rather": "dont_know", "yes": "no", "dont_know": "perhaps"}
    item = replace(USEFUL, word="clear", answers=tuple(replace(a, word=new[a.word]) for a in USEFUL.answers))
    renamed = replace(FEW, item=item, groups=pd.DataFrame({"kind": pd.Categorical(["talk", "course", "fair"])}))
    renamed = replace(renamed, by=("kind",))
    found = compare(renamed, "kind", ("talk", "course"), replace(SHARE, item="clear", word="clear"))
    left = ["mode", "kind", "outcome", "item", "rule"]
    expected = compared(FEW).drop(columns=left, errors="ignore")
    pd.testing.assert_frame_equal(found.drop(columns=left, errors="ignore"), expected)


def test_a_tally_by_more_columns_is_added_up():
    roles = pd.Categorical(["enterprise", "adviser"] * 3)
    modes = pd.Categorical([ONLINE, ONLINE, HALL, HALL, OTHER, OTHER], [*ORDER, OTHER], ordered=True)
    counts = np.repeat(MANY.counts, 2, axis=1)
    counts[:, 0::2, 0], counts[:, 1::2, 0] = 0, counts[:, 1::2, 0]
    counts[:, 1::2, 2] = 0
    wider = replace(MANY, by=("mode", "role"), groups=pd.DataFrame({"mode": modes, "role": roles}), counts=counts)
    pd.testing.assert_frame_equal(compared(wider), compared(MANY))


def test_the_input_stays_as_it_was():
    before = MANY.counts.copy()
    MANY.counts.flags.writeable = False
    compared(MANY)
    np.testing.assert_array_equal(MANY.counts, before)
    MANY.counts.flags.writeable = True


def test_the_columns_stand_in_one_order():
    assert list(compared(MANY).columns) == [
        *("mode", "item", "estimator", "part", "outcome", "measure", "unit", "n", "n_events", "n_missing", "estimate"),
        *("ci_low", "ci_high", "ci_level", "event_average", "margin_pp", "smallest_margin_pp", "p_value", "least_p"),
        *("odds_ratio", "hedges_g", "method", "verdict", "rule"),
    ]


NO_TOP = replace(USEFUL, answers=tuple(replace(answer, top=False) for answer in USEFUL.answers))
NO_VALUE = replace(USEFUL, answers=tuple(replace(answer, value=None) for answer in USEFUL.answers))
REFUSED = {
    "unknown group": (MANY, ("onlin", HALL), SHARE, "mode: the word 'onlin' is not allowed. Did you mean 'online'?"),
    "the same twice": (MANY, (HALL, HALL), SHARE, "exactly two different groups are compared"),
    "three groups": (MANY, (ONLINE, HALL, OTHER), SHARE, "exactly two different groups are compared"),
    "one group": (MANY, (ONLINE,), SHARE, "exactly two different groups are compared"),
    "another item": (MANY, ORDER, replace(SHARE, item="usefull"), "tally: the word 'usefull' is not allowed"),
    "no recommendation": (MANY, ORDER, replace(SHARE, measure="net_promoter"), "does not ask from 0 to 10"),
    "no top answer": (yes_and_no([], [], item=NO_TOP), ORDER, SHARE, "top"),
    "no values": (yes_and_no([], [], item=NO_VALUE), ORDER, MEAN, "not every answer of 'useful' has a value"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_compared_is_told(what):
    tally, order, outcome, told = REFUSED[what]
    with pytest.raises(MeasureError) as error:
        compared(tally, outcome, order)
    assert told in error.value.text("en")


def test_another_column_is_told():
    with pytest.raises(MeasureError, match="kind"):
        compare(MANY, "kind", ORDER, SHARE)


def test_a_recommendation_is_compared_as_promoters_less_detractors():
    rows = [(event, ONLINE, {"10": 4, "9": 2, "8": 1, "6": 1}) for event in range(10)]
    rows += [(event, HALL, {"10": 2, "7": 2, "0": 4, None: 1}) for event in range(10, 20)]
    rows[0] = (0, ONLINE, {"10": 3})
    made = compared(tallied(rows, RECOMMEND), NET)
    assert made["estimate"].to_numpy() == pytest.approx([(56 - 9) / 75 + 1 / 75, -0.25, 48 / 75 + 0.25])
    assert made["unit"].tolist() == ["answers"] * 3
