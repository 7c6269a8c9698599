"""Several answers to a question: in one cell, or in a column for each option."""

import pytest

from tests.intake.answers.made_up import NEEDS, answers, issues, rows_of, surveys

CELL = "Was brauchen Sie?"
OWN = ("needs[SQ001]", "needs[SQ002]", "needs[SQ003]")


def chosen(*words):
    return {name: "chosen" if name in words else "not_chosen" for name in ("time", "money", "tools")}


LEFT_OUT = dict.fromkeys(("time", "money", "tools"))


def read(*cells, items=NEEDS):
    return answers(items, rows_of({CELL: cells}))


def columns(*rows, items=NEEDS, **others):
    return answers(items, rows_of(dict(zip(OWN, map(list, zip(*rows, strict=True)), strict=True)), **others))


# In one cell


def test_each_option_is_chosen_or_not():
    assert read("Zeit", "Zeit;Werkzeuge;", "Werkzeuge; Zeit") == [
        chosen("time"),
        chosen("time", "tools"),
        chosen("time", "tools"),
    ]


def test_an_option_may_hold_the_separator():
    assert read("Geld; Förderung", "Zeit;Geld; Förderung;Werkzeuge;", "Geld;Zeit") == [
        chosen("money"),
        chosen("time", "money", "tools"),
        chosen("money", "time"),
    ]


def test_a_part_of_a_longer_text_is_no_option():
    rows = rows_of({CELL: ["Viel Geld; Förderung und Rat;Zeit"]})
    assert answers(NEEDS, rows) == [chosen("time")]
    assert issues(NEEDS, rows, "undeclared_answers")


@pytest.mark.parametrize("between", [",", ", "])
def test_commas_can_separate_options_that_hold_commas(between):
    items = f'[items.needs]\nde = "{CELL}"\nseparator = "{between}"\n'
    items += "".join(
        f'[items.needs.options.{word}]\nde = "{text}"\n'
        for word, text in [("time", "Zeit"), ("money", "Git, CI"), ("tools", "Testen, auch CI")]
    )
    assert read("Zeit, Git, CI", "Git, CI, Testen, auch CI", "Testen, auch CI, Zeit", items=items) == [
        chosen("time", "money"),
        chosen("money", "tools"),
        chosen("tools", "time"),
    ]


def test_a_blank_cell_is_left_out_none_of_these_is_an_answer():
    assert read("", "k. A.", "keine davon", "N/A") == [LEFT_OUT, LEFT_OUT, chosen(), "not asked"]


def test_texts_that_are_no_option_are_told_and_ignored_unless_there_is_nothing_else():
    rows = rows_of({CELL: ["Zeit;Kafee", "Kafee", "Kafee;Tee für Ida", "Zeitt"]})
    assert answers(NEEDS, rows) == [chosen("time"), LEFT_OUT, LEFT_OUT, LEFT_OUT]
    shown = {issue.value: issue.rows for issue in issues(NEEDS, rows, "undeclared_answer")}
    assert shown == {"Kafee": 3, "Zeitt": 1}
    [others] = issues(NEEDS, rows, "undeclared_answers")
    assert (others.value, others.rows) == ("…", 1)


def test_an_option_that_came_later_was_not_offered_before():
    items = NEEDS + "from = 2021-01-01\n"
    found = answers(items, rows_of({CELL: ["Zeit", "Zeit;Werkzeuge"]}, event=["E1", "E2"]))
    assert found == [{"time": "chosen", "money": "not_chosen"}, chosen("time", "tools")]


def test_an_option_that_was_chosen_before_it_came_is_told():
    items = NEEDS + "from = 2021-01-01\n"
    rows = rows_of({CELL: ["Zeit;Werkzeuge", "Zeit;Werkzeuge", "Werkzeuge"]}, event=["E1", "E2", "E1"])
    [issue] = issues(items, rows, "answered_unasked")
    assert (issue.severity, issue.rows, issue.row, issue.column) == ("warning", 2, 2, "needs")
    assert "needs: tools" in issue.text("en")


def test_there_may_be_many_options():
    names = [f"o{number}" for number in range(70)]
    items = f'[items.needs]\nde = "{CELL}"\n' + "".join(f'[items.needs.options.{n}]\nde = "{n}"\n' for n in names)
    [found] = read("o3;o69", items=items)
    assert [name for name, answer in found.items() if answer == "chosen"] == ["o3", "o69"]
    assert len(found) == 70


# In columns of their own


@pytest.mark.parametrize(("yes", "no"), [("Y", ""), ("Ja", "Nein"), ("Yes", "No"), ("1", "0"), ("TRUE", "FALSE")])
def test_yes_and_no_as_tools_write_them(yes, no):
    assert columns((yes, no, yes), (no, no, yes)) == [chosen("time", "tools"), chosen("tools")]


def test_all_blank_is_left_out_all_no_is_an_answer():
    assert columns(("", "", ""), ("N", "N", "N")) == [LEFT_OUT, chosen()]


def test_declared_texts_mean_left_out_not_asked_or_not_chosen():
    assert columns(("N/A", "N/A", "N/A"), ("k. A.", "k. A.", "k. A."), ("keine davon", "Y", "")) == [
        "not asked",
        LEFT_OUT,
        chosen("money"),
    ]


def test_a_blank_cell_leaves_an_option_out_where_no_is_written_and_blank_is_declared_as_missing():
    items = NEEDS.replace('"k. A."', '"k. A.", ""')
    assert columns(("1", "0", ""), items=items) == [{"time": "chosen", "money": "not_chosen", "tools": None}]


def test_an_option_that_a_file_does_not_have_was_not_offered():
    assert columns(("Y", "", None)) == [{"time": "chosen", "money": "not_chosen"}]


def test_an_option_is_chosen_where_its_own_text_stands_in_its_column():
    assert columns(("Zeit", "", "Werkzeuge"), ("", "Geld", "")) == [chosen("time", "tools"), chosen("money")]
    rows = rows_of({"(needs[SQ001]) Was? [Freie Zeit]": ["Freie Zeit", "Was? [Freie Zeit]", "Zeit"]})
    assert [found["time"] for found in answers(NEEDS, rows)] == ["chosen"] * 3


@pytest.mark.parametrize("text", ["N/A", "-", "-9", "2", "vielleicht", "nie", "Werkzeuge"])
def test_a_text_that_says_neither_yes_nor_no_is_missing_and_told(text):
    items = NEEDS.replace('not_asked = ["N/A"]\n', "")
    rows = rows_of(dict(zip(OWN, [[text, text, "Ja"], ["Ja", "", ""], ["", "", ""]], strict=True)))
    first, second, third = answers(items, rows)
    assert first == {"time": None, "money": "chosen", "tools": "not_chosen"}
    assert (second, third) == (LEFT_OUT, chosen("time"))
    told = issues(items, rows, "undeclared_answer") or issues(items, rows, "undeclared_answers")
    assert [(issue.severity, issue.column, issue.rows, issue.row) for issue in told] == [("error", "needs: time", 2, 2)]


def test_a_text_that_is_like_a_known_one_is_told_with_it(snapshot):
    rows = rows_of({OWN[0]: ["Zeitt", "Jaa", "Y"]})
    found = issues(NEEDS, rows, "undeclared_answer")
    assert [issue.text(language) for issue in found for language in ("de", "en")] == snapshot


def test_a_1_beside_a_2_is_neither_yes_nor_no():
    assert columns(("1", "2", "1"), ("2", "1", "1")) == [LEFT_OUT, LEFT_OUT]
    items = NEEDS.replace('"keine davon"', '"1"').replace("headings", 'texts = ["2"]\nheadings', 1)
    assert [each["time"] for each in columns(("1", "2", "1"), ("2", "1", "1"), items=items)] == ["not_chosen", "chosen"]
    assert columns(("1", "", "2"), ("1", "", ""), source=["a", "b"]) == [LEFT_OUT, chosen("time")]


SOSCI = (("2", "1", "1"), ("1", "2", "1"), ("1", "1", "1"), ("-9", "-9", "-9"), ("", "", ""), ("2", "-9", "3"))


def test_sosci_writes_1_for_an_option_not_chosen_and_2_for_one_chosen():
    found = columns(*SOSCI, tool="sosci")
    assert found[:5] == [chosen("time"), chosen("money"), chosen(), LEFT_OUT, LEFT_OUT]
    assert found[5] == {"time": "chosen", "money": None, "tools": None}
    [issue] = issues(NEEDS, rows_of({OWN[2]: ["3", "2", "1"]}, tool="sosci"), "undeclared_answer")
    assert (issue.value, issue.rows) == ("3", 1)


def test_what_the_code_book_says_wins_over_the_signs_of_a_tool():
    items = NEEDS.replace('"keine davon"', '"2"').replace('"k. A."', '"1"')
    assert columns(("1", "2", "2"), ("2", "2", "2"), items=items, tool="sosci") == [
        {"time": None, "money": "not_chosen", "tools": "not_chosen"},
        chosen(),
    ]


def test_an_option_that_sosci_says_was_not_chosen_is_no_answer_of_one_who_was_not_asked():
    rows = rows_of({OWN[0]: ["1", "-9", "2"]}, tool="sosci", wave="pre")
    [issue] = issues(NEEDS.replace("[items.needs]", '[items.needs]\nwaves = ["post"]'), rows, "answered_unasked")
    assert (issue.rows, issue.row) == (1, 4)


def test_two_columns_of_one_option_that_differ_are_told_and_the_option_is_missing():
    items = NEEDS.replace('["needs[SQ001]"]', '["needs[SQ001]", "Zeit?"]')
    rows = rows_of({OWN[0]: ["Ja", "Nein", "", "Ja"], "Zeit?": ["Nein", "", "Ja", "Ja"], OWN[1]: ["", "", "", ""]})
    first = {"time": None, "money": None}
    time = {"time": "chosen", "money": "not_chosen"}
    assert [{key: each[key] for key in first} for each in answers(items, rows)] == [
        first,
        dict.fromkeys(first, "not_chosen"),
        time,
        time,
    ]
    [issue] = issues(items, rows, "columns_differ")
    assert (issue.severity, issue.rows, issue.values["first"], issue.values["second"]) == ("error", 1, "Zeit?", OWN[0])


def test_a_cell_and_a_column_that_differ_are_told_and_a_blank_one_is_none():
    rows = rows_of({CELL: ["Zeit", "Zeit", "", "Zeit"], OWN[0]: ["Ja", "", "Ja", ""], OWN[1]: ["Ja", "", "", ""]})
    assert answers(NEEDS, rows) == [
        {"time": "chosen", "money": None, "tools": "not_chosen"},
        chosen("time"),
        chosen("time"),
        chosen("time"),
    ]
    [issue] = issues(NEEDS, rows, "columns_differ")
    assert (issue.rows, issue.values["first"], issue.values["second"]) == (1, CELL, OWN[1])


def test_a_cell_in_one_file_and_columns_in_another_are_one_item():
    rows = rows_of({CELL: ["Zeit", None], **dict(zip(OWN, [[None, ""], [None, "Y"], [None, ""]], strict=True))})
    assert answers(NEEDS, rows) == [chosen("time"), chosen("money")]


# Columns whose texts are listed

LISTED = """
[items.use]
de = "Womit?"
not_chosen = ["nutze ich nicht"]
missing = "-"
[items.use.options.before]
columns = { "Git" = ["vorher"], "CI" = "vorher" }
[items.use.options.since]
columns = { "Git" = ["seither", "seit dem Kurs"] }
"""


def test_listed_texts_tell_which_option_a_column_speaks_of():
    rows = rows_of({"Git": ["vorher", "seit dem Kurs", "nutze ich nicht", "", "-"], "CI": ["", "vorher", "", "", ""]})
    assert answers(LISTED, rows) == [
        {"before": "chosen", "since": "not_chosen"},
        {"before": "chosen", "since": "chosen"},
        {"before": "not_chosen", "since": "not_chosen"},
        {"before": None, "since": None},
        {"before": None, "since": None},
    ]
    assert not issues(LISTED, rows, "undeclared_answer")


def test_a_text_that_is_not_listed_is_told_once_and_leaves_the_option_out():
    rows = rows_of({"Git": ["Vorher", "vorher"]})
    assert answers(LISTED, rows) == [{"before": None, "since": None}, {"before": "chosen", "since": "not_chosen"}]
    [issue] = issues(LISTED, rows, "undeclared_answer")
    assert (issue.value, issue.rows, issue.column) == ("Vorher", 1, "Git")
    assert "to 'Git'" in issue.text("en")


# Any other text counts as an option

OTHER = NEEDS.replace('not_asked = ["N/A"]', 'not_asked = ["N/A"]\nother = "tools"')


def test_any_other_text_in_a_cell_is_the_option_that_is_named_for_it():
    cells = ("Zeit;Rat von Ida", "Rat; von Ida", "keine davon", "k. A.", "N/A", "", "keine davon;Rat")
    expected = [chosen("time", "tools"), chosen("tools"), chosen(), LEFT_OUT, "not asked", LEFT_OUT, chosen("tools")]
    assert read(*cells, items=OTHER) == expected


def test_a_free_text_in_the_column_of_that_option_is_a_choice_and_never_told():
    rows = rows_of(dict(zip(OWN, [["", "", "Rat"], ["", "Y", ""], ["Rat von Ida", "", ""]], strict=True)))
    assert answers(OTHER, rows) == [chosen("tools"), chosen("money"), LEFT_OUT]
    [note] = issues(OTHER, rows, "taken_as_other")
    assert (note.severity, note.rows, note.value) == ("note", 1, "…")
    [issue] = issues(OTHER, rows, "undeclared_answers")
    assert (issue.column, issue.rows, issue.row) == ("needs: time", 1, 4)


def test_without_such_an_option_a_free_text_in_a_column_is_missing():
    rows = rows_of(dict(zip(OWN, [["", ""], ["", "Y"], ["Rat von Ida", ""]], strict=True)))
    assert answers(NEEDS, rows) == [LEFT_OUT, chosen("money")]
    assert [issue.rows for issue in issues(NEEDS, rows, "undeclared_answers")] == [1]


def test_how_many_respondents_named_something_else_is_told_and_never_what():
    rows = rows_of({CELL: ["Zeit;Rat von Ida", "Rat; von Ida", "Rat von Ida", "Rat von Ida", "Zeit"]})
    [issue] = issues(OTHER, rows, "taken_as_other")
    assert (issue.severity, issue.rows, issue.row) == ("note", 4, 2)
    told = [issue.value + issue.text("de") for issue in surveys(OTHER, rows).issues]
    assert not any("Ida" in text or "Rat" in text for text in told)
    assert not issues(OTHER, rows, "undeclared_answer")


def test_an_option_with_a_slip_counts_as_other_and_is_told():
    rows = rows_of({CELL: ["Zeitt", "Rat"]})
    [issue] = issues(OTHER, rows, "doubtful_other")
    assert (issue.value, issue.rows) == ("Zeitt", 1)
    assert "Did you mean 'Zeit'?" in issue.text("en")


def test_other_texts_before_their_option_came_are_told():
    rows = rows_of({CELL: ["Rat", "Rat"]}, event=["E1", "E2"])
    items = OTHER + "from = 2021-01-01\n"
    assert answers(items, rows) == [{"time": "not_chosen", "money": "not_chosen"}, chosen("tools")]
    assert [issue.rows for issue in issues(items, rows, "answered_unasked")] == [1]
