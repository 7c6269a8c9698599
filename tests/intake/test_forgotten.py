import datetime
import subprocess
import sys

import pandas as pd
import pytest

from kmu_eval import project as projects
from kmu_eval.errors import IntakeError
from kmu_eval.intake.forgotten import FILE_NAME
from kmu_eval.measures.reach import indicators
from kmu_eval.project import open_project

SOURCES = """
[sources.lists]
table = "participations"
files = "raw/*.csv"

[sources.lists.columns]
event = "Nr"
name = "Name"
email = "Mail"
organisation = "Firma"
attended = { value = "yes" }
"""
LISTS = {
    "raw/a.csv": "Nr;Name;Mail;Firma\nE1;Anna Kern;anna@kern.de;Kern\nE1;Jan Ober;;Ober GmbH\nE1;Eva Groß;;\n",
    "raw/b.csv": "Nr;Name;Mail;Firma\nE2;Kern, Anna;Anna@Kern.de;\nE2;Jan Ober;;Ober GmbH\n",
}


@pytest.fixture
def folder(tmp_path, write_folder):
    return write_folder(tmp_path / "p", SOURCES, LISTS)


def counted(folder):
    found = indicators(open_project(folder)).astype({"indicator": "str"}).set_index("indicator")["estimate"]
    return found[["attendances", "participants"]].tolist()


def aside(folder):
    ledger = open_project(folder).ledger
    return ledger.loc[ledger["reason"] == "forgotten", ["file", "rows"]].to_numpy().tolist()


def refused(folder, **named):
    with pytest.raises(IntakeError) as error:
        projects.forget(folder, **named)
    return {language: error.value.text(language) for language in ("de", "en")}


def test_a_person_is_forgotten_in_all_lists_and_the_ledger_explains_the_counts(folder):
    assert counted(folder) == [5, 3]
    rows = projects.forget(folder, email="anna@KERN.de")
    assert rows.to_numpy().tolist() == [["raw/a.csv", 2], ["raw/b.csv", 2]]
    assert counted(folder) == [3, 2]
    assert aside(folder) == [["raw/a.csv", 1], ["raw/b.csv", 1]]


def test_by_name_and_organisation_or_event(folder):
    assert len(projects.forget(folder, name="Jan Ober", organisation="OBER GmbH")) == 2
    assert len(projects.forget(folder, name="Groß, Eva", event="E1")) == 1
    assert counted(folder) == [2, 1]


def test_who_is_forgotten_stays_forgotten_in_new_lists(folder):
    projects.forget(folder, email="anna@kern.de")
    (folder / "raw/c.csv").write_text("Nr;Name;Mail;Firma\nE3;Anna;anna@kern.de;\n", encoding="utf-8")
    assert counted(folder) == [3, 2]
    assert aside(folder)[-1] == ["raw/c.csv", 1]


def test_the_file_names_nobody(folder):
    projects.forget(folder, email="anna@kern.de")
    projects.forget(folder, name="Jan Ober", organisation="Ober GmbH")
    text = (folder / FILE_NAME).read_text(encoding="utf-8")
    assert len(text.splitlines()) == 3
    assert not any(part in text.casefold() for part in ("anna", "kern", "jan", "ober"))


def test_nobody_with_these_details(folder):
    assert projects.forget(folder, email="nobody@kern.de").empty
    assert counted(folder) == [5, 3]


def test_not_named_well_enough(folder, snapshot):
    assert refused(folder, name="Anna") == snapshot
    assert not (folder / FILE_NAME).exists()


def test_another_key_or_an_edited_file_is_refused(folder, key_file, snapshot):
    projects.forget(folder, email="anna@kern.de")
    key_file.write_text("another key of the tests", encoding="utf-8")
    assert refused(folder, email="x@y.de") == snapshot(name="key")
    (folder / FILE_NAME).write_text("a,b\n1,2\n", encoding="utf-8")
    assert refused(folder, email="x@y.de") == snapshot(name="edited")


def test_another_key_is_told(folder, key_file, snapshot):
    open_project(folder)
    key_file.write_text("another key of the tests", encoding="utf-8")
    issues = open_project(folder).issues
    assert issues.loc[issues["rule"] == "key_changed", "message"].tolist() == snapshot


def test_lists_kept_too_long(folder):
    text = (folder / "programme.toml").read_text(encoding="utf-8")
    assert open_project(folder).overdue(datetime.date(2100, 1, 1)) is None
    (folder / "programme.toml").write_text(text + "[privacy]\nkeep_until = 2024-12-31\n", encoding="utf-8")
    project = open_project(folder)
    assert project.overdue(datetime.date(2024, 12, 31)) is None
    assert project.overdue(datetime.date(2025, 1, 1)) == "2024-12-31"


def test_the_command(folder):
    command = [sys.executable, "-m", "kmu_eval.cli", "forget", str(folder), "--email", "anna@kern.de"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "raw/a.csv, 2; raw/b.csv, 2" in told
    assert pd.read_csv(folder / "prepared" / "ledger.csv")["reason"].eq("forgotten").sum() == 2


SURVEY = """
[sources.feedback]
table = "responses"
files = "raw/feedback/*.csv"

[sources.feedback.columns]
event = "Nr"
email = "Mail"
"""
ITEM = """
[scales.yes_no]
answers = [{ word = "no", de = "nein", value = 0 }, { word = "yes", de = "ja", value = 1, top = true }]

[items.useful]
scale = "yes_no"
de = "Nützlich?"
"""
ANSWERS = "Nr;Mail;Nützlich?\nE1;ANNA@kern.de;ja\nE1;;nein\nE1;eva@gross.de;ja\nE2;jan@ober.de;nein\n"


@pytest.fixture
def surveyed(tmp_path, write_folder):
    lists = LISTS["raw/b.csv"].replace("Jan Ober;;", "Jan Ober;jan@ober.de;")
    files = {**LISTS, "raw/b.csv": lists, "raw/feedback/f.csv": ANSWERS, "items.toml": ITEM}
    return write_folder(tmp_path / "s", SOURCES + SURVEY, files)


def test_answers_that_give_the_address_are_forgotten_and_named_for_deletion(surveyed):
    assert len(open_project(surveyed).respondents) == 4
    rows = projects.forget(surveyed, email="anna@kern.de")
    assert rows.to_numpy().tolist() == [["raw/a.csv", 2], ["raw/b.csv", 2], ["raw/feedback/f.csv", 2]]
    assert len(open_project(surveyed).respondents) == 3
    assert ["raw/feedback/f.csv", 1] in aside(surveyed)


def test_by_name_the_address_of_the_lists_finds_the_answers(surveyed):
    rows = projects.forget(surveyed, name="Jan Ober", organisation="Ober GmbH")
    assert rows.to_numpy().tolist()[-1] == ["raw/feedback/f.csv", 5]


def test_who_only_answered_is_forgotten_too(surveyed):
    assert projects.forget(surveyed, email="eva@gross.de").to_numpy().tolist() == [["raw/feedback/f.csv", 4]]
