"""Comparing two groups of 200,000 answers from 400 events, beside statsmodels on rows. Asserts equality, prints times.

From the tally: groups, difference, interval, p-value, table; statsmodels' OLS of the answers on the group with
clustered covariance, by formula on the rows as they are, and by arrays made of them. Adjusted for three confounders
with the jackknife over all events; one GEE fit on the same rows.
"""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf

from kmu_eval.code_book import Answer, CodeBook, Item
from kmu_eval.comparing import Comparison, Outcome
from kmu_eval.measures.adjusted import adjusted
from kmu_eval.measures.arms import arms
from kmu_eval.measures.formats import compare
from kmu_eval.measures.support import support
from kmu_eval.measures.tally import tally
from kmu_eval.tables import CountingRules, Origin, in_memory, typed

EVENTS, ANSWERS, ROUNDS = 400, 200_000, 5
ORDER = ("online", "in_person")
OUTCOME = Outcome("useful", "useful", margin_pp=10, reason="one in ten", date="2020-01-01", primary=True)
BOOK = CodeBook((Item("useful", answers=(Answer("no", value=0), Answer("yes", value=1, top=True))),))
DECLARED = Comparison("modes", "mode", ORDER, ("year", "kind", "difficulty"))


def _tables():
    random = np.random.default_rng(1)
    events = {
        "event": [f"e{i}" for i in range(EVENTS)],
        "date": pd.to_datetime([f"{2019 + i % 3}-06-01" for i in range(EVENTS)]),
        "mode": random.choice(ORDER, EVENTS),
        "kind": random.choice(["talk", "workshop"], EVENTS),
        "difficulty": random.choice(["introductory", "intermediate", "advanced"], EVENTS),
    }
    event = random.integers(0, EVENTS, ANSWERS)
    yes = random.random(ANSWERS) < random.beta(8, 2, EVENTS)[event]
    frames = {
        "events": typed(events, "events"),
        "respondents": typed({"event": event, "wave": ["post"] * ANSWERS}, "respondents"),
        "responses": typed(
            {"respondent": np.arange(ANSWERS), "item": ["useful"] * ANSWERS, "answer": np.where(yes, "yes", "no")},
            "responses",
        ),
    }
    return in_memory(frames, CountingRules("2019-01-01", "2021-12-31"), Origin("Centre"), code_book=BOOK)


def _rows(tables):
    """One row per answer, as statsmodels wants it."""
    events = tables.events.assign(year=tables.events["date"].dt.year.astype("str"))
    columns = events[["mode", "year", "kind", "difficulty"]].astype("object").iloc[tables.respondents["event"]]
    yes = (tables.responses["answer"] == "yes").to_numpy(float)
    return columns.reset_index(drop=True).assign(yes=yes, event=tables.respondents["event"].to_numpy())


@pytest.fixture(scope="module")
def tables():
    return _tables()


def _best(measure, rounds=ROUNDS):
    times = []
    for _ in range(rounds):
        start = perf_counter()
        found = measure()
        times.append(1000 * (perf_counter() - start))
    return min(times), found


def _ols(rows):
    design = np.column_stack([np.ones(len(rows)), rows["mode"] == "online"]).astype(float)
    return sm.OLS(rows["yes"].to_numpy(), design).fit(cov_type="cluster", cov_kwds={"groups": rows["event"]})


def _by_formula(rows):
    return smf.ols("yes ~ mode", rows).fit(cov_type="cluster", cov_kwds={"groups": rows["event"]})


def _gee(rows):
    dummies = pd.get_dummies(rows[["mode", "year", "kind", "difficulty"]], drop_first=True, dtype=float)
    family, within = sm.families.Binomial(), sm.cov_struct.Exchangeable()
    return sm.GEE(rows["yes"], sm.add_constant(dummies), groups=rows["event"], family=family, cov_struct=within).fit()


def test_compare(tables, capsys):
    counted, rows = tally(tables, "useful", "mode"), _rows(tables)
    ours, found = _best(lambda: compare(counted, "mode", ORDER, OUTCOME), 50)
    arrays, fitted = _best(lambda: _ols(rows))
    formula, _ = _best(lambda: _by_formula(rows), 2)
    with capsys.disabled():
        print(f"\nclustered comparison: {ours:.2f} ms; statsmodels OLS on rows: by formula {formula:.0f} ms ", end="")
        print(f"({formula / ours:.0f}x), by arrays {arrays:.0f} ms ({arrays / ours:.0f}x)")
    np.testing.assert_allclose(found["estimate"].iloc[2], fitted.params[1], atol=1e-12)


def test_adjusted(tables, capsys):
    counted, rows = tally(tables, "useful", "mode"), _rows(tables)
    made = arms(counted, "mode", ORDER, OUTCOME)
    common = support(tables, made, DECLARED)
    assert common.kept.sum() == 18
    ours, found = _best(lambda: adjusted(made.kept(common.clusters), common))
    theirs, _ = _best(lambda: _gee(rows), 1)
    with capsys.disabled():
        print(f"\nadjusted, jackknife: {ours:.1f} ms; one GEE on rows {theirs:.0f} ms ({ours / theirs:.3f}x)")
    assert found.contrast.difference_at(0.95).estimate == pytest.approx(_standardised(rows), abs=1e-9)


def _standardised(rows):
    """By statsmodels: a logit on rows, each answer predicted in both groups."""
    dummies = pd.get_dummies(rows[["year", "kind", "difficulty"]], drop_first=True, dtype=float)
    design = sm.add_constant(dummies.assign(online=(rows["mode"] == "online").astype(float)))
    fitted = sm.Logit(rows["yes"], design).fit(disp=0, tol=1e-12, maxiter=100)
    return (fitted.predict(design.assign(online=1.0)) - fitted.predict(design.assign(online=0.0))).mean()
