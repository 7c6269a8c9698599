"""What a file is read as: sheet, header row, delimiter, encoding."""

import io

import pytest
import xlsxwriter

from kmu_eval.draft.looks import look_at
from kmu_eval.errors import IntakeError

ROWS = [["Nr.", "Datum", "Format"], ["E1", "2020-03-01", "online"], ["E2", "2020-04-01", "Präsenz"]]


def workbook(**sheets):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def put(folder, name, content):
    path = folder / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_texts(delimiter, encoding, tmp_path):
    put(tmp_path, "liste.csv", "\n".join(delimiter.join(row) for row in ROWS).encode(encoding))
    [look], unreadable = look_at(tmp_path)
    assert look.headers == tuple(ROWS[0])
    assert look.cells.to_numpy().tolist() == ROWS[1:]
    assert look.reading["delimiter"] == delimiter
    assert unreadable == []


def test_title_rows_blank_rows_and_sums_are_no_rows(tmp_path):
    titled = [["Veranstaltungen des Zentrums"], [], ["Nr.", "Plätze"], ["E1", 10], ["E2", 20], ["Summe", 30]]
    put(tmp_path, "liste.xlsx", workbook(Tabelle1=titled))
    [look], _ = look_at(tmp_path)
    assert look.reading["header_row"] == 3
    assert look.cells.to_numpy().tolist() == [["E1", "10"], ["E2", "20"]]


def test_each_sheet_with_a_table_is_looked_at_and_named_only_where_there_are_several(tmp_path):
    put(tmp_path, "eins.xlsx", workbook(Notizen=[["nur ein Text"]], Liste=ROWS))
    put(tmp_path, "zwei.xlsx", workbook(A=ROWS, B=[["Vorname", "Nachname", "E-Mail"], ["x", "y", "x@y.example"]]))
    looks, _ = look_at(tmp_path)
    assert [(look.file, look.sheet) for look in looks] == [
        ("raw/eins.xlsx", None),
        ("raw/zwei.xlsx", "A"),
        ("raw/zwei.xlsx", "B"),
    ]


def test_a_file_without_headings_is_told_without_its_content(tmp_path):
    put(tmp_path, "namen.csv", "Quasimodo;Xanthippe;Quietschbach\nPfefferkorn;Ludmilla;Wurzelwerk\n")
    looks, [unreadable] = look_at(tmp_path)
    told = IntakeError(*unreadable.findings).text("de")
    assert looks == []
    assert "raw/namen.csv" in told
    assert "Quasimodo" not in told


def test_what_we_write_ourselves_and_what_is_no_list_is_left_alone(tmp_path):
    for name in (
        "../targets.csv",
        "../fragen.xlsx",
        "../questions.neu.xlsx",
        "~$liste.xlsx",
        "LIESMICH.txt",
        "bild.png",
    ):
        put(tmp_path, name, "Nr.;Datum\nE1;2020-01-01\n")
    put(tmp_path, "../liste.csv", "Nr.;Datum\nE1;2020-01-01\n")
    looks, unreadable = look_at(tmp_path)
    assert [look.file for look in looks] == ["liste.csv"]
    assert unreadable == []
