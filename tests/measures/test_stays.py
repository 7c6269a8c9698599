import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.errors import MeasureError


def test_each_minimum_stay_gives_what_the_rule_gives(centre):
    table = kmu.reach_by_stay(centre, [None, 30, 85], indicators=["attendances", "participants"])
    assert table["minimum_stay_minutes"].tolist() == [pd.NA, pd.NA, 30, 30, 85, 85]
    for least, rows in table.groupby("minimum_stay_minutes", dropna=False, observed=True):
        under = centre.with_rules(minimum_stay=None if pd.isna(least) else int(least))
        alone = kmu.reach(under, indicators=["attendances", "participants"])
        pd.testing.assert_frame_equal(rows.iloc[:, 1:].reset_index(drop=True), alone)


def test_lists_without_minutes_count_at_every_minimum_stay_and_the_rule_says_so(centre):
    table = kmu.reach_by_stay(centre, [None, 500], indicators=["attendances"])
    paper = 3 + 16 + 10
    assert table["estimate"].tolist() == [paper + 3, paper]
    assert "lists without minutes count" in table["rule"][1]
    assert "no minimum stay" in table["rule"][0]


def test_by_any_group(centre):
    table = kmu.reach_by_stay(centre, [None, 30], "mode", ["attendances"])
    assert list(table.columns[:3]) == ["minimum_stay_minutes", "mode", "indicator"]
    with pytest.raises(MeasureError):
        kmu.reach_by_stay(centre, [None], "mood")
