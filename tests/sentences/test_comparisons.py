import pytest

from kmu_eval import sentences
from tests.figures import comparisons
from tests.figures.comparisons import primary

MINUS = "\N{MINUS SIGN}"
GIVEN = {
    "de": "unbereinigte Differenz +6,5 Punkte, 95-%-Intervall 3,5 bis 9,8",
    "en": "unadjusted difference +6.5 points, 95% interval 3.5 to 9.8",
}
LEAD = {
    "de": (
        "„Die Veranstaltung war für meinen Betrieb nützlich.“ (online minus in Präsenz, Anteil der oberen Antworten): "
    ),
    "en": "'The event was useful for my firm.' (online less in person, share of top answers): ",
}
EQUAL = ("gleichwertig", "equivalent", "gleich", "equal", "the same")
VERDICTS = {
    ("equivalent", "de"): (
        f"gleichwertig: die bereinigte Differenz von +1,0 Punkten liegt mit ihrem ganzen 95-%-Intervall ({MINUS}4,0 "
        "bis 6,0) innerhalb der vorab festgelegten Spanne von ±10 Punkten"
    ),
    ("equivalent", "en"): (
        f"equivalent: the adjusted difference of +1.0 points lies with the whole of its 95% interval ({MINUS}4.0 to "
        "6.0) inside the margin of ±10 points set beforehand"
    ),
    ("small_difference", "de"): (
        "kleiner Unterschied: die bereinigte Differenz von +4,0 Punkten (95-%-Intervall 2,0 bis 6,0) ist von 0 "
        "verschieden, liegt aber mit ihrem ganzen Intervall innerhalb der vorab festgelegten Spanne von ±10 Punkten"
    ),
    ("small_difference", "en"): (
        "small difference: the adjusted difference of +4.0 points (95% interval 2.0 to 6.0) is not 0, but lies with "
        "the whole of its interval inside the margin of ±10 points set beforehand"
    ),
    ("better", "de"): (
        "online besser als in Präsenz: bereinigte Differenz +16,0 Punkte, 95-%-Intervall 2,0 bis 30,0; das Intervall "
        "schließt 0 aus und reicht über die vorab festgelegte Spanne von ±10 Punkten hinaus"
    ),
    ("better", "en"): (
        "online better than in person: adjusted difference +16.0 points, 95% interval 2.0 to 30.0; the interval "
        "excludes 0 and reaches beyond the margin of ±10 points set beforehand"
    ),
    ("worse", "de"): (
        f"online schlechter als in Präsenz: bereinigte Differenz {MINUS}16,0 Punkte, 95-%-Intervall {MINUS}30,0 bis "
        f"{MINUS}2,0; das Intervall schließt 0 aus und reicht über die vorab festgelegte Spanne von ±10 Punkten hinaus"
    ),
    ("worse", "en"): (
        f"online worse than in person: adjusted difference {MINUS}16.0 points, 95% interval {MINUS}30.0 to {MINUS}2.0; "
        "the interval excludes 0 and reaches beyond the margin of ±10 points set beforehand"
    ),
    ("inconclusive", "de"): (
        f"nicht unterscheidbar, aber auch nicht als gleichwertig belegt (bereinigte Differenz {MINUS}3,0 Punkte, "
        f"95-%-Intervall {MINUS}18,0 bis 12,0, Spanne ±10 Punkte)"
    ),
    ("inconclusive", "en"): (
        f"not told apart, but not shown to be equivalent either (adjusted difference {MINUS}3.0 points, 95% interval "
        f"{MINUS}18.0 to 12.0, margin ±10 points)"
    ),
}
ENDS = {"equivalent": (-4, 6), "small_difference": (2, 6), "better": (2, 30), "worse": (-30, -2)}
ENDS |= {"inconclusive": (-18, 12)}


def said(table, language="de", **more):
    return sentences.compared(table, comparisons.ORIGIN, language, **more)


@pytest.mark.parametrize("case", VERDICTS, ids="-".join)
def test_each_verdict_has_its_sentence_and_the_unadjusted_number_beside(case):
    word, language = case
    told = said(primary(word, *ENDS[word]), language)
    assert told == f"{LEAD[language]}{VERDICTS[case]}; {GIVEN[language]}."


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_not_significant_is_never_called_equal(language):
    told = said(primary("inconclusive", -18, 12), language)
    told = told.replace("auch nicht als gleichwertig belegt", "").replace("not shown to be equivalent", "")
    assert not [word for word in EQUAL if word in told]


@pytest.mark.parametrize(
    ("p_value", "test"), [(0.12, "Vertauschungstest p = 0,12"), (float("nan"), "ohne Vertauschungstest")]
)
def test_few_events_whose_interval_excludes_0_are_no_verdict(p_value, test):
    table = primary("inconclusive", 2, 30, (4, 30), adjusted=False, p_value=p_value, least_p=0.0021)
    assert said(table) == (
        f"{LEAD['de']}kein Urteil möglich: unbereinigte Differenz +16,0 Punkte, 95-%-Intervall 2,0 bis 30,0; das "
        f"Intervall schließt 0 zwar aus, bei so wenigen Veranstaltungen genügt das aber nicht ({test}); Achtung, "
        "wenige Veranstaltungen (online 4, in Präsenz 30): unter zehn in einer Gruppe heißt nichts gleichwertig, und "
        "der kleinste erreichbare p-Wert ist 0,002."
    )


def test_few_events_are_warned_of_whatever_the_verdict():
    told = said(primary("inconclusive", -3, 4, (12, 9)), "en")
    assert "not told apart, but not shown to be equivalent either" in told
    assert told.endswith("(online 12, in person 9): with fewer than ten in a group nothing is called equivalent.")
    assert "mind the few events" not in said(primary("equivalent", -3, 4, (12, 10)), "en")


def test_no_interval_and_no_answers_are_no_verdict():
    table = primary("inconclusive", -3, 4, (1, 1), adjusted=False)
    table.loc[2, ["ci_low", "ci_high"]] = float("nan")
    assert "kein Urteil möglich: unbereinigte Differenz +0,5 Punkte, ohne Intervall" in said(table)
    table.loc[2, "estimate"] = float("nan")
    assert "kein Urteil möglich: nicht in beiden Gruppen gibt es Antworten" in said(table)


REFUSALS = {
    "de": f"nicht bereinigt ({{}}); {GIVEN['de']}, das ist nicht als Wirkung zu lesen.",
    "en": f"not adjusted ({{}}); {GIVEN['en']}, which is not to be read as an effect.",
}


@pytest.mark.parametrize(
    ("rule", "language", "why"),
    [
        (comparisons.REFUSED, "de", "nur 41 von 100 Antworten sind vergleichbar, verlangt sind 50"),
        (comparisons.REFUSED, "en", "only 41 of 100 answers are comparable, at least 50 are asked for"),
        (comparisons.TOO_FEW, "de", "zu wenige Veranstaltungen: 9 Parameter, 3 wären erlaubt"),
        (comparisons.TOO_FEW, "en", "too few events: 9 parameters, 3 would be allowed"),
    ],
)
def test_refused_gives_the_reason_and_no_verdict(rule, language, why):
    told = said(comparisons.refused(rule), language)
    assert told == LEAD[language] + REFUSALS[language].format(why)


def test_a_small_adjusted_block_is_told_without_its_share():
    told = said(comparisons.refused(n=(60, 3)))
    assert "nicht bereinigt (zu wenige Antworten sind vergleichbar); unbereinigte Differenz" in told
    assert "41" not in told


def test_a_secondary_outcome_has_number_interval_and_corrected_p_and_no_verdict():
    assert said(comparisons.secondary()) == (
        "„Würden Sie uns empfehlen?“ (online minus in Präsenz, Net Promoter Score): sekundär, ohne Urteil: bereinigte "
        "Differenz +20,0 Punkte, 95-%-Intervall 5,0 bis 35,0; für alle sekundären Fragen zusammen berichtigt p = "
        "0,043; unbereinigte Differenz +20,0 Punkte, 95-%-Intervall 5,0 bis 35,0."
    )


def test_means_are_told_in_points_of_the_scale():
    told = said(comparisons.mean(), "en")
    assert f"unadjusted difference +0.10 points of the scale, 95% interval {MINUS}0.20 to 0.40." in told


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_of_a_small_group_nor_what_gives_it_away(language):
    told = said(comparisons.small(), language)
    assert "< 5" in told
    for number in ("81", "67", "13", "47", "48", "71", "91", "41", "12"):
        assert number not in told, number


def test_those_named_as_primary_come_first_and_any_can_be_chosen():
    table = comparisons.together(comparisons.secondary(), primary("better", 2, 30))
    assert said(table, "en").split("\n")[0].startswith(LEAD["en"])
    assert said(table, "en", outcomes=["recommend"]).startswith("'Would you recommend us?'")


def test_input_unchanged():
    table, cells = comparisons.everything(), comparisons.cells()
    said(table)
    sentences.overlap(cells, comparisons.ORIGIN)
    assert table.equals(comparisons.everything())
    assert cells.equals(comparisons.cells())


def test_how_much_can_be_compared():
    assert sentences.overlap(comparisons.cells(), comparisons.ORIGIN, "de") == (
        "In 2 von 3 Feldern aus Jahr und Niveau haben beide Gruppen (online, in Präsenz) genug Veranstaltungen; auf "
        "sie entfallen 83\xa0% der Antworten. Bereinigt verglichen wird nur dort."
    )


def test_too_little_overlap_says_what_cannot_be_told_apart():
    told = sentences.overlap(comparisons.cells(rule=comparisons.REFUSED), comparisons.ORIGIN, "en")
    assert told.endswith(
        "That is not enough (only 41 of 100 answers are comparable, at least 50 are asked for): with these data mode "
        "cannot be told apart from year and difficulty, and nothing is adjusted."
    )


def test_a_share_that_tells_a_small_rest_is_hidden():
    few = comparisons.cells(n=((17, 253), (2, 1), (40, 33)))
    assert "auf sie entfallen (nicht gezeigt) der Antworten" in sentences.overlap(few, comparisons.ORIGIN, "de")


def test_without_answers_there_is_nothing_to_compare():
    assert sentences.overlap(comparisons.cells().iloc[:0], comparisons.ORIGIN) == "Neither group has answers."
    assert said(comparisons.secondary().iloc[:0]) == ""
