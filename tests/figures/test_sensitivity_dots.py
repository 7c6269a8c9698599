import pandas as pd
import pytest

from kmu_eval import figures

LINKAGES = ("strict", "default", "wide")
COUNTS = {"smes": (220, 200, 190), "participants": (1000, 1000, 990), "advisers_trained": (4, 3, 3)}
UPPER = {"smes": 400, "participants": 1100, "advisers_trained": 30}


@pytest.fixture
def table():
    rows = [
        (linkage, stay, name, unit, counts[place] * (1 if stay is None else 0.8), UPPER[name], f"{linkage}, {stay}")
        for place, linkage in enumerate(LINKAGES)
        for stay in (None, 30)
        for (name, counts), unit in zip(COUNTS.items(), ("organisations", "participants", "participants"), strict=True)
    ]
    names = ["linkage", "minimum_stay_minutes", "indicator", "unit", "estimate", "upper", "rule"]
    frame = pd.DataFrame(rows, columns=names).astype({"minimum_stay_minutes": "Int32"})
    frame["linkage"] = pd.Categorical(frame["linkage"], LINKAGES, ordered=True)
    return frame.assign(lower=frame["estimate"])


@pytest.fixture
def drawn(table, origin):
    return figures.sensitivity(table, origin).draw("de")


def dots(axes):
    """By mark the shares that its dots stand at."""
    lines = [line for line in axes.lines if line.get_linestyle() == "None" and len(line.get_xdata()) == 3]
    return [[None if x != x else round(float(x), 3) for x in line.get_xdata()] for line in lines]


def test_linkages_as_shares_of_the_default_the_widest_first(drawn):
    assert dots(drawn.axes[0]) == [[0.95, 0.99, None], [1, 1, None], [1.1, 1, None]]


def test_minimum_stays_as_shares_of_the_count_without(drawn):
    assert dots(drawn.axes[2]) == [[1, 1, None], [0.8, 0.8, None]]


def test_bands_end_at_what_the_default_can_be_or_in_an_arrow(drawn):
    axes = drawn.axes[0]
    bands = [line.get_xdata() for line in axes.lines if line.get_linewidth() == 9]
    farthest = axes.get_xlim()[1]
    assert [[round(float(x), 3) for x in band] for band in bands[:2]] == [[1, round(farthest, 3)], [1, 1.1]]
    arrows = [line for line in axes.lines if line.get_marker() == ">" and len(line.get_xdata()) == 1]
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in arrows] == [(farthest, 0)]


def test_both_panels_have_one_scale_that_holds_all_dots(drawn):
    low, high = drawn.axes[0].get_xlim()
    assert drawn.axes[2].get_xlim() == (low, high)
    assert low < 0.8
    assert high > 1.1


def test_every_number_stands_beside_and_small_ones_do_not(drawn, texts):
    found = texts(drawn)
    for text in ("190", "200", "220", "160", "200–400", "1.000–1.100", "weit", "üblich", "streng", "egal", "30"):
        assert text in found
    assert found.count("< 5") == 3 + 1 + 2
    assert not {"4", "3", "2"} & set(found)


def test_alt_text(table, origin):
    alt = figures.sensitivity(table, origin).alts["en"]
    assert "SMEs: 200; by linkage 190–220; by minimum stay 160–200; possible 200–400" in alt
    assert "Advisers trained: < 5; possible < 5" in alt


def test_a_rule_stands_once(table, origin):
    shown = figures.sensitivity(table, origin).table
    assert shown["rule"].dropna().unique().tolist() == ["default, None"]
    assert len(shown) == len(table)


def test_one_linkage_and_one_stay_leave_one_panel(table, origin, texts):
    alone = table[(table["linkage"] == "default") & table["minimum_stay_minutes"].isna()]
    drawn = figures.sensitivity(alone, origin).draw("en")
    assert len(drawn.axes) == 2
    assert dots(drawn.axes[0]) == [[1, 1, None]]
    assert "How long somebody must stay (minutes)" not in texts(drawn)


def test_without_the_default_the_first_linkage_is_the_measure(table, origin):
    drawn = figures.sensitivity(table[table["linkage"] != "default"], origin).draw("en")
    assert dots(drawn.axes[0]) == [[round(190 / 220, 3), 0.99, None], [1, 1, None]]


def test_nothing_counted(table, origin, texts):
    zeros = table.assign(estimate=0.0, lower=0.0, upper=0.0)
    assert "No data for this figure." in texts(figures.sensitivity(zeros, origin).draw("en"))
    assert "No data for this figure." in texts(figures.sensitivity(table.iloc[:0], origin).draw("en"))
    by_default = (table["indicator"] == "smes") & (table["linkage"] == "default")
    some = table.assign(estimate=table["estimate"].mask(by_default, 0.0))
    expected = [[None, 0.99, None], [None, 1, None], [None, 1, None]]
    assert dots(figures.sensitivity(some, origin).draw("en").axes[0]) == expected


def test_the_table_given_is_not_changed(table, origin):
    before = table.copy()
    figures.sensitivity(table, origin)
    pd.testing.assert_frame_equal(table, before)
