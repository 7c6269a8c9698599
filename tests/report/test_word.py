import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from kmu_eval.errors import KmuEvalError
from kmu_eval.report.document import Document
from kmu_eval.report.markdown import table
from kmu_eval.report.word import to_word
from kmu_eval.report.word_package import packed
from kmu_eval.report.word_styles import style_ids
from tests.report.funder import funders_template
from tests.report.made_up import LONG_TITLE, sample
from tests.report.opened import W, parts, words_of, xml

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BREAKING = [
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    "// kein Kommentar #let $5 _ *",
    "„mehr als 12.000“",
    "ß, ä",
]
ALTS = ['Punktdiagramm: sechs von sieben "Zielen" <erreicht> & offen.', "Punkte mit Intervallen je Ergebnis."]
STYLED = [(f"word/{part}.xml", name) for part in ("document", "footnotes") for name in ("pStyle", "rStyle", "tblStyle")]
TEXT_TWIPS = 11906 - 2 * 1418


@pytest.fixture(scope="module")
def word():
    return to_word(sample())


def only(element, name):
    (found,) = element.iter(f"{W}{name}")
    return found


def value(element):
    return element.get(f"{W}val")


def test_each_table_has_one_head_row_that_is_repeated_and_no_row_breaks(word):
    tables = list(xml(word).iter(f"{W}tbl"))
    assert len(tables) == 3
    for each in tables:
        rows = list(each.iter(f"{W}tr"))
        assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{W}cantSplit") is not None for row in rows)


def test_a_row_larger_than_a_page_may_break():
    tall = Document("T", "de", table(["a", "b"], [["x", "Wort " * 2000], ["y", "z"]], "Hoch"))
    rows = list(xml(to_word(tall)).iter(f"{W}tr"))
    assert [row.find(f".//{W}cantSplit") is not None for row in rows] == [True, False, True]


def test_tables_fit_the_page_and_say_so_at_each_place(word):
    for each in xml(word).iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in each.iter(f"{W}gridCol")]
        assert sum(grid) <= TEXT_TWIPS
        assert (only(each, "tblW").get(f"{W}type"), only(each, "tblW").get(f"{W}w")) == ("dxa", str(sum(grid)))
        for row in each.iter(f"{W}tr"):
            assert [int(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")] == grid


def test_wide_tables_have_smaller_letters(word):
    used = [{value(style) for style in each.iter(f"{W}pStyle")} for each in xml(word).iter(f"{W}tbl")]
    assert used == [{"TableText"}, {"TableTextSmall"}, {"TableText"}]
    assert {value(style) for style in xml(word).iter(f"{W}tblStyle")} == {"Table"}
    closer = [each.find(f"{W}tblPr/{W}tblCellMar") is not None for each in xml(word).iter(f"{W}tbl")]
    assert closer == [False, True, False]


def test_pictures_fit_the_page_and_carry_their_alt_text_and_no_address(word):
    drawings = list(xml(word).iter(f"{DRAWING}inline"))
    told = [each.find(f"{DRAWING}docPr").get("descr") for each in drawings]
    assert told == ALTS
    assert len({each.find(f"{DRAWING}docPr").get("id") for each in drawings}) == 2
    for each in drawings:
        extent = each.find(f"{DRAWING}extent")
        assert int(extent.get("cx")) <= TEXT_TWIPS * 635
        assert int(extent.get("cy")) <= 0.83 * (16838 - 1531 - 1418) * 635
    assert b"base64" not in parts(word)["word/document.xml"]


def test_title_and_language_are_told_but_no_date_and_no_author(word):
    core = parts(word)["docProps/core.xml"].decode()
    assert "<dc:title>Bericht: Müller &amp; Söhne &lt;GmbH&gt;</dc:title>" in core
    assert "<dc:language>de-DE</dc:language>" in core
    assert not re.search(r"created|modified|creator", core)
    assert value(next(xml(word, "word/styles.xml").iter(f"{W}lang"))) == "de-DE"
    assert {entry.date_time for entry in ZipFile(BytesIO(word)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_texts_that_break_programs_are_plain_text(word):
    told = words_of(xml(word))
    for text in BREAKING:
        assert text in told
    assert b"instrText" in parts(word)["word/document.xml"]
    assert b"DDE" not in parts(word)["word/document.xml"]


def test_a_title_of_300_letters_is_whole_and_shortened_only_at_the_head_of_pages():
    word = to_word(sample(title=LONG_TITLE))
    assert LONG_TITLE in words_of(xml(word))
    head = words_of(xml(word, "word/header1.xml"))
    assert head.endswith("…")
    assert len(head) <= 90


def test_pages_are_numbered_and_say_where_the_numbers_come_from(word):
    foot = xml(word, "word/footer1.xml")
    assert "synthetische Daten" in words_of(foot)
    assert [field.get(f"{W}instr").strip() for field in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_captions_are_counted_by_words_own_fields_and_contents_lead_to_the_headings(word):
    body = xml(word)
    counted = [(field.get(f"{W}instr").split()[1], words_of(field)) for field in body.iter(f"{W}fldSimple")]
    assert counted == [("Abbildung", "1"), ("Tabelle", "1"), ("Abbildung", "2"), ("Tabelle", "2"), ("Tabelle", "3")]
    listed = [p for p in body.iter(f"{W}p") if any(value(style).startswith("TOC") for style in p.iter(f"{W}pStyle"))]
    assert [words_of(p) for p in listed][:3] == ["Inhalt", "Zusammenfassung", "Was daraus folgt"]
    anchors = {link.get(f"{W}anchor") for p in listed for link in p.iter(f"{W}hyperlink")}
    assert anchors <= {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    ends = [each.get(f"{W}fldCharType") for each in body.iter(f"{W}fldChar")]
    assert ends == ["begin", "separate", "end"]


@pytest.mark.parametrize("kind", ["docx", "dotx"])
def test_a_template_keeps_its_styles_and_gets_those_that_it_lacks(kind, tmp_path):
    word = to_word(sample(), funders_template(tmp_path, kind))
    styles = {value(only(style, "name")): style for style in xml(word, "word/styles.xml").iter(f"{W}style")}
    assert value(only(styles["heading 1"], "color")) == "C00000"
    assert styles["heading 1"].get(f"{W}styleId") == "berschrift1"
    assert "Hausstil" in styles
    assert {"Body Text", "Table Caption", "Image Caption", "Table Text", "Table", "heading 2", "Title"} <= set(styles)
    assert styles["Table Text"].get(f"{W}styleId") == "TableTextReport"
    assert value(only(styles["Table Text"], "basedOn")) == "Standard"
    assert value(only(styles["Table Text Small"], "basedOn")) == "TableTextReport"
    assert [style.get(f"{W}styleId") for style in styles.values() if style.get(f"{W}default") == "1"] == ["Standard"]


def test_every_style_that_is_used_is_there(tmp_path):
    for word in (to_word(sample()), to_word(sample(), funders_template(tmp_path))):
        styles = xml(word, "word/styles.xml")
        ids = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
        used = {value(each) for part, name in STYLED for each in xml(word, part).iter(f"{W}{name}")}
        pointers = {value(each) for name in ("basedOn", "next", "link") for each in styles.iter(f"{W}{name}")}
        assert used - ids == set()
        assert pointers - ids == set()


def test_a_template_keeps_its_header_its_logo_and_its_page(tmp_path):
    word = to_word(sample(), funders_template(tmp_path))
    found = parts(word)
    assert words_of(xml(word, "word/header7.xml")) == "Ministerium"
    assert found["word/media/logo.png"] == b"a logo"
    assert b"logo.png" in found["word/_rels/header7.xml.rels"]
    assert only(xml(word), "headerReference").get(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    )
    assert b"header7.xml" in found["word/_rels/document.xml.rels"]
    for each in xml(word).iter(f"{W}tbl"):
        assert int(only(each, "tblW").get(f"{W}w")) <= 11906 - 2 * 2400
    small = style_ids(found["word/styles.xml"])["table text small"]
    assert small in {value(style) for style in next(xml(word).iter(f"{W}tbl")).iter(f"{W}pStyle")}
    assert max(int(each.get("cx")) for each in xml(word).iter(f"{DRAWING}extent")) <= (11906 - 2 * 2400) * 635


def test_a_picture_of_the_templates_own_text_does_not_stay_in_the_file(tmp_path):
    found = parts(to_word(sample(), funders_template(tmp_path)))
    assert "word/media/old.png" not in found
    assert b"old.png" not in found["[Content_Types].xml"] + found["word/_rels/document.xml.rels"]
    assert len([name for name in found if name.startswith("word/media/")]) == 3


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("content", [None, b"", b"no zip", packed({"a.txt": b""}), packed({"word/styles.xml": b"<a"})])
def test_what_is_no_template_is_refused(content, language, tmp_path, monkeypatch, snapshot):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "funder.docx").write_bytes(content)
    with pytest.raises(KmuEvalError) as refused:
        to_word(Document("T", "de", "# A"), "funder.docx")
    assert refused.value.text(language) == snapshot
