"""Several p-values at once, beside statsmodels."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from kmu_eval import vocabulary
from kmu_eval.measures.many_tests import false_discovery, with_adjusted_p

P = st.one_of(st.floats(0, 1), st.sampled_from([0.01, 0.02, 0.04, 1.0, 0.0]))
"""Drawn from a few values too, so that there are ties."""


@given(st.lists(P, min_size=1, max_size=12))
def test_as_statsmodels_has_it(p_values):
    expected = multipletests(p_values, method="fdr_bh")[1]
    np.testing.assert_allclose(false_discovery(p_values), expected, rtol=1e-12)


@given(st.lists(st.one_of(P, st.just(float("nan"))), max_size=12), st.randoms())
def test_a_missing_one_is_no_test_and_the_order_changes_nothing(p_values, random):
    found, known = false_discovery(p_values), ~np.isnan(p_values)
    assert np.isnan(found[~known]).all()
    np.testing.assert_array_equal(found[known], false_discovery(np.array(p_values)[known]))
    order = random.sample(range(len(p_values)), len(p_values))
    np.testing.assert_array_equal(false_discovery(np.array(p_values)[order]), found[order])
    assert ((found[known] >= np.array(p_values)[known]) & (found[known] <= 1)).all()


def test_the_example_of_benjamini_and_hochberg():
    """1995, section 4.1: of fifteen tests the four smallest are below 5 % (statsmodels agrees)."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    found = false_discovery(p)
    assert (found <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert found[3] == 0.0095 * 15 / 4


def rows(outcome, estimator, p_value):
    """Both groups and their difference."""
    return [(outcome, estimator, "group", np.nan)] * 2 + [(outcome, estimator, "difference", p_value)]


def test_only_differences_of_secondary_outcomes_count_each_estimator_for_itself():
    given_rows = rows("main", "unadjusted", 0.5) + rows("one", "unadjusted", 0.01) + rows("two", "unadjusted", 0.04)
    given_rows += rows("one", "adjusted", 0.02) + rows("two", "adjusted", np.nan)
    table = pd.DataFrame(given_rows, columns=["outcome", "estimator", "part", "p_value"])
    table = table.assign(estimator=pd.Categorical(table["estimator"], vocabulary.ESTIMATOR), method="mover")
    before = table.copy(deep=True)
    found = with_adjusted_p(table, ["one", "two"])
    expected = [np.nan] * 5 + [0.02, np.nan, np.nan, 0.04, np.nan, np.nan, 0.02] + [np.nan] * 3
    np.testing.assert_allclose(found["p_adjusted"], expected, rtol=1e-12)
    assert list(found.columns) == ["outcome", "estimator", "part", "p_value", "p_adjusted", "method"]
    pd.testing.assert_frame_equal(found.drop(columns="p_adjusted"), before)
    pd.testing.assert_frame_equal(table, before)


def test_without_secondary_outcomes_nothing_is_adjusted():
    table = pd.DataFrame(rows("main", "unadjusted", 0.5), columns=["outcome", "estimator", "part", "p_value"])
    table = table.assign(estimator=pd.Categorical(table["estimator"], vocabulary.ESTIMATOR))
    assert with_adjusted_p(table, [])["p_adjusted"].isna().all()
