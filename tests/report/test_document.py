import sys

import pytest

from kmu_eval.errors import KmuEvalError
from kmu_eval.report import pandoc
from kmu_eval.report.document import Document
from kmu_eval.report.page import to_page
from kmu_eval.report.pdf import to_pdf
from kmu_eval.report.tree import elements, text_of
from kmu_eval.report.word import to_word
from tests.report.made_up import media

PNG = media()["figures/targets.de.png"]
FAULTY = """
## Zu tief

![](figures/leer.png)

![Etwas](figures/target.de.png){#bild alt="Etwas"}

![Etwas](notiz.png){#bild alt="Etwas"}

[weiter](#bidl)
"""


SOUND = ["# A\n\n## B\n\n### C\n\n# D\n\n## E", "", "Kein Titel.", "# A\n\n[b](#b)\n\n## B"]
BRACKETS = {
    "![Alt und Unterschrift](notiz.png)": "Alt und Unterschrift",
    '![U](notiz.png){alt="Alt"}': "Alt",
    '![](notiz.png){alt="A"}': "A",
}
"""Pictures with their alt text."""
CODE = ["<script>alert(1)</script>", "$x$ und $5", "@wer", "~~durch~~", "\\alpha", "a--b ...", '"x"', "<b>&amp"]


def document(markdown, **others):
    return Document("T", "de", markdown, {"figures/leer.png": PNG, "notiz.png": b"GIF89a", **others})


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_that_is_refused_is_told_at_once(language, snapshot):
    with pytest.raises(KmuEvalError) as refused:
        Document(" ", "fr", FAULTY, {"figures/leer.png": PNG, "figures/targets.de.png": PNG, "notiz.png": b"GIF89a"})
    assert refused.value.text(language) == snapshot


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("package", "write"), [("pypandoc", Document), ("typst", to_pdf)])
def test_an_absent_package_is_told_with_how_to_get_it(package, write, language, monkeypatch, snapshot):
    sound = document("# A")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(KmuEvalError) as refused:
        write("T", "de", "# A") if write is Document else write(sound)
    assert refused.value.text(language) == snapshot


@pytest.mark.parametrize("markdown", SOUND)
def test_sound_texts_are_taken(markdown):
    assert document(markdown).tree["blocks"] is not None


@pytest.mark.parametrize(("marks", "alt"), BRACKETS.items())
def test_an_alt_text_may_stand_in_brackets_or_in_braces(marks, alt):
    [image] = elements(document(marks, **{"notiz.png": PNG}).tree["blocks"], "Image")
    attributes, inside, (name, _) = image["c"]
    assert name == "notiz.png"
    assert (dict(attributes[2]).get("alt") or text_of(inside)) == alt


@pytest.mark.parametrize("text", CODE)
def test_nothing_in_a_text_is_taken_for_code(text):
    found = pandoc.tree_of(text.replace("\\", "\\\\").replace("&", "\\&"))
    assert text_of(found["blocks"]) == text
    assert {each["t"] for each in elements(found, "RawInline", "Math", "Cite", "Strikeout", "Quoted")} == set()


def test_what_xml_may_not_hold_is_left_out_everywhere():
    sound = Document("A\x00B", "en", "# C\x0bD\x1f", source="E\x08F")
    assert text_of(sound.tree["blocks"]) == "CD"
    assert b"<h1>AB</h1>" in to_page(sound)
    assert to_word(sound)[:2] == b"PK"
    assert to_pdf(sound)[:5] == b"%PDF-"


def test_captions_are_numbered_by_kind_and_links_to_them_are_filled():
    table = "|a|\n|-|\n|1|\n\n: {} {{#{}}}\n"
    text = f"[](#z) [](#x) [](#p) [selbst](#z)\n\n{table.format('Eins', 'x')}\n{table.format('Zwei', 'z')}\n"
    tree = document(text + '![Bild](notiz.png){#p alt="B"}\n', **{"notiz.png": PNG}).tree
    assert text_of(tree["blocks"][0]) == "Tabelle\xa02 Tabelle\xa01 Abbildung\xa01 selbst"
    captions = [text_of(each["c"][1]) for each in elements(tree, "Table", "Figure")]
    assert captions == ["Tabelle\xa01: Eins", "Tabelle\xa02: Zwei", "Abbildung\xa01: Bild"]


def test_a_table_without_caption_has_no_number():
    tree = document("|a|\n|-|\n|1|\n\n\nText\n\n|a|\n|-|\n|1|\n\n: Mit\n").tree
    assert [text_of(each["c"][1]) for each in elements(tree, "Table")] == ["", "Tabelle\xa01: Mit"]
