"""What all figures of comparisons have in common."""

from functools import partial

import pytest

from kmu_eval import figures
from tests.figures import comparisons

distances = partial(comparisons.spreads, ("km_to_venue", "far_from_venue", "km_saved"), ("q1", "median", "q3"))
FAMILIES = {
    "compared": (figures.compared, comparisons.everything),
    "overlap": (figures.overlap, comparisons.cells),
    "balance": (figures.balance, comparisons.came),
    "taking_part": (figures.taking_part, comparisons.spreads),
    "distances": (figures.distances, distances),
}
COUNTED = ("n", "estimate", "ci_low", "ci_high", "p_value", "p_adjusted", "n_first", "n_second", "share_first")
COUNTED += ("share_second", "normalised_difference", "event_q1", "event_median", "event_q3", "q1", "median", "q3")


@pytest.fixture(params=sorted(FAMILIES))
def family(request):
    return FAMILIES[request.param]


def test_input_unchanged(family):
    draw, made = family
    table = made()
    draw(table, comparisons.ORIGIN).png("de")
    assert table.equals(made())


def test_a_small_group_loses_every_number_in_the_table(family):
    draw, made = family
    shown = draw(made(), comparisons.ORIGIN).table
    hidden = shown[shown["hidden"] != "no"]
    assert (hidden["hidden"] == "small").any()
    assert hidden[[name for name in COUNTED if name in hidden]].isna().all(axis=None)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_hidden_is_said_in_picture_caption_and_alt_text(family, language, texts):
    draw, made = family
    figure = draw(made(), comparisons.ORIGIN)
    assert "< 5" in " ".join(texts(figure.draw(language)))
    assert "< 5" in figure.captions[language] + figure.alts[language]
    assert "{" not in figure.captions[language] + figure.alts[language]
    assert comparisons.ORIGIN.programme in figure.sources[language]


def test_the_same_bytes_twice(family):
    draw, made = family
    first, second = (draw(made(), comparisons.ORIGIN) for _ in range(2))
    assert first.png("de") == second.png("de")
    assert first.svg("en") == second.svg("en")


def test_a_table_without_rows_is_an_empty_page(family):
    draw, made = family
    figure = draw(made().iloc[:0], comparisons.ORIGIN)
    assert figure.draw("de").axes == []
    assert figure.alts["en"] == "Empty page: no data for this figure."


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_texts_lie_on_the_page(family, language):
    draw, made = family
    page = draw(made(), comparisons.ORIGIN).draw(language)
    page.draw_without_rendering()
    for axes in page.axes:
        for text in [*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels()]:
            box = text.get_window_extent()
            assert box.x0 >= 0, text.get_text()
            assert box.x1 <= page.bbox.x1 + 1, text.get_text()
