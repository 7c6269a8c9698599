import pytest

from kmu_eval.intake.exports.microsoft_forms import EXPORT
from kmu_eval.intake.exports.responses import TECHNICAL
from tests.intake.exports import survey_samples as made_up


def read(rows):
    assert EXPORT.recognise(rows)
    return EXPORT.read(rows).cells


def test_english_and_anonymous_with_repeated_questions():
    cells = read(made_up.MICROSOFT_ENGLISH)
    assert list(cells) == [
        *[*TECHNICAL, "Which topics?", "Frage 1", "Frage 12", "Wie freundlich und zugewandt"],
        *["Wie freundlich und zugewandt (2)", "Wie freundlich und zugewandt (3)", "Name"],
    ]
    assert cells.iloc[0].tolist() == [
        *["1", "7/27/26 19:06:23", "7/27/26 19:09:00", "", "", "", ""],
        *["Trust;Feedback;", "a", "b", "1", "2", "3", "Kim"],
    ]


def test_german_and_named():
    cells = read(made_up.MICROSOFT_GERMAN)
    assert cells.iloc[0].tolist() == ["4", "2024-10-09 11:02", "2024-10-09 11:05", "", "k@x.de", "Kim Groß", "", "gut"]
    assert list(cells)[7:] == ["Wie war es – alles in allem?"]


def test_points_and_feedback_of_a_quiz_name_their_question():
    cells = read(made_up.MICROSOFT_QUIZ)
    assert list(cells)[7:] == [
        *["Total points", "Quiz feedback", "What is trust?", "What is trust? [Points]", "What is trust? [Feedback]"],
        "Points - of view",
    ]
    assert cells.iloc[0, 7:].tolist() == ["3", "", "A feeling", "3", "Well done", "mine"]


def test_a_question_called_as_a_technical_column_is_a_question():
    rows = [["ID", "Start time", "Completion time", "How was it?", "Language"], ["1", "a", "b", "c", "R"]]
    cells = read(rows)
    assert list(cells)[7:] == ["How was it?", "Language"]
    assert cells["language"].tolist() == [""]


@pytest.mark.parametrize(
    "headings", [["ID", "Start time", "Email", "Q?"], ["Nr", "ID", "Start time", "Completion time", "Q?"]]
)
def test_all_three_technical_columns_must_be_there_and_lead(headings):
    assert not EXPORT.recognise([headings])
