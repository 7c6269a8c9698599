import pandas as pd

from kmu_eval.intake.issues import COLUMNS, Issue, issue_table
from kmu_eval.intake.ledger import ledger_table


def issue(severity="error", rule="row_without_event", rows=1, **more):
    return Issue(severity, rule, "list", "raw/a.csv", 2, rows=rows, values={"where": "raw/a.csv, 2"}, **more)


def test_the_most_consequential_stands_first():
    given = [issue("note", "own_staff", 99), issue(rows=1), issue("warning", "more_attended", 50), issue(rows=1200)]
    table = issue_table(given, "de")
    assert table["severity"].tolist() == ["error", "error", "warning", "note"]
    assert table["rows"].tolist() == [1200, 1, 50, 99]
    assert ": 1.200. " in table["message"][0]
    assert ": 1,200. " in issue_table(given, "en")["message"][0]


def test_the_table_does_not_depend_on_the_order_of_issues():
    given = [
        issue(rows=rows, column=column, value=value)
        for rows in (1, 2)
        for column in ("event", "topic")
        for value in "ab"
    ]
    pd.testing.assert_frame_equal(issue_table(given, "en"), issue_table(given[::-1], "en"))


def test_values_of_personal_columns_are_never_kept():
    for column in ("name", "email", "organisation"):
        assert issue(column=column, value="Anna Kern").value == ""
    assert issue(column="topic", value="KI").value == "KI"


def test_no_issues():
    table = issue_table([], "de")
    assert table.columns.tolist() == list(COLUMNS)
    assert len(table) == 0
    assert (str(table["row"].dtype), str(table["rows"].dtype)) == ("Int64", "int64")


def test_braces_in_values_are_shown_as_they_are():
    text = Issue(
        "error", "no_integer", "list", "raw/{a}.csv", 2, "capacity", "{x}", values={"where": "raw/{a}.csv, 2"}
    ).text("en")
    assert "'{x}'" in text
    assert "raw/{a}.csv" in text


def test_the_ledger_counts_by_source_file_and_reason():
    fates = pd.DataFrame(
        {
            "source": ["b", "a", "a", "a"],
            "file": ["x.csv", "y.csv", "x.csv", "x.csv"],
            "fate": ["kept", "blank_row", "own_staff", "kept"],
        }
    )
    assert ledger_table(fates).to_numpy().tolist() == [
        ["a", "x.csv", "kept", "", 1],
        ["a", "x.csv", "set_aside", "own_staff", 1],
        ["a", "y.csv", "set_aside", "blank_row", 1],
        ["b", "x.csv", "kept", "", 1],
    ]


def test_the_ledger_of_nothing():
    table = ledger_table(pd.DataFrame({"source": [], "file": [], "fate": []}, dtype=object))
    assert (len(table), table.columns.tolist()) == (0, ["source", "file", "outcome", "reason", "rows"])
