import shutil

import pytest

from kmu_eval.errors import Absent, KmuEvalError, ProgrammeError
from kmu_eval.project import default_folder, open_project
from kmu_eval.schema import PREPARED

SOURCES = """
[counting]
minimum_stay = 15

[sources."2020"]
table = "head_counts"
files = "raw/*.csv"
columns = { event = "Nr", attended = "Anzahl" }
"""


@pytest.fixture
def folder(tmp_path, write_folder):
    files = {
        "raw/007.csv": "Nr;Anzahl\nE1;30\nE2;viele\n",
        "targets.csv": "indicator,target,source\nevents,2,Bescheid\n",
    }
    return write_folder(tmp_path / "programme", SOURCES, files)


def told(error):
    return {language: error.value.text(language) for language in ("de", "en")}


def test_a_programme_is_prepared_when_it_is_first_opened(folder):
    seen = []
    project = open_project(folder, progress=seen.append)
    assert seen == ["007.csv"]
    assert project.folder == folder / "prepared"
    assert project.rules.minimum_stay == 15
    assert project.targets == ({"indicator": "events", "target": 2.0, "source": "Bescheid"},)
    assert len(project.head_counts) == 2


def test_prepared_tables_do_without_raw_files(folder):
    before = open_project(folder).head_counts
    shutil.rmtree(folder / "raw")
    with pytest.raises(KmuEvalError):
        open_project(folder)
    again = open_project(folder, prepared=True)
    assert again.head_counts.equals(before)
    assert again.origin.programme == "Testprogramm"


def test_prepared_tables_do_without_a_key(folder, key_file):
    open_project(folder)
    key_file.unlink()
    assert len(open_project(folder, prepared=True).head_counts) == 2


@pytest.mark.parametrize("prepared", [True, False])
def test_a_researchers_copy_of_the_prepared_folder_alone(prepared, folder, tmp_path):
    shutil.copytree(open_project(folder).folder, tmp_path / "copy")
    shutil.rmtree(folder)
    project = open_project(tmp_path / "copy", prepared=prepared)
    assert project.folder == tmp_path / "copy"
    assert project.rules.minimum_stay == 15
    assert project.targets[0]["target"] == 2
    assert (len(project.head_counts), len(project.issues), len(project.ledger)) == (2, 2, 1)


def test_a_programme_folder_with_its_prepared_tables_but_nothing_else(folder):
    open_project(folder)
    (folder / "programme.toml").unlink()
    assert len(open_project(folder).head_counts) == 2


def test_a_table_that_was_deleted_is_prepared_again(folder):
    (open_project(folder).folder / "head_counts.parquet").unlink()
    assert len(open_project(folder).head_counts) == 2


def test_a_copy_that_lacks_a_table_says_so(folder, tmp_path, snapshot, monkeypatch):
    shutil.copytree(open_project(folder).folder, tmp_path / "copy")
    (tmp_path / "copy" / "events.parquet").unlink()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProgrammeError) as error:
        open_project("copy")
    assert told(error) == snapshot


def test_neither_programme_nor_tables(tmp_path, monkeypatch, snapshot):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ProgrammeError) as error:
        open_project("empty")
    assert told(error) == snapshot(name="not prepared yet")
    with pytest.raises(ProgrammeError) as error:
        open_project("empty", prepared=True)
    assert told(error) == snapshot(name="prepared only")


def test_the_folder_named_by_the_environment(folder, monkeypatch, snapshot):
    monkeypatch.setenv("KMU_EVAL_PROGRAMME", str(folder))
    assert open_project().folder == folder / "prepared"
    monkeypatch.setenv("KMU_EVAL_PROGRAMME", "nowhere")
    with pytest.raises(ProgrammeError) as error:
        default_folder()
    assert told(error) == snapshot


def test_without_it_the_sample_beside_the_notebooks(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data/sample").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.delenv("KMU_EVAL_PROGRAMME", raising=False)
    assert default_folder().resolve() == tmp_path / "data/sample"


def test_sources_and_files_that_look_like_numbers_stay_text(folder):
    project = open_project(folder)
    assert project.ledger["source"].tolist() == ["2020"]
    assert project.ledger["file"].tolist() == ["raw/007.csv"]
    assert project.ledger["rows"].tolist() == [2]
    assert set(project.issues["source"]) == {"2020"}


def test_issues_are_typed_and_counted(folder):
    project = open_project(folder)
    assert project.issues[["severity", "rule", "row", "rows"]].to_numpy().tolist() == [
        ["error", "unknown_event", 2, 2],
        ["error", "no_integer", 3, 1],
    ]
    counts = project.issue_counts
    assert counts.to_numpy().tolist() == [["error", 2, 3], ["warning", 0, 0], ["note", 0, 0]]


def test_a_ledger_and_a_list_of_issues_without_rows(tmp_path, write_folder):
    project = open_project(write_folder(tmp_path / "p", SOURCES, {"raw/a.csv": "Nr;Anzahl\n"}))
    assert (len(project.ledger), len(project.issues), project.issue_counts["issues"].sum()) == (0, 0, 0)
    assert project.ledger.groupby("outcome", observed=True)["rows"].sum().empty


def test_needed_tables(folder, snapshot):
    project = open_project(folder)
    assert project.need() is project
    assert project.need("head_counts") is project
    with pytest.raises(Absent) as error:
        project.need("head_counts", "participations", "events")
    assert told(error) == snapshot
    assert error.value._render_traceback_() == [str(error.value)]


COMPARED = """
[outcomes.useful]
item = "useful"

[comparisons.online_or_in_person]
by = "mode"
order = ["online", "in_person"]
"""


ITEMS = """
[scales.either]
answers = [{ word = "no", de = "nein", en = "no" }, { word = "yes", de = "ja", en = "yes", top = true }]

[items.useful]
de = "War es nützlich?"
en = "Was it useful?"
scale = "either"
"""


def test_items_that_nobody_has_answered_yet_are_no_fault(tmp_path, write_folder):
    """A code book is often written before the first answers are there."""
    files = {"raw/007.csv": "Nr;Anzahl\nE1;30\n", "items.toml": ITEMS}
    project = open_project(write_folder(tmp_path / "unasked", SOURCES, files))
    assert project.responses.empty
    assert [item.word for item in project.code_book.items] == ["useful"]


def test_needed_items_and_themes(tmp_path, write_folder, snapshot):
    files = {
        "raw/007.csv": "Nr;Anzahl\nE1;30\n",
        "items.toml": ITEMS.replace("[items.useful]", '[items.useful]\ntheme = "event"'),
    }
    project = open_project(write_folder(tmp_path / "asked", SOURCES, files))
    assert project.need_items("useful", "event") is project
    with pytest.raises(Absent) as error:
        project.need_items("useful", "needs")
    assert told(error) == snapshot


def test_needed_comparisons(tmp_path, write_folder, snapshot):
    files = {"raw/007.csv": "Nr;Anzahl\nE1;30\n", "items.toml": ITEMS}
    project = open_project(write_folder(tmp_path / "compared", COMPARED + SOURCES, files))
    assert project.need_comparison("online_or_in_person") is project
    with pytest.raises(Absent) as error:
        project.need_comparison("workshop_or_talk")
    assert told(error) == snapshot


def test_a_programme_without_claims_stops_cleanly(tmp_path, write_folder, snapshot):
    files = {"raw/007.csv": "Nr;Anzahl\nE1;30\n"}
    claims = '[claims.one]\nen = "One."\nrelation = "not_testable"\n'
    project = open_project(write_folder(tmp_path / "claimed", SOURCES, {**files, "claims.toml": claims}))
    assert project.need_claims() is project
    with pytest.raises(Absent) as error:
        open_project(write_folder(tmp_path / "silent", SOURCES, files)).need_claims()
    assert told(error) == snapshot


def test_a_comparison_without_outcomes_is_none(tmp_path, write_folder):
    text = COMPARED[COMPARED.index("[comparisons") :] + SOURCES
    project = open_project(write_folder(tmp_path / "compared", text, {"raw/007.csv": "Nr;Anzahl\nE1;30\n"}))
    with pytest.raises(Absent):
        project.need_comparison("online_or_in_person")


def test_other_rules_leave_the_project_as_it_is(folder):
    project = open_project(folder)
    other = project.with_rules(minimum_stay=60)
    assert (other.rules.minimum_stay, project.rules.minimum_stay) == (60, 15)
    assert other.folder == project.folder
    assert other.head_counts.equals(project.head_counts)


def test_every_table_is_there(folder):
    project = open_project(folder)
    for name, table in PREPARED.items():
        assert list(getattr(project, name).columns) == list(table.names)
