import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import clean
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.intake.text_files import decode, read_text
from kmu_eval.programme import Source

TEXT = "Nr;Ort;Firma\n007;Köln;Groß & Söhne\n01067;Weißenfels;Bäckerei Maß\n"
EXPECTED = [["007", "Köln", "Groß & Söhne"], ["01067", "Weißenfels", "Bäckerei Maß"]]


def source(*headers, **more):
    names = ("event", "name", "organisation", "postcode", "topic")
    columns = dict(zip(names, headers or ("Nr", "Ort", "Firma"), strict=False))
    return Source.model_validate({"table": "participations", "files": "raw/a.csv", "columns": columns, **more})


def table(folder, content, described=None):
    path = folder / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    described = described or source()
    return find_table(read_text(path, described, "raw/a.csv"), "list", described, "raw/a.csv")


def refused(folder, content, described=None):
    with pytest.raises(IntakeError) as error:
        table(folder, content, described)
    return {language: error.value.text(language) for language in ("de", "en")}


@pytest.mark.parametrize(
    "encoded",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_encodings(encoded, tmp_path):
    assert table(tmp_path, encoded).cells.to_numpy().tolist() == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_declared_encoding_is_not_guessed(encoding, tmp_path):
    read = table(tmp_path, TEXT.encode(encoding), source(encoding=encoding))
    assert read.cells.to_numpy().tolist() == EXPECTED
    assert read.issues == ()


def test_a_byte_order_mark_wins_over_a_declared_encoding(tmp_path):
    assert table(tmp_path, TEXT.encode("utf-16"), source(encoding="cp1252")).cells.to_numpy().tolist() == EXPECTED


def test_an_assumed_encoding_is_told_with_an_umlaut_of_the_headers(tmp_path, snapshot):
    text = "Nr;Straße;Firma\n1;Köln;Anna Müller\n"
    (issue,) = table(tmp_path, text.encode("cp1252"), source("Nr", "Straße", "Firma")).issues
    assert (issue.severity, issue.rule, issue.rows) == ("note", "encoding_assumed", 1)
    assert "Müller" not in issue.text("de")
    assert {language: issue.text(language) for language in ("de", "en")} == snapshot


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_bytes_that_are_no_text_of_the_encoding(encoding, tmp_path, snapshot):
    assert refused(tmp_path, b"Nr;Ort\x81;Firma\n1", source(encoding=encoding)) == snapshot


def test_no_encoding_fits(snapshot):
    with pytest.raises(IntakeError) as error:
        decode(b"\x81\xff", "raw/a.csv")
    assert error.value.text("de") == snapshot


def test_nul_bytes_are_refused(tmp_path, snapshot):
    assert refused(tmp_path, "Nr;Ort;Firma\n1;Kö\0ln;x\n") == snapshot


def test_utf16_without_a_mark_is_refused_and_not_read_as_windows_1252(tmp_path):
    assert "NUL" in refused(tmp_path, "Nr;Ort;Firma\n1;a;b\n".encode("utf-16-le"))["en"]


def test_text_encoded_twice_is_told_by_column(tmp_path, snapshot):
    twice = "Nr;Ort;Firma\n1;Köln;x\n2;Bonn;x\n3;Größe;Müller\n".encode().decode("latin-1").encode()
    issues = table(tmp_path, twice).issues
    assert [(i.severity, i.rule, i.row, i.rows) for i in issues] == [
        ("warning", "encoded_twice", 2, 2),
        ("warning", "encoded_twice", 4, 1),
    ]
    assert {language: issues[0].text(language) for language in ("de", "en")} == snapshot


def test_a_word_in_capitals_with_a_tilde_is_not_taken_for_text_encoded_twice(tmp_path):
    assert table(tmp_path, "Nr;Ort;Firma\n1;SÃO PAULO;Ã\n").issues == ()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter, line_end, tmp_path):
    text = TEXT.replace(";", delimiter).replace("\n", line_end)
    read = table(tmp_path, text)
    assert read.cells.to_numpy().tolist() == EXPECTED
    assert read.reading["delimiter"] == delimiter


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_where_the_header_row_is_declared(delimiter, tmp_path):
    text = "Liste\n" + TEXT.replace(";", delimiter)
    assert table(tmp_path, text, source(header_row=2)).cells.to_numpy().tolist() == EXPECTED


def test_other_delimiters_in_the_text_do_not_count(tmp_path):
    text = "Nr\tOrt\tFirma\n1\tKöln; Bonn, Aachen\ta|b;c\n"
    assert table(tmp_path, text).cells.to_numpy().tolist() == [["1", "Köln; Bonn, Aachen", "a|b;c"]]


def test_without_a_heading_to_look_for_the_delimiter_parts_the_first_row_of_text_most(tmp_path):
    answers = Source.model_validate({"table": "responses", "files": "raw/a.csv"})
    found = table(tmp_path, ',,\nA,"B, wirklich?",C\n1,eins;zwei;drei;vier,x\n', answers)
    assert list(found.cells) == ["A", "B, wirklich?", "C"]
    assert found.cells.to_numpy().tolist() == [["1", "eins;zwei;drei;vier", "x"]]


def test_a_declared_delimiter_is_not_guessed(tmp_path):
    assert "'Ort' is missing" in refused(tmp_path, TEXT, source(delimiter=","))["en"]


def test_quoted_delimiters_quotes_and_newlines(tmp_path):
    text = 'Nr;Ort;Firma\r\n1;"Köln; rechts";"Zum ""Stern"""\r\n2;"zwei\r\nZeilen";"x"\r\n3;c;Firma "Mitte" KG\r\n'
    read = table(tmp_path, text)
    assert read.cells.to_numpy().tolist() == [
        ["1", "Köln; rechts", 'Zum "Stern"'],
        ["2", "zwei Zeilen", "x"],
        ["3", "c", 'Firma "Mitte" KG'],
    ]
    assert read.cells.index.tolist() == [2, 3, 4]  # rows as a spreadsheet counts them, not lines


def test_a_quoted_newline_in_a_header(tmp_path):
    assert table(tmp_path, 'Nr;"Ort des\nSitzes";Firma\n1;a;b\n', source("Nr", "Ort des Sitzes", "Firma")).issues == ()


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x1c"])
def test_characters_that_python_takes_for_line_ends_are_none(separator, tmp_path):
    text = f"Nr;Ort des{separator}Sitzes;Firma\n1;a{separator}b;c\n"
    read = table(tmp_path, text, source("Nr", clean(f"Ort des{separator}Sitzes"), "Firma"))
    assert read.cells.to_numpy().tolist() == [["1", clean(f"a{separator}b"), "c"]]


@pytest.mark.parametrize(
    "text", ['Nr;Ort;Firma\n1;a;b\n2;"Köln;b\n3;c;d\n', 'Nr;Ort;Firma\n1;a;b\n2;"Köln" am Rhein;b\n']
)
def test_quotes_that_do_not_close_are_refused_with_the_row(text, tmp_path, snapshot):
    assert refused(tmp_path, text) == snapshot


def test_cells_are_normalised(tmp_path):
    text = "\ufeffNr ; Ort;Fir\u00a0ma\n\u00a01 ;Ko\u0308ln  Mitte\t;x\u200a\n"
    read = table(tmp_path, text, source("Nr", "Ort", "Fir ma"))
    assert read.cells.to_numpy().tolist() == [["1", "Köln Mitte", "x"]]


def test_ids_and_postcodes_come_back_as_text(tmp_path):
    ids = [
        "007",
        "01067",
        "1E5",
        "12345678901234567",
        "0x1F",
        "1_000",
        "+49",
        "1.234",
        "1,5",
        "NA",
        "None",
        "nan",
        "TRUE",
    ]
    text = "Nr;Ort;Firma\n" + "".join(f"{i};{i};{i}\n" for i in ids)
    assert table(tmp_path, text).cells["Nr"].tolist() == ids


def test_a_file_that_is_empty_and_one_of_blanks(tmp_path, snapshot):
    assert refused(tmp_path, b"") == snapshot(name="empty")
    assert refused(tmp_path, b"\n \n;;\n") == snapshot(name="blanks")
    assert refused(tmp_path, b"", source(header_row=1)) == snapshot(name="declared header row")


def test_a_file_with_a_header_only_has_no_rows(tmp_path):
    read = table(tmp_path, "Nr;Ort;Firma\n")
    assert (len(read.cells), len(read.fate), read.cells.columns.tolist()) == (0, 0, ["Nr", "Ort", "Firma"])


ALPHABET = "abcÄÖÜäöüßéÇñ€0123456789 .,;|\"'&-_()@/=+#"
cell = st.text(st.sampled_from([*ALPHABET, "\n", "\t"]), max_size=12)
small_tables = st.lists(st.tuples(cell, cell, cell), max_size=6)


@given(
    rows=small_tables,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    delimiter=st.sampled_from(";,\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    titles=st.lists(st.sampled_from([["Liste der Anmeldungen"], [], ["", "Stand", ""], ["Nr", "2020"]]), max_size=4),
)
def test_any_small_table_comes_back_however_it_is_written(
    rows, encoding, delimiter, line_end, quoting, titles, tmp_path
):
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if line_end == "\r" else quoting  # else Python's writer leaves a newline unquoted
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows([*titles, ["Nr", "Ort", "Fürma"], *rows])
    read = table(tmp_path, text.getvalue().encode(encoding), source("Nr", "Ort", "Fürma"))
    expected = [[clean(text) for text in row] for row in rows]
    assert read.cells.to_numpy().tolist() == expected
    assert [fate == "blank_row" for fate in read.fate] == [not any(row) for row in expected]
    assert read.cells.index.tolist() == list(range(len(titles) + 2, len(titles) + 2 + len(rows)))
