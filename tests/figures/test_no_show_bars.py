import pytest

from kmu_eval import figures
from kmu_eval.figures.style import colour


@pytest.fixture
def axes(absences, origin):
    return figures.no_shows(absences, origin).draw("de").axes[0]


def test_one_bar_per_group_from_zero(axes, widths, labels):
    assert labels(axes) == ["in Präsenz", "online", "hybrid", "ohne Angabe"]
    assert widths(axes) == [0.125, 0.25, 0, 0.5]


def test_every_bar_names_share_and_base_and_the_unknown_apart(axes):
    assert [text.get_text() for text in axes.texts] == [
        "12\N{NO-BREAK SPACE}% von 200",
        "25\N{NO-BREAK SPACE}% von 400, unbekannt: 12",
        "< 5",
        "50\N{NO-BREAK SPACE}% von 20, unbekannt: < 5",
    ]


def test_few_unknown_leave_the_table_too(absences, origin):
    assert figures.no_shows(absences, origin).table["n_missing"].isna().tolist() == [False, False, True, True]


def test_colours_belong_to_modes(axes):
    from matplotlib.colors import to_hex

    expected = [colour("mode", mode) for mode in ("in_person", "online", "hybrid", None)]
    assert [to_hex(patch.get_facecolor()) for patch in axes.patches] == expected


def test_nobody_registered_is_no_share(absences, origin):
    table = absences.iloc[:2].assign(n=[0, 20], estimate=[float("nan"), 0.5])
    axes = figures.no_shows(table, origin).draw("en").axes[0]
    assert axes.texts[0].get_text() == "– of 0"


def test_a_page_of_hidden_numbers_is_not_empty(absences, origin):
    figure = figures.no_shows(absences.iloc[:2].assign(n=[3, 2]), origin)
    assert len(figure.draw("en").axes) == 1
    assert "< 5" in figure.alts["en"]


def test_nobody_registered_anywhere_is_an_empty_page(absences, origin):
    figure = figures.no_shows(absences.iloc[:1].assign(n=0, estimate=float("nan")), origin)
    assert figure.draw("en").axes == []
    assert figure.alts["en"] == "Empty page: no data for this figure."


def test_named_after_what_it_is_grouped_by(absences, origin):
    assert figures.no_shows(absences.rename(columns={"mode": "channel"}), origin).name == "no_shows_by_channel"
