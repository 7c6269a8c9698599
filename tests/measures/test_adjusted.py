"""Standardised differences beside statsmodels, fitted on rows again without each event."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

from kmu_eval.measures.adjusted import adjusted
from kmu_eval.measures.arms import arms
from kmu_eval.measures.contrast import contrast
from kmu_eval.measures.estimates import share
from kmu_eval.measures.intervals import t_quantile
from kmu_eval.measures.standardised import Cells, standardised
from kmu_eval.measures.support import support
from kmu_eval.measures.tally import tally
from tests.measures.compared import HALL, ONLINE, ORDER
from tests.measures.compared_programmes import BY_CHANNEL, BY_MODE, OUTCOMES, drawn_programme, programme_of, rows_of

ROWS = drawn_programme()
CHANNELS = drawn_programme(seed=2, modes=("hybrid", ONLINE, "hybrid", HALL), each=(6, 12))
VALUES = {
    "top_share": {"no": 0, "rather": 0, "yes": 1},
    "mean": {"no": 1, "rather": 2.5, "yes": 4},
    "net_promoter": {str(word): (word > 8) - (word < 7) for word in range(11)},
}


def found_in(tables, declared=BY_MODE, measure="top_share", order=ORDER):
    outcome = OUTCOMES[measure]
    made = arms(tally(tables, outcome.item, declared.by), declared.by, order, outcome)
    common = support(tables, made, declared)
    inside = made.kept(common.clusters)
    return inside, common, adjusted(inside, common)


def rows_on_support(tables, declared, measure):
    """By plain pandas: the answers in cells that have at least two events of either group."""
    rows = rows_of(tables, OUTCOMES[measure].item)
    rows = rows[rows[declared.by].isin(ORDER) & (rows["event"] >= 0)].astype({declared.by: "str"})
    cells = [rows[name].astype("str") for name in declared.confounders]
    events = rows.groupby([*cells, rows[declared.by]])["event"].nunique().unstack(fill_value=0).min(axis=1)
    keys = pd.MultiIndex.from_arrays(cells) if len(cells) > 1 else pd.Index(cells[0])
    rows = rows[keys.map(events).to_numpy() >= 2]
    return rows.assign(y=rows["answer"].map(VALUES[measure]).astype(float), first=rows[declared.by] == ORDER[0])


def design_of(rows, confounders, first):
    dummies = [pd.get_dummies(rows[name].astype("str"), drop_first=True, dtype=float) for name in confounders]
    both = pd.concat([pd.Series(1.0, rows.index), *dummies, pd.Series(first, rows.index, dtype=float)], axis=1)
    return both.to_numpy()


def g_computed(rows, confounders, model):
    """Fitted on rows; predicted for all of them in either group; averaged."""
    design = design_of(rows, confounders, rows["first"])
    if model == "logit":
        fit = sm.Logit(rows["y"].to_numpy(), design).fit(disp=False, method="newton", tol=1e-13, maxiter=100)
    elif model == "glm":
        fit = sm.GLM(rows["y"].to_numpy(), design, family=sm.families.Binomial()).fit(tol=1e-14, maxiter=100)
    else:
        fit = sm.OLS(rows["y"].to_numpy(), design).fit()
    return np.array([fit.predict(design_of(rows, confounders, first)).mean() for first in (True, False)])


def jackknifed(rows, confounders, model):
    """Means of both groups, and the same without each event; and (G - 1) / G of the event's group, or of all."""
    whole, left, factors = g_computed(rows, confounders, model), [], []
    sizes = {first: rows.loc[rows["first"] == first, "event"].nunique() for first in (True, False)}
    for event in sorted(rows["event"].unique()):
        own, others = rows[rows["event"] == event], rows[rows["event"] != event]
        events = sizes[bool(own["first"].iloc[0])] if own["first"].nunique() == 1 else rows["event"].nunique()
        left.append(g_computed(others, confounders, model))
        factors.append((events - 1) / events)
    return whole, np.array(left) - whole, np.array(factors)[:, None]


CASES = [(ROWS, BY_MODE, measure) for measure in VALUES] + [(CHANNELS, BY_CHANNEL, measure) for measure in VALUES]
IDS = [f"{declared.word}-{measure}" for _, declared, measure in CASES]
MODEL = {"top_share": "logit", "mean": "ols", "net_promoter": "ols"}


@pytest.mark.parametrize(("tables", "declared", "measure"), CASES, ids=IDS)
def test_means_variances_and_the_interval_are_those_of_models_fitted_on_rows(tables, declared, measure):
    inside, _, made = found_in(tables, declared, measure)
    rows = rows_on_support(tables, declared, measure)
    means, steps, factors = jackknifed(rows, declared.confounders, MODEL[measure])
    groups, found = made.contrast.groups, made.contrast.difference_at(0.95)
    np.testing.assert_allclose(groups.estimate, means, atol=1e-10)
    np.testing.assert_allclose(groups.variance, (factors * steps**2).sum(axis=0), rtol=1e-7)
    assert found.estimate == pytest.approx(means[0] - means[1], abs=1e-10)
    assert made.clauses == [f"standardised to the answers on it, {'logit' if measure == 'top_share' else 'linear'}"]
    assert inside.n.sum() == len(rows)
    assert inside.spanning == (declared is BY_CHANNEL)
    together = (factors[:, 0] * steps[:, 0] * steps[:, 1]).sum() / np.sqrt((factors * steps**2).sum(axis=0).prod())
    ends = [
        ends_of(rows[rows["first"] == first], mean, variance, measure)
        for first, mean, variance in zip((True, False), means, (factors * steps**2).sum(axis=0), strict=True)
    ]
    np.testing.assert_allclose((found.low, found.high), correlated(means, ends, together), atol=1e-7)


def ends_of(rows, middle, variance, measure):
    """The interval of a group as METHODS.md has it, in its textbook form."""
    sizes = rows.groupby("event").size()
    t = t_quantile(0.95, sizes.sum() ** 2 / (sizes**2).sum() - 1)
    if measure != "top_share":
        scale = (1, 4) if measure == "mean" else (-1, 1)
        return np.clip([middle - t * np.sqrt(variance), middle + t * np.sqrt(variance)], *scale)
    worth = len(rows) / max(1, variance / (middle * (1 - middle) / len(rows)))
    return proportion_confint(middle * worth, worth, 2 * norm.sf(t), method="wilson")


def correlated(means, ends, r):
    """Zou (2007): MOVER of correlated estimates."""
    (l1, u1), (l2, u2), d = *ends, means[0] - means[1]
    a, b, c, e = means[0] - l1, u2 - means[1], u1 - means[0], means[1] - l2
    return d - np.sqrt(a**2 + b**2 - 2 * r * a * b), d + np.sqrt(c**2 + e**2 - 2 * r * c * e)


def test_a_glm_of_statsmodels_says_the_same():
    rows = rows_on_support(ROWS, BY_MODE, "top_share")
    found = found_in(ROWS)[2].contrast.groups.estimate
    np.testing.assert_allclose(found, g_computed(rows, BY_MODE.confounders, "glm"), atol=1e-10)


@pytest.mark.parametrize("measure", VALUES)
def test_without_confounders_it_is_the_difference_as_it_is(measure):
    inside, _, made = found_in(ROWS, replace(BY_MODE, confounders=()), measure)
    plain = contrast(inside)
    for level in (0.5, 0.95):
        one, other = made.contrast.difference_at(level), plain.difference_at(level)
        np.testing.assert_allclose(
            [one.estimate, one.low, one.high], [other.estimate, other.low, other.high], atol=1e-11
        )
    np.testing.assert_allclose(made.contrast.groups.variance, plain.groups.variance, rtol=1e-9)
    assert made.contrast.p_value == pytest.approx(plain.p_value, rel=1e-6)


def test_of_events_in_both_groups_without_confounders_it_is_the_jackknife_of_the_difference():
    """Means with intervals alike on both sides and events of one size: only with the right sign of r is it the same."""
    given = [["yes", "rather", "no"], ["yes", "yes", "rather"], ["rather", "no", "no"], ["yes", "no", "rather"]]
    rows = [
        (event, answer, channel)
        for event in range(16)
        for shift, channel in enumerate(ORDER)
        for answer in given[(event + (event % 3 == 0) * shift) % 4]
    ]
    tables = programme_of({"mode": ["hybrid"] * 16, "date": ["2020-02-01"] * 16}, rows)
    inside, _, made = found_in(tables, replace(BY_CHANNEL, confounders=()), "mean")
    one, other = made.contrast.difference_at(0.95), contrast(inside).difference_at(0.95)
    assert other.method == "jackknife"
    np.testing.assert_allclose([one.low, one.high], [other.low, other.high], atol=1e-12)
    groups = made.contrast.groups.ends(0.95)
    assert one.high - one.low < 0.9 * np.hypot(*(groups[1] - groups[0]))


SEPARATED = {
    "one_group": lambda rows: rows.assign(answer=rows["answer"].where(rows["mode"] != ONLINE, "yes")),
    "one_year": lambda rows: rows.assign(answer=rows["answer"].where(rows["year"] != "2021", "yes")),
    "one_no": lambda rows: rows.assign(
        answer=rows["answer"]
        .where(rows["mode"] != ONLINE, "yes")
        .mask((rows["mode"] == ONLINE) & ~rows["mode"].eq(ONLINE).duplicated(), "no")
    ),
    "all": lambda rows: rows.assign(answer="yes"),
}


def with_answers(tables, rows):
    events = {name: tables.events[name].astype("object").to_numpy() for name in ("mode", "date", "difficulty", "kind")}
    return programme_of(events, list(zip(rows["event"], rows["answer"], strict=True)))


@pytest.mark.parametrize("what", SEPARATED)
def test_where_a_logit_is_separated_the_means_of_the_cells_take_its_place(what):
    tables = with_answers(ROWS, SEPARATED[what](rows_of(ROWS)))
    rows = rows_on_support(tables, BY_MODE, "top_share")
    _, _, made = found_in(tables)
    assert made.clauses == ["standardised to the answers on it, cells"]
    weights = rows.groupby(["year", "difficulty"], observed=True).size() / len(rows)
    of_cells = rows.groupby(["year", "difficulty", "first"], observed=True)["y"].mean().unstack()
    expected = [(of_cells[first] * weights).sum() for first in (True, False)]
    np.testing.assert_allclose(made.contrast.groups.estimate, expected, atol=1e-12)
    found = made.contrast.difference_at(0.95)
    assert -1 <= found.low < found.estimate < found.high <= 1
    assert 0 < made.contrast.p_value <= 1


def parameters_and_events(events):
    """Three parameters: a constant, one year more, the group."""
    tables = drawn_programme(seed=4, events=events)
    return found_in(tables, replace(BY_MODE, confounders=("year",)))


def test_more_parameters_than_events_bear_are_refused():
    inside, _, made = parameters_and_events(14)
    assert inside.n.any(axis=1).sum() == 14
    assert made.contrast is None
    assert made.clauses == ["3 parameters, 2 are allowed for so few events: not adjusted"]
    inside, _, made = parameters_and_events(15)
    assert inside.n.any(axis=1).sum() == 15
    assert made.contrast is not None


@pytest.mark.parametrize(
    ("confounders", "enough"), [(("kind", "difficulty"), ("difficulty",)), (("year", "year"), ("year",))]
)
def test_a_confounder_that_another_one_determines_adds_nothing(confounders, enough):
    """Of introductory events all are talks, of others all workshops."""
    for measure in VALUES:
        (_, _, made), (_, _, expected) = (
            found_in(ROWS, replace(BY_MODE, confounders=names), measure) for names in (confounders, enough)
        )
        np.testing.assert_allclose(made.contrast.groups.estimate, expected.contrast.groups.estimate, atol=1e-11)
        np.testing.assert_allclose(made.contrast.groups.variance, expected.contrast.groups.variance, rtol=1e-8)
        assert made.clauses == expected.clauses


def test_parameters_are_counted_once():
    """Twenty-two events bear four: a constant, two difficulties more, the group; these tell the kinds as well."""
    inside, common, made = found_in(drawn_programme(events=22), replace(BY_MODE, confounders=("kind", "difficulty")))
    assert (inside.n.any(axis=1).sum(), common.kept.sum()) == (22, 3)
    assert made.clauses == ["standardised to the answers on it, logit"]


@pytest.mark.parametrize(("tables", "declared", "measure"), CASES, ids=IDS)
def test_turning_the_groups_round_turns_the_interval_round(tables, declared, measure):
    there = found_in(tables, declared, measure)[2].contrast
    back = found_in(tables, declared, measure, ORDER[::-1])[2].contrast
    one, other = there.difference_at(0.95), back.difference_at(0.95)
    np.testing.assert_allclose(
        [one.estimate, one.low, one.high], [-other.estimate, -other.high, -other.low], atol=1e-10
    )
    np.testing.assert_allclose(there.groups.estimate, back.groups.estimate[::-1], atol=1e-10)
    assert there.p_value == pytest.approx(back.p_value, rel=1e-6)


def test_with_few_events_there_is_no_p_and_no_word():
    """Six events online and nine in person, where every answer online is better."""
    events = {"mode": [ONLINE] * 6 + [HALL] * 9, "date": ["2020-02-01"] * 15}
    rows = [(event, "yes" if event < 6 or who == 0 else "no") for event in range(15) for who in range(9)]
    rows += [(0, "no"), (3, "no")]
    made = found_in(programme_of(events, rows), replace(BY_MODE, confounders=("year",)))[2].contrast
    assert made.difference_at(0.95).low > 0.3
    assert np.isnan(made.p_value)
    assert made.verdict(0.1, 0.95) == "inconclusive"
    assert made.verdict(None, 0.95) is None


def test_confounding_is_taken_away():
    """Difficult events are liked less and are in person; within each difficulty both modes are liked alike."""
    rows, mode, difficulty = [], [], []
    for event in range(40):
        hard = event % 2
        online = event % 8 < 2 if hard else event % 8 != 0
        mode.append(ONLINE if online else HALL)
        difficulty.append("advanced" if hard else "introductory")
        rows += [(event, "yes" if who < (3 if hard else 8) else "no") for who in range(10)]
    tables = programme_of({"mode": mode, "difficulty": difficulty}, rows)
    inside, _, made = found_in(tables, replace(BY_MODE, confounders=("difficulty",)))
    assert abs(contrast(inside).difference_at(0.95).estimate) > 0.2
    assert made.contrast.difference_at(0.95).estimate == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(made.contrast.groups.estimate, [0.55, 0.55], atol=1e-12)


@pytest.mark.parametrize("link", ["logit", "linear", "cells"])
def test_many_at_once_are_the_same_as_one_by_one(link):
    random = np.random.default_rng(1)
    n = random.integers(5, 30, (7, 4, 2)).astype(float)
    sums, design = np.rint(n * random.uniform(0.2, 0.8, n.shape)), np.array([[1.0, 0], [1, 1], [1, 0], [1, 1]])
    expected = [standardised(Cells(one, of, design), link) for one, of in zip(sums, n, strict=True)]
    np.testing.assert_allclose(standardised(Cells(sums, n, design), link), expected, rtol=1e-12)


def test_one_separated_among_many_leaves_the_others_their_number():
    n, design = np.full((3, 2, 2), 10.0), np.array([[1.0, 0], [1, 1]])
    sums = np.array([[[5, 4], [6, 3]], [[10, 4], [10, 3]], [[2, 4], [7, 3]]], float)
    found = standardised(Cells(sums, n, design), "logit")
    assert np.isnan(found[1]).any()
    np.testing.assert_allclose(found[[0, 2]], [[0.55, 0.35], [0.45, 0.35]], atol=1e-10)


def test_the_groups_keep_their_own_numbers_of_answers_and_events():
    inside, _, made = found_in(ROWS)
    own = share(inside.sums, inside.n)
    np.testing.assert_array_equal(made.contrast.groups.n, own.n)
    np.testing.assert_array_equal(made.contrast.groups.n_effective, own.n_effective)
    assert made.contrast.n_events.tolist() == own.n_events.tolist()


def test_events_without_answers_in_either_group_change_nothing():
    given = rows_of(ROWS)
    events = {
        name: [*ROWS.events[name].astype("object"), word, word]
        for name, word in {"mode": "hybrid", "date": "2020-03-01", "difficulty": "advanced", "kind": "talk"}.items()
    }
    answers = [*zip(given["event"], given["answer"], strict=True), (len(ROWS.events), "yes"), (len(ROWS.events), None)]
    one, other = (found_in(tables)[2].contrast for tables in (programme_of(events, answers), with_answers(ROWS, given)))
    np.testing.assert_array_equal(one.groups.variance, other.groups.variance)


def test_a_comparison_by_hand():
    """Two years. Online: 8 of 10 and 3 of 5; in person: 3 of 5 and 1 of 5, as in METHODS.md's cells."""
    expected = (10 + 5) / 25 * 0.8 + 10 / 25 * 0.6, 15 / 25 * 0.6 + 10 / 25 * 0.2
    cells = Cells(np.array([[8.0, 3], [3, 1]]), np.array([[10.0, 5], [5, 5]]), np.array([[1.0, 0], [1, 1]]))
    assert standardised(cells, "cells") == pytest.approx(expected)
