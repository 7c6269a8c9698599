import datetime

import pytest
import xlsxwriter

from kmu_eval.errors import IntakeError
from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.intake.workbooks import read_workbook
from kmu_eval.programme import Source

HEADER = ["Nr", "Datum", "PLZ", "Plätze"]
COLUMNS = {"event": "Nr", "date": "Datum", "postcode": "PLZ", "capacity": "Plätze"}


def write(path, **sheets):
    """A workbook; cells with a date or time get a format of dates."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def source(**more):
    return Source.model_validate({"table": "events", "files": "raw/a.xlsx", "columns": COLUMNS, **more})


def table(path, described=None):
    described = described or source()
    return find_table(read_workbook(path, described, "raw/a.xlsx"), "events", described, "raw/a.xlsx")


def refused(path, described=None):
    with pytest.raises(IntakeError) as error:
        table(path, described)
    return {language: error.value.text(language) for language in ("de", "en")}


def test_rows_below_title_rows_keep_the_number_that_excel_shows(tmp_path):
    rows = [
        ["Veranstaltungen 2020"],
        [],
        HEADER,
        ["E1", "01.02.2020", "50667", 20],
        [],
        ["E2", "02.02.2020", "50667", 30],
    ]
    raw = table(write(tmp_path / "a.xlsx", Liste=rows))
    assert raw.cells.index.tolist() == [4, 5, 6]
    assert raw.fate.tolist() == ["kept", "blank_row", "kept"]
    assert raw.reading == {"sheet": "Liste", "header_row": 3}
    assert [issue.rule for issue in raw.issues] == ["title_rows"]


def test_rows_keep_their_number_where_the_sheet_starts_lower_and_further_right(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(4, 2, HEADER)
    sheet.write_row(5, 2, ["E1", "01.02.2020", "50667", 20])
    book.close()
    raw = table(tmp_path / "a.xlsx")
    assert raw.cells.index.tolist() == [6]
    assert raw.cells.loc[6, "Nr"] == "E1"


def test_a_cover_sheet_first(tmp_path):
    path = write(tmp_path / "a.xlsx", Deckblatt=[["Nr", "Datum"], ["x", "y"]], Daten=[HEADER, ["E1", "x", "1", 2]])
    raw = table(path)
    assert raw.reading["sheet"] == "Daten"
    assert raw.cells["Nr"].tolist() == ["E1"]


def test_a_declared_sheet(tmp_path, snapshot):
    sheets = {"2019": [HEADER, ["E1", "", "", 1]], "2020": [HEADER, ["E2", "", "", 2]]}
    path = write(tmp_path / "a.xlsx", **sheets)
    assert table(path, source(sheet="2020")).cells["Nr"].tolist() == ["E2"]
    assert refused(path, source(sheet="2021")) == snapshot


def test_no_sheet_holds_the_headers(tmp_path, snapshot):
    rows = [["Nr.", "Datum", "PLZ"], ["E1", "x", "y"], ["E2", "x", "y"]]
    assert refused(write(tmp_path / "a.xlsx", Deckblatt=[["x"]], Daten=rows)) == snapshot


def test_a_workbook_without_cells(tmp_path, snapshot):
    assert refused(write(tmp_path / "a.xlsx", Leer=[])) == snapshot


def test_cells_of_all_kinds(tmp_path):
    day, clock = datetime.datetime(2020, 3, 29), datetime.datetime(2020, 3, 29, 14, 30)
    rows = [[*HEADER, "Beginn"], ["007", day, 1067, 20, clock], [7, day.date(), "01067", 20.5, datetime.time(9, 0)]]
    raw = table(write(tmp_path / "a.xlsx", Daten=rows))
    assert raw.cells.to_numpy().tolist() == [
        ["007", "2020-03-29", "1067", "20", "2020-03-29 14:30"],
        ["7", "2020-03-29", "01067", "20.5", "09:00"],
    ]


def test_real_dates_are_read_whatever_form_is_stated_and_lost_zeros_are_told(tmp_path):
    rows = [HEADER, ["E1", datetime.date(2020, 3, 4), 1067, 20], ["E2", "05.06.2020", "01067", 20.5]]
    described = source(columns={**COLUMNS, "date": {"from": "Datum", "format": "%d.%m.%Y"}})
    frame, issues = read_columns(table(write(tmp_path / "a.xlsx", Daten=rows), described), described, "UTC")
    assert [day.date().isoformat() for day in frame["date"]] == ["2020-03-04", "2020-06-05"]
    assert frame["postcode"].tolist() == ["1067", "01067"]
    told = {(issue.rule, issue.value, issue.row) for issue in issues}
    assert told == {("postcode_short", "1067", 2), ("no_integer", "20.5", 3)}


def test_seconds_of_clock_times_survive_the_way_through_days_as_fractions(tmp_path):
    clocks = [datetime.datetime(2020, 3, 28, hour, minute) for hour in range(24) for minute in (0, 1, 20, 40, 59)]
    path = write(tmp_path / "a.xlsx", Daten=[HEADER, *(["E", clock, "", ""] for clock in clocks)])
    written = [clock.isoformat(" ", "minutes") for clock in clocks[1:]]
    assert table(path).cells["Datum"].tolist() == ["2020-03-28", *written]


@pytest.mark.parametrize(("total", "told"), [(50, ["total_row"]), (51, ["total_differs", "total_row"])])
def test_a_total_row(total, told, tmp_path):
    rows = [HEADER, ["E1", "x", "1", 20], ["E2", "x", "2", 30], [], ["Summe", "", "", total]]
    raw = table(write(tmp_path / "a.xlsx", Daten=rows))
    assert raw.fate.tolist() == ["kept", "kept", "blank_row", "total_row"]
    assert [issue.rule for issue in raw.issues] == told


def test_cells_beyond_the_header_are_refused_and_those_under_no_heading_are_not(tmp_path):
    rows = [[*HEADER, ""], ["E1", "x", "1", 20, "Notiz"]]
    assert table(write(tmp_path / "a.xlsx", Daten=rows)).cells.columns.tolist() == HEADER


@pytest.mark.parametrize(
    "content",
    [
        b"Nr;Datum;PLZ\n1;2;3\n",
        b"",
        b"PK\x03\x04 cut off",
        b"<html><table></table></html>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
    ids=["csv", "empty", "cut zip", "html", "old or encrypted"],
)
def test_what_is_no_workbook_is_refused(content, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    told = refused(path)
    assert "no readable Excel file" in told["en"]
    assert "keine lesbare Excel-Datei" in told["de"]


def test_a_workbook_cut_off_is_refused(tmp_path):
    path = write(tmp_path / "a.xlsx", Daten=[HEADER, *([str(i), "x", "y", i] for i in range(500))])
    path.write_bytes(path.read_bytes()[:3000])
    assert "no readable Excel file" in refused(path)["en"]
