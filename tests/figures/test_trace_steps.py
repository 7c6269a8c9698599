import numpy as np
import pandas as pd
import pytest

from kmu_eval import figures

STEPS = [
    ("rows_read", "lists", "a.csv", None, 60),
    ("rows_read", "lists", "b.csv", None, 50),
    ("rows_read", "tools", "c.csv", None, 20),
    ("set_aside", "lists", "a.csv", "own_staff", -1),
    ("merged", "lists", "a.csv", "e_mail", -6),
    ("merged", "tools", "c.csv", "e_mail", -7),
    ("outside", None, None, "year", -30),
    ("not_counted", None, None, "absent", -3),
    ("not_counted", None, None, "too_short", -9),
    ("not_counted", None, None, "unnamed", -8),
    ("already_counted", None, None, "near_address", -10),
    ("estimate", None, None, None, None),
]


@pytest.fixture
def table():
    frame = pd.DataFrame(STEPS, columns=["step", "source", "file", "reason", "rows"])
    frame = frame.assign(unit="participants", estimate=np.nan, rule="attended = yes", indicator="participants")
    frame.loc[11, "estimate"] = 56.0
    return frame.assign(year="2020").astype({"rows": "Int64"})[["year", "indicator", *frame.columns[:-1]]]


@pytest.fixture
def axes(table, origin):
    return figures.trace(table, origin).draw("en").axes[0]


def bars(axes):
    return [(round(bar.get_x()), round(bar.get_width())) for bar in axes.patches]


def test_each_bar_starts_where_the_last_one_ended(axes):
    hidden = (53, 0)
    assert bars(axes) == [
        (0, 110),
        (110, 20),
        (130, -1),
        (129, -13),
        (116, -30),
        (86, 0),
        (86, -9),
        (77, 0),
        (77, -10),
        (0, 56),
    ]
    assert hidden not in bars(axes)


def test_labels(axes, labels):
    assert labels(axes) == [
        *("rows read", "lists", "tools", "set aside", "own staff", "same person, same event", "e-mail address"),
        *("not selected", "year", "does not count", "did not come", "stay too short", "unnamed"),
        *("already counted", "slip in the e-mail address", "counted"),
    ]


def test_small_steps_and_one_that_would_give_them_away_are_not_shown(axes, texts):
    written = [text.get_text() for text in axes.texts]
    assert written == ["110", "20", "−1", "−13", "−30", "< 5", "−9", "not shown", "−10", "56"]


def test_the_words_name_what_was_selected(table, origin):
    figure = figures.trace(table, origin)
    assert figure.name == "trace_participants_2020"
    assert figure.captions["de"].startswith("Teilnehmende (Personen): 56. Ausgewählt: Jahr 2020. Jede Zeile")
    assert "does not count: stay too short −9; does not count: unnamed not shown" in figure.alts["en"]
    assert figures.trace(table.assign(year="Cloud / KI"), origin).name == "trace_participants_Cloud_KI"
    assert figures.trace(table.assign(year=None), origin).name == "trace_participants_missing"
    alone = figures.trace(table.drop(columns="year"), origin)
    assert alone.name == "trace_participants"
    assert "Ausgewählt" not in alone.captions["de"]


def test_of_organisations_the_rules_of_organisations(table, origin, labels):
    other = table.assign(unit="organisations", reason=table["reason"].replace("near_address", "word_order"))
    assert "same words in another order" in labels(figures.trace(other, origin).draw("en").axes[0])


def test_a_step_without_reason_is_a_line_of_its_own(table, origin, labels):
    plain = table[table["step"].isin(["not_counted", "estimate"])].copy()
    plain.loc[7:9, ["step", "reason"]] = [["participations", None], ["head_counts", None], ["already_counted", None]]
    assert labels(figures.trace(plain, origin).draw("en").axes[0]) == [
        *("on lists", "from head counts", "already counted", "counted")
    ]


def test_nothing_at_all(table, origin, texts):
    empty = table.tail(1).assign(estimate=0.0)
    assert "No data for this figure." in texts(figures.trace(empty, origin).draw("en"))


def test_the_table_given_is_not_changed(table, origin):
    before = table.copy()
    figures.trace(table, origin)
    pd.testing.assert_frame_equal(table, before)
