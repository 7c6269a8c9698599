import pandas as pd

from kmu_eval import figures


def test_a_panel_per_indicator_and_a_bar_per_body(origin, widths, labels):
    types = pd.Categorical(["chamber", "association", None], categories=["chamber", "association"])
    frame = pd.DataFrame({"organisation_type": types, "unit": "participants"})
    parts = [frame.assign(indicator="advisers_reached", estimate=[80.0, 2.0, 9.0])]
    parts += [frame.assign(indicator="advisers_trained", estimate=[40.0, 0.0, 7.0])]
    table = pd.concat(parts, ignore_index=True)[["organisation_type", "indicator", "unit", "estimate"]]
    drawn = figures.adviser_bodies(table, origin).draw("de")
    assert [axes.get_title(loc="left") for axes in drawn.axes] == ["Beratende\nerreicht", "Beratende\ngeschult"]
    assert labels(drawn.axes[0]) == ["Kammer", "Verband", "ohne Angabe"]
    assert [widths(axes) for axes in drawn.axes] == [[80, 0, 9], [40, 0, 7]]
    assert [[text.get_text() for text in axes.texts] for axes in drawn.axes] == [["80", "< 5", "9"], ["40", "0", "7"]]
    assert {axes.get_xlim() for axes in drawn.axes} == {(0, 80)}
