import pytest

from kmu_eval import figures
from tests.figures import surveys


@pytest.fixture
def figure():
    return figures.who_answered(surveys.came(), surveys.ORIGIN)


def test_input_unchanged():
    table = surveys.came()
    before = table.copy(deep=True)
    figures.who_answered(table, surveys.ORIGIN).png("de")
    assert table.equals(before)


def test_no_group_is_hidden_alone_as_shares_add_up(figure):
    assert figure.table["hidden"].tolist() == ["no", "total", "small", "no", "no"]
    assert figure.table.loc[[1, 2], ["n", "estimate", "share_of_attendances"]].isna().all(axis=None)


def test_a_panel_per_column_with_both_shares(figure, labels):
    drawn = figure.draw("de")
    assert labels(drawn.axes[0]) == ["in Präsenz", "online", "hybrid", "Unternehmen", "Beratende"]
    assert [text.get_text() for text in drawn.axes[0].texts] == ["Durchführung", "Rolle"]
    dots = [float(line.get_xdata()[0]) for line in drawn.axes[0].lines if line.get_marker() == "o"]
    assert dots == pytest.approx([0.3, 2 / 3, 0.9, 0.8, 0.1, 0.2])


def test_the_difference_has_its_sign(figure):
    texts = [text.get_text() for text in figure.draw("de").axes[3].texts]
    assert texts[1:] == ["+36,7", "", "", "\N{MINUS SIGN}10,0", "+10,0"]


def test_a_dot_at_nothing_keeps_clear_of_the_labels():
    table = surveys.came().assign(share_of_attendances=0.0)
    drawn = figures.who_answered(table, surveys.ORIGIN).draw("de")
    drawn.draw_without_rendering()
    ends = [label.get_window_extent().x1 for label in drawn.axes[0].get_yticklabels()]
    dots = [line.get_window_extent().x0 for line in drawn.axes[0].lines if line.get_marker() == "o"]
    assert min(dots) > max(ends)


def test_what_is_hidden_is_told_with_its_reason(figure):
    assert "'< 5': groups under 5 are not shown." in figure.captions["en"]
    assert "online: not shown; hybrid: < 5" in figure.alts["en"]


def test_groups_without_anybody_are_not_drawn():
    table = surveys.came()
    table.loc[2, ["n", "n_attendances"]] = 0
    figure = figures.who_answered(table, surveys.ORIGIN)
    assert figure.table["group"].tolist() == ["in_person", "online", "enterprise", "adviser"]


def test_the_same_bytes_twice_and_an_empty_page(figure):
    assert figure.png("de") == figures.who_answered(surveys.came(), surveys.ORIGIN).png("de")
    assert figures.who_answered(surveys.came().iloc[:0], surveys.ORIGIN).draw("de").axes == []
