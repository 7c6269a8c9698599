import csv
import datetime
import io

import pytest
import xlsxwriter

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports import (
    google_forms,
    indico,
    limesurvey,
    microsoft_forms,
    qualtrics,
    sosci,
    surveymonkey,
    typeform,
)
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.recognition import leading_grids, open_export, recognise
from tests.intake.exports import survey_samples as made_up

TOOLS = (limesurvey, microsoft_forms, google_forms, indico, typeform, qualtrics, surveymonkey, sosci)
EXPORTS = tuple(tool.EXPORT for tool in TOOLS)


def text(rows, delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def write(folder, content, name="a.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(folder, **sheets):
    book = xlsxwriter.Workbook(folder / "a.xlsx", {"default_date_format": "dd.mm.yyyy hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return folder / "a.xlsx"


def refused(path, exports=EXPORTS):
    with pytest.raises(IntakeError) as error:
        open_export(path, exports, "raw/a")
    return error.value


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_delimiter_that_fits_and_the_encoding_are_found(delimiter, encoding, tmp_path):
    path = write(tmp_path, text(made_up.SOSCI, delimiter).encode(encoding))
    export, found, reading = open_export(path, EXPORTS)
    assert export.name == "sosci"
    assert found.cells["(SD04_01) Beruf: offen"].tolist() == ["Rätin", ""]
    assert reading == {"encoding": encoding, "delimiter": delimiter}


def test_windows_1252_is_assumed_and_told(tmp_path):
    path = write(tmp_path, text(made_up.MICROSOFT_GERMAN, ";").encode("cp1252"))
    _, found, reading = open_export(path, EXPORTS)
    assert list(found.cells)[7:] == ["Wie war es – alles in allem?"]
    assert reading == {"encoding": "cp1252", "delimiter": ";", "assumed": True}


def test_rows_with_line_breaks_inside_are_counted_as_a_spreadsheet_does(tmp_path):
    rows = [*made_up.GOOGLE_SHEET[:2], ["15.10.2025 09:05:48", "a\nb\n\nc", ""], [], made_up.GOOGLE_SHEET[2]]
    _, found, _ = open_export(write(tmp_path, text(rows)), EXPORTS)
    assert found.cells.index.tolist() == [2, 3, 4, 5]
    assert found.cells["Welche Themen?"].tolist() == ["Vertrauen, Feedback", "a b c", "", "Vertrauen"]


def test_rows_beyond_the_leading_ones_are_read(tmp_path):
    rows = [made_up.GOOGLE_SHEET[0], *([made_up.GOOGLE_SHEET[1]] * 500)]
    assert len(open_export(write(tmp_path, text(rows)), EXPORTS)[1].cells) == 500


def test_the_sheet_that_fits_is_found_and_its_dates_are_text(tmp_path):
    started = datetime.datetime(2024, 10, 9, 11, 2)
    answer = [4, started, started, "k@x.de", "Kim", 7]
    path = workbook(tmp_path, Hinweise=[["Stand", "2024"]], Sheet1=[made_up.MICROSOFT_GERMAN[0], answer])
    export, found, reading = open_export(path, EXPORTS)
    assert (export.name, reading) == ("microsoft_forms", {"sheet": "Sheet1"})
    assert found.cells.iloc[0].tolist() == ["4", "2024-10-09 11:02", "2024-10-09 11:02", "", "k@x.de", "Kim", "", "7"]


def test_a_workbook_is_one_whatever_its_name_says(tmp_path):
    path = workbook(tmp_path, Antworten=made_up.GOOGLE_SHEET).rename(tmp_path / "a.csv")
    export, _, reading = open_export(path, EXPORTS)
    assert (export.name, reading) == ("google_forms", {"sheet": "Antworten"})


def test_blank_rows_and_columns_of_a_sheet_are_counted(tmp_path):
    anything = Export("anything", "responses", bool, None)
    _, rows, _ = recognise(workbook(tmp_path, A=[["", ""], ["", "x"]]), [anything])
    assert rows == [["", ""], ["", "x"]]


def test_an_unknown_file_is_told_with_the_tools_that_are_known(tmp_path):
    error = refused(write(tmp_path, text(made_up.REGISTRATIONS[0])), EXPORTS[:2])
    assert error.text("en") == (
        "raw/a: this is no export of a known tool (limesurvey, microsoft_forms), or its header rows were changed. "
        "Export it again and leave it as it is, or declare its columns in programme.toml."
    )
    assert error.text("de").startswith("raw/a: Das ist kein Export eines der bekannten Werkzeuge (limesurvey, ")


def test_two_exports_that_both_fit_are_both_named(tmp_path):
    twin = Export("twin", "responses", limesurvey.EXPORT.recognise, limesurvey.EXPORT.read)
    error = refused(write(tmp_path, text(made_up.LIMESURVEY_CODES)), (*EXPORTS, twin))
    assert error.findings == (("export_unclear", {"where": "raw/a", "found": "limesurvey, twin"}),)
    assert error.text("de").startswith("raw/a: Das kann mehreres sein: limesurvey, twin.")
    assert error.text("en").startswith("raw/a: this may be more than one thing: limesurvey, twin.")


def test_two_sheets_that_both_fit_are_both_named(tmp_path):
    error = refused(workbook(tmp_path, Alt=made_up.GOOGLE_SHEET, Neu=made_up.GOOGLE_SHEET))
    found = "google_forms (Alt), google_forms (Neu)"
    assert error.findings == (("export_unclear", {"where": "raw/a", "found": found}),)


def test_a_fault_found_while_reading_names_the_file(tmp_path):
    error = refused(write(tmp_path, text([*made_up.GOOGLE_SHEET, ["15.10.2025 09:05:47", "a"]])))
    assert [(key, values["where"], values["rows"]) for key, values in error.findings] == [("uneven_rows", "raw/a", "4")]


def test_quotes_that_do_not_close_are_refused(tmp_path):
    error = refused(write(tmp_path, text(made_up.GOOGLE_SHEET) + '15.10.2025 09:05:47,"a,b\n'))
    assert [key for key, _ in error.findings] == ["bad_quotes"]
    assert error.findings[0][1]["where"] == "raw/a, 4"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.ods", b"", "empty_file"),
        ("a.xlsx", b"no workbook", "export_unknown"),
        ("a.pdf", b"%PDF-1.7", "really_pdf"),
        ("a.csv", b"a\0b", "nul_bytes"),
        ("a.csv", b'"' + b"x" * 200_000 + b'",b\n', "export_unknown"),
    ],
)
def test_files_that_are_nothing(name, content, key, tmp_path):
    assert [found for found, _ in refused(write(tmp_path, content, name)).findings] == [key]


def test_only_the_leading_rows_are_looked_at():
    seen = []
    for _, rows in leading_grids("a;b\n" * 1000):
        seen.append(len(rows))
    assert seen == [60]


def test_the_name_of_the_file_is_told_where_no_other_is_given(tmp_path):
    with pytest.raises(IntakeError, match=r"^a\.csv: "):
        recognise(write(tmp_path, "a,b\n"), EXPORTS)
