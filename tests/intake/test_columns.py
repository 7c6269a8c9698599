import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.grid import Grid
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.programme import Source

EVENT = {"event": "Nr", "date": "Datum"}


def read(texts, column, rule, table="events", zone="Europe/Berlin", **more):
    """One column of ours read from the column 'X' of a file: its values and the issues."""
    first = {"events": EVENT, "organisations": {"organisation": "Nr"}}.get(table, {"event": "Nr"})
    source = Source.model_validate({"table": table, "files": "raw/a.csv", "columns": {**first, column: rule}, **more})
    rows = [["Nr", "Datum", "X"], *([f"E{i}", "2020-01-01", text] for i, text in enumerate(texts))]
    frame, issues = read_columns(find_table(Grid(rows, {}), "list", source, "raw/a.csv"), source, zone)
    return [None if pd.isna(value) else value for value in frame[column]], issues


def rules(issues):
    return [(issue.severity, issue.rule, issue.value, issue.rows) for issue in issues]


def texts(issues):
    return {language: [issue.text(language) for issue in issues] for language in ("de", "en")}


def dates(*days):
    return [day and datetime.datetime.fromisoformat(day) for day in days]


# Words


def test_declared_words_and_our_own():
    values, issues = read(["Ja", "Nein", "", "yes"], "interactive", {"from": "X", "words": {"Ja": "yes", "Nein": "no"}})
    assert (values, issues) == (["yes", "no", "unknown", "yes"], [])


def test_an_undeclared_word_is_missing_and_listed_with_the_nearest(snapshot):
    rule = {"from": "X", "words": {"in Präsenz": "in_person", "Online": "online"}}
    values, issues = read(["in Präsens", "Online", "in Präsens", "zoom"], "mode", rule)
    assert values == [None, "online", None, None]
    assert rules(issues) == [("error", "unknown_value", "in Präsens", 2), ("error", "unknown_value", "zoom", 1)]
    assert texts(issues) == snapshot


def test_case_counts():
    values, issues = read(["ja"], "interactive", {"from": "X", "words": {"Ja": "yes"}})
    assert values == ["unknown"]
    assert rules(issues) == [("error", "unknown_value", "ja", 1)]


def test_the_first_part_contained_wins():
    rule = {"from": "X", "contains": [["Online-Workshop", "workshop"], ["online", "talk"], ["Schulung", "training"]]}
    values, issues = read(["Online-Workshop am Abend", "ein ONLINE-Vortrag", "SCHULUNG online"], "kind", rule)
    assert values == ["workshop", "talk", "talk"]
    assert issues == []


def test_words_come_before_contains_and_contains_before_otherwise():
    rule = {
        "from": "X",
        "words": {"Talk x": "conference"},
        "contains": [["Talk", "talk"]],
        "otherwise": "other",
        "missing": ["?"],
    }
    values, issues = read(["Talk x", "Talk y", "Messe", "", "?"], "kind", rule)
    assert (values, issues) == (["conference", "talk", "other", None, None], [])


def test_an_empty_cell_can_be_a_declared_word():
    values, _ = read(
        ["", "W3", "DE"], "mode", {"from": "X", "words": {"": "in_person", "W3": "online"}, "otherwise": "hybrid"}
    )
    assert values == ["in_person", "online", "hybrid"]


def test_a_constant():
    values, issues = read(["a", "b"], "mode", {"value": "online"})
    assert (values, issues) == (["online", "online"], [])


def test_free_words_stand_as_they_are_unless_words_are_declared():
    assert read(["KI", "Führung"], "topic", "X") == (["KI", "Führung"], [])
    values, issues = read(["KI", "Führung"], "topic", {"from": "X", "words": {"KI": "ai"}})
    assert values == ["ai", None]
    assert rules(issues) == [("error", "unknown_value", "Führung", 1)]


@pytest.mark.parametrize(
    ("table", "column"), [("events", "topic"), ("events", "country"), ("participations", "postcode")]
)
def test_what_looks_missing_is_kept_and_listed(table, column, snapshot):
    values, issues = read(["k. A.", "NA", "x", "k. A."], column, "X", table)
    assert values == ["k. A.", "NA", "x", "k. A."]
    assert rules(issues) == [("warning", "looks_missing", "k. A.", 2), ("warning", "looks_missing", "NA", 1)]
    assert texts(issues) == snapshot


def test_only_what_is_declared_missing_is_missing():
    values, issues = read(["NA", "k. A.", "-"], "country", {"from": "X", "missing": ["k. A.", "-"]})
    assert values == ["NA", None, None]
    assert [issue.rule for issue in issues] == ["looks_missing"]


def test_values_of_personal_columns_are_in_no_issue(snapshot):
    values, issues = read(["unbekannt"], "name", "X", "participations")
    assert values == ["unbekannt"]
    assert texts(issues) == snapshot


@pytest.mark.parametrize("rule", [{"pattern": "^(E1)$"}, {"contains": [["Vortrag", "talk"]]}])
def test_texts_in_which_something_was_sought_may_name_people_and_are_not_shown(rule, snapshot):
    _, issues = read(["Gespräch mit Anna Kern"], "kind", {"from": "X", **rule})
    assert len(issues) == 1
    assert "Anna" not in repr(issues)
    assert texts(issues) == snapshot


# Patterns


def test_a_column_from_anothers_pattern():
    values, issues = read(["KI-17 Einstieg", "KI-18"], "series", {"from": "X", "pattern": r"^(\w+)-\d+"})
    assert (values, issues) == (["KI", "KI"], [])


def test_words_apply_before_and_after_the_pattern():
    rule = {"from": "X", "pattern": r"\[(\w+)\]", "words": {"KI": "ai", "ohne": "none_of_them"}}
    assert read(["Vortrag [KI]", "ohne"], "topic", rule) == (["ai", "none_of_them"], [])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("participations", "event"),
        ("participations", "postcode"),
        ("events", "date"),
        ("events", "capacity"),
        ("events", "topic"),
    ],
)
def test_text_that_does_not_fit_the_pattern_is_missing_and_listed(table, column):
    fitting = {"date": "2020-03-01", "capacity": "12"}.get(column, "12345")
    values, issues = read([f"<{fitting}>", "12345"], column, {"from": "X", "pattern": "<(.*)>"}, table)
    assert values[0] is not None
    assert values[1] is None
    assert rules(issues) == [("error", "no_match", "…", 1)]


def test_what_does_not_fit_the_pattern_can_have_a_word():
    values, issues = read(["A-1", "x"], "topic", {"from": "X", "pattern": r"(\w)-\d", "otherwise": "none"})
    assert (values, issues) == (["A", "none"], [])


def test_a_group_that_takes_no_part_is_no_match():
    values, issues = read(["ab", "a"], "topic", {"from": "X", "pattern": "a(b)?", "contains": [["b", "b"]]})
    assert values == ["b", None]
    assert [issue.rule for issue in issues] == ["no_match"]


def test_a_short_postcode_after_a_pattern_is_told():
    values, issues = read(["D-1067"], "postcode", {"from": "X", "pattern": r"(\d+)"})
    assert values == ["1067"]
    assert rules(issues) == [("warning", "postcode_short", "…", 1)]


# Several columns joined


def test_several_headers_are_joined_without_what_is_missing():
    source = Source.model_validate(
        {
            "table": "participations",
            "files": "a.csv",
            "columns": {"event": "Nr", "name": {"from": ["Vor", "Mitte", "Nach"], "missing": ["-"]}},
        }
    )
    rows = [
        ["Nr", "Vor", "Mitte", "Nach"],
        ["1", "Anna", "", "Kern"],
        ["1", "Anna", "M.", "Kern"],
        ["1", "-", "-", "Kern"],
        ["1", "", "-", ""],
    ]
    frame, issues = read_columns(find_table(Grid(rows, {}), "list", source, "a.csv"), source, "UTC")
    assert frame["name"].dropna().tolist() == ["Anna Kern", "Anna M. Kern", "Kern"]
    assert issues == []


def test_date_and_clock_time_from_two_columns():
    source = Source.model_validate(
        {
            "table": "events",
            "files": "a.csv",
            "columns": {**EVENT, "start": {"from": ["Datum", "Um"], "format": "%d.%m.%Y %H:%M"}},
        }
    )
    day = datetime.date(2020, 7, 1)
    rows = [["Nr", "Datum", "Um"], ["1", day, datetime.time(9, 30)], ["2", day, ""]]
    frame, issues = read_columns(find_table(Grid(rows, {}), "list", source, "a.csv"), source, "Europe/Berlin")
    assert frame["start"][0].isoformat() == "2020-07-01T09:30:00+02:00"
    assert pd.isna(frame["start"][1])
    assert [(i.rule, i.value) for i in issues] == [("no_date", "2020-07-01")]


# Numbers


@pytest.mark.parametrize(
    ("text", "decimal", "value", "rule"),
    [
        ("12", None, 12, None),
        ("012", None, 12, None),
        ("1.234", None, None, "ambiguous_number"),
        ("1,234", None, None, "ambiguous_number"),
        ("1.234", ",", 1234, None),
        ("1.234", ".", None, "no_integer"),
        ("1,234", ".", 1234, None),
        ("1,234", ",", None, "no_integer"),
        ("1,5", None, None, "no_integer"),
        ("1,5", ",", None, "no_integer"),
        ("12,0", ",", 12, None),
        ("12.00", ".", 12, None),
        ("1.234,00", ",", 1234, None),
        ("1.23", ",", None, "no_integer"),
        ("12,", ",", 12, None),
        (",5", ",", None, "no_integer"),
        ("-5", None, None, "no_integer"),
        ("10-15", None, None, "no_integer"),
        ("ca. 10", None, None, "no_integer"),
        ("45%", None, None, "no_integer"),
        ("1E5", None, None, "no_integer"),
        ("9999999999", None, None, "no_integer"),
        ("9.999.999.999", ",", None, "no_integer"),
        ("k. A.", None, None, "no_integer"),
        ("", None, None, None),
    ],
)
def test_whole_numbers(text, decimal, value, rule):
    values, issues = read([text], "capacity", {"from": "X", "decimal": decimal} if decimal else "X")
    assert values == [value]
    assert [issue.rule for issue in issues] == ([rule] if rule else [])


def test_texts_of_number_faults(snapshot):
    assert texts(read(["1.234", "viele", "viele"], "capacity", "X")[1]) == snapshot


def test_zero_stays_zero_and_missing_stays_missing():
    assert read(["0", ""], "attended", "X", "head_counts")[0] == [0, None]
    assert read(["0", ""], "attended", {"from": "X", "missing": ["0"]}, "head_counts")[0] == [None, None]


def test_numbers_of_a_workbook():
    assert read([12.0, 12.5, 1234.0, 1.234], "capacity", {"from": "X", "decimal": ","})[0] == [12, None, 1234, None]


@pytest.mark.parametrize(
    ("text", "decimal", "value", "rule"),
    [
        ("12", None, 12, None),
        ("0", None, 0, None),
        ("12,5", None, 12.5, None),
        ("12.5", None, 12.5, None),
        ("0,05", None, 0.05, None),
        ("1234,5678", None, 1234.5678, None),
        ("1.234", None, None, "ambiguous_number"),
        ("1,234", None, None, "ambiguous_number"),
        ("1.234.567", None, None, "ambiguous_number"),
        ("1.234", ",", 1234, None),
        ("1.234", ".", 1.234, None),
        ("1,234", ".", 1234, None),
        ("1,234", ",", 1.234, None),
        ("1.234,56", None, 1234.56, None),
        ("1,234.56", None, 1234.56, None),
        ("1.234,56", ".", None, "no_number"),
        ("12.5", ",", None, "no_number"),
        ("12,", ",", 12, None),
        (",5", ",", None, "no_number"),
        ("-5", None, None, "no_number"),
        ("12 Mio.", None, None, "no_number"),
        ("1,2,3", None, None, "no_number"),
        ("1000000", None, 1_000_000, None),
        ("1000001", None, None, "not_in_millions"),
        ("12.500.000,00", None, None, "not_in_millions"),
        ("", None, None, None),
    ],
)
def test_decimal_numbers(text, decimal, value, rule):
    given = {"from": "X", "decimal": decimal} if decimal else "X"
    values, issues = read([text], "turnover_million_eur", given, "organisations")
    assert values == [value]
    assert [issue.rule for issue in issues] == ([rule] if rule else [])


def test_texts_of_faults_of_decimal_numbers(snapshot):
    assert texts(read(["1.234", "viel", "2500000"], "turnover_million_eur", "X", "organisations")[1]) == snapshot


def test_amounts_in_euros_are_divided_and_staff_may_be_many():
    rule = {"from": "X", "decimal": ",", "divide_by": 1_000_000}
    assert read(["12.500.000,50", "50.000.001"], "turnover_million_eur", rule, "organisations")[0] == [
        12.5000005,
        50.000001,
    ]
    assert read(["2000000"], "employees_awu", "X", "participations")[0] == [2_000_000]


def test_decimal_numbers_of_a_workbook_in_either_mark():
    for mark in ",.":
        rule = {"from": "X", "decimal": mark}
        assert read([12.0, 12.5, 12.125], "employees_awu", rule, "organisations")[0] == [12, 12.5, 12.125]


# Dates and clock times


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-03-01", "2020-03-01"),
        ("13.04.2020", "2020-04-13"),
        ("1.3.2020", "2020-03-01"),
        ("13.04.20", "2020-04-13"),
        ("13/04/2020", "2020-04-13"),
        ("04/13/2020", "2020-04-13"),
    ],
)
def test_the_one_form_that_fits(text, day):
    assert read([text], "date", "X") == (dates(day), [])


def test_one_date_tells_the_form_of_the_others():
    assert read(["03/04/2020", "13/04/2020"], "date", "X")[0] == dates("2020-04-03", "2020-04-13")


def test_a_column_that_fits_two_forms_is_refused_until_told(snapshot):
    values, issues = read(["03/04/2020", "05/06/2020", "", "03/04/2020"], "date", "X")
    assert values == [None, None, None, None]
    assert rules(issues) == [("error", "ambiguous_date", "03/04/2020", 3)]
    assert texts(issues) == snapshot
    rule = {"from": "X", "format": "%m/%d/%Y"}
    assert read(["03/04/2020", "05/06/2020"], "date", rule)[0] == dates("2020-03-04", "2020-05-06")


def test_mixed_forms_tell_one_that_is_not_as_the_others(snapshot):
    days = [datetime.date(2020, 2, 3), datetime.date(2020, 2, 4), "03/04/2020", datetime.date(2020, 2, 5)]
    _, issues = read(days, "date", "X")
    assert [(issue.row, issue.value, issue.rows) for issue in issues] == [(4, "03/04/2020", 4)]
    assert texts(issues) == snapshot


@pytest.mark.parametrize(
    "mixed",
    [
        ["13/04/2020", "04/13/2020", "05/06/2020"],
        ["03.04.2020", "04/03/2020"],
        ["13.04.2020", datetime.date(2020, 3, 4)],
    ],
)
def test_mixed_forms_are_refused_until_told(mixed):
    values, issues = read(mixed, "date", "X")
    assert values == [None] * len(mixed)
    assert [(issue.rule, issue.rows) for issue in issues] == [("mixed_dates", len(mixed))]


def test_an_impossible_day_is_listed_and_the_others_are_read(snapshot):
    values, issues = read(["31.06.2020", "01.07.2020", "14:00 Uhr", "45385"], "date", "X")
    assert values == dates(None, "2020-07-01", None, None)
    assert [issue.value for issue in issues] == ["31.06.2020", "14:00 Uhr", "45385"]
    assert {issue.rule for issue in issues} == {"no_date"}
    assert texts(issues) == snapshot


def test_only_the_stated_form_and_real_dates_of_workbooks_are_read():
    rule = {"from": "X", "format": "%d.%m.%Y"}
    values, issues = read(["03.04.2020", datetime.date(2020, 5, 6), "03/04/2020", "03.04.20"], "date", rule)
    assert values == dates("2020-04-03", "2020-05-06", None, None)
    assert [issue.value for issue in issues] == ["03/04/2020", "03.04.20"]


@pytest.mark.parametrize(
    ("text", "offset", "zone"),
    [
        ("2020-03-29 01:59", "+01:00", "Europe/Berlin"),
        ("2020-03-29 03:00", "+02:00", "Europe/Berlin"),
        ("2020-10-25 01:59", "+02:00", "Europe/Berlin"),
        ("2020-10-25 03:00", "+01:00", "Europe/Berlin"),
        ("2020-03-29 02:30", "+00:00", "UTC"),
    ],
)
def test_clock_times_stand_in_the_zone(text, offset, zone):
    (value,), issues = read([text], "start", "X", zone=zone)
    assert value.isoformat() == text.replace(" ", "T") + ":00" + offset
    assert issues == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [("2020-03-29 02:30", "hour_skipped"), ("2020-10-25 02:00", "hour_twice"), ("2020-10-25 02:59", "hour_twice")],
)
def test_the_hour_that_summer_time_skips_or_repeats(text, rule, snapshot):
    values, issues = read([text, "2020-05-01 10:00"], "start", "X")
    assert values[0] is None
    assert [issue.rule for issue in issues] == [rule]
    assert texts(issues) == snapshot


def test_clock_times_with_and_without_seconds_are_one_form():
    cells = [datetime.datetime(2020, 5, 1, 14, 0), datetime.datetime(2020, 5, 1, 15, 59, 59)]
    values, issues = read(cells, "start", "X")
    assert [value.replace(tzinfo=None) for value in values] == cells
    assert issues == []


@given(st.lists(st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31)), min_size=1, max_size=8), st.data())
def test_dates_come_back_or_are_refused_but_never_change(days, data):
    form = data.draw(st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y"]))
    values, issues = read([day.strftime(form) for day in days], "date", "X")
    as_written = [datetime.datetime.combine(day, datetime.time()) for day in days]
    assert values == as_written or (values == [None] * len(days) and {i.rule for i in issues} == {"ambiguous_date"})
    assert read([day.strftime(form) for day in days], "date", {"from": "X", "format": form}) == (as_written, [])


# Rows set aside by declaration


def test_declared_values_set_rows_aside():
    source = Source.model_validate(
        {
            "table": "head_counts",
            "files": "a.csv",
            "columns": {"event": "Nr", "attended": "Da"},
            "set_aside": {"Stand": ["abge\u00a0sagt", "x", ""], "Art": ["Test"]},
        }
    )
    rows = [
        ["Nr", "Da", "Stand", "Art"],
        ["1", "viele", "abge sagt", ""],
        ["2", "5", "ja", "Test"],
        ["3", "5", "ja", ""],
        ["", "", "", ""],
    ]
    frame, issues = read_columns(find_table(Grid(rows, {}), "heads", source, "a.csv"), source, "UTC")
    assert frame["fate"].tolist() == ["declared", "declared", "kept", "blank_row"]
    assert issues == []  # what stands in rows set aside is no fault


def test_every_row_read_is_a_row_of_the_frame():
    source = Source.model_validate(
        {"table": "head_counts", "files": "a.csv", "columns": {"event": "Nr", "attended": "Da"}}
    )
    rows = [["Nr", "Da"], ["1", "5"], ["", ""], ["2", "6"], ["Summe", "11"]]
    frame, _ = read_columns(find_table(Grid(rows, {}), "heads", source, "a.csv"), source, "UTC")
    assert frame["row"].tolist() == [2, 3, 4, 5]
    assert frame["attended"].tolist() == [5, None, 6, None]
