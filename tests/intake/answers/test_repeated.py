"""One answer in two exports counts once; what was only begun is nobody's answer."""

import pandas as pd
import pytest

from kmu_eval.intake.answers.repeated import told_by_tool, without_repeated
from tests.intake.answers.made_up import rows_of

TIME = "2020-02-01 10:00|2020-02-01 10:05"


def fates(texts, **columns):
    rows, issues = without_repeated(rows_of({"Nützlich?": texts}, **columns))
    return rows["fate"].tolist(), [(issue.rule, issue.file, issue.rows) for issue in issues]


def test_the_tools_number_and_times_tell_an_answer():
    cells = pd.DataFrame(
        {
            "respondent": ["7", "8", "9"],
            "started": ["2020-02-01 10:00", "", ""],
            "submitted": ["2020-02-01 10:05", "1980-01-01 00:00:00", ""],
            "complete": ["yes", "", "no"],
        }
    )
    told = told_by_tool(cells)
    assert told["tool_id"].tolist() == ["7", "8", "9"]
    assert told["tool_time"].tolist() == ["2020-02-01 10:00|2020-02-01 10:05", "", ""]


def test_the_fuller_of_two_exports_stays_and_the_other_is_told():
    found = fates(["1", "", "2"], tool_id=["7", "7", "8"], tool_time=TIME, file=["a.csv", "b.csv", "b.csv"])
    assert found == (["kept", "duplicate_response", "kept"], [("answers_repeated", "b.csv", 1)])


def test_of_equal_ones_the_later_file_stays():
    found = fates(["1", "2"], tool_id="7", tool_time=TIME, file=["b.csv", "a.csv"])
    assert found == (["kept", "duplicate_response"], [("answers_repeated", "a.csv", 1)])


@pytest.mark.parametrize(
    "other", [{"source": ["a", "b"]}, {"tool_id": ["7", "8"]}, {"tool_time": [TIME, "x|y"]}, {"tool_id": ""}]
)
def test_other_sources_numbers_and_times_are_other_answers(other):
    assert fates(["1", "1"], **{"tool_id": "7", "tool_time": TIME, **other}) == (["kept", "kept"], [])


def test_without_times_files_that_agree_in_numbers_and_answers_are_told_not_guessed():
    texts, number, file = ["1", "2", "1"] * 2 + ["2"], ["1", "2", "3"] * 2 + ["4"], ["a"] * 3 + ["b"] * 4
    found = fates(texts, tool_id=number, file=file)
    assert found[0] == ["kept"] * 7
    assert found[1] == [("answers_likely_repeated", "a", 3), ("answers_likely_repeated", "b", 3)]
    assert fates(texts, tool_id=["1", "2", "3", "4", "5", "6", "7"], file=file)[1] == []
    assert fates(["1", "2", "1", "2", "1", "2", "2"], tool_id=number, file=file)[1] == []


def test_what_was_only_begun_is_set_aside_and_what_was_not_sent_off_is_told():
    found = fates(["", "1", ""], complete=["no", "no", "yes"])
    assert found[0] == ["no_answer", "kept", "kept"]
    assert found[1] == [("answers_only_begun", "a.csv", 1), ("answers_not_sent_off", "a.csv", 1)]


@pytest.mark.parametrize("text", ["0", "No", "nein"])
def test_a_no_and_a_zero_are_answers(text):
    assert fates([text], complete="no")[0] == ["kept"]


def test_rows_set_aside_before_stay_as_they_are():
    found = fates(["1", "1"], tool_id="7", tool_time=TIME, fate=["replaced", "kept"])
    assert found == (["replaced", "kept"], [])
