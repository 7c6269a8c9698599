import pytest

from kmu_eval import figures
from tests.figures import surveys


@pytest.fixture
def drawn():
    return figures.net_promoter(surveys.grouped(surveys.net_promoter), surveys.ORIGIN).draw("de")


def test_three_shares_with_the_passives_in_the_middle(drawn):
    bars = [(round(bar.get_x(), 4), round(bar.get_width(), 4)) for bar in drawn.axes[0].patches]
    assert bars == [(-0.35, 0.2), (-0.15, 0.3), (0.15, 0.5)] * 2


def test_the_score_in_points_with_its_interval(drawn):
    assert [text.get_text() for text in drawn.axes[2].texts] == ["Score", "30", "30", "< 5"]
    assert [text.get_text() for text in drawn.axes[3].texts][1:] == ["\N{MINUS SIGN}10 – 40"] * 2 + [""]
    ends = [[float(x) for x in line.get_xdata()] for line in drawn.axes[1].lines if line.get_linewidth() == 1.6]
    assert ends == [[-0.1, 0.4]] * 2


def test_a_score_below_zero_has_a_true_minus_sign():
    table = surveys.whole(surveys.net_promoter).assign(estimate=-0.3, ci_low=-0.4, ci_high=-0.2)
    assert (
        "Score \N{MINUS SIGN}30 (\N{MINUS SIGN}40 – \N{MINUS SIGN}20)"
        in figures.net_promoter(table, surveys.ORIGIN).alts["de"]
    )


def test_the_scale_of_the_score_has_a_head_and_no_interval_no_brackets(drawn):
    assert [text.get_text() for text in drawn.axes[1].texts] == ["Net Promoter\nScore"]
    table = surveys.whole(surveys.net_promoter).assign(ci_low=float("nan"), ci_high=float("nan"))
    assert "Score 30, n = 300" in figures.net_promoter(table, surveys.ORIGIN).alts["de"]


def test_changes_from_worse_to_better_and_the_mean():
    drawn = figures.changes(surveys.whole(surveys.changes), surveys.ORIGIN).draw("de")
    bars = [(round(bar.get_x(), 4), round(bar.get_width(), 4)) for bar in drawn.axes[0].patches]
    assert bars == [(-0.35, 0.2), (-0.15, 0.3), (0.15, 0.5)]
    columns = [axes.texts[-1].get_text() for axes in drawn.axes[1:]]
    assert columns == ["+0,42", "\N{MINUS SIGN}0,11 – 0,90", "300", "12"]


def test_changes_without_a_mean():
    table = surveys.whole(surveys.changes)
    drawn = figures.changes(table[table["change"].notna()], surveys.ORIGIN).draw("de")
    assert drawn.axes[1].texts[-1].get_text() == "–"
