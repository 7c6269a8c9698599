import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kmu_eval as kmu
from kmu_eval import vocabulary
from kmu_eval.errors import MeasureError
from kmu_eval.tables import in_memory
from tests.measures.listed_programmes import listed_programmes


@pytest.fixture
def linked(centre):
    """The centre, at whose strict linkage the first participant is two."""
    frames = {name: centre.read(name) for name in ("events", "participations", "head_counts", "organisations")}
    apart = frames["participations"].assign(participant=[0, 1, 2, 3, -1, -1, 1, 2]).astype({"participant": "int32"})
    wide = frames["participations"].assign(participant=[0, 0, 2, 0, -1, -1, 0, 2]).astype({"participant": "int32"})
    linkages = {"wide": {"participations": wide}, "strict": {"participations": apart}}
    return in_memory(frames, centre.rules, centre.origin, linkages=linkages)


def test_by_hand(linked):
    table = kmu.sensitivity(linked, minimum_stays=[None, 30], indicators=["participants", "attendances"])
    found = table[table["indicator"] == "participants"]
    assert found[["linkage", "minimum_stay_minutes", "estimate", "lower", "upper"]].values.tolist() == [
        ["strict", pd.NA, 3, 19, 32],
        ["strict", 30, 3, 19, 32],
        ["default", pd.NA, 2, 19, 31],
        ["default", 30, 2, 19, 31],
        ["wide", pd.NA, 1, 19, 30],
        ["wide", 30, 1, 19, 30],
    ]
    attendances = table[table["indicator"] == "attendances"].set_index("minimum_stay_minutes")["estimate"]
    assert attendances.loc[[30]].tolist() == [31] * 3
    assert attendances[attendances.index.isna()].tolist() == [32] * 3


@settings(max_examples=25)
@given(tables=listed_programmes(), least=st.sampled_from([None, 20]))
def test_each_row_is_the_count_that_its_rule_gives(tables, least):
    table = kmu.sensitivity(tables, minimum_stays=[45, least], indicators=vocabulary.INDICATOR)
    assert list(table.columns[:3]) == ["linkage", "minimum_stay_minutes", "indicator"]
    assert table["linkage"].unique().tolist() == ["default", "wide"]
    for linkage in ("default", "wide"):
        alone = kmu.indicators(tables.with_linkage(linkage).with_rules(minimum_stay=least))
        stay = table["minimum_stay_minutes"]
        rows = table[(table["linkage"] == linkage) & (stay.isna() if least is None else stay.eq(least).fillna(False))]
        pd.testing.assert_frame_equal(rows.iloc[:, 2:].reset_index(drop=True), alone)


def test_every_rule_names_its_linkage(linked):
    table = kmu.sensitivity(linked, minimum_stays=[30])
    for linkage in ("strict", "wide"):
        assert table.loc[table["linkage"] == linkage, "rule"].str.contains(f", {linkage} linkage").all()
    assert not table.loc[table["linkage"] == "default", "rule"].str.contains("linkage").any()


def test_without_other_linkages_the_one_that_there_is(centre, linked):
    assert kmu.sensitivity(centre)["linkage"].unique().tolist() == ["default"]
    assert kmu.sensitivity(centre.with_rules(linkage="wide"))["linkage"].unique().tolist() == ["wide"]
    assert kmu.sensitivity(linked)["linkage"].unique().tolist() == ["strict", "default", "wide"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"linkages": ["strict"]}, "linkage: the word 'strict' is not allowed. Allowed: default."),
        ({"indicators": ["sme"]}, "indicators: the word 'sme' is not allowed. Did you mean 'smes'?"),
    ],
)
def test_what_there_is_not_is_told(asked, told, centre):
    with pytest.raises(MeasureError) as fault:
        kmu.sensitivity(centre, **asked)
    assert str(fault.value).startswith(told)
