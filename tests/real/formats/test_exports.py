"""Real exports of LimeSurvey and Qualtrics, in ``shared/formats`` beside the repository, never copied into it."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from kmu_eval.intake.exports.recognition import open_export
from kmu_eval.intake.exports.responses import TECHNICAL
from tests.intake.exports.test_recognition import EXPORTS

DATA = Path(__file__).parents[4] / "shared" / "formats"
LIMESURVEY = DATA / "limesurvey" / "rse_survey_2017_de_no_freetext.csv"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="shared/formats is not there")


@pytest.fixture(scope="module")
def limesurvey():
    export, found, _ = open_export(LIMESURVEY, EXPORTS)
    assert export.name == "limesurvey"
    return found.cells


def test_limesurvey_is_read_whole(limesurvey):
    """325 answers, 242 columns (FORMATS.md); the first is an index that the publishers' cleaning added."""
    assert limesurvey.shape == (325, len(TECHNICAL) + 242)
    assert limesurvey.index.tolist() == list(range(2, 327))
    assert limesurvey.columns[len(TECHNICAL)] == "Unnamed: 0"
    assert limesurvey.columns.str.startswith("(").sum() == 241
    assert limesurvey[list(TECHNICAL)].eq("").all(axis=None)


def test_limesurvey_has_the_answers_that_plain_pandas_reads(limesurvey):
    plain = pd.read_csv(LIMESURVEY, dtype=str, keep_default_na=False)
    stripped = plain.apply(lambda texts: texts.str.replace("\ufeff", "").str.split().str.join(" "))
    assert limesurvey.iloc[:, len(TECHNICAL) :].to_numpy().tolist() == stripped.to_numpy().tolist()


def test_limesurvey_headings_and_marks_inside_cells(limesurvey):
    item = "(likert1[perfCheck1]) [Do you receive sufficient information on the results of your work?]"
    assert "\ufeff1 (None at all)" in LIMESURVEY.read_text(encoding="utf-8")
    assert not limesurvey.apply(lambda texts: texts.str.contains("\ufeff")).any(axis=None)
    assert item in limesurvey
    assert "(rse3[SQ001]) Who uses the code that you write?" in limesurvey
    assert (
        "(tool4can[25]) What programming languages do you use at work? (Select as many as apply) [Python]" in limesurvey
    )


def test_qualtrics_with_three_header_rows():
    export, found, _ = open_export(DATA / "qualtrics" / "sample.csv", EXPORTS)
    assert export.name == "qualtrics"
    assert found.cells.index.tolist() == [4]
    assert found.cells.iloc[0].to_dict() == {
        "respondent": "R_2YPOQ602ER1jkf1",
        "started": "2017-07-18 08:28:09",
        "submitted": "2017-07-18 08:28:48",
        "language": "DE",
        "email": "",
        "name": "",
        "complete": "yes",
        "(Status) Antworttyp": "0",
        "(ExternalReference) Externe Datenreferenz": "",
        "(Q1) This is a multiple choice question.": "2",
        "(Q2) This is a free text question.": "Hello World!",
        "Q2 - Topics": "",
    }


def test_qualtrics_with_two_header_rows():
    export, found, _ = open_export(DATA / "qualtrics" / "sample_legacy.csv", EXPORTS)
    assert export.name == "qualtrics"
    assert found.cells.index.tolist() == [3]
    assert found.cells.iloc[0].to_dict() == {
        "respondent": "R_2YPOQ602ER1jkf1",
        "started": "2017-07-18 08:28:09",
        "submitted": "2017-07-18 08:28:48",
        "language": "",
        "email": "",
        "name": "",
        "complete": "yes",
        "(V4) ExternalDataReference": "",
        "(V7) Status": "0",
        "(Q1) This is a multiple choice question.": "2",
        "(Q2) This is a free text question.": "Hello World!",
    }


def test_no_other_real_file_is_taken_for_a_survey():
    """Lists of workshops, columns, answer keys, published tables, attendance reports."""
    others = sorted([*DATA.glob("**/*.csv"), *(DATA.parent / "real").glob("**/*.csv")])
    others = [path for path in others if path.parent.name not in ("limesurvey", "qualtrics", "indico", "typeform")]
    assert len(others) > 10
    for path in others:
        encoding = "utf-16" if path.read_bytes().startswith(b"\xff\xfe") else "utf-8-sig"
        text = path.read_text(encoding=encoding, errors="replace").splitlines()[:60]
        grids = [list(csv.reader(text, delimiter=delimiter)) for delimiter in ",;\t|"]
        assert not [e.name for e in EXPORTS for rows in grids if e.recognise(rows)], path
