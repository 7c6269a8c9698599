import pandas as pd
import pytest

from kmu_eval import figures
from kmu_eval.vocabulary import MODE

QUARTERS = ("2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2")


@pytest.fixture
def table():
    columns = {"quarter": QUARTERS, "mode": MODE, "indicator": ("events", "attendances")}
    frame = pd.MultiIndex.from_product(columns.values(), names=columns).to_frame(index=False)
    frame["mode"] = pd.Categorical(frame["mode"], categories=MODE)
    frame["unit"] = frame["indicator"]
    counts = {("2019-Q3", "events"): 3.0, ("2019-Q3", "attendances"): 4.0, ("2020-Q2", "attendances"): 1200.0}
    keys = zip(frame["quarter"], frame["indicator"], strict=True)
    return frame.assign(estimate=[counts.get(key, 0.0) for key in keys])


@pytest.fixture
def drawn(table, origin):
    return figures.modes_over_time(table, origin).draw("de")


def heights(axes):
    return [patch.get_height() for patch in axes.patches]


def test_a_column_of_panels_per_mode_and_a_row_per_indicator(drawn):
    assert [axes.get_title(loc="left") for axes in drawn.axes] == ["In Präsenz", "Online", "Hybrid", "", "", ""]
    assert heights(drawn.axes[0]) == [3, 0, 0, 0]
    assert heights(drawn.axes[3]) == [0, 0, 0, 1200]


def test_small_groups_are_rings_without_height(drawn, texts):
    (ring,) = drawn.axes[3].lines
    assert (list(ring.get_xdata()), list(ring.get_ydata())) == ([0], [0])
    assert any("Ring: < 5" in text for text in texts(drawn))


def test_what_has_no_date_is_told_and_not_drawn(table, drawn, origin):
    without = table.iloc[:2].assign(quarter=None, mode=None, estimate=[2.0, 3.0])
    figure = figures.modes_over_time(pd.concat([table, without], ignore_index=True), origin)
    told = "Ohne bekanntes Datum und nicht gezeichnet: Veranstaltungen 2, Teilnahmen < 5."
    assert figure.captions["de"].split("Skala. ")[1].startswith(told)
    axes = figure.draw("de").axes
    assert [heights(each) for each in axes] == [heights(each) for each in drawn.axes]
    assert "Ohne" not in figures.modes_over_time(table, origin).captions["de"]


def test_few_events_are_shown(drawn):
    assert not drawn.axes[0].lines


def test_years_are_marked_where_they_begin(drawn):
    axes = drawn.axes[3]
    assert list(axes.get_xticks()) == [-0.5, 1.5]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["2019", "2020"]


def test_the_highest_value_is_written(drawn):
    assert [text.get_text() for text in drawn.axes[4].texts] == ["1.200"]


def test_one_scale_per_indicator(table, origin):
    table.loc[table["mode"] == "online", "estimate"] *= 2
    drawn = figures.modes_over_time(table, origin).draw("de")
    assert len({axes.get_ylim() for axes in drawn.axes[3:]}) == 1


def test_a_missing_mode_has_a_panel_only_where_something_was_counted(table, origin):
    unknown = table[table["mode"] == "hybrid"].assign(mode=pd.Categorical([None] * 8, categories=MODE), estimate=0.0)
    with_unknown = pd.concat([table, unknown], ignore_index=True)
    assert len(figures.modes_over_time(with_unknown, origin).draw("de").axes) == 6
    with_unknown.loc[len(table), "estimate"] = 6.0
    drawn = figures.modes_over_time(with_unknown, origin).draw("de")
    assert drawn.axes[3].get_title(loc="left") == "Ohne Angabe"
