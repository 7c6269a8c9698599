import pytest

from kmu_eval import figures
from kmu_eval.figures.style import colour
from tests.figures import comparisons

OF_ATTENDANCES = ("q1", "median", "q3")


@pytest.fixture
def page():
    return figures.taking_part(comparisons.spreads(), comparisons.ORIGIN).draw("de")


def column(page, place):
    return [text.get_text() for text in page.axes[place].texts][1:]


def test_an_aspect_is_a_part_with_its_own_scale(page, labels):
    shares, minutes = page.axes[0], page.axes[5]
    assert labels(shares) == labels(minutes) == ["in Präsenz", "online", "hybrid"]
    assert shares.get_xlim() == (-0.03, 1)
    assert 140 < minutes.get_xlim()[1] < 160


def test_the_value_stands_over_the_spread_between_events(page):
    axes = page.axes[5]
    dots = [(float(line.get_xdata()[0]), line.get_markeredgecolor()) for line in axes.lines if line.get_marker() == "o"]
    assert dots == [(97, colour("mode", "in_person")), (97, colour("mode", "online"))]
    lines = [[float(x) for x in line.get_xdata()] for line in axes.lines if line.get_linewidth() == 1.6]
    assert lines == [[48.5, 145.5]] * 2 + [[pytest.approx(87.3)] * 2] * 2


def test_value_median_and_quartiles_n_and_events_stand_beside(page):
    assert column(page, 1) == ["26\xa0%", "26\xa0%", "< 5"]
    assert column(page, 2) == ["23\xa0% (13–39)", "23\xa0% (13–39)", ""]
    assert column(page, 3) == ["200", "100", "< 5"]
    assert column(page, 7) == ["87 (48–146)", "87 (48–146)", ""]


def test_sums_have_no_spread():
    table = comparisons.spreads(["km_saved"], OF_ATTENDANCES).assign(q1=None, median=None, q3=None)
    page = figures.distances(table, comparisons.ORIGIN).draw("en")
    assert column(page, 1) == ["16,100", "16,100", "< 5"]
    assert column(page, 2) == ["", "", ""]


def test_who_has_no_distance_is_not_drawn():
    table = comparisons.spreads(["km_to_venue", "km_saved"], OF_ATTENDANCES)
    none = (table["mode"] == "online") & (table["aspect"] == "km_to_venue")
    table["n"] = table["n"].where(~none, 0)
    shown = figures.distances(table, comparisons.ORIGIN).table
    assert shown.loc[shown["mode"] == "online", "aspect"].tolist() == ["km_saved"]


def test_not_grouped_there_is_one_row_for_all(labels):
    table = comparisons.spreads().query("mode == 'online'").drop(columns="mode")
    page = figures.taking_part(table, comparisons.ORIGIN).draw("de")
    assert labels(page.axes[0]) == ["alle"]
