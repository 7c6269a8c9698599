"""Chapters as Markdown: what pandoc reads is what was meant, whatever the texts hold."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval import figures
from kmu_eval.report.blocks import Chapter, Picture, Prose, TextTable
from kmu_eval.report.manuscript import to_markdown
from kmu_eval.report.markdown import plain
from kmu_eval.report.pandoc import tree_of
from kmu_eval.tables import Origin

CENTRE = Origin("Müller & Söhne <GmbH>", languages=("de",))


def tree(markdown):
    return tree_of(markdown)["blocks"]


def text_of(inlines):
    told = {"Space": " ", "SoftBreak": " "}
    return "".join(part["c"] if part["t"] == "Str" else told[part["t"]] for part in inlines)


@pytest.mark.parametrize(
    "text",
    [
        "Müller & Söhne <GmbH>",
        "=cmd|' /C calc'!A0",
        "1. Quartal 2020",
        "a) zuerst",
        "- kein Punkt einer Liste",
        "+5,3 Punkte (−0,1 bis 7,9)",
        "# keine Überschrift",
        "[kein](Verweis) und ![kein](Bild)",
        "2 * 3 * 4 = _24_ ~ $24$ ^ @quelle {#nein} `code` \\ & &auml; &#65;",
        "„Zitat“ 'einfach' \"doppelt\"",
        ": keine Beschriftung",
        "% kein Titel",
        "| a | b |",
        "http://zentrum.example/seite und anna@zentrum.example",
        "---",
        "***",
        "Zeile  mit   Lücken",
        "(1) keine Liste",
        "i. keine Liste",
        "#. keine Liste",
        "(@) keine Liste",
        "(a) keine Liste",
        "ii) keine Liste",
    ],
)
def test_a_text_is_read_as_it_stands(text):
    [block] = tree(plain(text))
    assert block["t"] == "Para"
    assert text_of(block["c"]) == " ".join(text.split())


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1), max_size=40
    )
)
@settings(max_examples=15, deadline=None)
def test_any_texts_are_read_as_they_stand(texts):
    meant = [" ".join(text.split()) for text in texts]
    meant = [text for text in meant if text]
    found = tree("\n\n".join(map(plain, meant)))
    assert [text_of(block["c"]) for block in found] == meant


def test_a_list_and_paragraphs():
    chapter = Chapter("Erreicht", (Prose("eins\nzwei", listed=True), Prose("drei\n\nvier")))
    header, bullets, *paragraphs = tree(to_markdown([chapter], "de"))
    assert text_of(header["c"][2]) == "Erreicht"
    assert [text_of(item[0]["c"]) for item in bullets["c"]] == ["eins", "zwei"]
    assert [text_of(block["c"]) for block in paragraphs] == ["drei", "vier"]


def test_a_table_with_its_number_caption_and_numeric_columns():
    rows = (("KMU | Betriebe", "12.300", ""), ("=1+1", "5 %", "siehe *dort*"))
    table = TextTable("Ziele & Zahlen", ("Kennzahl", "Ist", "Hinweis"), rows, frozenset({1}))
    [_, found] = tree(to_markdown([Chapter("Ziele", (table,))], "de"))
    caption, columns, head, [body], _ = found["c"][1:]
    assert text_of(caption[1][0]["c"]) == "Ziele & Zahlen"
    assert [column[0]["t"] for column in columns] == ["AlignLeft", "AlignRight", "AlignLeft"]
    cells = [[text_of(cell[4][0]["c"]) if cell[4] else "" for cell in row[1]] for row in [*head[1], *body[3]]]
    assert cells == [["Kennzahl", "Ist", "Hinweis"], *map(list, rows)]


def picture():
    counted = {"mode": ["online"], "indicator": ["no_shows"], "n": [200], "n_missing": [4], "estimate": [0.25]}
    return Picture(figures.no_shows(pd.DataFrame(counted), CENTRE))


def test_a_picture_with_number_caption_source_and_alt_text():
    shown = picture()
    [_, found] = tree(to_markdown([Chapter("Wer kam", (shown,))], "de"))
    [image] = found["c"][2][0]["c"]
    _, alt, (target, _) = image["c"]
    assert target == "figures/no_shows_by_mode.de.png"
    assert text_of(alt) == shown.figure.alts["de"]


def test_the_annex_has_a_heading_of_its_own():
    chapters = [Chapter("A"), Chapter("B"), Chapter("C", annex=True), Chapter("D", annex=True)]
    text = to_markdown(chapters, "de")
    assert [line for line in text.splitlines() if line] == ["# A", "# B", "# Anhang", "## C", "## D"]
