"""Claims and verdicts as a figure: every text fits its column, few are hidden, both languages say the same."""

from dataclasses import replace
from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kmu_eval import figures
from kmu_eval.figures import style
from kmu_eval.figures.cells import Cells, fitted, paint
from kmu_eval.figures.marks import wide
from kmu_eval.figures.wording import Wording
from tests.figures.claimed import ORIGIN, claimed

LONG = " ".join(["Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle und"] * 5)


def texts_of(figure, language):
    with style.context():
        sheet = figure.draw(language)
    return sheet, [text for axes in sheet.axes for text in axes.texts]


@pytest.mark.parametrize("language", ["de", "en"])
def test_alt_text_tells_each_claim(language, snapshot):
    assert figures.claims(claimed(), ORIGIN).alts[language] == snapshot


@pytest.mark.parametrize("language", ["de", "en"])
def test_made_up_data_are_called_a_demonstration(language, snapshot):
    origin = replace(ORIGIN, synthetic=True)
    assert figures.claims(claimed("firms", "advice", synthetic=True), origin).alts[language] == snapshot


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("long", [False, True])
def test_no_text_leaves_its_column_or_its_row(language, long):
    labels = {**ORIGIN.labels, **({("claim", "firms", language): LONG} if long else {})}
    sheet, texts = texts_of(figures.claims(claimed(), replace(ORIGIN, labels=labels)), language)
    renderer = FigureCanvasAgg(sheet).get_renderer()
    boxes = sorted((text.get_window_extent(renderer) for text in texts), key=lambda box: (round(box.x0), -box.y1))
    columns = sorted({round(box.x0) for box in boxes})
    assert len(columns) == 3
    for box, after in pairwise(boxes):
        right = next((x for x in columns if x > round(box.x0)), sheet.bbox.x1)
        assert box.x1 <= right
        assert round(box.x0) != round(after.x0) or after.y1 <= box.y0 + 1
    assert all(sheet.bbox.y0 <= box.y0 and box.y1 <= sheet.bbox.y1 for box in boxes)


def test_few_are_hidden_everywhere():
    figure = figures.claims(claimed(), ORIGIN)
    few = figure.table.set_index("claim").loc["few"]
    assert few[["n", "estimate", "ci_low", "verdict", "on_these_data"]].isna().all()
    assert "75" not in figure.alts["en"]
    assert "'few': < 5 ('Was it useful?', top answers: < 5; claimed: most)" in figure.alts["en"]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("counts", ["firms", "online", "perhaps"]),
        ("answers", ["useful", "time", "again", "alike", "unlike", "few"]),
        ("untested", ["advice"]),
        ("", [*claimed()["claim"]]),
    ],
)
def test_a_part_has_its_claims_a_title_and_a_name_of_its_own(part, words):
    figure = figures.claims(claimed(), ORIGIN, part)
    assert figure.table["claim"].tolist() == words
    assert figure.name == f"claims_{part}".rstrip("_")
    titles = {texts_of(figures.claims(claimed(), ORIGIN, each), "de")[0].texts[0].get_text() for each in ("", part)}
    assert len(titles) == (2 if part else 1)


def test_claims_that_nothing_can_test_are_drawn_and_no_claims_are_an_empty_page():
    assert "Strategy" in figures.claims(claimed("advice"), ORIGIN).alts["en"]
    assert figures.claims(claimed("advice"), ORIGIN, "counts").alts["en"] == "Empty page: no data for this figure."


def test_saved_twice_it_is_the_same(tmp_path):
    for name in ("one", "two"):
        figures.claims(claimed(), ORIGIN).save(tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("inches", [0.3, 1.0, 2.5])
def test_lines_fit_and_no_letter_is_lost(inches):
    with style.context():
        lines = fitted(LONG, inches).split("\n")
        assert all(wide(line, style.SMALL) <= inches for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == LONG.replace(" ", "")


def test_a_page_is_as_high_as_its_longest_cells():
    with style.context():
        wording = Wording("en", ORIGIN, "claims", {"about": ""})
        low, high = (paint(Cells(("a", "b"), [("x", text)], (1, 1)), wording) for text in ("y", LONG))
    assert high.get_figheight() > low.get_figheight() + 0.5
