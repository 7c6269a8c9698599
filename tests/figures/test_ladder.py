import pandas as pd
import pytest

from kmu_eval import figures

STEPS = ("registrations", "attendances", "participants", "organisations")


@pytest.fixture
def table():
    counts = {"all": (120, 100, 60, 40), "enterprise": (110, 90, 53, 33), "other": (10, 10, 7, 4)}
    rows = [
        (role, step, step, float(n)) for role, found in counts.items() for step, n in zip(STEPS, found, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["role", "indicator", "unit", "estimate"])
    upper = frame["estimate"].where(frame["indicator"] != "participants", frame["estimate"] + 20)
    return frame.assign(lower=frame["estimate"], upper=upper)


@pytest.fixture
def drawn(table, origin):
    return figures.count_ladder(table, origin).draw("de")


def test_a_panel_per_role_and_a_bar_per_step(drawn, widths, labels):
    assert [axes.get_title(loc="left") for axes in drawn.axes] == ["Alle", "Unternehmen", "Sonstige"]
    assert widths(drawn.axes[1]) == [110, 90, 53, 33]
    assert labels(drawn.axes[1])[0] == "Anmeldungen"


def test_one_scale_for_all_roles(drawn):
    assert {axes.get_xlim() for axes in drawn.axes} == {(0, 120)}


def test_a_range_is_drawn_and_written(drawn):
    (line,) = drawn.axes[1].lines
    assert (list(line.get_xdata()), list(line.get_ydata())) == ([53, 73], [2, 2])
    assert "53–73" in [text.get_text() for text in drawn.axes[1].texts]


def test_a_lower_bound_above_the_named_is_written_beside_them(table, origin):
    table.loc[6, ["lower", "upper"]] = [60.0, 90.0]
    axes = figures.count_ladder(table, origin).draw("de").axes[1]
    assert "53 (60–90)" in [text.get_text() for text in axes.texts]


def test_a_small_role_and_the_total_that_gives_it_away_are_hidden(drawn, widths):
    assert widths(drawn.axes[2])[3] == 0
    assert drawn.axes[2].texts[3].get_text() == "< 5"
    assert widths(drawn.axes[0])[3] == 0
    assert drawn.axes[0].texts[3].get_text() == "nicht gezeigt"


def test_unknown_heads_too_few_to_tell_read_as_few(table, origin):
    table.loc[11, ["estimate", "lower", "upper"]] = [0.0, 0.0, 3.0]
    assert figures.count_ladder(table, origin).draw("de").axes[2].texts[3].get_text() == "< 5"
