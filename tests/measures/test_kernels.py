"""The kernels against plain pandas."""

import numpy as np
import pandas as pd
import pytest

from kmu_eval.measures import distinct as kernel
from kmu_eval.measures.counting import counted, undecided, word_codes
from kmu_eval.measures.distinct import distinct, members, seen
from kmu_eval.measures.kernels import add_up, mean_of_tally, tally
from kmu_eval.measures.periods import period_codes
from kmu_eval.measures.runs import runs


@pytest.fixture
def rows():
    """3,000 rows in no order, some without id, some without group."""
    draw = np.random.default_rng(1)
    return pd.DataFrame({"id": draw.integers(-1, 400, 3000), "group": draw.integers(-1, 7, 3000)}).astype("int32")


@pytest.mark.parametrize("sparse", [1, 10**9])
def test_distinct_counts_as_pandas_does(rows, sparse, monkeypatch):
    monkeypatch.setattr(kernel, "_SPARSE", sparse)
    certain, more = rows[:2000], rows[2000:]
    found = distinct(
        rows["id"].to_numpy(),
        members(certain["group"].to_numpy(), 7),
        members(more["group"].to_numpy(), 7, np.arange(2000, 3000)),
    )
    named = rows[(rows["id"] >= 0) & (rows["group"] >= 0)]
    assert found.certain.tolist() == named.loc[:1999].groupby("group")["id"].nunique().tolist()
    assert found.possible.tolist() == named.groupby("group")["id"].nunique().tolist()
    assert found.total == named.loc[:1999, "id"].nunique()


def test_distinct_of_one_group_and_of_nothing(rows):
    ids = rows["id"].to_numpy()
    everywhere = np.zeros(len(rows), np.int8)
    assert distinct(ids, members(everywhere, 1)).total == rows.loc[rows["id"] >= 0, "id"].nunique()
    assert distinct(ids[:0], members(ids[:0], 3)).certain.tolist() == [0, 0, 0]


def test_seen_marks_the_ids_of_rows_that_have_a_group():
    assert seen(np.array([0, 2, 3, -1], np.int32), np.array([0, 4, -1, 0])).tolist() == [True, False, True, False]


@pytest.mark.parametrize("dtype", ["int8", "int32"])
def test_tally_counts_as_pandas_does(rows, dtype):
    values = (rows["id"] % 3).where(rows["id"] >= 0, -1)
    found = tally(values.to_numpy(dtype), 2 + 1, rows["group"].to_numpy(dtype) // 2, 4)
    inside = (values >= 0) & (rows["group"] >= 0)
    expected = pd.crosstab(rows["group"][inside] // 2, values[inside])
    assert found[:, :].tolist()[:4] == expected.reindex(range(4), fill_value=0).to_numpy().tolist()


def test_sums_and_means(rows):
    groups, weights = rows["group"].to_numpy(), np.arange(len(rows))
    expected = pd.Series(weights).groupby(groups).sum().drop(-1)
    assert add_up(groups, 7, weights).tolist() == expected.tolist()
    scores = (rows["id"] % 11).clip(lower=0).to_numpy(np.int8)
    assert mean_of_tally(tally(scores, 11))[0] == pytest.approx(scores.mean())


def test_runs_carry_values_to_rows_and_back_in_any_order():
    event = np.array([2, 2, 0, -1, 2, 0], np.int32)
    found = runs(event)
    assert found.spread(np.array([10, 11, 12, 99])).tolist() == [12, 12, 10, 99, 12, 10]
    assert found.add(np.array([1, 0, 1, 1, 1, 1], bool), 3).tolist() == [2, 0, 2, 1]
    assert runs(event[:0]).add(np.array([], bool), 2).tolist() == [0, 0, 0]


def test_periods_cover_the_funding_period_and_whatever_lies_outside():
    dates = pd.Series(pd.to_datetime(["2020-05-01", None, "2021-01-31"]))
    codes, words = period_codes(dates, "quarter", "2020-04-01", "2020-09-30")
    assert words == ("2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1")
    assert codes.tolist() == [0, 4, 3]
    assert period_codes(dates, "month", "2020-12-01", "2020-12-31")[1][-2:] == ("2020-12", "2021-01")
    assert period_codes(dates, "year", "2019-12-31", "2020-12-31")[1] == ("2019", "2020", "2021")


def test_words_get_their_places_whatever_the_order_of_the_categories():
    column = pd.Series(pd.Categorical(["no", None, "yes", "else"], categories=["else", "no", "yes"]))
    assert word_codes(column, ("yes", "no")).tolist() == [1, 2, 0, 2]


def test_minimum_stay_counts_lists_without_minutes(centre):
    assert counted(centre).tolist() == [True, True, False, True, True, True, True, False]
    strict = centre.with_rules(minimum_stay=30)
    assert counted(strict).tolist() == [True, False, False, True, True, True, True, False]
    assert np.flatnonzero(undecided(strict)).tolist() == [7]
    assert not undecided(centre.with_rules(minimum_stay=85)).any()
