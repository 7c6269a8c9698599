import pandas as pd
import pytest

from kmu_eval import figures


@pytest.fixture
def table():
    dates = pd.to_datetime(["2019-03-01", "2019-06-03", "2019-12-01", "2020-05-01", "2020-06-01"])
    days = pd.DataFrame({"date": dates, "unit": "organisations", "n_events": 1, "new": [50, 3, 40, 900, 2]})
    return days.assign(cumulative=days["new"].cumsum(), rule="attended = yes")


def test_the_line_climbs_in_steps_that_hide_nobody(table, origin):
    drawn = figures.cumulative_reach(table, origin).draw("de")
    line = drawn.axes[0].lines[0]
    assert list(line.get_ydata()) == [50, 93, 995]
    assert line.get_drawstyle() == "steps-post"
    assert drawn.axes[0].get_ylim()[0] == 0


def test_the_end_of_each_year_is_labelled(table, origin, texts):
    found = texts(figures.cumulative_reach(table.assign(cumulative=table["cumulative"] * 10), origin).draw("de"))
    assert {"930", "9.950"} <= set(found)


def test_named_after_its_unit(table, origin):
    figure = figures.cumulative_reach(table, origin)
    assert figure.name == "cumulative_reach_organisations"
    assert "995 by Jun 1, 2020" in figure.captions["en"]


@pytest.mark.parametrize("rows", [0, 1])
def test_hardly_any_days(table, origin, rows, tmp_path):
    assert figures.cumulative_reach(table.head(rows), origin).save(tmp_path)
