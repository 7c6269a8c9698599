import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports.questions import Question
from kmu_eval.intake.exports.responses import TECHNICAL, header, places, response_rows

ROWS = [["id", "Q", ""], ["1", " a\u00a0 b\n", ""], ["", " ", ""], ["3", "c", ""]]


ASKED = (Question(1, "Q"), Question(2))


def read(rows, known=None, questions=ASKED):
    return response_rows(rows, 1, {0: "respondent"} if known is None else known, questions)


def test_every_row_is_kept_under_its_number_in_the_file():
    found = read(ROWS)
    assert found.cells.index.tolist() == [2, 3, 4]
    assert found.fate.tolist() == ["kept", "blank_row", "kept"]
    assert found.cells["Q"].tolist() == ["a b", "", "c"]


def test_technical_columns_stand_first_and_an_empty_column_without_a_heading_is_left_out():
    assert list(read(ROWS).cells) == [*TECHNICAL, "Q"]
    assert list(read([ROWS[0], ["1", "a", "x"]]).cells) == [*TECHNICAL, "Q", "Column 3"]


def test_all_columns_are_text_even_without_a_row():
    assert set(read(ROWS[:1]).cells.dtypes.astype(str)) == {"str"}
    assert read(ROWS[:1]).cells.shape == (0, 8)


@pytest.mark.parametrize("row", [["1"], ["1", "a", "", "too much"]])
def test_a_row_of_another_width_is_refused(row):
    with pytest.raises(IntakeError) as error:
        read([*ROWS, row])
    assert error.value.findings == (
        ("uneven_rows", {"where": "", "rows": "5", "count": 1, "width": 3, "found": len(row)}),
    )


def test_a_row_may_be_padded():
    assert len(read([*ROWS, ["1", "a", "", "", " "], []]).cells) == 5


def test_names_of_several_columns_are_joined_and_what_is_said_twice_is_said_once():
    rows = [["l", "f", "e", "f2"], ["Groß", "Änne", "a@x.de", "a@x.de"], ["", "Kim", "Anonymous", ""]]
    known = {0: "last_name", 1: "first_name", 2: "email", 3: "email"}
    cells = read(rows, known, ()).cells
    assert cells["name"].tolist() == ["Änne Groß", "Kim"]
    assert cells["email"].tolist() == ["a@x.de", ""]


@pytest.mark.parametrize(
    ("said", "complete"),
    [("1", "yes"), ("TRUE", "yes"), ("Wahr", "yes"), ("0", "no"), ("Falsch", "no"), ("", ""), ("perhaps", "")],
)
def test_words_of_completeness(said, complete):
    assert read([["f"], [said], ["1"]], {0: "complete"}, ()).cells["complete"].tolist() == [complete, "yes"]


def test_a_question_never_takes_the_name_of_a_technical_column():
    found = read([["x", "name"], ["1", "Kim"]], {}, [Question(1, "name")])
    assert found.cells[["name", "name (2)"]].to_numpy().tolist() == [["", "Kim"]]


def test_a_header_that_is_not_there_is_empty():
    assert header([["\ufeff a "]]) == ["a"]
    assert header([], 2) == []
    assert places(["A", "b"], {"a": "email"}) == {0: "email"}
