import datetime

import pandas as pd
import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import Grid, as_text, clean
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.programme import Source


def source(columns=None, **more):
    columns = columns or {"event": "Nr", "registered": "Angemeldet", "attended": "Da"}
    return Source.model_validate({"table": "head_counts", "files": "raw/a.csv", "columns": columns, **more})


def found(*rows, described=None, reading=None):
    return find_table(Grid(list(map(list, rows)), reading or {}), "heads", described or source(), "raw/a.csv")


def refused(*rows, described=None):
    with pytest.raises(IntakeError) as error:
        found(*rows, described=described)
    return {language: error.value.text(language) for language in ("de", "en")}


HEADER = ["Nr", "Angemeldet", "Da"]


def test_rows_keep_the_number_that_a_spreadsheet_shows():
    raw = found(["Liste 2020"], [], HEADER, ["1", "5", "4"], ["", "", ""], ["2", "6", "5"])
    assert raw.cells.index.tolist() == [4, 5, 6]
    assert raw.fate.tolist() == ["kept", "blank_row", "kept"]
    assert raw.reading["header_row"] == 3


def test_title_rows_are_left_out_and_told(snapshot):
    (issue,) = found(["Liste 2020"], [], ["Stand", "3.2.2020"], HEADER, ["1", "5", "4"]).issues
    assert (issue.severity, issue.rule, issue.rows) == ("note", "title_rows", 2)
    assert {language: issue.text(language) for language in ("de", "en")} == snapshot


def test_a_header_row_may_be_declared():
    raw = found(HEADER, ["alt", "1", "1"], HEADER, ["1", "5", "4"], described=source(header_row=3))
    assert raw.cells.to_numpy().tolist() == [["1", "5", "4"]]


@pytest.mark.parametrize("row", [2, 3, 9])
def test_a_declared_header_row_without_the_headers_is_refused(row, snapshot):
    assert refused(HEADER, ["1", "5", "4"], ["2", "6", "5"], described=source(header_row=row)) == snapshot


def test_missing_headers_are_named_with_the_nearest(snapshot):
    assert refused(["Nr.", "Angemeldete", "Ort"], ["1", "5", "4"]) == snapshot


def test_a_header_that_stands_twice_is_refused_only_where_it_is_needed(snapshot):
    twice = [*HEADER, "Wert", "Wert", "", ""]
    assert found(twice, ["1", "5", "4", "a", "b", "c", "d"]).cells.columns.tolist() == HEADER
    assert refused([*HEADER, "Da"], ["1", "5", "4", "3"]) == snapshot


def test_short_and_long_rows_are_refused_with_all_their_rows(snapshot):
    assert refused(HEADER, ["1", "5", "4"], ["2", "6"], [], ["3", "7", "6", "x"]) == snapshot(name="some")
    assert refused(HEADER, *[["1", "5"]] * 12) == snapshot(name="many")


def test_empty_cells_beyond_the_header_are_no_fault():
    assert found(HEADER, ["1", "5", "4", "", " "]).cells.to_numpy().tolist() == [["1", "5", "4"]]


def test_a_right_total_row_is_left_out_and_told(snapshot):
    raw = found(HEADER, ["1", "5", "4"], ["2", "6", "5"], ["Summe", "11", "9"])
    assert raw.fate.tolist() == ["kept", "kept", "total_row"]
    (issue,) = raw.issues
    assert (issue.severity, issue.rule, issue.row) == ("note", "total_row", 4)
    assert {language: issue.text(language) for language in ("de", "en")} == snapshot


def test_a_wrong_total_row_is_told_with_both_numbers(snapshot):
    raw = found(HEADER, ["1", "5", "4"], ["2", "6", "5"], ["Gesamt:", "12", "9"])
    error, note = raw.issues
    assert (error.severity, error.rule, error.row, error.column, error.value) == (
        "error",
        "total_differs",
        4,
        "Angemeldet",
        "12",
    )
    assert note.rule == "total_row"
    assert {language: error.text(language) for language in ("de", "en")} == snapshot


def test_a_total_may_be_the_number_of_rows():
    raw = found(["Nr", "Angemeldet", "Da", "Name"], ["1", "5", "4", "a"], ["2", "6", "5", "b"], ["Summe", "", "", "2"])
    assert [issue.rule for issue in raw.issues] == ["total_row"]


@pytest.mark.parametrize("word", ["Summe", "SUMME:", "Gesamt", "insgesamt", "Total", "Grand total"])
def test_words_of_total_rows(word):
    assert found(HEADER, ["1", "5", "4"], [word, "5", "4"]).fate.tolist() == ["kept", "total_row"]


def test_a_total_row_below_a_blank_one_and_above_trailing_blanks():
    raw = found(HEADER, ["1", "5", "4"], ["", "", ""], ["Summe", "5", "4"], ["", "", ""])
    assert raw.fate.tolist() == ["kept", "blank_row", "total_row", "blank_row"]


def test_a_total_row_whose_word_stands_in_a_column_without_a_heading():
    raw = found(["", *HEADER], ["a", "1", "5", "4"], ["Summe", "", "5", "4"])
    assert raw.fate.tolist() == ["kept", "total_row"]


def test_a_row_of_data_with_such_a_word_is_no_total_row():
    described = source({"event": "Nr", "role": "Rolle", "attended": "Da"})
    header = ["Nr", "Rolle", "Da", "Firma"]
    raw = found(header, ["1", "x", "4", "Total"], ["2", "Firmen", "5", "Total"], described=described)
    assert raw.fate.tolist() == ["kept", "kept"]
    assert found(HEADER, ["Summe", "5", "4"], ["1", "5", "4"]).fate.tolist() == ["kept", "kept"]


@pytest.mark.parametrize(("total", "told"), [("1.100", []), ("1.101", ["total_differs"])])
def test_a_total_with_thousands_is_checked_where_the_decimal_mark_is_declared(total, told):
    described = source({"event": "Nr", "registered": {"from": "Angemeldet", "decimal": ","}, "attended": "Da"})
    raw = found(HEADER, ["1", "1.000", "4"], ["2", "100", "5"], ["Summe", total, "9"], described=described)
    assert [issue.rule for issue in raw.issues] == [*told, "total_row"]


def test_words_among_the_numbers_do_not_break_the_check():
    raw = found(HEADER, ["1", "inf", "nan"], ["2", "k. A.", "1E5"], ["3", "5", "4"], ["Summe", "5", "4"])
    assert [issue.rule for issue in raw.issues] == ["total_row"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1067.0, "1067"),
        (-3.0, "-3"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        (True, "TRUE"),
        (7, "7"),
        (1e16, "10000000000000000"),
        (datetime.date(2020, 3, 1), "2020-03-01"),
        (datetime.datetime(2020, 3, 1), "2020-03-01"),
        (datetime.datetime(2020, 3, 1, 14, 5), "2020-03-01 14:05"),
        (datetime.datetime(2020, 3, 1, 14, 0), "2020-03-01 14:00"),
        (datetime.datetime(2020, 3, 1, 14, 0, 30), "2020-03-01 14:00:30"),
        (datetime.time(9, 0), "09:00"),
        (None, ""),
        (" a\u00a0 b ", "a b"),
    ],
)
def test_cells_as_text(cell, text):
    assert as_text(cell) == text


def test_a_fraction_in_a_workbook_is_written_with_the_declared_mark_of_any_rule_of_its_column():
    rules = {"event": "Nr", "registered": {"from": "Da", "decimal": ","}, "attended": "Da"}
    raw = found(["Nr", "Da"], ["1", 1.234], described=source(rules))
    assert raw.cells["Da"].tolist() == ["1,234"]  # never 1.234, which would be read as one thousand


def test_clean_is_idempotent():
    text = "\ufeff Ko\u0308ln\u00a0\u2009am\tRhein\r\n"
    assert clean(clean(text)) == clean(text) == "Köln am Rhein"


def test_cells_are_not_written_into():
    rows = [HEADER, ["1", " 5", "4"]]
    found(*rows)
    assert rows == [HEADER, ["1", " 5", "4"]]


def test_the_table_is_text_only():
    raw = found(HEADER, ["1", 5.0, datetime.date(2020, 1, 1)])
    assert (raw.cells.dtypes == "str").all()
    assert isinstance(raw.fate, pd.Series)
