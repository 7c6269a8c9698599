"""Sections, several rows of headings, rows of labels: tables as programs without a reader of their own write them."""

import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.grid import Grid
from kmu_eval.intake.layout import find_place, headings
from kmu_eval.intake.raw_files import read_file
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.programme import Limits, Source
from tests.intake.exports.test_recognition import text, workbook, write

COLUMNS = {"event": "Nr", "email": "Mail", "postcode": "PLZ"}
SECTIONS = [
    ["Bericht", "", ""],
    ["Datum", "3.4.2020", ""],
    [],
    ["1. Angemeldet", "", ""],
    ["Nr", "Mail", "PLZ"],
    ["E1", "x@x.de", "20095"],
    ["E1", "y@y.de", "20095"],
    [],
    ["2. Da:"],
    ["Nr", "Mail", "PLZ"],
    ["E1", "x@x.de", "20095"],
    ["E2", "", "01067"],
    ["E3", "", ""],
    [],
    ["3. Bemerkungen"],
    ["alles gut"],
]


def source(columns=COLUMNS, **given):
    return Source.model_validate({"table": "participations", "files": "a", "columns": columns, **given})


def table(path, **given):
    return read_file(path, "raw/a", "lists", source(**given), Limits())[0]


def told(raw, rule, language="en"):
    return [issue.text(language) for issue in raw.issues if issue.rule == rule]


@pytest.fixture(params=["csv", "xlsx"])
def written(request, tmp_path):
    def file(rows):
        return workbook(tmp_path, Liste=rows) if request.param == "xlsx" else write(tmp_path, text(rows, ";"))

    return file


@pytest.mark.parametrize("title", ["2. Da", "2. DA:", "2. Da :"])
def test_the_table_of_a_section_ends_where_the_next_begins(title, written):
    raw = table(written(SECTIONS), section=title)
    assert raw.cells["PLZ"].tolist() == ["20095", "01067", "", ""]
    assert raw.cells.index.tolist() == [11, 12, 13, 14]
    assert raw.fate.tolist() == ["kept", "kept", "kept", "blank_row"]
    assert raw.reading["header_row"] == 10


def test_the_first_section_does_not_reach_into_the_second(written):
    assert table(written(SECTIONS), section="1. Angemeldet").cells["Mail"].tolist() == ["x@x.de", "y@y.de", ""]


def test_what_a_section_leaves_out_is_told(written, snapshot):
    raw = table(written(SECTIONS), section="1. Angemeldet")
    assert {language: told(raw, "other_sections", language) for language in ("de", "en")} == snapshot
    assert [issue.rows for issue in raw.issues if issue.rule == "other_sections"] == [7]
    assert [issue.rows for issue in raw.issues if issue.rule == "title_rows"] == [3]


def test_the_last_section_reaches_to_the_end_and_a_row_with_one_cell_does_not_end_it(written):
    rows = [["Liste"], ["Nr", "Mail", "PLZ"], ["E1", "a@a.de", "20095"], ["E2", "", ""], ["E3", "b@b.de", ""]]
    raw = table(written(rows), section="Liste")
    assert raw.cells["Nr"].tolist() == ["E1", "E2", "E3"]
    assert not told(raw, "other_sections")


def test_a_section_far_down_is_found(written):
    rows = [["A"], *[["x", "y", "z"]] * 200, [], ["B"], ["Nr", "Mail", "PLZ"], ["E1", "a@a.de", "20095"]]
    assert table(written(rows), section="B").cells["Nr"].tolist() == ["E1"]


def test_a_section_that_is_not_there_is_refused_with_those_that_are(written, snapshot):
    with pytest.raises(IntakeError) as error:
        table(written(SECTIONS), section="2. Daa")
    shown = {language: error.value.text(language).replace("raw/a, Liste", "raw/a") for language in ("de", "en")}
    assert shown == snapshot


def test_headings_that_a_section_lacks_are_named(written):
    with pytest.raises(IntakeError) as error:
        table(written(SECTIONS), section="3. Bemerkungen")
    assert [values["found"] for _, values in error.value.findings] == ["Nr", "Mail", "PLZ"]


TWO_ROWS = [
    ["Liste 2020", "", "", ""],
    ["Nr", "Kontakt", "", "Ort"],
    ["", "Mail", "Telefon", "PLZ"],
    ["E1", "a@a.de", "0", "20095"],
    ["E2", "b@b.de", "1", "01067"],
]
OF_TWO_ROWS = {"event": "Nr", "email": "Kontakt / Mail", "postcode": "Ort / PLZ"}


def test_headings_in_two_rows_are_read_one_above_the_other(written):
    raw = table(written(TWO_ROWS), columns=OF_TWO_ROWS, header_rows=2)
    assert raw.cells["Kontakt / Mail"].tolist() == ["a@a.de", "b@b.de"]
    assert list(raw.cells) == ["Nr", "Kontakt / Mail", "Ort / PLZ", "Kontakt / Telefon"]
    assert raw.cells.index.tolist() == [4, 5]


def test_headings_in_two_rows_may_be_declared_by_their_row(written):
    rows = [["x"] * 4, *TWO_ROWS[1:3], *TWO_ROWS[1:]]
    raw = table(written(rows), columns=OF_TWO_ROWS, header_rows=2, header_row=4)
    assert raw.cells["Nr"].tolist() == ["E1", "E2"]


def test_a_heading_that_two_rows_lack_is_named_with_the_nearest(written):
    columns = {**OF_TWO_ROWS, "postcode": "Ort / Plz."}
    with pytest.raises(IntakeError) as error:
        table(written(TWO_ROWS), columns=columns, header_rows=2)
    assert "Did you mean 'Ort / PLZ'?" in error.value.text("en")


def test_rows_of_labels_are_set_aside(written):
    rows = [["Nr", "Mail", "PLZ"], ["Kürzel", "dienstlich", "5 Stellen"], ["E1", "a@a.de", "20095"]]
    raw = table(written(rows), label_rows=1)
    assert raw.fate.tolist() == ["label_row", "kept"]
    frame, issues = read_columns(raw, source(), "Europe/Berlin")
    assert frame["postcode"].tolist() == [None, "20095"] or frame["postcode"].isna().tolist() == [True, False]
    assert not issues


def test_a_column_without_any_heading_has_none():
    assert headings([["A", "", "B"], ["a", "", ""]]) == ["A / a", "", "B"]
    assert headings([[], ["a", "b"]]) == ["a", "b"]


def test_headings_must_all_lie_inside_the_file():
    assert find_place([["Nr", "Mail", "PLZ"]], source(header_rows=2)) is None


def test_texts_that_are_written_as_formulas_are_read_as_texts(tmp_path, snapshot):
    rows = [["Nr", "Mail", "PLZ"], ['="007"', "a@a.de", '="01067"'], ["8", "b@b.de", '="'], ["9", "", '=1+"2"']]
    raw = table(write(tmp_path, text(rows, ";")))
    assert raw.cells["Nr"].tolist() == ["007", "8", "9"]
    assert raw.cells["PLZ"].tolist() == ["01067", '="', '=1+"2"']
    assert {language: told(raw, "formula_marks", language) for language in ("de", "en")} == snapshot


def test_the_width_of_a_grid_without_rows_is_none():
    with pytest.raises(IntakeError, match="no header row"):
        find_table(Grid([], {}), "lists", source(), "raw/a")
