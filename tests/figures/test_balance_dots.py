from kmu_eval import figures
from tests.figures import comparisons

MINUS = "\N{MINUS SIGN}"


def figure():
    return figures.balance(comparisons.came(), comparisons.ORIGIN)


def test_a_panel_per_column_the_greatest_difference_first(labels):
    axes = figure().draw("de").axes[0]
    assert labels(axes)[:1] == ["Unternehmen"]
    assert labels(axes)[-2:] == ["kleinst (1–9)", "klein (10–49)"]
    assert [text.get_text() for text in axes.texts] == ["Rolle", "Beschäftigte"]


def test_dots_stand_over_both_bands():
    axes = figure().draw("de").axes[0]
    dots = [float(line.get_xdata()[0]) for line in axes.lines if line.get_marker() == "o"]
    assert [dot for dot in dots if dot == dot] == [0.78, 0.5, -0.5]
    assert {round(patch.get_width(), 3) for patch in axes.patches} == {0.5, 0.2}


def test_both_shares_both_counts_and_the_difference_stand_beside():
    page = figure().draw("de")
    columns = [[text.get_text() for text in axes.texts] for axes in page.axes[1:]]
    assert [each[0] for each in columns] == [
        "Anteil\nonline",
        "Anteil\nin Präsenz",
        "n\nonline",
        "n\nin Präsenz",
        "Differ.",
    ]
    assert [each[-1] for each in columns] == ["23\xa0%", "52\xa0%", "90", "110", f"{MINUS}0,50"]


def test_no_group_is_hidden_alone_and_those_not_stated_are_no_cover():
    shown = figure().table
    assert shown["hidden"].tolist() == ["no", "small", "total", "no", "no", "no"]
    told = figure().text + figure().alts["en"]
    for number in ("0.42", "0.12", " 60 ", " 52 ", "n = 52"):
        assert number not in told, number


def test_a_group_small_in_the_second_only_is_covered_there_as_well():
    table = comparisons.came()
    table.loc[1, "n_first"], table.loc[2, "n_second"] = 900, 1
    assert figures.balance(table, comparisons.ORIGIN).table["hidden"].tolist()[:3] == ["total", "small", "small"]


def test_the_order_is_told_by_the_labels_of_its_column():
    table = comparisons.came().assign(first="yes", second="no")
    alt = figures.balance(table, comparisons.ORIGIN, by="interactive").alts["de"]
    assert "interaktiv minus zum Zuhören" in alt
