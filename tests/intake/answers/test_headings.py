"""Which item a heading is about: wording, code, further headings, columns of options."""

import pytest

from kmu_eval.intake.answers.headings import Place, forms, place_of, places
from tests.intake.answers.made_up import AGREEMENT, NEEDS, USEFUL, answers, issues, items_of, rows_of, surveys, told

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
    known = places(items_of(listed), "post")
    assert known["Umgang"] == [Place("needs", "tools", ("nutze ich",)), Place("needs", "none", ("nie",))]
    assert place_of("Unbekannt", known) == []


# A heading that stands for something else in another wave


def of_waves(first, second):
    """Two items with what is said of each."""
    return f'{AGREEMENT}[items.a]\nscale = "agreement"\n{first}\n[items.b]\nscale = "agreement"\n{second}\n'


def read(items, heading, *waves):
    """By wave the items that a heading tells of."""
    found = surveys(items, rows_of({heading: ["1"] * len(waves)}, wave=list(waves)))
    wave = found.respondents["wave"].astype(str)
    told = {(wave[row], item) for row, item in zip(found.responses["respondent"], found.responses["item"], strict=True)}
    return {each: {item for of, item in told if of == each} for each in waves}


def test_the_wording_of_a_wave_is_a_heading_in_its_files_only():
    items = AGREEMENT + USEFUL + 'wording_by_wave.pre = { de = "Wird es nützen?", headings = "V01" }\n'
    for heading in ("Wird es nützen?", "(V01) Etwas anderes", "(X) Wird es nützen?"):
        assert read(items, heading, "pre", "post") == {"pre": {"useful"}, "post": set()}
    assert read(items, "Nützlich?", "pre", "post") == {"pre": {"useful"}, "post": {"useful"}}


def test_one_heading_is_one_item_before_and_another_after():
    items = of_waves('wording_by_wave.pre = { de = "Q1" }', 'wording_by_wave.post = { de = "Q1" }')
    assert read(items, "Q1", "pre", "post", "follow_up") == {"pre": {"a"}, "post": {"b"}, "follow_up": set()}


def test_what_is_general_for_an_item_of_other_waves_gives_way():
    items = of_waves('waves = ["pre"]\nheadings = "Q1"', 'wording_by_wave.post = { headings = "Q1" }')
    assert read(items, "Q1", "pre", "post") == {"pre": {"a"}, "post": {"b"}}
    assert not issues(items, rows_of({"Q1": ["1", "1"]}, wave=["pre", "post"]), "answered_unasked")


def test_a_question_that_is_named_for_another_wave_only_is_told_with_its_answers():
    items = AGREEMENT + USEFUL + 'wording_by_wave.pre = { de = "Wird es nützen?" }\n'
    rows = rows_of({"Wird es nützen?": ["1", "2", "", "1"]}, wave=["pre", "post", "post", "follow_up"])
    [issue] = issues(items, rows, "question_of_other_wave")
    assert (issue.severity, issue.rows, issue.row) == ("warning", 2, 3)
    assert "'Wird es nützen?'" in issue.text("de")
    assert not issues(items, rows, "question_not_in_code_book")
    assert not issues(items, rows, "item_not_found")


def test_an_item_whose_heading_stands_in_files_of_another_wave_only_is_not_found():
    items = AGREEMENT + USEFUL + 'wording_by_wave.pre = { de = "Wird es nützen?" }\n'
    rows = rows_of({"Wird es nützen?": ["1"]}, wave="post")
    [issue] = issues(items, rows, "item_not_found")
    assert issue.values["item"] == "useful"


def test_columns_of_options_follow_the_wave_of_their_item():
    first = '[items.a]\nwaves = ["pre"]\n[items.a.options.x]\nheadings = "Q[1]"\n[items.a.options.y]\nde = "y"\n'
    items = first + first.replace("items.a", "items.b").replace('"pre"', '"post"')
    found = surveys(items, rows_of({"Q[1]": ["Y", "Y"]}, wave=["pre", "post"])).responses
    assert found["item"].astype(str).tolist() == ["a", "b"]
    assert found["answer"].astype(str).tolist() == ["chosen", "chosen"]


def test_listed_texts_of_a_column_are_looked_for_in_the_waves_of_the_item_only():
    listed = '[items.a]\nwording_by_wave.pre = { de = "A" }\n[items.a.options.x]\ncolumns = { "Q" = "oft" }\n'
    other = '[items.b]\nscale = "agreement"\nwaves = ["post"]\nheadings = "Q"\n'
    rows = rows_of({"Q": ["oft", "1", "manchmal"]}, wave=["pre", "post", "pre"])
    items = AGREEMENT + listed.replace("[items.a]\n", '[items.a]\nwaves = ["pre"]\n') + other
    [issue] = issues(items, rows, "undeclared_answers")
    assert (issue.rows, issue.row) == (1, 4)


# A code that two surveys use for different questions

TWO_SURVEYS = AGREEMENT + (
    '[items.useful]\nscale = "agreement"\nde = "War es nützlich?"\nheadings = ["G01Q01"]\n'
    '[items.long]\nscale = "agreement"\nde = "War es zu lang?"\nheadings = ["G01Q02"]\n'
)
SWAPPED = {"(G01Q01) War es zu lang?": ["1", "1"], "(G01Q02) War es nützlich?": ["2", ""]}
SCOPED = TWO_SURVEYS.replace('["G01Q01"]', '{ first = "G01Q01", second = "G01Q02" }').replace(
    '["G01Q02"]', '{ first = "G01Q02", second = "G01Q01" }'
)


def test_a_code_of_one_item_beside_the_text_of_another_is_told_and_neither_is_read(snapshot):
    rows = rows_of(SWAPPED)
    assert told(surveys(TWO_SURVEYS, rows)) == []
    found = issues(TWO_SURVEYS, rows, "code_of_other_item")
    assert [(issue.severity, issue.rows, issue.row) for issue in found] == [("error", 2, 2), ("error", 1, 2)]
    assert [issue.text(language) for issue in found for language in ("de", "en")] == snapshot
    others = {issue.rule for issue in surveys(TWO_SURVEYS, rows).issues}
    assert not others & {"question_not_in_code_book", "question_of_other_wave", "item_not_found"}


def test_a_code_beside_a_text_that_nobody_knows_is_read_and_told(snapshot):
    rows = rows_of({"(G01Q01) Kommen Sie wieder?": ["1", ""], "(G01Q02) Wie? [War es zu lang?]": ["2", "2"]})
    [issue] = issues(TWO_SURVEYS, rows, "code_with_other_text")
    assert (issue.severity, issue.rows, issue.values["name"]) == ("warning", 1, "useful")
    assert [issue.text(language) for language in ("de", "en")] == snapshot


@pytest.mark.parametrize("heading", ["G01Q01", "(G01Q01) War es nützlich?", "(G01Q01) WAR ES NÜTZLICH? (heute)"])
def test_a_code_alone_or_beside_its_wording_is_not_told(heading):
    assert not issues(TWO_SURVEYS, rows_of({heading: ["1"]}), "code_with_other_text")


def test_a_code_that_is_declared_for_the_source_is_not_told():
    assert not issues(SCOPED, rows_of({"(G01Q01) Ganz anders?": ["1"]}, source="first"), "code_with_other_text")


def test_code_and_text_of_one_item_are_no_dispute():
    rows = rows_of({"(G01Q01) War es nützlich?": ["1"], "(G01Q02) Wie lang?": ["2"]})
    assert [row[1:] for row in told(surveys(TWO_SURVEYS, rows))] == [
        ("useful", None, "disagree"),
        ("long", None, "agree"),
    ]
    assert not issues(TWO_SURVEYS, rows, "code_of_other_item")


def test_a_code_is_that_of_another_item_in_another_source():
    rows = rows_of({"G01Q01": ["1", "1"], "G01Q02": ["2", "2"]}, source=["first", "second"])
    found = surveys(SCOPED, rows)
    source = dict(enumerate(["first", "second"]))
    assert {(source[row[0]], row[1], row[3]) for row in told(found)} == {
        ("first", "useful", "disagree"),
        ("first", "long", "agree"),
        ("second", "useful", "agree"),
        ("second", "long", "disagree"),
    }


def test_the_code_of_a_source_wins_over_the_text():
    rows = rows_of(SWAPPED, source="first")
    assert {row[1:] for row in told(surveys(SCOPED, rows))} == {
        ("useful", None, "disagree"),
        ("long", None, "agree"),
        ("long", None, None),
    }
    assert not issues(SCOPED, rows, "code_of_other_item")


def test_the_code_of_a_source_is_none_elsewhere():
    rows = rows_of({"G01Q01": ["1", "2"]}, source=["third", "first"])
    assert [row[3] for row in told(surveys(SCOPED, rows))] == ["agree"]
    [issue] = issues(SCOPED, rows, "question_of_other_wave")
    assert (issue.severity, issue.source, issue.rows) == ("warning", "third", 1)
    assert "Quelle" in issue.text("de")


def test_in_its_source_a_code_is_not_that_of_the_item_that_has_it_everywhere():
    items = TWO_SURVEYS.replace('["G01Q02"]', '{ second = "G01Q01" }')
    rows = rows_of({"G01Q01": ["1", "2"]}, source=["first", "second"])
    assert {row[1:] for row in told(surveys(items, rows))} == {("useful", None, "disagree"), ("long", None, "agree")}


def test_the_text_of_an_item_of_the_wave_wins_over_the_code_of_one_that_only_others_ask():
    items = of_waves('waves = ["pre"]\nheadings = "Q1"', 'waves = ["post"]\nde = "Wie war es?"')
    assert read(items, "(Q1) Wie war es?", "pre", "post") == {"pre": set(), "post": {"b"}}
    [issue] = issues(items, rows_of({"(Q1) Wie war es?": ["1", "1"]}, wave=["pre", "post"]), "code_of_other_item")
    assert (issue.rows, issue.row) == (1, 2)


def test_codes_and_texts_of_options_are_disputed_too():
    rows = rows_of({"(needs[SQ001]) Was? [Werkzeuge]": ["Y"], "needs[SQ002]": ["Y"]})
    items = NEEDS + "".join(f'headings = ["needs[SQ003]", "Was? [{each}]"]\n' for each in ["Werkzeuge"])
    items = items.replace('headings = ["needs[SQ003]"]\nheadings', "headings")
    assert [row[2] for row in told(surveys(items, rows))] == ["money"]
    [issue] = issues(items, rows, "code_of_other_item")
    assert "'needs: time'" in issue.text("en")
    assert "'needs: tools'" in issue.text("en")
