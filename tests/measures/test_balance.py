"""Who came to which format: by hand, and with plain pandas beside the call."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import kmu_eval
from kmu_eval.errors import MeasureError
from kmu_eval.measures.balance import balance, normalised_difference
from tests.measures.shuffled import shuffled
from tests.measures.small_programmes import programmes

ORDER = ("online", "in_person")


def test_by_hand(centre):
    """Online p and q came; in person three on the list, of whom one without a role, and sixteen heads without one."""
    found = balance(centre, ORDER, columns=["role", "sector"])
    assert found["first"].unique().tolist() == ["online"]
    assert found["second"].unique().tolist() == ["in_person"]
    role = found[found["group_column"] == "role"]
    assert role["group"].astype("object").fillna("").tolist() == ["enterprise", "adviser", "other", ""]
    assert role["n_first"].tolist() == [1, 1, 0, 0]
    assert role["n_second"].tolist() == [2, 0, 0, 17]
    assert role["share_first"].tolist()[:3] == [0.5, 0.5, 0]
    assert role["share_second"].tolist()[:3] == [1, 0, 0]
    assert role["normalised_difference"].tolist()[:3] == pytest.approx([-math.sqrt(2), math.sqrt(2), 0])
    assert role.iloc[3][["share_first", "share_second", "normalised_difference"]].isna().all()


def test_the_other_way_round_changes_the_sign(centre):
    there, back = (balance(centre, order, columns="role") for order in (ORDER, ORDER[::-1]))
    assert there["n_first"].tolist() == back["n_second"].tolist()
    assert there["normalised_difference"].tolist()[:2] == [-each for each in back["normalised_difference"].tolist()[:2]]


def test_hybrid_events_go_by_channel(centre):
    by_channel = balance(centre, ORDER, "channel", "role")
    assert by_channel["n_first"].tolist() == [1, 2, 0, 0]


@pytest.mark.parametrize(
    ("p", "q", "difference"),
    [
        (0.3, 0.1, 0.2 / math.sqrt((0.21 + 0.09) / 2)),
        (0, 0, 0),
        (1, 1, 0),
        (0.25, 0.25, 0),
        (1, 0, math.nan),
        (math.nan, 0.5, math.nan),
        (0, 0.5, -0.5 / math.sqrt(0.125)),
    ],
)
def test_normalised_differences(p, q, difference):
    assert normalised_difference(p, q) == pytest.approx(difference, nan_ok=True)


def test_as_pandas_has_it():
    tables = kmu_eval.simulate(seed=1, scale=0.05)[0]
    listed = tables.participations
    body = np.append(tables.organisations["size_class"].astype("object").to_numpy(), None)[listed["organisation"]]
    rows = listed.assign(mode=tables.events["mode"].array.take(listed["event"]), size_class=body)
    counts = pd.crosstab(*(rows.loc[rows["attended"] == "yes", name] for name in ("size_class", "mode")))
    shares = counts / counts.sum()
    found = balance(tables, ORDER, columns="size_class").dropna(subset="group").set_index("group")
    for word in counts.index:
        assert found.loc[word, ["n_first", "n_second"]].tolist() == counts.loc[word, list(ORDER)].tolist()
        p, q = shares.loc[word, list(ORDER)]
        expected = (p - q) / math.sqrt((p * (1 - p) + q * (1 - q)) / 2)
        assert found.loc[word, "normalised_difference"] == pytest.approx(expected)


@given(tables=programmes())
def test_the_order_of_rows_changes_nothing_and_shares_add_up(tables):
    found = balance(tables, ORDER, columns=["role", "sector", "quarter"])
    pd.testing.assert_frame_equal(balance(shuffled(tables), ORDER, columns=["role", "sector", "quarter"]), found)
    sums = found.groupby("group_column", observed=True)[["share_first", "share_second"]].sum(min_count=1)
    assert np.isclose(sums.to_numpy()[sums.notna()], 1).all()
    n = found.groupby("group_column", observed=True)[["n_first", "n_second"]].sum()
    assert (n.nunique() == 1).all()


def test_nothing_at_all(programme):
    found = balance(programme(), ORDER)
    assert found[["n_first", "n_second"]].eq(0).all(axis=None)
    assert found["normalised_difference"].isna().all()
    assert found["rule"].str.contains("never used for adjustment").all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": ("onlin", "in_person")},
        {"order": ("online", "online")},
        {"order": ("online",)},
        {"order": ("online", "in_person", "online")},
        {"order": ORDER, "by": "mood"},
        {"order": ORDER, "columns": ["mode"]},
        {"order": ORDER, "columns": "sectors"},
    ],
    ids=str,
)
def test_what_there_is_not(centre, wrong, snapshot):
    with pytest.raises(MeasureError) as error:
        balance(centre, **wrong)
    assert str(error.value) == snapshot
