import pandas as pd
import pytest

from kmu_eval import figures


@pytest.fixture
def table():
    columns = {"year": ("2019", "2020", "2021"), "sector": ("trade", None), "size_class": ("micro", "small")}
    rows = [(y, s, z) for y in columns["year"] for s in columns["sector"] for z in columns["size_class"]]
    frame = pd.DataFrame(rows, columns=list(columns))
    counts = [50.0, 3.0, 0.0, 1500.0] * 3
    both = [frame.assign(indicator=name, unit=name, estimate=counts) for name in ("organisations", "smes")]
    return pd.concat(both, ignore_index=True).assign(distinct_total=1600.0)


@pytest.fixture
def drawn(table, origin):
    return figures.reach_heat(table, origin).draw("de")


def test_a_panel_per_year(drawn, labels):
    assert [axes.get_title(loc="left") for axes in drawn.axes] == ["2019", "2020", "2021", ""]
    assert labels(drawn.axes[0]) == ["Handel", "ohne Angabe"]
    assert not drawn.axes[3].axison


def test_cells_carry_their_numbers(drawn):
    cells = {text.get_position(): text.get_text() for text in drawn.axes[0].texts}
    assert cells == {(0, 0): "50", (1, 0): "< 5", (0, 1): "0", (1, 1): "1.500"}


def test_a_hidden_cell_has_no_colour_value(drawn):
    shown = drawn.axes[0].images[0].get_array()
    assert shown.mask.tolist() == [[False, True], [False, False]]


def test_one_scale_of_colours(drawn):
    assert {axes.images[0].norm.vmax for axes in drawn.axes[:3]} == {1500}


def test_sizes_are_named_above_every_panel(drawn):
    drawn.draw_without_rendering()
    shown = [[label.get_text() for label in axes.get_xticklabels() if label.get_visible()] for axes in drawn.axes[:3]]
    assert shown == [["kleinst (1–9)", "klein (10–49)"]] * 3
    assert all(tick.label2.get_visible() for axes in drawn.axes[:3] for tick in axes.xaxis.get_major_ticks())


def test_the_indicator_asked_for(table, origin):
    figure = figures.reach_heat(table, origin, "smes")
    assert figure.name == "reach_heat_smes"
    assert set(figure.table["indicator"]) == {"smes"}
    assert figure.table["distinct_total"].isna().all()


def test_large_numbers_get_the_whole_width(table, origin):
    drawn = figures.reach_heat(table.assign(estimate=20_000.0), origin).draw("de")
    assert len({axes.get_subplotspec().colspan.start for axes in drawn.axes}) == 1
