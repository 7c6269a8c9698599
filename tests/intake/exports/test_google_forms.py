import pytest

from kmu_eval.intake.exports.google_forms import EXPORT
from kmu_eval.intake.exports.responses import TECHNICAL
from tests.intake.exports import survey_samples as made_up


def read(rows):
    assert EXPORT.recognise(rows)
    return EXPORT.read(rows).cells


def test_the_csv_of_the_form():
    cells = read(made_up.GOOGLE_FORM)
    assert list(cells) == [
        *[*TECHNICAL, "Which topics?", "How was it? [Room]", "How was it? [Food, drinks]"],
        *["Would you recommend us?", "Why?", "Why? (2)"],
    ]
    assert cells.iloc[0].tolist() == [
        *["", "", "2020/04/01 2:54:34 am EET", "", "k@x.de", "", ""],
        *["Trust;Feedback", "Good", "", "10 Extremely likely", "x", "y"],
    ]
    assert cells.index.tolist() == [2, 3]


def test_the_csv_of_the_sheet_in_german():
    cells = read(made_up.GOOGLE_SHEET)
    assert cells["submitted"].tolist() == ["15/10/2025 09:05:47", "15.10.2025 09:05:47"]
    assert cells["Welche Themen?"].tolist() == ["Vertrauen, Feedback", "Vertrauen"]


def test_a_second_question_called_timestamp_is_a_question():
    assert "Timestamp" in read([["Timestamp", "Timestamp", "Q?"], ["1/2/2020 10:00:00", "noon", "a"]])


@pytest.mark.parametrize("time", ["2020-04-01 02:54", "1/2/2020, 10:00:00", "01.02.2020 9.05"])
def test_clock_times(time):
    assert EXPORT.recognise([["Timestamp", "Q?"], [time, ""]])


@pytest.mark.parametrize("time", ["1585700000", "login", "2020-04-01"])
def test_a_first_column_without_clock_times_is_not_that_of_a_form(time):
    assert not EXPORT.recognise([["Timestamp", "Q?"], [time, ""]])


def test_the_time_of_the_answer_stands_first():
    assert not EXPORT.recognise([["Date", "Timestamp", "Q?"], ["1/2/2020 10:00:00", "1/2/2020 10:00:00", ""]])


def test_html_in_a_heading_is_taken_out():
    assert list(read([["Timestamp", "<b>How</b> was it?"]]))[7:] == ["How was it?"]


def test_a_form_without_an_answer_is_recognised():
    assert read(made_up.GOOGLE_FORM[:1]).empty
