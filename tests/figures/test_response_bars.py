import pytest

from kmu_eval import figures
from kmu_eval.figures.style import colour
from tests.figures import surveys


@pytest.fixture
def whole():
    return figures.response(surveys.whole(surveys.rates), surveys.ORIGIN)


def test_a_panel_per_rate(whole, labels, widths):
    axes = whole.draw("de").axes[0]
    headings = [text.get_text() for text in axes.texts]
    assert headings == ["Veranstaltungen mit Befragung", "Antwortende je Teilnahme", "Ausgelassene Fragen"]
    assert labels(axes)[:2] == ["alle", "alle"]
    assert widths(axes) == [0.75, 0.25, 0.02, 0.1]


def test_every_rate_says_of_how_many(whole):
    assert [text.get_text() for text in whole.draw("de").axes[2].texts][1:4] == [
        "3 von 4",
        "300 von 1.200",
        "6 von 300",
    ]


def test_where_grouped_items_left_out_are_not_drawn():
    figure = figures.response(surveys.grouped(surveys.rates), surveys.ORIGIN)
    assert set(figure.table["rate"]) == {"events_surveyed", "answers_per_attendance"}
    assert figure.name == "response_by_mode"


def test_texts_name_only_the_rates_that_are_drawn(whole, texts):
    grouped = figures.response(surveys.grouped(surveys.rates), surveys.ORIGIN)
    assert "ausgelassen" in whole.captions["de"]
    assert "ausgelassen" not in grouped.captions["de"]
    assert not any("left out" in text.get_text() for text in grouped.draw("en").texts)


def test_years_by_mode_have_the_colours_of_their_modes():
    table = surveys.grouped(surveys.rates).assign(year="2020")
    axes = figures.response(table[["year", *table.columns.drop("year")]], surveys.ORIGIN).draw("de").axes[0]
    first, second = (tuple(round(255 * part) for part in bar.get_facecolor()[:3]) for bar in axes.patches[:2])
    assert "#{:02x}{:02x}{:02x}".format(*first) == colour("mode", "in_person")
    assert "#{:02x}{:02x}{:02x}".format(*second) == colour("mode", "online")


def test_few_respondents_are_hidden_and_few_events_are_not():
    table = surveys.grouped(surveys.rates)
    table.loc[table["rate"] == "answers_per_attendance", "n"] = 100
    shown = figures.response(table, surveys.ORIGIN).table
    hybrid = shown[shown["mode"] == "hybrid"].set_index("rate")["hidden"]
    assert hybrid.to_dict() == {"events_surveyed": "no", "answers_per_attendance": "small"}


def test_few_who_left_an_item_out_are_shown(whole):
    shown = figures.response(surveys.whole(surveys.rates, n=100), surveys.ORIGIN).table
    assert shown.loc[shown["item"] == "useful", "answers"].tolist() == [2]


def test_more_than_all_is_drawn_as_it_is(widths):
    table = surveys.whole(surveys.rates).assign(estimate=1.25)
    axes = figures.response(table, surveys.ORIGIN).draw("de").axes[0]
    assert widths(axes) == [1.25] * 4
    assert axes.get_xlim()[1] > 1.25
