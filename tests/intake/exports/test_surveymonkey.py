from kmu_eval.intake.exports.responses import TECHNICAL
from kmu_eval.intake.exports.surveymonkey import EXPORT
from tests.intake.exports import survey_samples as made_up


def read(rows):
    assert EXPORT.recognise(rows)
    return EXPORT.read(rows).cells


def test_questions_in_the_first_row_options_in_the_second():
    cells = read(made_up.SURVEYMONKEY)
    assert list(cells) == [
        *[*TECHNICAL, "Custom Data 1", "How was it?", "Which topics? [Trust]", "Which topics? [Feedback]"],
        *["Which topics? [Other (please specify)]", "Comments?", "Email Address"],
    ]
    assert cells.index.tolist() == [3]
    assert cells.iloc[0].tolist() == [
        *["10234", "2017-05-01 10:00", "2017-05-01 10:05", "", "k@x.de", "Kim Groß", ""],
        *["", "Good", "Trust", "", "Talks", "Thanks, all", "other@x.de"],
    ]


def test_newer_spelling_and_an_option_called_response():
    cells = read(made_up.SURVEYMONKEY_NEWER)
    assert list(cells)[7:] == ["Which topics? [Response]", "Which topics? [Feedback]"]
    assert cells["submitted"].tolist() == ["05/01/2017 10:05:00 AM"]


def test_a_file_whose_second_row_is_an_answer_loses_none():
    rows = [made_up.SURVEYMONKEY[0], made_up.SURVEYMONKEY[2]]
    assert read(rows).index.tolist() == [2]
    assert read(rows)["respondent"].tolist() == ["10234"]


def test_the_numbers_must_lead():
    assert not EXPORT.recognise([["Nr", "RespondentID", "CollectorID"]])
    assert not EXPORT.recognise([["RespondentID", "StartDate"]])
