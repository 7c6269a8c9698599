import pandas as pd
import pytest

from kmu_eval.small_cells import hide, hide_parts, hide_steps, hide_totals, join_days


@pytest.fixture
def counted():
    return pd.DataFrame(
        {
            "role": ["all", "enterprise", "other", "all", "enterprise", "other"],
            "indicator": ["attendances"] * 3 + ["participants"] * 3,
            "unit": ["attendances"] * 3 + ["participants"] * 3,
            "estimate": [104.0, 100.0, 4.0, 65.0, 60.0, 5.0],
            "lower": [104.0, 100.0, 4.0, 65.0, 60.0, 5.0],
            "upper": [110.0, 106.0, 6.0, 70.0, 65.0, 7.0],
            "distinct_total": [104.0] * 3 + [65.0] * 3,
            "sum_of_parts": [104.0] * 3 + [65.0] * 3,
        }
    )


def test_input_unchanged(counted):
    before = counted.copy(deep=True)
    hide_totals(hide(counted, 5), "role", "all")
    pd.testing.assert_frame_equal(counted, before)


def test_a_small_group_loses_every_value(counted):
    row = hide(counted, 5).iloc[2]
    assert row["hidden"] == "small"
    assert row[["estimate", "lower", "upper"]].isna().all()


@pytest.mark.parametrize(("estimate", "hidden"), [(0, "no"), (1, "small"), (4, "small"), (5, "no")])
def test_hidden_from_one_to_below_the_smallest(estimate, hidden):
    assert hide(pd.DataFrame({"estimate": [float(estimate)]}), 5)["hidden"].tolist() == [hidden]


def test_events_are_not_people():
    table = pd.DataFrame({"unit": ["events"], "estimate": [3.0]})
    assert hide(table, 5)["estimate"].tolist() == [3.0]


def test_totals_over_groups_leave_with_the_group(counted):
    shown = hide(counted, 5)
    attendances = shown["indicator"] == "attendances"
    assert shown.loc[attendances, ["distinct_total", "sum_of_parts"]].isna().all(axis=None)
    assert shown.loc[~attendances, "distinct_total"].tolist() == [65.0] * 3


def test_a_small_upper_bound_leaves_by_itself():
    table = pd.DataFrame({"unit": ["participants"], "estimate": [0.0], "lower": [0.0], "upper": [3.0]})
    row = hide(table, 5).iloc[0]
    assert (row["hidden"], row["estimate"]) == ("no", 0)
    assert pd.isna(row["upper"])


def test_a_small_group_loses_its_spread_and_its_parts():
    columns = ["numerator", "q1", "median", "q3", "event_average", "event_q1", "event_median", "event_q3"]
    table = pd.DataFrame({"aspect": ["minutes"] * 2, "unit": "attendances", "n": [4, 5]} | dict.fromkeys(columns, 3.0))
    shown = hide(table, 5, ("n",))
    assert shown[columns].isna().all(axis=1).tolist() == [True, False]


def test_a_small_group_of_a_balance_table_is_not_hidden_alone():
    shares = {"share_first": 0.5, "share_second": 0.5, "normalised_difference": 0.1}
    table = pd.DataFrame({"group_column": "role", "n_first": [40, 9, 3], "n_second": [40, 8, 30]} | shares)
    shown = hide_parts(table, 5, "group_column", ("n_first", "n_second"))
    assert shown["hidden"].tolist() == ["no", "total", "small"]
    assert shown[["n_first", *shares]].isna().all(axis=1).tolist() == [False, True, True]


def test_a_total_row_that_gives_a_group_away_is_withheld(counted):
    shown = hide_totals(hide(counted, 5), "role", "all")
    assert shown["hidden"].tolist() == ["total", "no", "small", "no", "no", "no"]
    assert pd.isna(shown["estimate"].iloc[0])
    assert shown["estimate"].iloc[3] == 65


@pytest.mark.parametrize(
    ("new", "joined"),
    [
        ([7, 2, 2, 9], [7, 13]),
        ([7, 6, 2], [7, 8]),
        ([1, 1], [2]),
        ([5, 0, 5], [5, 0, 5]),
        ([0, 0], [0, 0]),
        ([5, 0], [5, 0]),
        ([], []),
    ],
)
def test_no_step_of_days_adds_fewer_than_the_smallest(new, joined):
    dates = pd.date_range("2020-01-01", periods=len(new))
    days = pd.DataFrame(
        {"date": dates, "n_events": 1, "new": new, "cumulative": pd.Series(new, dtype="int64").cumsum()}
    )
    steps = join_days(days, 5)
    assert steps["new"].tolist() == joined
    assert steps["cumulative"].tolist() == pd.Series(joined, dtype="int64").cumsum().tolist()
    assert steps["n_events"].sum() == len(new)


def test_a_step_ends_on_a_day_on_which_somebody_came_for_the_first_time():
    days = pd.DataFrame({"date": list("abcdefgh"), "n_events": 1, "new": [12, 2, 9, 0, 6, 0, 1, 0]})
    steps = join_days(days.assign(cumulative=days["new"].cumsum()), 5)
    assert steps["date"].tolist() == ["a", "c", "d", "g", "h"]
    assert steps["new"].tolist() == [12, 11, 0, 7, 0]
    assert steps["n_events"].tolist() == [1, 2, 1, 3, 1]


def steps(*rows, unit="participants"):
    names = ["rows_read", *["not_counted"] * (len(rows) - 1), "estimate"]
    estimate = [None] * len(rows) + [sum(rows)]
    return pd.DataFrame({"step": names, "unit": unit, "rows": [*rows, None], "estimate": estimate})


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ((90, -20, -7), ["no", "no", "no", "no"]),
        ((90, -20, -7, -4), ["no", "no", "total", "small", "no"]),
        ((90, -20, -3, -4), ["no", "no", "small", "small", "no"]),
        ((90, -20, -2, -2), ["no", "total", "small", "small", "no"]),
        ((90, -80, -7), ["no", "no", "total", "small"]),
        ((90, -80, -1, -7), ["no", "no", "small", "total", "small"]),
        ((3, -1, -2), ["no", "small", "small", "no"]),
        ((90, -88), ["no", "total", "small"]),
        ((3,), ["no", "small"]),
    ],
)
def test_small_steps_leave_with_as_many_as_hold_them_secret(rows, hidden):
    table = steps(*rows)
    shown = hide_steps(table, 5)
    assert shown["hidden"].tolist() == hidden
    gone = shown["hidden"] != "no"
    assert shown.loc[gone, ["rows", "estimate"]].isna().all(axis=None)
    assert shown.loc[~gone, "rows"].fillna(0).tolist() == table.loc[~gone, "rows"].fillna(0).tolist()


def test_what_files_hold_and_events_are_not_people():
    assert hide_steps(steps(3, -1, unit="events"), 5)["hidden"].tolist() == ["no"] * 3
    table = steps(9, -2).assign(step=["rows_read", "set_aside", "estimate"])
    assert hide_steps(table, 5)["hidden"].tolist() == ["no"] * 3


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([70, 30, 20], ["no", "no", "no"]),
        ([70, 30, 3], ["no", "total", "small"]),
        ([70, 3, 3], ["no", "small", "small"]),
        ([70, 1, 2], ["total", "small", "small"]),
        ([70, 3, 0], ["total", "small", "no"]),
        ([3], ["small"]),
    ],
)
def test_a_small_part_of_a_whole_is_not_hidden_alone(counts, hidden):
    parts = pd.DataFrame({"group_column": "mode", "n": counts, "estimate": 0.1})
    shown = hide_parts(parts, 5, "group_column")
    assert shown["hidden"].tolist() == hidden
    assert shown["estimate"].isna().tolist() == [word != "no" for word in hidden]


def test_each_whole_is_guarded_by_itself():
    parts = pd.DataFrame({"group_column": ["mode"] * 2 + ["role"] * 2, "n": [90, 3, 80, 13]})
    assert hide_parts(parts, 5, "group_column")["hidden"].tolist() == ["total", "small", "no", "no"]


def test_a_hidden_tipping_point_says_nothing_in_words():
    below = "top answers / attendances; those who answered are already below the threshold"
    table = pd.DataFrame({"n": [3, 30], "tipping_share": [0.7, 0.7], "verdict": "open", "rule": below})
    shown = hide(table, 5, ("n",))
    assert shown["rule"].tolist() == ["top answers / attendances", below]
    assert shown["verdict"].isna().tolist() == [True, False]


def test_hidden_waves_lose_their_numbers_and_their_p_value():
    table = pd.DataFrame({"n": [6], "n_earlier": [2], "n_later": [4], "p_value": [0.7], "estimate": [0.5]})
    shown = hide(table, 5, ("n_earlier", "n_later"))
    assert shown.drop(columns="hidden").isna().all(axis=None)
