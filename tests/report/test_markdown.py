import re

from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.report.document import Document
from kmu_eval.report.markdown import picture, plain, table
from kmu_eval.report.pandoc import legal, tree_of
from kmu_eval.report.tree import elements, text_of
from tests.report.made_up import media

NASTY = ["=cmd|'/C calc'!A0", "- x", "1. y", "# z", "<script>a</script>", "*a*_b_`c`", "[x](y){.z}"]
NASTY += ["a|b", "\\", ":::", "@x [^1]"]
LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.text(LETTERS, max_size=30) | st.sampled_from(NASTY), min_size=1, max_size=40)


def shown(text):
    """What a reader sees: letters that XML may hold, blanks that lines break at as one, hard ones kept."""
    return re.sub(r"[ \t\n\u2028\u2029]+", " ", legal(text)).strip(" ")


@given(TEXTS)
def test_any_text_is_shown_as_it_is_in_cells_and_captions(texts):
    rows = [[text, "x"] for text in texts]
    element = next(elements(tree_of(table(["Text", texts[0]], rows, texts[0], name="t")), "Table"))
    cells = [cell for _, row in element["c"][4][0][3] for cell in row]
    assert [text_of(cell[4]) for cell in cells[::2]] == [shown(text) for text in texts]
    assert text_of(element["c"][1]) == shown(texts[0])
    assert element["c"][0][0] == "t"


@given(st.text(LETTERS, max_size=60))
def test_any_text_is_shown_as_it_is_in_a_paragraph(text):
    assert text_of(tree_of(plain(text))["blocks"]) == shown(text)


def test_a_picture_keeps_its_alt_text_and_caption():
    told = 'Sechs von "sieben" <Zielen> & mehr'
    tree = Document("T", "de", picture("figures/targets.de.png", "Ziele *2020*", told, name="ziele"), media()).tree
    image, figure = next(elements(tree, "Image")), next(elements(tree, "Figure"))
    assert text_of(image["c"][1]) == told
    assert text_of(figure["c"][1]) == "Abbildung\xa01: Ziele *2020*"
    assert figure["c"][0][0] == "ziele"
