import pytest

from kmu_eval.intake.exports.responses import TECHNICAL
from kmu_eval.intake.exports.typeform import EXPORT
from tests.intake.exports import survey_samples as made_up


def read(rows):
    assert EXPORT.recognise(rows)
    return EXPORT.read(rows).cells


def test_one_column_an_option_others_numbered_and_no_html():
    cells = read(made_up.TYPEFORM)
    assert list(cells) == [
        *[*TECHNICAL, "Which workshop did you attend?", "Git", "Testing", "Other", "Reusable", "Other (2)"],
    ]
    assert cells.iloc[0].tolist() == [
        *["ab12", "2018-05-01 10:00:00", "2018-05-01 10:04:00", "", "", "", ""],
        *["Online", "Git", "", "vim", "1", ""],
    ]
    assert cells.iloc[1, 7:].tolist() == ["Online", "", "", "I don’t know", "", "none"]


def test_number_times_and_network_taken_out_by_the_publishers():
    cells = read(made_up.TYPEFORM_CUT)
    assert list(cells)[7:] == made_up.TYPEFORM_CUT[0]
    assert cells.iloc[0, 7:].tolist() == ["Espoo", "", "Technician", "I'm using this tool better", "1"]


def test_partial_answers():
    rows = [["#", "Q?", "Response Type", "Start Date (UTC)", "Submit Date (UTC)"], ["a", "1", "completed", "x", "y"]]
    cells = read([*rows, ["b", "", "partial", "x", ""]])
    assert cells["complete"].tolist() == ["yes", "no"]


@pytest.mark.parametrize(
    "headings",
    [
        ["A?", "B?", "Git"],
        ["A?", "Other", "Git"],
        ["A", "B?", "C?", "Other"],
        ["A?", "B?", "", "Other"],
        ["A?", "B?", "Other", "E-Mail"],
        ["#", "Name", "Firma"],
    ],
)
def test_a_cut_file_must_ask_twice_have_a_bare_other_and_name_nobody(headings):
    assert not EXPORT.recognise([headings])
