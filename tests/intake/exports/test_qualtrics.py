import pytest

from kmu_eval.intake.exports.qualtrics import EXPORT
from kmu_eval.intake.exports.responses import TECHNICAL
from tests.intake.exports import survey_samples as made_up

FIRST = ["R_1", "2017-07-18 08:28:09", "2017-07-18 08:28:48", "DE", "ä@x.de", "Änne Groß", "yes"]


def read(rows):
    assert EXPORT.recognise(rows)
    return EXPORT.read(rows).cells


def test_three_header_rows_in_german():
    cells = read(made_up.QUALTRICS)
    assert list(cells) == [
        *[*TECHNICAL, "(Status) Antworttyp", "(ExternalReference) Externe Datenreferenz", "(Q1) Wie war der Tag?"],
        *["(Q2_1) Zufrieden? [Raum]", "(Q2_2) Zufrieden? [Essen]", "Q3"],
    ]
    assert cells.index.tolist() == [4, 5]
    assert cells.iloc[0].tolist() == [*FIRST, "0", "", "gut", "1", "2", ""]
    assert cells["complete"].tolist() == ["yes", "no"]


@pytest.mark.parametrize(("rows", "first"), [(made_up.QUALTRICS_TWO_ROWS, 3), (made_up.QUALTRICS_ONE_ROW, 2)])
def test_without_the_row_of_import_ids_or_without_texts(rows, first):
    cells = read(rows)
    assert cells.index.tolist() == [first, first + 1]
    assert cells.iloc[0, :7].tolist() == FIRST
    assert ("(Q1) Wie war der Tag?" in cells) == (first == 3)
    assert ("Q1" in cells) == (first == 2)


def test_import_ids_under_the_names():
    rows = [made_up.QUALTRICS[0], *made_up.QUALTRICS[2:]]
    assert read(rows).index.tolist() == [3, 4]


def test_the_older_export_with_a_comma_at_the_end():
    cells = read(made_up.QUALTRICS_LEGACY)
    assert list(cells) == [*TECHNICAL, "(V4) ExternalDataReference", "(V7) Status", "(Q1) How was it?"]
    assert cells.index.tolist() == [3]
    assert cells.iloc[0].tolist() == [
        *["R_9", "2017-07-18 08:28:09", "2017-07-18 08:28:48", "", "", "", "yes"],
        *["", "0", "2"],
    ]


@pytest.mark.parametrize(
    "rows",
    [[["StartDate", "EndDate", "Q1"]], [["V1", "V2"], ["1", "2"]], [["V1", "V2"]], [["RespondentID", "StartDate"]]],
)
def test_dates_alone_or_numbered_columns_alone_are_not_enough(rows):
    assert not EXPORT.recognise(rows)
