import pytest

from kmu_eval.report import pdf as pdf_module
from kmu_eval.report.document import Document
from kmu_eval.report.markdown import plain, table
from kmu_eval.report.pdf import to_pdf
from tests.report.made_up import LONG_TITLE, media, sample
from tests.report.opened import pdf_strings, pdf_text

CELLS = ["- x", "+ x", "= 5 Punkte", "/ a: b", "1. eins", "// x", "#x", "@x", "$x$", "a -- b ...", "x]"]
MARKS = "- a\n- b\n\n1. c\n\n> d\n\nE\n:   f\n\n---\n\n`g`\n\n```\nh\n```\n"


@pytest.fixture(scope="module")
def pdf():
    return to_pdf(sample())


def test_it_declares_the_standard_its_language_and_its_title(pdf):
    told = pdf_text(pdf)
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "/MarkInfo<</Marked true" in told
    assert "/DisplayDocTitle true" in told
    assert "/Lang(de-DE)/StructTreeRoot" in told
    assert "Bericht: Müller & Söhne <GmbH>" in pdf_strings(pdf, "Title")


def test_every_picture_carries_its_alt_text(pdf):
    assert pdf_strings(pdf, "Alt") == [
        'Punktdiagramm: sechs von sieben "Zielen" <erreicht> & offen.',
        "Punkte mit Intervallen je Ergebnis.",
    ]


@pytest.mark.parametrize("alt", ["Übersicht (3 von 4): „so“", 'a "b" \\n', "#let x = 1", "Größe: 5 < 6"])
def test_any_alt_text_is_carried_as_it_is(alt):
    text = f'![Bild](figures/targets.de.png){{alt="{plain(alt)}"}}'
    assert pdf_strings(to_pdf(Document("T", "de", text, media())), "Alt") == [alt]


def test_heads_of_columns_are_tagged_as_such(pdf):
    # 6 + 8 + 3 columns; heads that are repeated on later pages are not tagged again
    assert pdf_text(pdf).count("/O/Table/Scope/Column") == 17


def test_it_tells_no_date_and_no_place(pdf):
    told = pdf_text(pdf)
    assert "CreationDate" not in told
    assert "ModDate" not in told
    assert "kmu_eval-" not in told


@pytest.fixture
def typst_of(monkeypatch):
    """A function that gives what Typst is given to make a PDF of."""

    def source_of(document):
        given = []
        monkeypatch.setattr(pdf_module, "_compiled", lambda folder, source, told: given.append(source.decode()))
        to_pdf(document)
        return given[0]

    return source_of


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_text_whatever_it_begins_with(cell, typst_of):
    body = typst_of(Document("T", "de", table(["Wert"], [[cell]], cell))).rsplit("table.hline()", 1)[1]
    assert all(f'#"{word}"' in body for word in cell.split())


def test_only_a_row_larger_than_a_page_may_break(typst_of):
    rows = [["x", "Wort " * 2000], ["y", "z"]]
    body = typst_of(Document("T", "de", table(["a", "b"], rows, "Hoch"))).rsplit("table.hline()", 1)[1]
    assert body.count("table.cell(breakable: true)") == 2


def test_wide_tables_have_smaller_letters(typst_of):
    body = typst_of(sample()).rsplit("#align", 1)[-1]
    assert body.count("#set text(size: 7pt)") == 1


def test_letters_that_no_font_has_are_boxes_and_the_pdf_is_made():
    named = Document("Bericht 😀", "de", "# 漢字 und 👍\n\nText\n\n" + table(["😀"], [["字"]], "🎉"))
    assert "Bericht 😀" in pdf_strings(to_pdf(named), "Title")


@pytest.mark.parametrize("title", [LONG_TITLE, "x" * 300, '"); #panic() //', "A <b> & c"])
def test_any_title_is_carried_whole(title):
    assert title in pdf_strings(to_pdf(sample(title=title)), "Title")


@pytest.mark.parametrize("markdown", ["", "Nur Text.", MARKS])
def test_small_documents_are_sound(markdown):
    assert to_pdf(Document("T", "en", markdown)).startswith(b"%PDF-")
