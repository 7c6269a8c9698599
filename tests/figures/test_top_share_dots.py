import pytest

from kmu_eval import figures
from kmu_eval.figures.style import NEUTRAL, colour
from tests.figures import surveys


@pytest.fixture
def grouped():
    return figures.top_shares(surveys.grouped(surveys.top_share()), surveys.ORIGIN).draw("de")


def dots(axes):
    return [
        (round(float(line.get_xdata()[0]), 4), line.get_markeredgecolor())
        for line in axes.lines
        if line.get_marker() == "o"
    ]


def intervals(axes):
    return [[float(x) for x in line.get_xdata()] for line in axes.lines if line.get_linewidth() == 1.6]


def columns(drawn):
    return [[text.get_text() for text in axes.texts] for axes in drawn.axes[1:]]


def test_a_dot_and_its_interval_per_group_that_is_shown(grouped):
    in_person, online = colour("mode", "in_person"), colour("mode", "online")
    assert dots(grouped.axes[0]) == [(0.8, in_person), (0.8, online), (0.7, in_person), (0.7, online)]
    assert intervals(grouped.axes[0]) == [[0.7, 0.9]] * 4


def test_share_interval_n_and_events_stand_beside(grouped):
    shares, intervals, n, events = columns(grouped)
    assert shares == ["Anteil", "80\xa0%", "80\xa0%", "< 5", "70\xa0%", "70\xa0%", "< 5"]
    assert intervals == ["95-%-\nIntervall", "70–90", "70–90", "", "70–90", "70–90", ""]
    assert n == ["n", "200", "100", "< 5", "200", "100", "< 5"]
    assert events == ["Veran-\nstaltungen"] + ["12"] * 6


def test_not_grouped_a_row_per_item(labels):
    axes = figures.top_shares(surveys.whole(surveys.top_share()), surveys.ORIGIN).draw("en").axes[0]
    assert dots(axes) == [(0.8, NEUTRAL), (0.7, NEUTRAL)]
    assert [label.replace("\n", " ") for label in labels(axes)] == [each["en"] for each in surveys.WORDINGS.values()]


def test_the_level_of_the_interval_is_that_of_the_table():
    table = surveys.whole(surveys.top_share()).assign(ci_level=0.9)
    assert "90-%-Intervall" in figures.top_shares(table, surveys.ORIGIN).captions["de"]


def test_an_item_that_nobody_answered_is_no_share():
    table = surveys.whole(surveys.top_share())
    ends = ["estimate", "ci_low", "ci_high"]
    table.loc[table["item"] == "hard", ["n", *ends]] = [0, *[float("nan")] * 3]
    drawn = figures.top_shares(table, surveys.ORIGIN).draw("en")
    assert columns(drawn)[:3] == [["share", "80%", "–"], ["95%\ninterval", "70–90", ""], ["n", "300", "0"]]


def subtitle(figure, language):
    return figure.draw(language).texts[1].get_text().replace("\n", " ")


@pytest.mark.parametrize(
    ("draw", "rows"),
    [
        (figures.top_shares, surveys.top_share(["useful"])),
        (figures.items_by_group, surveys.top_share(["useful"])),
        (figures.weighted, surveys.weighted),
        (figures.tipping, surveys.tipping),
    ],
)
def test_the_top_answers_are_named(draw, rows):
    figure = draw(surveys.grouped(rows), surveys.ORIGIN)
    for text in (subtitle(figure, "de"), figure.captions["de"]):
        assert "obersten Antworten („eher ja“, „voll“)" in text
    assert "top answers ('rather', 'fully')" in subtitle(figure, "en")
    assert "oberste: eher ja, voll" in figure.rules["de"][0]


def test_where_items_differ_their_top_answers_are_told_item_by_item():
    table = surveys.whole(surveys.top_share())
    table.loc[table["item"] == "hard", "rule"] = "top answers / valid answers; top: strongly_agree; wave post"
    figure = figures.top_shares(table, surveys.ORIGIN)
    first, second = (surveys.WORDINGS[item]["en"].rstrip(".") for item in ("useful", "hard"))
    assert f"Top answers: {first}: 'rather', 'fully'; {second}: 'fully'." in figure.captions["en"]
    assert "'fully'" not in subtitle(figure, "en")


def test_respondents_whose_event_is_unknown_have_no_count_of_events():
    figure = figures.top_shares(surveys.whole(surveys.top_share(["useful"])).assign(n_events=0), surveys.ORIGIN)
    assert columns(figure.draw("en"))[-1] == ["events", "–"]
    assert figure.alts["en"].endswith("n = 300, event unknown.")


def test_a_question_is_not_followed_by_a_colon():
    figure = figures.net_promoter(surveys.grouped(surveys.net_promoter), surveys.ORIGIN)
    assert "Would you recommend us? in person: 50%" in figure.alts["en"]


def test_weighted_stands_beside_unweighted():
    drawn = figures.weighted(surveys.whole(surveys.weighted), surveys.ORIGIN).draw("de")
    assert [place for place, _ in dots(drawn.axes[0])] == [0.75, 0.8]
    assert [each[0] for each in columns(drawn)][1::2] == ["95-%-\nIntervall"] * 2
    assert [each[-1] for each in columns(drawn)] == ["80\xa0%", "70–90", "75\xa0%", "60–85", "300"]


def test_the_tipping_share_stands_against_threshold_and_share():
    drawn = figures.tipping(surveys.whole(surveys.tipping), surveys.ORIGIN).draw("de")
    assert [place for place, _ in dots(drawn.axes[0])] == [0.4, 0.8]
    assert [[float(x) for x in line.get_xdata()] for line in drawn.axes[0].lines][-1] == [0.5, 0.5]
    assert [each[-1] for each in columns(drawn)] == ["80\xa0%", "40\xa0%", "300", "900"]


def test_the_threshold_is_named():
    assert "threshold (50%)" in subtitle(figures.tipping(surveys.whole(surveys.tipping), surveys.ORIGIN), "en")


def test_no_share_of_those_silent_would_do():
    table = surveys.whole(surveys.tipping).assign(tipping_share=float("nan"), tipping_pp=float("nan"))
    drawn = figures.tipping(table, surveys.ORIGIN).draw("de")
    assert columns(drawn)[1][-1] == "–"
