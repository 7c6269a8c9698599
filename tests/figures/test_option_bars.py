import pandas as pd
import pytest

from kmu_eval import figures
from tests.figures import surveys


def test_the_most_chosen_comes_first_whatever_the_order_of_rows(labels, widths):
    table = surveys.whole(surveys.options)
    for each in (table, table.iloc[::-1]):
        axes = figures.ranked_options(each, surveys.ORIGIN).draw("de").axes[0]
        assert labels(axes) == ["Geld", "Wissen", "Zeit"]
        assert widths(axes) == [0.6, 0.4, 0.2]


def test_where_grouped_each_group_has_an_order_of_its_own(labels):
    table = surveys.grouped(surveys.options)
    turned = (table["mode"] == "online") & (table["option"] == "zeit")
    axes = (
        figures.ranked_options(table.assign(estimate=table["estimate"].mask(turned, 0.9)), surveys.ORIGIN)
        .draw("de")
        .axes[0]
    )
    assert labels(axes)[:6] == ["Geld", "Wissen", "Zeit", "Zeit", "Geld", "Wissen"]
    assert [text.get_text() for text in axes.texts] == ["in Präsenz", "online", "hybrid"]


def test_the_only_item_is_told_above(texts):
    figure = figures.ranked_options(surveys.whole(surveys.options), surveys.ORIGIN)
    assert figure.captions["de"].startswith("„Was brauchen Sie?“ ")
    assert figure.name == "ranked_options_needs"


def test_several_items_are_panels_of_their_own():
    table = surveys.whole(surveys.options)
    both = [table, table.assign(item="useful")]
    figure = figures.ranked_options(pd.concat(both).astype({"item": "object"}), surveys.ORIGIN)
    headings = [text.get_text() for text in figure.draw("de").axes[0].texts]
    assert headings == ["Was brauchen Sie?", surveys.WORDINGS["useful"]["de"]]


@pytest.fixture
def matrix():
    return figures.options_by_group(surveys.grouped(surveys.options), surveys.ORIGIN).draw("de").axes[0]


def test_a_matrix_has_options_in_their_order_and_groups_as_columns(matrix, labels):
    assert labels(matrix) == ["Zeit", "Geld", "Wissen"]
    assert [text.get_text() for text in matrix.texts][:3] == ["in Präsenz", "online", "hybrid"]


def test_every_cell_has_its_n_and_a_hidden_one_no_colour(matrix):
    cells = {text.get_position(): text.get_text() for text in matrix.texts[3:]}
    assert list(cells.values())[:3] == ["20\xa0%\nn = 200", "20\xa0%\nn = 100", "< 5"]
    assert len(matrix.patches) == 3 * 2


def test_two_columns_are_a_panel_per_option(labels):
    parts = [surveys.grouped(surveys.options).assign(topic=topic) for topic in ("Video", "KI")]
    table = pd.concat(parts, ignore_index=True)
    table = table[["topic", *table.columns.drop("topic")]]
    axes = figures.options_by_group(table, surveys.ORIGIN).draw("de").axes[0]
    assert labels(axes) == ["Video", "KI"] * 3
    texts = [text.get_text() for text in axes.texts]
    assert [text for text in texts if text in ("Zeit", "Geld", "Wissen")] == ["Zeit", "Geld", "Wissen"]


def test_two_columns_of_several_items_name_item_and_option():
    parts = [surveys.grouped(surveys.options).assign(topic="KI", item=item) for item in ("needs", "useful")]
    table = pd.concat(parts, ignore_index=True)
    table = table[["topic", *table.columns.drop("topic")]]
    axes = figures.options_by_group(table, surveys.ORIGIN).draw("de").axes[0]
    assert "Was brauchen Sie? · Zeit" in [text.get_text() for text in axes.texts]


def test_the_only_item_of_a_matrix_by_two_columns_is_told_above(labels):
    table = surveys.grouped(surveys.top_share(["useful"])).assign(topic="KI")
    figure = figures.items_by_group(table[["topic", *table.columns.drop("topic")]], surveys.ORIGIN)
    assert labels(figure.draw("de").axes[0]) == ["KI"]
    for text in (figure.captions["de"], figure.alts["de"]):
        assert f"„{surveys.WORDINGS['useful']['de']}“" in text


@pytest.mark.parametrize("letters", range(8, 20))
def test_no_word_in_the_head_of_a_column_is_parted(letters):
    table, word = surveys.grouped(surveys.options), "i" * letters
    parts = [table.assign(mode=table["mode"].astype("object") + str(number)) for number in (1, 2)]
    table = pd.concat(parts, ignore_index=True).replace({"mode": {"online1": word}})
    axes = figures.options_by_group(table, surveys.ORIGIN).draw("en").axes[0]
    assert word in [text.get_text() for text in axes.texts]


def test_a_group_in_which_nobody_answered_has_one_row(labels):
    table = surveys.grouped(surveys.options)
    table["estimate"] = table["estimate"].mask(table["mode"] == "online")
    table["n"] = table["n"].mask(table["mode"] == "online", 0)
    axes = figures.ranked_options(table, surveys.ORIGIN).draw("de").axes[0]
    assert labels(axes)[3:] == ["alle Möglichkeiten"] * 2


def test_an_item_that_a_group_was_not_asked_is_a_dash():
    table = surveys.grouped(surveys.top_share())
    asked = (table["mode"] != "online") | (table["item"] == "useful")
    axes = figures.items_by_group(table[asked], surveys.ORIGIN).draw("de").axes[0]
    assert [text.get_text() for text in axes.texts][3:] == [
        *("80\xa0%\nn = 200", "80\xa0%\nn = 100", "< 5"),
        *("70\xa0%\nn = 200", "–", "< 5"),
    ]
