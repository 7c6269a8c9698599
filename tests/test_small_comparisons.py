import pytest

from kmu_eval.small_comparisons import hide_compared, hide_overlap
from tests.figures import comparisons


@pytest.mark.parametrize("table", [comparisons.small(), comparisons.everything()])
def test_input_unchanged(table):
    before = table.copy(deep=True)
    hide_compared(table, 5)
    assert table.equals(before)


def test_the_other_group_and_the_difference_leave_with_a_small_group():
    shown = hide_compared(comparisons.small(), 5)
    assert shown["hidden"].tolist() == ["total", "small", "total"] * 2
    numbers = ["n", "estimate", "ci_low", "ci_high", "p_value", "p_adjusted", "least_p"]
    assert shown[numbers].isna().all(axis=None)
    assert shown["rule"].isna().all()


def test_that_nothing_was_adjusted_stays_but_no_other_verdict():
    assert hide_compared(comparisons.small(), 5)["verdict"].dropna().tolist() == ["refused"]
    few = comparisons.primary("better", 2, 30).assign(n=[90, 4, 94] * 2)
    assert hide_compared(few, 5)["verdict"].isna().all()


def test_other_outcomes_and_estimators_stay():
    shown = hide_compared(comparisons.everything(), 5)
    assert (shown.loc[shown["outcome"] != "hard", "hidden"] == "no").all()
    table = comparisons.primary("better", 2, 30)
    table.loc[3:, "n"] = [90, 4, 94]
    assert hide_compared(table, 5)["hidden"].tolist() == ["no"] * 3 + ["total", "small", "total"]


@pytest.mark.parametrize(("left_out", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_small_rest_cannot_be_told_from_two_counts(left_out, shown):
    table = comparisons.primary("better", 2, 30)
    table.loc[4:, "n"] -= left_out
    assert hide_compared(table, 5)["n"].notna().tolist() == [True] * 3 + [shown] * 3


def test_cells_are_guarded_by_group_and_side_of_the_gate():
    table = comparisons.cells(kept=("yes", "yes", "no", "no"), n=((9, 3), (90, 50), (20, 8), (7, 9)))
    assert hide_overlap(table, 5)["hidden"].tolist() == ["no", "small", "no", "total", "no", "no", "no", "no"]


def test_the_programme_may_show_small_groups():
    assert (hide_compared(comparisons.small(), 1)["hidden"] == "no").all()
    assert (hide_overlap(comparisons.cells(), 1)["hidden"] == "no").all()
