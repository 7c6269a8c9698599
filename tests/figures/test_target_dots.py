import pandas as pd
import pytest

from kmu_eval import figures


@pytest.fixture
def table():
    rows = [
        ("smes", "organisations", 200, 240.0, 240.0, 300.0, 1.2, "reached"),
        ("events", "events", 100, 99.9, 99.9, 99.9, 0.999, "missed"),
        ("advisers_trained", "participants", 50, 40.0, 40.0, 60.0, 0.8, "open"),
        ("advisers_reached", "participants", 50, 3.0, 3.0, 4.0, 0.06, "missed"),
    ]
    names = ["indicator", "unit", "target", "estimate", "lower", "upper", "share_of_target", "verdict"]
    return pd.DataFrame(rows, columns=names)


@pytest.fixture
def axes(table, origin):
    return figures.targets(table, origin).draw("en").axes[0]


def dots(axes):
    return [line for line in axes.lines if line.get_marker() == "o"]


def test_a_dot_per_shown_indicator_at_its_share_of_the_target(axes):
    assert [(round(dot.get_xdata()[0], 3), dot.get_ydata()[0]) for dot in dots(axes)] == [
        (1.2, 0),
        (0.999, 1),
        (0.8, 2),
    ]


def test_the_target_stands_at_one_in_every_row(axes):
    strokes = [line for line in axes.lines if list(line.get_xdata()) == [1, 1]]
    assert len(strokes) == 4


def test_the_band_runs_over_what_it_can_be(axes):
    bands = [[round(x, 3) for x in line.get_xdata()] for line in axes.lines if line.get_linewidth() == 4]
    assert bands == [[1.2, 1.5], [0.999, 0.999], [0.8, 1.2]]


def test_fill_says_the_verdict(axes):
    assert [dot.get_fillstyle() for dot in dots(axes)] == ["full", "none", "left"]


def test_texts(axes, texts):
    found = texts(axes.figure)
    for text in ("SMEs", "240–300, target 200", "120%, reached", "99.9%, missed", "80%, open", "< 5, target 50"):
        assert text in found
    assert not any("6%" in text for text in found)


def test_the_scale_holds_the_farthest_band(axes):
    assert axes.get_xlim()[0] == 0
    assert axes.get_xlim()[1] >= 1.5


def test_a_programme_without_targets(table, origin, texts):
    assert "No data for this figure." in texts(figures.targets(table.iloc[:0], origin).draw("en"))
