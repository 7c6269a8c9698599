"""The documents as their readers open them: nothing cut, nothing on top of another, no letter lost, no request sent.

What is drawn is kept in the folder that `KMU_EVAL_LOOK` names, so that a person can look at it too.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kmu_eval.report.page import to_page
from kmu_eval.report.pdf import to_pdf
from kmu_eval.report.word import to_word
from tests.report.funder import funders_template
from tests.report.made_up import LONG_TITLE, sample

HERE = Path(__file__).parent
OFFICE, CHROMIUM, NODE, POPPLER = (shutil.which(name) for name in ("soffice", "chromium", "node", "pdftoppm"))
SIDES = {"house": 2.5, "long_title": 2.5, "funder": 4.23}
"""The margins at the sides in cm."""
needs_office = pytest.mark.skipif(not (OFFICE and POPPLER), reason="LibreOffice or poppler is absent: make documents")
needs_poppler = pytest.mark.skipif(not POPPLER, reason="poppler is absent: make documents")
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and NODE and (HERE / "node_modules" / "axe-core").is_dir()),
    reason="Chromium, node or axe-core is absent: make documents",
)
TELLING = [
    "„mehr als 12.000“",
    "−1,2",
    "≤ 5",
    "ß, ä, ö, ü, Ä, Ö, Ü, é, ł, ş",
    "Müller & Söhne <GmbH>",
    "=cmd|'/C calc'!A0",
]
TELLING += ["<script>alert(1)</script>", "@SUM(A1)", "Gruppe 70", "9590", "Abbildung 1:", "Tabelle 3:", "Seite 1 / "]

WORD = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    named = os.environ.get("KMU_EVAL_LOOK")
    folder = Path(named) if named else tmp_path_factory.mktemp("look")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def text_of(pdf, order="-layout"):
    done = subprocess.run(["pdftotext", order, pdf, "-"], capture_output=True, check=True)
    return re.sub(r"[ \xa0]+", " ", done.stdout.decode())


def words_by_page(pdf):
    """By page its width and height, and left, top, right and bottom edge of every word, in points."""
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
    for page in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', told, re.DOTALL):
        edges = re.findall(
            r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page[2]
        )
        yield float(page[0]), float(page[1]), [(*map(float, each[:4]), each[4]) for each in edges]


def beyond(pdf, side):
    """Words that stand in the margins at the sides, or not wholly on the page."""
    edge = side / 2.54 * 72 - 2
    return [
        word
        for width, height, words in words_by_page(pdf)
        for left, top, right, bottom, word in words
        if left < edge or right > width - edge or top < 0 or bottom > height
    ]


def overlapping(pdf):
    """Pairs of words one of which lies on the other by more than a third of its height and a point of its width."""
    for _, _, words in words_by_page(pdf):
        ordered = sorted(words, key=lambda word: word[1])
        for place, (left, top, right, bottom, word) in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other[1] > bottom:
                    break
                deep = min(bottom, other[3]) - max(top, other[1])
                wide = min(right, other[2]) - max(left, other[0])
                if deep > 0.34 * min(bottom - top, other[3] - other[1]) and wide > 1:
                    yield word, other[4]


def drawn(pdf):
    subprocess.run(["pdftoppm", "-r", "60", "-png", pdf, pdf.with_suffix("")], check=True)


@pytest.fixture(scope="session")
def in_office(place, tmp_path_factory):
    """The documents as LibreOffice prints them, by name."""
    documents = {
        "house": to_word(sample()),
        "long_title": to_word(sample(title=LONG_TITLE)),
        "funder": to_word(sample(), funders_template(tmp_path_factory.mktemp("template"))),
    }
    files = {name: place / f"word_{name}.docx" for name in documents}
    for name, content in documents.items():
        files[name].write_bytes(content)
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"
    order = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", place, *files.values()]
    subprocess.run(order, check=True, capture_output=True, timeout=300)
    return {name: file.with_suffix(".pdf") for name, file in files.items()}


@needs_office
@pytest.mark.parametrize("name", SIDES)
def test_word_in_libreoffice_cuts_and_covers_nothing(name, in_office):
    drawn(in_office[name])
    assert beyond(in_office[name], SIDES[name]) == []
    assert list(overlapping(in_office[name])) == []


@needs_office
@pytest.mark.parametrize("name", ["house", "funder"])
def test_word_in_libreoffice_loses_no_letter(name, in_office):
    told = text_of(in_office[name], "-raw")
    joined = re.sub(r"\s+", "", told)
    assert [text for text in TELLING if re.sub(r"\s+", "", text) not in joined and "Seite" not in text] == []


@needs_office
def test_the_head_row_stands_on_every_page_of_a_long_table(in_office):
    pages = text_of(in_office["house"]).split("\f")
    long = [page for page in pages if "Erläuterung der Zählung" in page]
    assert len(long) >= 2
    assert all(re.search(r"Gruppe +Teilnahmen +Bemerkung", page) for page in long)


@needs_office
def test_a_funders_header_stands_on_every_page(in_office):
    pages = text_of(in_office["funder"]).strip("\f\n").split("\f")
    assert all("Ministerium" in page for page in pages)


@needs_poppler
@pytest.mark.parametrize("title", ["Bericht: Müller & Söhne <GmbH>", LONG_TITLE], ids=["short", "long"])
def test_the_pdf_cuts_covers_and_loses_nothing(title, place):
    pdf = place / f"report_{len(title)}.pdf"
    pdf.write_bytes(to_pdf(sample(title=title)))
    drawn(pdf)
    assert beyond(pdf, 2.5) == []
    assert list(overlapping(pdf)) == []
    joined = re.sub(r"\s+", "", text_of(pdf))
    assert [text for text in TELLING if re.sub(r"\s+", "", text) not in joined] == []
    long = [page for page in text_of(pdf).split("\f") if "Erläuterung der Zählung" in page]
    assert all(re.search(r"Gruppe +Teilnahmen +Bemerkung", page) for page in long)


@needs_poppler
def test_the_pdf_brings_its_letters_along(place):
    pdf = place / "report_fonts.pdf"
    pdf.write_bytes(to_pdf(sample()))
    lines = subprocess.run(["pdffonts", pdf], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines)


@pytest.fixture(scope="session", params=["short", "long"])
def views(request, place):
    """What the browser saw, by width and colour scheme."""
    folder = place / f"page_{request.param}"
    folder.mkdir(exist_ok=True)
    file = folder / "report.html"
    title = LONG_TITLE if request.param == "long" else "Bericht: Müller & Söhne <GmbH>"
    file.write_bytes(to_page(sample(title=title)))
    order = [NODE, HERE / "look.mjs", file, CHROMIUM, folder]
    done = subprocess.run(order, cwd=HERE, capture_output=True, check=True, timeout=300)
    return json.loads(done.stdout)


@needs_browser
def test_axe_finds_no_violation(views):
    assert [(view["width"], view["scheme"], each) for view in views for each in view["violations"]] == []
    assert all(view["passes"] > 30 for view in views)


@needs_browser
def test_no_request_leaves_the_page_and_nothing_fails(views):
    for view in views:
        own, *others = view["requests"]
        assert own.startswith("file:///")
        assert [url for url in others if not url.startswith("data:image/png")] == []
        assert (view["errors"], view["unread"]) == ([], 0)


@needs_browser
def test_nothing_is_cut_at_any_width_and_the_keyboard_finds_its_way(views):
    for view in views:
        assert (view["scrolls"], view["outside"], view["overlaps"]) == (0, [], 0), view["width"]
        assert all(each["caption"] <= view["width"] for each in view["tables"])
        assert view["first_stop"] == "skip"
    assert any(each["scrolls"] for each in views[-1]["tables"])


@needs_browser
def test_it_is_dark_where_the_reader_wants_it_dark(views):
    grounds = {view["scheme"]: view["ground"] for view in views}
    assert grounds["light"] == "rgb(255, 255, 255)"
    assert sum(map(int, re.findall(r"\d+", grounds["dark"]))) < 120


@needs_browser
@needs_poppler
def test_printed_nothing_is_cut(views, place):
    for pdf in place.glob("page_*/print.pdf"):
        assert beyond(pdf, 1.9) == []
        assert list(overlapping(pdf)) == []
