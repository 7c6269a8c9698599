import pandas as pd
import pytest

from kmu_eval import figures
from kmu_eval.figures.answer_bars import Stack
from kmu_eval.figures.style import answer_colour
from tests.figures import surveys


@pytest.fixture
def drawn():
    return figures.opinions(surveys.whole(surveys.distribution()), surveys.ORIGIN).draw("de")


def bars(axes):
    return [(round(bar.get_x(), 4), round(bar.get_width(), 4)) for bar in axes.patches]


def test_least_stands_left_of_the_middle_and_the_middle_answer_is_centred(drawn):
    assert bars(drawn.axes[0])[:5] == [(-0.3, 0.1), (-0.2, 0.1), (-0.1, 0.2), (0.1, 0.3), (0.4, 0.3)]


def test_a_scale_without_a_middle_is_parted_in_two():
    assert Stack([0.1, 0.2, 0.3, 0.4]).start == pytest.approx(-0.3)


def test_items_stand_in_the_order_of_the_code_book_with_their_whole_wording(drawn, labels):
    wordings = [label.replace("\n", " ") for label in labels(drawn.axes[0])]
    assert wordings == [surveys.WORDINGS[item]["de"] for item in ("useful", "hard")]


def test_the_order_of_rows_does_not_matter():
    table = surveys.grouped(surveys.distribution())
    drawn = [figures.opinions(each, surveys.ORIGIN).png("de") for each in (table, table.iloc[::-1])]
    assert drawn[0] == drawn[1]


def test_dont_know_and_left_out_stand_apart(drawn):
    assert [bars(axes) for axes in drawn.axes[1:3]] == [[(0, 0.04)] * 2, [(0, 0.06)] * 2]
    assert [axes.texts[0].get_text() for axes in drawn.axes[1:3]] == ["weiß\nnicht", "keine\nAngabe"]
    assert [text.get_text() for text in drawn.axes[1].texts[1:]] == ["4", "4"]


def test_what_nobody_answered_has_no_room_of_its_own():
    table = surveys.whole(surveys.distribution())
    table.loc[table["meaning"] == "dont_know", "estimate"] = 0.0
    assert len(figures.opinions(table, surveys.ORIGIN).draw("de").axes) == 3


def test_n_are_the_valid_answers(drawn):
    assert [text.get_text() for text in drawn.axes[3].texts] == ["n", "300", "300"]


def test_where_grouped_each_item_is_a_panel_with_a_bar_per_group(labels):
    axes = figures.opinions(surveys.grouped(surveys.distribution()), surveys.ORIGIN).draw("en").axes[0]
    assert labels(axes) == ["in person", "online", "hybrid"] * 2
    assert len(axes.patches) == 2 * 2 * 5
    assert surveys.WORDINGS["useful"]["en"] in [text.get_text() for text in axes.texts]


def test_items_of_one_scale_share_a_key_and_another_scale_has_its_own():
    axes = figures.opinions(surveys.whole(surveys.distribution()), surveys.ORIGIN).draw("de").axes[0]
    assert [text.get_text() for text in axes.texts].count("teils, teils") == 1
    table = surveys.whole(surveys.distribution())
    table = table[(table["item"] == "useful") | (table["position"] != 3)]
    axes = figures.opinions(table, surveys.ORIGIN).draw("de").axes[0]
    assert [text.get_text() for text in axes.texts].count("eher ja") == 2


def test_few_answers_in_a_large_group_are_shown():
    table = surveys.whole(surveys.distribution(["useful"]), n=20)
    assert figures.opinions(table, surveys.ORIGIN).table["answers"].tolist()[:2] == [2, 2]


def test_few_valid_answers_hide_even_where_many_were_asked():
    table = surveys.whole(surveys.distribution(["useful"]), n=3).assign(n_asked=90)
    assert (figures.opinions(table, surveys.ORIGIN).table["hidden"] == "small").all()


def test_a_row_in_which_nobody_answered_on_the_scale_has_no_bar():
    table = surveys.whole(surveys.distribution(["useful"]))
    on_scale = table["meaning"] == "answer"
    table = table.assign(n=0, estimate=table["estimate"].mask(on_scale))
    axes = figures.opinions(table, surveys.ORIGIN).draw("de").axes
    assert bars(axes[0]) == []
    assert bars(axes[1]) == [(0, 0.04)]


def test_texts_name_what_stands_apart_and_only_that():
    table = surveys.whole(surveys.distribution())
    assert "„weiß nicht“ und keine Angabe" in figures.opinions(table, surveys.ORIGIN).captions["de"]
    table.loc[table["meaning"] == "dont_know", "estimate"] = 0.0
    figure = figures.opinions(table, surveys.ORIGIN)
    assert "weiß nicht" not in figure.captions["de"]
    assert "keine Angabe" in figure.captions["de"]


def test_the_key_of_the_first_scale_stands_above_the_heads_of_columns(drawn):
    drawn.draw_without_rendering()
    key = next(text for text in drawn.axes[0].texts if text.get_text() == "gar nicht")
    assert key.get_window_extent().y0 > max(axes.texts[0].get_window_extent().y1 for axes in drawn.axes[1:])


def test_named_after_theme_and_groups():
    table = surveys.grouped(surveys.distribution())
    assert figures.opinions(table, surveys.ORIGIN).name == "opinions_event_by_mode"
    one = table[table["item"] == "useful"].drop(columns="mode").head(7)
    assert figures.opinions(one, surveys.ORIGIN).name == "opinions_useful"


@pytest.mark.parametrize("answers", [2, 3, 4, 5, 7, 11])
def test_every_answer_of_a_scale_has_a_colour_of_its_own(answers):
    colours = [answer_colour(place, answers) for place in range(1, answers + 1)]
    assert len(set(colours)) == answers


def test_what_was_applied_tells_how_many_were_matched():
    table = surveys.whole(surveys.distribution(["useful"]))
    figure = figures.applied(table, surveys.ORIGIN, surveys.MATCHED)
    told = "direkt danach 20\xa0% von 400 Antwortenden, später 90\xa0% von 90 Antwortenden."
    assert figure.captions["de"].endswith(told)
    assert figure.name == "applied"


def test_no_wave_is_matched():
    table = surveys.whole(surveys.distribution(["useful"]))
    nobody = pd.DataFrame({"wave": ["post"], "n": [0], "estimate": [float("nan")]})
    assert figures.applied(table, surveys.ORIGIN, nobody).captions["en"].endswith("another wave: –.")
