"""One answer to a question: spellings, codes, what is missing, and who was asked."""

import pytest

from tests.intake.answers.made_up import AGREEMENT, USEFUL, answers, issues, rows_of, surveys

QUESTION = "Nützlich?"


def read(texts, more="", **columns):
    return answers(AGREEMENT + USEFUL + more, rows_of({QUESTION: texts}, **columns))


def test_labels_texts_and_codes_are_spellings_of_one_answer():
    assert read(["stimme zu", "agree", "trifft zu", "2"]) == ["agree"] * 4


def test_dont_know_is_an_answer_and_a_blank_cell_a_question_left_out():
    assert read(["weiß nicht", "don't know", ""]) == ["dont_know", "dont_know", None]


def test_declared_texts_mean_left_out_or_not_asked():
    more = 'missing = ["k. A.", "-"]\nnot_asked = "N/A"\n'
    assert read(["k. A.", "-", "N/A", "2"], more) == [None, None, "not asked", "agree"]


def test_a_file_without_the_column_did_not_ask():
    assert read([None, "2"]) == ["not asked", "agree"]


def test_the_direction_can_be_another_for_an_item():
    more = 'codes = { "1" = "agree", "2" = "disagree" }\n'
    assert read(["1", "2", "stimme zu"], more) == ["agree", "disagree", "agree"]


def test_the_direction_can_be_another_in_one_source():
    more = 'codes = { feedback = { "1" = "agree", "2" = "disagree" } }\n'
    assert read(["1", "2", "1"], more, source=["feedback", "feedback", "forms"]) == ["agree", "disagree", "disagree"]


def test_codes_of_a_source_win_over_those_of_all():
    more = 'codes = { "1" = "dont_know", forms = { "1" = "agree" } }\n'
    assert read(["1", "1"], more, source=["feedback", "forms"]) == ["dont_know", "agree"]


def test_a_text_that_is_not_declared_is_missing_and_told():
    rows = rows_of({QUESTION: ["stimme zo", "2"]})
    assert answers(AGREEMENT + USEFUL, rows) == [None, "agree"]
    [issue] = issues(AGREEMENT + USEFUL, rows, "undeclared_answer")
    assert (issue.severity, issue.value, issue.row, issue.rows, issue.column) == ("error", "stimme zo", 2, 1, "useful")
    assert "'stimme zu'" in issue.text("de")


def test_it_is_asked_from_a_day_and_until_a_day_of_the_event():
    more = "from = 2020-01-01\nuntil = 2021-12-31\n"
    assert read(["1", "1", "1"], more, event=["E1", "E2", "E3"]) == ["not asked", "disagree", "not asked"]
    same_day = "from = 2021-05-01\nuntil = 2021-05-01\n"
    assert read(["1"], same_day, event="E2") == ["disagree"]


def test_without_an_event_the_day_of_the_answer_decides():
    more = "from = 2020-01-02\n"
    assert read(["1", "1"], more, event=None) == ["not asked", "disagree"]


def test_it_is_asked_in_some_waves_only():
    more = 'waves = ["pre", "follow_up"]\n'
    assert read(["1", "1", "1"], more, wave=["pre", "post", "follow_up"]) == ["disagree", "not asked", "disagree"]


def test_it_is_asked_of_some_only_and_of_those_of_whom_it_is_not_known():
    of_role = read(["1", "1", "1"], 'asked_of = { role = "enterprise" }\n', role=["enterprise", "adviser", None])
    assert of_role == ["disagree", "not asked", "disagree"]
    of_event = 'asked_of = { mode = "online", topic = ["recht", "ki"] }\n'
    assert read(["1", "1", "1"], of_event, event=["E1", "E2", "E3"]) == ["not asked", "disagree", "disagree"]


def test_answers_of_those_who_were_not_asked_are_told():
    rows = rows_of({QUESTION: ["1", "1", ""]}, wave=["pre", "post", "pre"])
    [issue] = issues(AGREEMENT + USEFUL + 'waves = ["post"]\n', rows, "answered_unasked")
    assert (issue.severity, issue.rows, issue.row) == ("warning", 1, 2)


TWO_COLUMNS = AGREEMENT + '[items.useful]\nscale = "agreement"\nheadings = ["A", "B", "C"]\n'


def test_of_two_columns_of_one_item_the_one_that_holds_an_answer_tells_it():
    rows = rows_of({"A": ["2", "", "", None, "1"], "B": ["agree", "2", "", "2", "trifft zo"]})
    assert answers(TWO_COLUMNS, rows) == ["agree", "agree", None, "agree", "disagree"]
    assert not issues(TWO_COLUMNS, rows, "columns_differ")


def test_two_columns_of_one_item_that_differ_are_told_and_the_answer_is_missing(snapshot):
    rows = rows_of({"A": ["1", "2", "1", ""], "B": ["2", "2", "agree", "1"], "C": ["", "1", "1", "2"]})
    assert answers(TWO_COLUMNS, rows) == [None, None, None, None]
    found = issues(TWO_COLUMNS, rows, "columns_differ")
    assert [(issue.severity, issue.values["first"], issue.values["second"], issue.rows) for issue in found] == [
        ("error", "A", "B", 2),
        ("error", "A", "C", 1),
        ("error", "B", "C", 1),
    ]
    assert [found[0].text(language) for language in ("de", "en")] == snapshot


def test_columns_that_differ_are_none_where_the_item_was_not_asked():
    items, rows = TWO_COLUMNS + 'waves = ["post"]\n', rows_of({"A": ["1"], "B": ["2"]}, wave="pre")
    assert not issues(items, rows, "columns_differ")


# Any other text counts as an answer

SCALE_WITH_OTHER = AGREEMENT + '[[scales.agreement.answers]]\nword = "other"\ndont_know = true\nde = "Anderes"\n'
OTHER = SCALE_WITH_OTHER + USEFUL + 'other = "other"\nmissing = "k. A."\nnot_asked = "N/A"\n'


def test_any_other_text_is_the_answer_that_is_named_for_it():
    rows = rows_of({QUESTION: ["je nach Thema", "Anderes", "2", "", "k. A.", "N/A", None, "je nach Thema"]})
    expected = ["other", "other", "agree", None, None, "not asked", "not asked", "other"]
    assert answers(OTHER, rows) == expected


def test_how_many_count_so_is_told_and_never_what_they_wrote():
    rows = rows_of({QUESTION: ["fragen Sie Ida"] * 3 + ["Otto weiß es", "2"]}, file=["a"] * 3 + ["b"] * 2)
    found = issues(OTHER, rows, "taken_as_other")
    assert [(issue.severity, issue.file, issue.row, issue.rows) for issue in found] == [
        ("note", "a", 2, 3),
        ("note", "b", 5, 1),
    ]
    assert "3 answers to 'useful'" in found[0].text("en")
    told = " ".join(issue.value + issue.text("de") + issue.text("en") for issue in surveys(OTHER, rows).issues)
    assert "Ida" not in told
    assert "Otto" not in told
    assert not issues(OTHER, rows, "undeclared_answer")
    assert not issues(OTHER, rows, "undeclared_answers")


@pytest.mark.parametrize(
    ("text", "nearest"), [("Stimme zu.", "stimme zu"), ("k.A.", "k. A."), ("n/a", "N/A"), ("-", None)]
)
def test_what_may_be_a_known_text_counts_as_other_and_is_told_to_be_looked_at(text, nearest):
    rows = rows_of({QUESTION: [text, "je nach Thema", "2"]})
    assert answers(OTHER, rows) == ["other", "other", "agree"]
    [issue] = issues(OTHER, rows, "doubtful_other")
    assert (issue.severity, issue.value, issue.row, issue.rows) == ("warning", text, 2, 1)
    assert (f"'{nearest}'?" in issue.text("en")) == (nearest is not None)
    [note] = issues(OTHER, rows, "taken_as_other")
    assert note.rows == 2


def test_those_who_were_not_asked_gave_no_other_answer():
    rows = rows_of({QUESTION: ["je nach Thema", "je nach Thema"]}, wave=["pre", "post"])
    assert answers(OTHER + 'waves = ["post"]\n', rows) == ["not asked", "other"]
    assert [issue.rows for issue in issues(OTHER + 'waves = ["post"]\n', rows, "taken_as_other")] == [1]
