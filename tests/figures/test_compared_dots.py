from matplotlib.colors import to_rgba

from kmu_eval import figures
from kmu_eval.figures.style import NEUTRAL, PALE, colour
from tests.figures import comparisons

MINUS = "\N{MINUS SIGN}"


def drawn(table, language="de"):
    return figures.compared(table, comparisons.ORIGIN).draw(language)


def dots(axes):
    found = [line for line in axes.lines if line.get_marker() == "o"]
    found = [line for line in found if line.get_xdata()[0] == line.get_xdata()[0]]
    return [
        (round(float(line.get_xdata()[0]), 4), line.get_markerfacecolor(), line.get_markeredgecolor()) for line in found
    ]


def column(page, place):
    """The texts of a column of numbers, its head first."""
    return [text.get_text() for text in page.axes[place].texts]


def test_both_groups_full_as_answered_and_empty_adjusted():
    online, in_person = colour("mode", "online"), colour("mode", "in_person")
    page = drawn(comparisons.primary("equivalent", -3.9, 6))
    full, empty = [(0.8, online, online), (0.7895, in_person, in_person)], [(0.8, "white", online)]
    assert dots(page.axes[0]) == [*full, *empty, (0.7895, "white", in_person)]


def test_both_differences_with_their_intervals_over_the_margin():
    axes = drawn(comparisons.primary("equivalent", -3.9, 6)).axes[1]
    assert dots(axes) == [(0.065, NEUTRAL, NEUTRAL), (0.0105, "white", NEUTRAL)]
    intervals = [[float(x) for x in line.get_xdata()] for line in axes.lines if line.get_linewidth() == 1.6]
    assert intervals == [[0.035, 0.098], [-0.039, 0.06]]
    bands = [(patch.get_x(), patch.get_width()) for patch in axes.patches if patch.get_width() == patch.get_width()]
    assert bands == [(-0.1, 0.2)] * 2
    assert {patch.get_facecolor() for patch in axes.patches} == {to_rgba(PALE)}


def test_the_verdict_stands_beside_the_adjusted_difference_alone():
    page = drawn(comparisons.primary("equivalent", -4, 6))
    head, *given = column(page, 5)
    assert head == "online\nminus in Präsenz"
    assert given == ["+6,5 (3,5–9,8)", "", f"+1,0 ({MINUS}4,0 – 6,0)", "gleichwertig"]


def test_without_an_adjusted_number_the_verdict_is_of_what_was_answered():
    page = drawn(comparisons.primary("worse", -30, -10, adjusted=False), "en")
    assert column(page, 5)[1:] == [f"{MINUS}20.0 ({MINUS}30.0 – {MINUS}10.0)", "worse"]


def test_a_secondary_outcome_has_a_corrected_p_value_and_no_verdict(texts):
    page = drawn(comparisons.secondary())
    assert column(page, 5)[-1] == "p = 0,043"
    headings = [text for text in texts(page) if text.startswith("Würden")]
    assert headings == ["Würden Sie uns empfehlen? – Net Promoter Score, sekundär"]


def test_refused_is_said_in_place_of_dots(texts):
    page = drawn(comparisons.refused())
    assert "nicht bereinigt: nur 41 von 100 Antworten sind vergleichbar, verlangt sind 50" in texts(page)
    assert len(dots(page.axes[0])) == 2
    assert len(dots(page.axes[1])) == 1
    assert "besser" not in " ".join(texts(page))


def test_too_many_parameters_are_told_as_too_few_events(texts):
    page = drawn(comparisons.refused(comparisons.TOO_FEW), "en")
    assert "not adjusted: too few events: 9 parameters, 3 would be allowed" in texts(page)


def test_nothing_of_a_small_group_nor_what_gives_it_away(texts):
    figure = figures.compared(comparisons.small(), comparisons.ORIGIN)
    told = " ".join([figure.text, figure.alts["en"], figure.captions["en"], *texts(figure.draw("en"))])
    for number in ("8117", "8,117", "8120", "8,120", "7117", "7120", "81", "67", "13", "47", "48", "71", "91", "41"):
        assert number not in told, number
    assert "not adjusted: too few answers are comparable" in told
    assert figure.table["hidden"].tolist() == ["total", "small", "total"] * 2


def test_counts_that_tell_how_few_were_not_adjusted_are_not_shown():
    table = comparisons.primary("equivalent", -3.9, 6)
    table.loc[3, "n"] = 797
    shown = figures.compared(table, comparisons.ORIGIN).table
    assert shown["n"].isna().tolist() == [False] * 3 + [True] * 3
    assert shown["estimate"].notna().all()


def test_means_have_scales_of_their_own():
    page = drawn(comparisons.everything())
    low, high = page.axes[6].get_xlim()
    assert 3.8 < low < high < 4.6
    assert page.axes[0].get_xlim()[1] > 1
    assert column(page, 8)[1:] == ["4,20", "4,10"]
    assert page.axes[7].patches[0].get_width() == 1.0


def test_a_margin_is_that_of_the_table_and_stands_in_the_heading(texts):
    assert "Wie klar war es? – Mittelwert, sekundär, Spanne ±0,5 Punkte" in texts(drawn(comparisons.mean()))


def test_few_events_are_explained():
    few = figures.compared(comparisons.primary("inconclusive", 2, 30, (4, 30)), comparisons.ORIGIN).captions
    many = figures.compared(comparisons.primary("better", 2, 30), comparisons.ORIGIN).captions
    assert "fewer than ten events nothing is called equivalent" in few["en"]
    assert "fewer than ten events" not in many["en"]


def test_the_order_of_the_difference_is_in_name_head_caption_and_alt_text():
    figure = figures.compared(comparisons.primary("better", 2, 30), comparisons.ORIGIN)
    assert figure.name == "compared_by_mode_online_or_in_person"
    assert figure.captions["de"].startswith("online minus in Präsenz: ")
    assert "online less in person" in figure.alts["en"]


def test_rows_on_common_support_that_are_not_adjusted_are_not_drawn():
    table = comparisons.primary("better", 2, 30)
    middle = table[table["estimator"] == "adjusted"].assign(estimator="on_common_support")
    more = comparisons.together(table[:3], middle, table[3:])
    assert figures.compared(more, comparisons.ORIGIN).text == figures.compared(table, comparisons.ORIGIN).text


def test_the_text_of_a_comparison():
    table = comparisons.primary("inconclusive", -3.9, 12, adjusted=False)
    figure = figures.compared(table, comparisons.ORIGIN)
    assert figure.alts["de"] == (
        "Punkte beider Gruppen und ihrer Differenz, online minus in Präsenz. Die Veranstaltung war für meinen Betrieb "
        "nützlich – primär, Spanne ±10 Punkte: wie geantwortet: online 80\xa0% (70–90), n = 800 aus 40 "
        "Veranstaltungen; in Präsenz 76\xa0% (65–88), n = 720 aus 30 Veranstaltungen; Differenz +4,0 "
        f"({MINUS}3,9 – 12,0) Punkte, nicht entscheidbar."
    )
    columns = ["mode", "estimator", "n", "estimate", "ci_low", "ci_high", "margin_pp", "verdict", "hidden"]
    shown = figures.table(figure.table[columns[:-1]], comparisons.ORIGIN, base=())
    assert repr(shown) == (
        "mode       estimator      n  estimate  ci_low  ci_high  margin_pp  verdict       hidden\n"
        "online     unadjusted   800       0.8     0.7      0.9                           no\n"
        "in_person  unadjusted   720    0.7595    0.65     0.88                           no\n"
        "           unadjusted  1520    0.0405  -0.039     0.12         10  inconclusive  no"
    )
