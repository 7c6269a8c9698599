"""What two groups have in common, as a table."""

from dataclasses import replace

import pytest

import kmu_eval as kmu
from kmu_eval.comparing import Comparing, Outcome
from kmu_eval.errors import MeasureError
from tests.measures.compared import HALL, ONLINE, SHARE
from tests.measures.compared_programmes import BY_MODE, COMPARING, drawn_programme, programme_of, rows_of
from tests.measures.test_support import ANSWERS, EVENTS, SMALL


def test_by_hand():
    found = kmu.overlap(SMALL, "modes")
    shown = found[["year", "difficulty", "mode", "kept", "n", "n_events"]].astype("object").to_numpy().tolist()
    assert shown == [
        ["2020", "advanced", ONLINE, "yes", 3, 2],
        ["2020", "advanced", HALL, "yes", 3, 2],
        ["2021", "advanced", ONLINE, "no", 2, 2],
        ["2021", "advanced", HALL, "no", 1, 1],
    ]
    assert found["share_kept"].tolist() == [pytest.approx(6 / 11)] * 4
    assert set(found["outcome"]) == {"useful"}
    assert set(found["unit"]) == {"answers"}
    columns = ["year", "difficulty", "mode", "outcome", "kept", "unit", "n", "n_events", "share_kept", "rule"]
    assert sorted(found.columns) == sorted(columns)
    assert list(found.columns)[:3] == columns[:3]


def test_a_group_without_answers_in_a_cell_is_shown_as_none():
    found = kmu.overlap(programme_of(EVENTS, [(0, "yes"), (6, "no")]), "modes")
    assert found["n"].tolist() == [1, 0, 0, 1]
    assert found["kept"].tolist() == ["no"] * 4


def test_the_rule_says_what_is_asked_for():
    rule = kmu.overlap(SMALL, "modes")["rule"].iloc[0]
    assert rule == (
        "top answers / valid answers; top: yes; wave post; mode: online less in_person; "
        "valid answers of other groups left out: 2; margin 20 points, set on 2020-01-01; "
        "common support by year/difficulty, at least 2 events of each group in a cell; answers on it: 54 of 100"
    )


def test_by_plain_pandas():
    tables = drawn_programme()
    found = kmu.overlap(tables, "modes").astype(dict.fromkeys(("year", "difficulty", "mode"), "str"))
    rows = rows_of(tables).astype({"difficulty": "str", "mode": "str"})
    expected = rows.groupby(["year", "difficulty", "mode"])["event"].agg(["size", "nunique"])
    shown = found.set_index(["year", "difficulty", "mode"])
    shown = shown[shown["n"] > 0]
    assert shown["n"].to_dict() == expected["size"].to_dict()
    assert shown["n_events"].to_dict() == expected["nunique"].to_dict()
    least = expected["nunique"].unstack(fill_value=0).min(axis=1)
    kept = rows.set_index(["year", "difficulty"]).index.map(least) >= 2
    assert found["share_kept"].iloc[0] == pytest.approx(kept.mean())
    assert 0 < kept.mean() < 1


def test_the_primary_outcome_is_shown_unless_another_is_asked_for():
    first = Outcome("how_useful", "useful", "mean")
    tables = replace(SMALL, comparing=Comparing((first, SHARE), COMPARING.comparisons))
    assert set(kmu.overlap(tables, "modes")["outcome"]) == {"useful"}
    assert set(kmu.overlap(tables, "modes", "how_useful")["outcome"]) == {"how_useful"}
    tables = replace(SMALL, comparing=Comparing((first, replace(first, word="again")), COMPARING.comparisons))
    assert set(kmu.overlap(tables, "modes")["outcome"]) == {"how_useful"}


def test_without_confounders_there_is_one_cell():
    comparing = Comparing(COMPARING.outcomes, (replace(BY_MODE, confounders=()),))
    found = kmu.overlap(replace(SMALL, comparing=comparing), "modes")
    assert found.columns[0] == "mode"
    assert found["n"].tolist() == [6, 5]
    assert "common support by nothing" in found["rule"].iloc[0]


@pytest.mark.parametrize("answers", [[], [(-1, "yes")], [(9, "yes")]])
def test_where_nobody_answered_the_table_is_empty(answers):
    found = kmu.overlap(programme_of(EVENTS, answers), "modes")
    assert len(found) == 0
    assert list(found.columns) == list(kmu.overlap(SMALL, "modes").columns)
    assert found.dtypes["kept"] == kmu.overlap(SMALL, "modes").dtypes["kept"]


def test_the_order_of_answers_changes_nothing():
    expected = kmu.overlap(SMALL, "modes")
    assert kmu.overlap(programme_of(EVENTS, ANSWERS[::-1]), "modes").equals(expected)


def test_what_is_not_declared_is_told():
    for arguments in (("mods",), ("modes", "usefull")):
        with pytest.raises(MeasureError, match=arguments[-1]):
            kmu.overlap(SMALL, *arguments)
    with pytest.raises(MeasureError) as error:
        kmu.overlap(replace(SMALL, comparing=Comparing((), COMPARING.comparisons)), "modes")
    assert "nothing is named under [outcomes]" in error.value.text("en")
