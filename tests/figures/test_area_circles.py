import pandas as pd
import pytest

from kmu_eval import figures


@pytest.fixture
def table():
    return pd.DataFrame(
        {
            "area": ["10", "01", "80", "99", None],
            "latitude": [52.5, 51.0, 48.1, None, None],
            "longitude": [13.4, 13.7, 11.6, None, None],
            "indicator": "organisations",
            "unit": "organisations",
            "estimate": [100.0, 400.0, 3.0, 20.0, 30.0],
            "distinct_total": 553.0,
        }
    )


@pytest.fixture
def drawn(table, origin):
    return figures.area_map(table, origin).draw("en")


def test_the_area_of_a_circle_is_the_count(drawn):
    circles = drawn.axes[0].collections[0]
    sizes = dict(zip(map(tuple, circles.get_offsets().tolist()), circles.get_sizes().tolist(), strict=True))
    assert set(sizes) == {(13.7, 51.0), (13.4, 52.5)}
    assert sizes[(13.7, 51.0)] == pytest.approx(4 * sizes[(13.4, 52.5)])


def test_a_small_area_is_a_ring(drawn):
    assert drawn.axes[0].collections[1].get_offsets().tolist() == [[11.6, 48.1]]


def test_all_german_postcodes_lie_under_it(drawn):
    assert len(drawn.axes[0].lines[0].get_xdata()) > 8000


def test_the_map_is_not_squeezed(drawn):
    assert drawn.axes[0].get_aspect() == pytest.approx(1.59, abs=0.01)


def test_those_without_a_place_are_told(drawn, texts):
    assert "without German\npostcode: 50" in texts(drawn)
    assert "01xxx" in texts(drawn)


def test_no_total_gives_the_small_area_away(table, origin):
    assert figures.area_map(table, origin).table["distinct_total"].isna().all()


def test_a_label_under_a_smaller_circle_is_left_out(table, origin):
    near = table.assign(latitude=[51.05, 51.0, 48.1, None, None], longitude=[13.7, 13.7, 11.6, None, None])
    assert [text.get_text() for text in figures.area_map(near, origin).draw("en").axes[0].texts] == []
    assert [text.get_text() for text in figures.area_map(table, origin).draw("en").axes[0].texts] == ["01"]
