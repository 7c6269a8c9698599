"""Exports of survey tools in a programme folder: one table, every row in the ledger, no answer in a prepared table."""

import pandas as pd
import pytest

from kmu_eval import programme
from kmu_eval.errors import IntakeError
from kmu_eval.intake.answers.headings import MARK
from kmu_eval.intake.prepare import prepare
from kmu_eval.intake.raw_files import find_files, read_all
from tests.intake.exports import survey_samples as made_up
from tests.intake.exports.test_recognition import text

SOURCES = """
[sources.feedback]
table = "responses"
files = "raw/*.csv"
export = true
"""
FILES = {
    "raw/lime.csv": text(made_up.LIMESURVEY_CODES, ";"),
    "raw/google.csv": text([*made_up.GOOGLE_SHEET, ["", "", ""]]).encode("utf-16"),
}


@pytest.fixture
def folder(tmp_path, write_folder):
    return write_folder(tmp_path / "p", SOURCES, FILES)


def test_files_of_two_tools_are_one_table_a_question_that_a_file_does_not_ask_is_missing(folder):
    rules = programme.load(folder)
    rows, issues, readings = read_all(folder, rules, find_files(folder, rules), lambda step: None)
    answers = rows["responses"].set_index(["file", "row"])
    assert not issues
    assert {file: how["export"] for file, how in readings["feedback"].items()} == {
        "raw/lime.csv": "limesurvey",
        "raw/google.csv": "google_forms",
    }
    assert answers[MARK + "Welche Themen?"].loc["raw/google.csv"].tolist() == ["Vertrauen, Feedback", "Vertrauen", ""]
    assert answers[MARK + "Welche Themen?"].loc["raw/lime.csv"].isna().all()
    assert answers["fate"].loc["raw/google.csv"].tolist() == ["kept", "kept", "blank_row"]


def test_every_answer_is_in_the_ledger_and_none_in_a_prepared_table(folder):
    place = prepare(folder)
    ledger = pd.read_csv(place / "ledger.csv").set_index(["file", "reason"])["rows"].to_dict()
    assert ledger == {
        ("raw/google.csv", "blank_row"): 1,
        ("raw/google.csv", "not_evaluated"): 2,
        ("raw/lime.csv", "not_evaluated"): len(made_up.LIMESURVEY_CODES) - 1,
    }
    assert not [path for path in place.rglob("*.*") if b"Vertrauen" in path.read_bytes()]


def test_the_same_export_twice_is_refused(folder):
    (folder / "raw" / "again.csv").write_bytes((folder / "raw" / "lime.csv").read_bytes())
    with pytest.raises(IntakeError, match="same content"):
        prepare(folder)


def test_a_list_of_people_is_refused_as_no_survey(folder):
    (folder / "raw" / "people.csv").write_text("Nr;Mail\nE1;a@a.de\n", encoding="utf-8")
    with pytest.raises(IntakeError, match="no export of a known tool"):
        prepare(folder)


def test_an_export_that_is_no_utf_8_is_told(folder):
    german = text(made_up.MICROSOFT_GERMAN, ";")
    (folder / "raw" / "forms.csv").write_bytes(german.encode("cp1252"))
    issues = pd.read_csv(prepare(folder) / "issues.csv").set_index("rule")
    assert issues.loc["encoding_assumed", "file"] == "raw/forms.csv"


def test_an_export_that_is_encoded_twice_is_told(folder):
    german = text(made_up.MICROSOFT_GERMAN, ";").replace("Kim", "Kübra")
    (folder / "raw" / "forms.csv").write_bytes(german.encode().decode("cp1252").encode())
    issues = pd.read_csv(prepare(folder) / "issues.csv").set_index("rule")
    assert issues.loc["encoded_twice", "file"] == "raw/forms.csv"
