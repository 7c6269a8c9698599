"""Cells to words: each text by itself, and what is told of texts that the code book does not declare."""

import pandas as pd
import pytest

from kmu_eval.intake.answers.cells import LEFT_OUT, NOT_ASKED, UNDECLARED, Cells, several, single, undeclared
from tests.intake.answers.made_up import AGREEMENT, NEEDS, USEFUL, items_of

KNOWN = ("stimme zu", "agree", "don't know")


def cells(texts):
    rows = pd.DataFrame({"source": "feedback", "file": "a.csv", "row": range(2, len(texts) + 2)})
    return Cells(pd.Series(texts, dtype=object), rows)


def told(texts, known=KNOWN):
    given = cells(texts)
    found = list(undeclared(given, "useful", given.texts.map(lambda text: [text]), known))
    return [(issue.rule, issue.value, issue.rows, issue.row) for issue in found], found


def test_a_code_for_each_row_missing_rows_were_not_asked():
    items = items_of(AGREEMENT + USEFUL + 'missing = "k. A."\n')
    meaning = single(items.items["useful"], items.texts("useful", "feedback"), ("disagree", "agree", "dont_know"))
    given = cells(["2", None, "", "k. A.", "2 ", "1"])
    assert given.read(meaning).tolist() == [1, NOT_ASKED, LEFT_OUT, LEFT_OUT, UNDECLARED, 0]


def test_blanks_of_all_kinds_in_declared_texts_are_one():
    items = items_of(AGREEMENT.replace("stimme nicht zu", "stimme  nicht\\u00a0zu") + USEFUL)
    meaning = single(items.items["useful"], items.texts("useful", "feedback"), ("disagree", "agree", "dont_know"))
    assert meaning("stimme nicht zu") == 0


def test_several_answers_in_a_cell_are_a_row_of_codes():
    meaning = several(items_of(NEEDS).items["needs"], ["time", "money", "tools"])
    assert [meaning(text) for text in ("Zeit;Werkzeuge", "", "keine davon", "Unsinn")] == [
        [1, 0, 1],
        [LEFT_OUT] * 3,
        [0, 0, 0],
        [LEFT_OUT] * 3,
    ]


def test_a_typographic_apostrophe_is_told_with_the_nearest_known_text():
    [(rule, value, rows, row)], [issue] = told(["agree", "don’t know"][1:])
    assert (rule, value, rows, row) == ("undeclared_answer", "don’t know", 1, 2)
    assert "Did you mean 'don't know'?" in issue.text("en")
    assert "Meinten Sie 'don't know'?" in issue.text("de")


def test_a_text_of_three_respondents_is_shown_a_rarer_one_that_is_like_none_never():
    shown, issues = told(["teils", "teils", "teils", "fragen Sie Ida", "mal so", "mal so"])
    assert shown == [("undeclared_answer", "teils", 3, 2), ("undeclared_answers", "…", 3, 5)]
    assert not any("Ida" in issue.text(language) for issue in issues for language in ("de", "en"))


@pytest.mark.parametrize("text", ["stimme zu, Ida", "stimme zu Ida", "Ida stimme zu"])
def test_a_known_text_with_a_name_beside_it_is_not_shown(text):
    assert told([text])[0] == [("undeclared_answers", "…", 1, 2)]


@pytest.mark.parametrize("text", ["Stimme zu", "stimme zu.", "stimmezu", "stime zu"])
def test_a_known_text_with_a_slip_is_shown(text):
    assert told([text])[0] == [("undeclared_answer", text, 1, 2)]


def test_a_long_text_is_cut():
    [(_, value, _, _)], _ = told(["ja " * 30 + "!"] * 3)
    assert (len(value), value[-1]) == (60, "…")
