import pytest

from kmu_eval.intake.exports.limesurvey import EXPORT
from kmu_eval.intake.exports.responses import TECHNICAL
from tests.intake.exports import survey_samples as made_up


def read(rows):
    assert EXPORT.recognise(rows)
    return EXPORT.read(rows).cells


def test_headings_as_codes():
    cells = read(made_up.LIMESURVEY_CODES)
    assert list(cells) == [*TECHNICAL, "q1", "likert1[SQ001]", "likert1[SQ002]", "how[other]"]
    assert cells.iloc[0].tolist() == [
        *["7", "2021-03-01 09:55:00", "2021-03-01 10:00:00", "de", "", "", "yes"],
        *["A1", "1 (None at all)", "5", ""],
    ]


def test_an_answer_that_was_not_sent_is_incomplete_and_kept():
    cells = read(made_up.LIMESURVEY_CODES)
    assert cells.index.tolist() == [2, 3]
    assert cells["complete"].tolist() == ["yes", "no"]
    assert cells["submitted"].tolist() == ["2021-03-01 10:00:00", ""]


def test_a_blank_row_is_not_an_incomplete_answer():
    found = EXPORT.read([*made_up.LIMESURVEY_CODES, []])
    assert found.cells["complete"].tolist() == ["yes", "no", ""]
    assert found.fate.tolist() == ["kept", "kept", "blank_row"]


def test_headings_as_german_texts():
    cells = read(made_up.LIMESURVEY_TEXTS)
    assert list(cells) == [
        *TECHNICAL,
        "Wie war der Tag?",
        "Wie zufrieden waren Sie mit ... [dem Raum]",
        'Wie zufrieden waren Sie mit ... [dem "Essen" mittags]',
        "Wie erfuhren Sie davon? [Sonstiges]",
        "Nr. der Veranstaltung",
    ]
    assert cells.iloc[0].tolist() == [
        *["1", "01.03.21 09:58", "01.03.21 10:00", "de", "ä@x.de", "Änne Groß", "yes"],
        *["gut", "1", "2", "Zeitung", "12"],
    ]
    assert cells.iloc[1].tolist() == ["2", "02.03.21 08:00", "", "de", "", "", "no", "", "3", "", "", ""]


def test_headings_as_codes_and_texts():
    cells = read(made_up.LIMESURVEY_BOTH)
    assert list(cells) == [
        *TECHNICAL,
        "(q1) Wie war der Tag?",
        "(likert1[perfCheck1]) [Wissen Sie, wie gut Sie arbeiten?]",
        "(rse3[SQ001]) Wer nutzt es?",
        "(how[other]) Wie erfuhren Sie davon? [Sonstiges]",
        "(note) Raum [Nr.]",
    ]
    assert cells.iloc[0].tolist() == [
        *["3", "", "2022-05-01 12:00:00", "de", "", "", "yes"],
        *["gut", "4", "6", "Radio", "A 1"],
    ]


def test_headings_as_english_texts():
    assert read(made_up.LIMESURVEY_ENGLISH).iloc[0].tolist() == [
        *["5", "", "2022-05-01 12:00:00", "en", "", "", "yes"],
        "Fine",
    ]


def test_without_technical_columns_nothing_is_said_of_completeness():
    cells = read(made_up.LIMESURVEY_WITHOUT_TECHNICAL)
    assert list(cells)[7:] == [
        "Unnamed: 0",
        "(socio1) In which country do you work?",
        "(tool4can[1]) What do you use? [C, C++]",
    ]
    assert cells["complete"].tolist() == [""]


@pytest.mark.parametrize(
    "headings",
    [
        ["id", "seed", "q1"],
        ["Tel. privat", "Str. und Nr.", "Nr. [intern]"],
        ["a. Frage", "b. Frage", "c. Frage"],
        ["q[1]. Frage [x]", "Name", "Firma"],
    ],
)
def test_one_technical_column_or_a_few_dots_are_not_enough(headings):
    assert not EXPORT.recognise([headings])
