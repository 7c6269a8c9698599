"""Which item a heading is about: wording, code, further headings, columns of options."""

import pytest

from kmu_eval.intake.answers.headings import Place, forms, place_of, places
from tests.intake.answers.made_up import AGREEMENT, NEEDS, USEFUL, answers, issues, items_of, rows_of

HEADINGS = USEFUL + 'en = "Useful?"\nheadings = ["G01Q01", "Nutzen  des Tages"]\n'


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Wie war es?", ["Wie war es?", "Wie war es?"]),
        ("(q1) Wie war es?", ["(q1) Wie war es?", "q1", "Wie war es?"]),
        ("(needs[SQ001]) Was? [Zeit]", ["(needs[SQ001]) Was? [Zeit]", "needs[SQ001]", "Was? [Zeit]"]),
        ("(a und b) Was?", ["(a und b) Was?", "(a und b) Was?"]),
        ("name (2)", ["name (2)", "name"]),
    ],
)
def test_the_forms_in_which_a_heading_may_be_named(heading, expected):
    assert forms(heading) == expected


@pytest.mark.parametrize(
    "heading",
    ["Nützlich?", "Useful?", "G01Q01", "(G01Q01) Etwas anderes", "(X) Nützlich?", "Nutzen des Tages", "Nützlich? (2)"],
)
def test_wordings_codes_and_further_headings_are_one_item(heading):
    assert answers(AGREEMENT + HEADINGS, rows_of({heading: ["1", "2"]})) == ["disagree", "agree"]


def test_a_heading_that_is_not_named_is_told_with_its_number_of_answers_and_not_evaluated():
    rows = rows_of({"Nützlich?": ["1", "2"], "Was noch?": ["", "mehr Kaffee"]})
    [issue] = issues(AGREEMENT + USEFUL, rows, "question_not_in_code_book")
    assert (issue.rows, issue.values["heading"]) == (1, "Was noch?")
    assert "Kaffee" not in issue.text("de")


def test_an_item_that_no_file_asks_is_told():
    [issue] = issues(AGREEMENT + USEFUL, rows_of({"Nutzlos?": ["1"]}), "item_not_found")
    assert (issue.severity, issue.values["item"]) == ("warning", "useful")


def test_a_question_that_stands_there_twice_is_not_mixed_with_the_first():
    rows = rows_of({"Nützlich?": ["1", ""], "Nützlich? (2)": ["2", "2"]})
    assert answers(AGREEMENT + USEFUL, rows) == ["disagree", None]
    [issue] = issues(AGREEMENT + USEFUL, rows, "question_not_in_code_book")
    assert issue.values["heading"] == "Nützlich? (2)"


def test_the_second_of_two_questions_of_one_wording_can_be_named():
    second = '[items.second]\nscale = "agreement"\nheadings = ["Nützlich? (2)"]\n'
    rows = rows_of({"Nützlich?": ["1"], "Nützlich? (2)": ["2"]})
    assert not issues(AGREEMENT + USEFUL + second, rows, "question_not_in_code_book")
    assert answers(AGREEMENT + second, rows_of({"Nützlich?": ["1"], "Nützlich? (2)": ["2"]})) == ["agree"]


def test_one_column_can_tell_of_several_options():
    listed = (
        NEEDS + 'columns = { "Umgang" = ["nutze ich"] }\n[items.needs.options.none]\ncolumns = { Umgang = "nie" }\n'
    )
    known = places(items_of(listed))
    assert known["Umgang"] == [Place("needs", "tools", ("nutze ich",)), Place("needs", "none", ("nie",))]
    assert place_of("Unbekannt", known) == []
