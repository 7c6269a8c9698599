"""The rank sum test from counts beside scipy on single answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

import kmu_eval as kmu
from kmu_eval.measures.unpaired import rank_sum

COUNTS = st.lists(st.integers(0, 30), min_size=5, max_size=5).map(np.array).filter(lambda counts: counts.sum() > 0)


@given(COUNTS, COUNTS)
def test_as_scipy_has_it(earlier, later):
    answers = [np.repeat(np.arange(5), counts) for counts in (later, earlier)]
    higher, p_value = rank_sum(earlier, later)
    if len(set(np.concatenate(answers))) == 1:
        assert (higher, np.isnan(p_value)) == (0.5, True)
        return
    expected = mannwhitneyu(*answers, method="asymptotic")
    assert higher == pytest.approx(expected.statistic / (len(answers[0]) * len(answers[1])))
    assert p_value == pytest.approx(expected.pvalue)


def test_nobody_answered():
    assert np.isnan(rank_sum(np.zeros(5, int), np.array([1, 2, 0, 0, 0]))).all()


def test_the_waves_of_the_sample_turned_round():
    tables = kmu.simulate(seed=3, scale=0.1)[0]
    found, other = (kmu.unpaired(tables, "confidence", waves).iloc[0] for waves in (("pre", "post"), ("post", "pre")))
    assert found["estimate"] + other["estimate"] == pytest.approx(1)
    assert found["p_value"] == pytest.approx(other["p_value"])
    assert found["estimate"] > 0.6
    assert found["n"] == found["n_earlier"] + found["n_later"]
