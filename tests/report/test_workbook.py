"""Workbooks opened with openpyxl, a reader that is not ours."""

import io
import subprocess
import sys
import zipfile

import openpyxl
import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.report.cell_formats import number_formats
from kmu_eval.report.indicator_book import indicator_book, indicator_csv
from kmu_eval.report.labelled import headings, labelled
from kmu_eval.report.sheet import sheet
from kmu_eval.report.workbook import WorkbookTable, sheet_names, table_of_results, to_workbook
from kmu_eval.speech import Speech
from kmu_eval.tables import Origin

HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+49 30 1",
    "-1",
    "@SUM(A1)",
    "Müller & Söhne <GmbH>",
    "http://x.de",
    "\tTab",
    "x" * 300,
]


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def of_texts(texts, **more):
    return WorkbookTable("Texts", pd.DataFrame({"text": texts}), ("Text",), **more)


@pytest.fixture(scope="module")
def programme():
    return kmu.simulate(seed=2, scale=0.02)[0]


@pytest.fixture(scope="module")
def book(programme):
    no_shows = kmu.no_shows(programme, ["mode"]).assign(hidden="no")
    return opened(
        indicator_book(sheet(programme, "de"), programme.rules, [("no_shows", no_shows, "Nicht erschienen.")])
    )


def test_every_sheet_has_one_real_table_a_frozen_heading_and_no_merged_cells(book):
    assert book.sheetnames == ["Über diese Datei", "Kennzahlenblatt", "no_shows"]
    for page in book.worksheets:
        (table,) = page.tables.values()
        assert table.headerRowCount == 1
        first = table.ref.split(":")[0]
        assert page.freeze_panes == f"B{int(first.removeprefix('A')) + 1}"
        assert not page.merged_cells.ranges
        assert page.page_setup.fitToHeight == 0
    assert book["Kennzahlenblatt"].page_setup.orientation == "landscape"


def test_numbers_are_numbers_in_full_with_formats_and_words_are_german(book, programme):
    page = book["Kennzahlenblatt"]
    head = next(row for row in page.iter_rows() if row[0].value == "Kennzahl")
    place = {cell.value: cell.column - 1 for cell in head}
    first = next(row for row in page.iter_rows(min_row=head[0].row + 1))
    counted = kmu.targets(programme).iloc[0]
    assert first[place["Ist"]].value == counted["estimate"]
    assert first[place["Ist"]].number_format == "#,##0"
    assert first[place["Ist in % vom Ziel"]].value == pytest.approx(counted["share_of_target"])
    assert first[place["Ist in % vom Ziel"]].number_format in ("0 %", "0.0 %")
    assert first[place["Stand"]].value in ("erreicht", "verfehlt", "offen")


def test_the_first_sheet_says_what_the_file_is(book):
    told = {row[0].value: row[1].value for row in book["Über diese Datei"].iter_rows(max_col=2)}
    assert told["Zeitraum"] == "01.03.2019 bis 28.02.2022"
    assert "ganze Prozent" in told["Rundung"]
    assert told["Daten"].startswith("Synthetische Daten")
    assert told["no_shows"] == "Nicht erschienen."


def test_text_is_never_a_formula_nor_a_link_and_stays_whole():
    content = to_workbook([of_texts(HOSTILE)], "de", "Title")
    page = opened(content)["Texts"]
    cells = [page.cell(row, 1) for row in range(2, 2 + len(HOSTILE))]
    assert [cell.value for cell in cells] == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_headings_that_excel_would_refuse_are_made_unique():
    made = WorkbookTable("A", pd.DataFrame([[1, 2, 3]], columns=list("abc")), ("n", "N", ""), formats={"a": ["count"]})
    page = opened(to_workbook([made], "de", "T"))["A"]
    assert [cell.value for cell in page[1]] == ["n", "N 2", "–"]


@pytest.mark.parametrize(
    ("names", "legal"),
    [
        (["Wer kam: online/vor Ort?"], ["Wer kam online vor Ort"]),
        (["a" * 40, "A" * 40], ["a" * 31, "A" * 29 + " 2"]),
        (["History", "''", "[]"], ["Sheet", "Sheet 2", "Sheet 3"]),
    ],
)
def test_names_of_sheets_are_legal_and_unique(names, legal):
    assert sheet_names([WorkbookTable(name, pd.DataFrame(), ()) for name in names]) == legal


def test_an_empty_table_is_a_table_without_rows():
    page = opened(to_workbook([of_texts([])], "de", "T"))["Texts"]
    assert [table.ref for table in page.tables.values()] == ["A1:A2"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["Text"]]


def test_a_long_title_and_caption_stay_whole():
    caption = "Wort " * 60
    page = opened(to_workbook([of_texts(["x"], caption=caption)], "de", "T" * 300))["Texts"]
    lines = [row[0].value for row in page.iter_rows(max_row=9) if row[0].value]
    assert " ".join(lines[: lines.index("Text")]) == caption.strip()


def test_the_workbook_holds_no_date_of_today():
    with zipfile.ZipFile(io.BytesIO(to_workbook([of_texts(["x"])], "de", "T"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2020-01-01T12:00:00Z") == 2


IN_A_PROCESS = """
import hashlib, kmu_eval
from kmu_eval.report.indicator_book import indicator_book, indicator_csv
from kmu_eval.report.sheet import sheet
programme = kmu_eval.simulate(seed=2, scale=0.02)[0]
made = sheet(programme, "de")
print(hashlib.sha256(indicator_book(made, programme.rules) + indicator_csv(made).encode()).hexdigest())
"""


def test_two_processes_write_the_same_bytes():
    made = [subprocess.run([sys.executable, "-c", IN_A_PROCESS], capture_output=True, check=True) for _ in range(2)]
    assert made[0].stdout == made[1].stdout
    assert len(made[0].stdout) > 60


def test_the_csv_holds_full_numbers_and_no_formula():
    origin = Origin("=1+1", languages=("de",))
    programme = kmu.simulate(seed=2, scale=0.02)[0]
    programme = type(programme)(programme.read, programme.rules, origin, programme.targets)
    made = sheet(programme, "de")
    read = pd.read_csv(io.StringIO(indicator_csv(made)))
    assert read["share_of_target"].dropna().tolist() == made.numbers["share_of_target"].dropna().tolist()
    assert read["data_source"].str.startswith("'=1+1").all()


FOUND = pd.DataFrame(
    {
        "measure": ["top_share", "mean"],
        "n": [120, 80],
        "estimate": [1.0, 3.25],
        "p_value": [0.0123, None],
        "share_kept": [0.5, 0.75],
    }
)


def test_shares_are_told_from_means_by_their_row():
    formats = number_formats(FOUND)
    assert formats["estimate"] == ["share", "decimal"]
    assert (formats["n"], formats["share_kept"], formats["p_value"]) == (["count"] * 2, ["share"] * 2, ["fine"] * 2)
    assert number_formats(FOUND[["estimate"]])["estimate"] == ["decimal"] * 2


def test_an_actual_close_to_its_target_shows_a_decimal():
    assert number_formats(pd.DataFrame({"share_of_target": [0.9996, 1.0, 1.2]}))["share_of_target"] == [
        "near",
        "share",
        "share",
    ]


LABELS = {
    ("item", "useful", "de"): "Nützlich?",
    ("answer", "useful/yes", "de"): "ja, sehr",
    ("option", "useful/a", "de"): "Antwort A",
    ("topic", "ai", "de"): "KI",
}
RAW = pd.DataFrame(
    {
        "item": ["useful", "useful"],
        "answer": ["yes", None],
        "option": ["a", "a"],
        "group_column": ["mode", "topic"],
        "group": ["in_person", "ai"],
        "first": ["online", "workshop"],
        "reason": ["own_staff", "sme_unknown"],
        "rule": ["top: yes", "role adviser"],
        "n": [7, 8],
    }
)


def test_words_are_labelled_by_what_they_belong_to():
    told = labelled(RAW, Speech("de", Origin("Zentrum", labels=LABELS)))
    assert told.iloc[0].tolist() == [
        *("Nützlich?", "ja, sehr", "Antwort A", "Durchführung", "in Präsenz", "online", "eigenes Personal"),
        *("oberste: ja, sehr", 7),
    ]
    assert told.iloc[1].tolist()[1:7] == ["", "Antwort A", "Thema", "KI", "Workshop", "KMU-Eigenschaft unbekannt"]


def test_columns_that_are_called_the_same_are_told_apart():
    assert headings(pd.DataFrame(columns=["sme", "sme"]), "de") == ["KMU (sme)", "KMU (sme)"]


def test_a_rule_of_all_rows_stands_above_and_empty_columns_are_left_out():
    table = pd.DataFrame({"n": [5, 6], "sd": [None, None], "rule": ["role adviser"] * 2, "hidden": ["no", "no"]})
    made = table_of_results("x", table, Speech("en", Origin("Centre")))
    assert (list(made.table), made.note) == (["n"], "Counting rule: role adviser.")
    apart = table_of_results("x", table.assign(rule=["a", "b"], hidden=["no", "small"]), Speech("en", Origin("Centre")))
    assert (list(apart.table), apart.note) == (["n", "rule", "hidden"], "")
