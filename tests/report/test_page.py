from itertools import pairwise

import pytest

from kmu_eval.report.document import Document
from kmu_eval.report.page import to_page
from tests.report.made_up import LONG_TITLE, sample
from tests.report.opened import Page

BREAKING = [
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    "${jndi} #show: it",
    "a < b && c > d",
    "„mehr als 12.000“",
]


@pytest.fixture(scope="module")
def page():
    return Page(to_page(sample()))


def test_nothing_is_fetched_from_anywhere(page):
    content = to_page(sample()).decode()
    assert page.all("script") == page.all("link") == page.all("iframe") == []
    assert all(image["src"].startswith("data:image/png;base64,") for image in page.all("img"))
    assert "url(" not in content
    assert "@import" not in content
    assert any("default-src 'none'" in meta.get("content", "") for meta in page.all("meta"))


def test_it_has_its_landmarks_a_way_past_them_and_a_language(page):
    assert page.all("html") == [{"lang": "de-DE"}]
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(page.all(landmark)) == 1
    first_link = page.all("a")[0]
    assert (first_link["class"], first_link["href"]) == ("skip", "#" + page.all("main")[0]["id"])


def test_every_link_within_leads_somewhere_and_no_name_stands_twice(page):
    names = [attrs["id"] for _, attrs, _ in page.found if "id" in attrs]
    assert len(names) == len(set(names))
    assert {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")} <= set(names)


def test_tables_have_captions_heads_with_scope_and_a_region_that_the_keyboard_reaches(page):
    assert len(page.all("table")) == len(page.all("caption")) == 3
    assert {head.get("scope") for head in page.all("th")} == {"col", "row"}
    assert [head["scope"] for head in page.all("th")].count("col") == 6 + 8 + 3
    regions = [each for each in page.all("div") if each.get("role") == "region"]
    assert [region["tabindex"] for region in regions] == ["0"] * 3
    assert regions[1]["aria-label"] == "Tabelle\xa02: Antworten nach Format und Beteiligung"


def test_every_picture_has_its_alt_text(page):
    assert [image["alt"] for image in page.all("img")] == [
        'Punktdiagramm: sechs von sieben "Zielen" <erreicht> & offen.',
        "Punkte mit Intervallen je Ergebnis.",
    ]


def test_texts_that_break_programs_are_plain_text(page):
    told = "".join(page.text)
    for text in BREAKING:
        assert text in told


def test_headings_go_down_without_a_gap(page):
    levels = [int(tag[1]) for tag, _, _ in page.found if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("title", [LONG_TITLE, "Müller & Söhne <GmbH>", "$title$ ${body} </title><script>"])
def test_any_title_is_shown_as_it_is(title):
    page = Page(to_page(Document(title, "en", "# A")))
    assert "".join(page.text).count(title) == 3
    assert page.all("script") == []


def test_a_page_without_headings_has_no_contents():
    page = Page(to_page(Document("T", "en", "Text")))
    assert page.all("nav") == []


def test_numbers_stay_in_one_line(page):
    marked = [attrs for tag, attrs, _ in page.found if tag == "td" and attrs.get("class") == "numbers"]
    assert len(marked) > 40
