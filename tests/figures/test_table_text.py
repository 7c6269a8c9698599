import pandas as pd
import pytest

from kmu_eval.figures.table_text import as_csv, as_text


@pytest.fixture
def long_table():
    return pd.DataFrame({"day": [f"day {place}" for place in range(300)], "estimate": [1.5] * 300, "rule": "all days"})


def test_up_to_sixty_rows_are_all_shown(long_table):
    assert as_text(long_table.head(60)).count("\nday ") == 60


def test_more_rows_are_a_head_their_number_and_a_hash(long_table):
    lines = as_text(long_table).splitlines()
    assert lines[30].startswith("day 29")
    assert lines[31].startswith("... 300 rows, sha256 ")
    assert lines[32:] == ["rule: all days"]


@pytest.mark.parametrize("column", ["estimate", "rule"])
def test_a_change_in_row_200_changes_the_text(long_table, column):
    changed = long_table.copy()
    changed.loc[200, column] = {"estimate": 1.6, "rule": "some days"}[column]
    assert as_text(changed) != as_text(long_table)


def test_the_text_ignores_what_is_set_for_display(long_table):
    plain = as_text(long_table)
    with pd.option_context("display.width", 10, "display.max_rows", 2, "display.precision", 1):
        assert as_text(long_table) == plain


def test_values_are_rounded_and_missing_ones_empty():
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(["2020-02-29", None]),
            "mode": pd.Categorical(["online", None]),
            "n": pd.array([3, None], dtype="Int32"),
            "estimate": [2 / 3, -0.00001],
        }
    )
    assert as_csv(table) == "date,mode,n,estimate\n2020-02-29,online,3,0.6667\n,,,0\n"


def test_numbers_stand_right_and_words_left():
    table = pd.DataFrame({"mode": ["online", "x"], "n": [5, 1234]})
    assert as_text(table).splitlines() == ["mode       n", "online     5", "x       1234"]
