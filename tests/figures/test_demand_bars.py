import pandas as pd
import pytest

from kmu_eval import figures


@pytest.fixture
def table():
    rows = [
        ("Video", "introductory", "registrations_per_event", 10, 10, 20.5),
        ("Video", "introductory", "fill_rate", 250, 9, 0.82),
        ("Video", "advanced", "registrations_per_event", 1, 1, 3.0),
        ("Video", "advanced", "fill_rate", 20, 1, 0.15),
        ("Change management in small firms", "introductory", "registrations_per_event", 4, 4, 60.0),
        ("Change management in small firms", "introductory", "fill_rate", 200, 4, 1.2),
        ("Change management in small firms", "advanced", "registrations_per_event", 0, 0, float("nan")),
        ("Change management in small firms", "advanced", "fill_rate", 0, 0, float("nan")),
    ]
    return pd.DataFrame(rows, columns=["topic", "difficulty", "indicator", "n", "n_events", "estimate"])


@pytest.fixture
def drawn(table, origin):
    return figures.demand(table, origin).draw("en")


def test_the_topic_most_asked_for_comes_first(drawn, widths, labels):
    assert labels(drawn.axes[0]) == ["introductory", "advanced"] * 2
    assert widths(drawn.axes[0]) == [60, 0, 20.5, 0]
    assert widths(drawn.axes[1]) == [1.2, 0, 0.82, 0]


def test_every_bar_names_its_events(drawn):
    assert [text.get_text() for text in drawn.axes[1].texts] == ["120% (4)", "–", "82% (9)", "< 5 (1)"]
    assert [text.get_text() for text in drawn.axes[0].texts][:4] == ["60.0 (4)", "–", "20.5 (10)", "< 5 (1)"]


def test_long_topics_are_wrapped_beside_their_rows(drawn):
    topics = {text.get_text(): text.xy[1] for text in drawn.axes[0].texts[4:]}
    assert topics == {"Change management in\nsmall firms": 0.5, "Video": 3}


def test_by_one_column(table, origin, labels):
    by_topic = table[table["difficulty"] == "introductory"].drop(columns="difficulty")
    figure = figures.demand(by_topic, origin)
    assert figure.name == "demand_by_topic"
    assert labels(figure.draw("en").axes[0]) == ["Change management in small firms", "Video"]
