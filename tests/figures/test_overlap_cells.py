import pytest

from kmu_eval import figures
from kmu_eval.figures.overlap_cells import _KEPT, _OTHER
from tests.figures import comparisons


def overlap(**more):
    return figures.overlap(comparisons.cells(**more), comparisons.ORIGIN)


def texts_of(page):
    """What stands in the cells, the heads first."""
    return [text.get_text() for text in page.axes[0].texts]


def test_events_and_answers_of_both_groups_in_each_cell(labels):
    page = overlap(n=((17, 253), (86, 0), (40, 33))).draw("de")
    assert labels(page.axes[0]) == ["2019 · Einstieg", "2020 · Einstieg", "2021 · Einstieg"]
    assert texts_of(page) == ["online", "7 · 17", "7 · 86", "7 · 40", "in Präsenz", "7 · 253", "–", "7 · 33"]


def test_kept_cells_are_coloured_and_named():
    from matplotlib.colors import to_hex

    page = overlap().draw("en")
    assert [to_hex(patch.get_facecolor()) for patch in page.axes[0].patches] == [_KEPT, _OTHER, _KEPT] * 2
    assert [text.get_text() for text in page.axes[1].texts] == ["compar-\nable", "yes", "no", "yes"]


@pytest.mark.parametrize(("kept", "hidden"), [("yes", "no"), ("no", "no")])
def test_a_small_cell_is_not_hidden_alone(kept, hidden):
    """The kept cells of one group add up to its adjusted answers, which stand in the other figure."""
    shown = overlap(kept=(kept, kept, kept), n=((17, 253), (86, 30), (40, 3))).table
    assert shown["hidden"].tolist() == ["no", hidden, "no", "total", "no", "small"]


def test_cells_of_the_other_side_of_the_gate_are_no_cover():
    assert overlap(n=((17, 253), (86, 30), (40, 3))).table["hidden"].tolist() == [
        "no",
        "total",
        "no",
        "no",
        "no",
        "small",
    ]


def test_the_share_kept_is_told_and_hidden_where_it_tells_a_small_rest():
    assert "auf sie entfallen 83\xa0% der Antworten" in overlap().captions["de"]
    few = overlap(n=((17, 253), (2, 1), (40, 33)))
    assert few.table["share_kept"].isna().all()
    assert "entfallen (nicht gezeigt) der Antworten" in few.captions["de"]


def test_a_refusal_says_why():
    assert "too little to adjust: only 41 of 100" in overlap(rule=comparisons.REFUSED).captions["en"]
    assert "too little" not in overlap().captions["en"]


def test_more_cells_than_a_page_holds_are_counted_and_not_shrunk(texts):
    figure = overlap(kept=("yes", "no") * 40, n=((17, 253),) * 80)
    page = figure.draw("en")
    assert "and 16 more cells, see the table" in texts(page)
    assert len(page.axes[0].patches) == 2 * 64
    assert page.get_size_inches()[1] < 11
    assert len(figure.table) == 160
    assert {text.get_fontsize() for text in page.axes[0].texts} == {8, 9}


def test_without_a_kept_cell_none_is_told():
    assert (
        overlap(kept=("no", "no", "no"))
        .alts["en"]
        .endswith("Comparable are 0 of 3 cells with 83% of the answers: none.")
    )
