import pytest

from kmu_eval.intake.exports.indico import EXPORT
from kmu_eval.intake.exports.responses import TECHNICAL
from tests.intake.exports import survey_samples as made_up


def test_a_section_of_several_questions_is_taken_off_and_a_lone_one_stays():
    assert EXPORT.recognise(made_up.INDICO)
    cells = EXPORT.read(made_up.INDICO).cells
    assert list(cells) == [
        *[*TECHNICAL, "Which workshop?", "Note: where?", "Impact: Which tools?", "Anything: else?"],
    ]
    assert cells.iloc[0].tolist() == [
        *["", "", "2021-09-09 08:41:53.757790+00:00", "", "", "", ""],
        *["Online, May 2021", "", "Git (e.g. GitHub/GitLab); Testing, CI", "no"],
    ]


def test_the_submitter_is_a_name():
    rows = [made_up.INDICO[0], ["Kim Groß", "k@x.de", *made_up.INDICO[1][2:]]]
    assert EXPORT.read(rows).cells[["name", "email"]].to_numpy().tolist() == [["Kim Groß", "k@x.de"]]


@pytest.mark.parametrize(
    "headings", [["Submitter", "Submission Date", "Q"], ["Submitter", "Submitter Email", "Submission Date"]]
)
def test_all_three_columns_and_a_question_are_needed(headings):
    assert not EXPORT.recognise([headings])
