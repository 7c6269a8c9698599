import os
import subprocess
import sys
from pathlib import Path

import pytest

from kmu_eval import project
from kmu_eval.errors import IntakeError
from kmu_eval.intake import manifest as manifests
from kmu_eval.intake import prepare as preparing

SOURCES = """
[sources.heads]
table = "head_counts"
files = "raw/*.csv"
columns = { event = "Nr", attended = "Anzahl" }
"""


@pytest.fixture
def folder(tmp_path, write_folder):
    return write_folder(tmp_path / "programme", SOURCES, {"raw/a.csv": "Nr;Anzahl\nE1;30\n"})


@pytest.fixture
def count(monkeypatch):
    """How often a programme was prepared."""
    calls, prepare = [], preparing.prepare

    def counted(*given):
        calls.append(given)
        return prepare(*given)

    monkeypatch.setattr(preparing, "prepare", counted)
    return calls


def opened(folder):
    return project.open_project(folder).head_counts["attended"].tolist()


def test_unchanged_inputs_are_not_prepared_again(folder, count):
    assert opened(folder) == opened(folder) == [30]
    os.utime(folder / "raw/a.csv", (0, 0))
    opened(folder)
    assert len(count) == 1


def test_next_months_file_is_prepared(folder, count):
    opened(folder)
    (folder / "raw/b.csv").write_text("Nr;Anzahl\nE2;40\n", encoding="utf-8")
    assert sorted(opened(folder)) == [30, 40]
    assert len(count) == 2


def test_a_file_taken_away_is_noticed(folder, count):
    (folder / "raw/b.csv").write_text("Nr;Anzahl\nE2;40\n", encoding="utf-8")
    opened(folder)
    (folder / "raw/b.csv").unlink()
    assert opened(folder) == [30]


def test_a_renamed_file_is_noticed(folder, count):
    opened(folder)
    (folder / "raw/a.csv").rename(folder / "raw/c.csv")
    assert set(project.open_project(folder).ledger["file"]) == {"raw/c.csv"}


def test_a_changed_byte_is_prepared(folder, count):
    opened(folder)
    (folder / "raw/a.csv").write_text("Nr;Anzahl\nE1;31\n", encoding="utf-8")
    assert opened(folder) == [31]


@pytest.mark.parametrize("name", ["programme.toml", "targets.csv"])
def test_a_changed_programme_is_prepared(name, folder, count):
    (folder / "targets.csv").write_text("indicator,target,source\n", encoding="utf-8")
    opened(folder)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    opened(folder)
    opened(folder)
    assert len(count) == 2


def test_new_targets_are_seen(folder):
    assert project.open_project(folder).targets == ()
    (folder / "targets.csv").write_text("indicator,target,source\nsmes,100,x\n", encoding="utf-8")
    assert project.open_project(folder).targets[0]["target"] == 100


def test_another_key_is_prepared(folder, count, key_file):
    opened(folder)
    key_file.write_text("another key of the tests", encoding="utf-8")
    opened(folder)
    opened(folder)
    assert len(count) == 2


def test_newer_code_is_prepared(folder, count, monkeypatch):
    opened(folder)
    monkeypatch.setattr(manifests, "code_hash", lambda: "newer")
    opened(folder)
    opened(folder)
    assert len(count) == 2


def test_all_code_that_prepares_is_watched():
    script = "import sys, kmu_eval.intake.prepare as _; print(*(n for n in sys.modules if n.startswith('kmu_eval.')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    files = {path.relative_to(Path(manifests.__file__).parents[1]).as_posix() for path in manifests.code_files()}
    modules = {name.removeprefix("kmu_eval.").replace(".", "/") for name in loaded}
    assert len(modules) > 20
    assert {name for name in modules if not {f"{name}.py", f"{name}/__init__.py"} & files} == set()
    assert "messages.toml" in files


def test_the_public_key_of_synthetic_data_needs_no_key_file(tmp_path, write_folder, count, monkeypatch):
    about = '[programme]\nname = "x"\nsynthetic = true\nperiod = { start = 2020-01-01, end = 2020-12-31 }\n'
    about += '[privacy]\npublic_key = "This key is public."\n'
    folder = write_folder(tmp_path / "p", SOURCES, {"raw/a.csv": "Nr;Anzahl\nE1;30\n"}, about)
    opened(folder)
    monkeypatch.setenv("KMU_EVAL_KEY", str(tmp_path / "nowhere"))
    assert opened(folder) == [30]
    assert len(count) == 1


def test_without_the_named_key_nothing_is_opened(folder, key_file):
    opened(folder)
    key_file.unlink()
    with pytest.raises(IntakeError):
        opened(folder)


def test_no_manifest(tmp_path):
    assert manifests.read_manifest(tmp_path) is None
    assert not manifests.is_current(tmp_path, None)


def test_raw_files_are_found_sorted_each_once_and_no_folders(folder):
    (folder / "raw/sub.csv").mkdir()
    (folder / "raw/~$a.csv").write_bytes(b"lock")
    (folder / "prepared").mkdir()
    (folder / "prepared/ledger.csv").write_bytes(b"ours")
    found = manifests.matching(folder, ["raw/*.csv", "raw/a.csv", "**/*.csv"])
    assert [path.relative_to(folder).as_posix() for path in found] == ["raw/a.csv"]


def test_rules_and_origin_survive_the_manifest(tmp_path, write_folder):
    text = (
        '[counting]\nminimum_stay = 20\n[labels.topic]\nki = { de = "KI", en = "AI" }\n[privacy]\nsmallest_cell = 3\n'
    )
    folder = write_folder(tmp_path / "p", text + SOURCES, {"raw/a.csv": "Nr;Anzahl\nE1;30\n"})
    found = project.open_project(folder)
    assert found.rules.minimum_stay == 20
    assert (found.origin.programme, found.origin.smallest_cell, found.origin.languages) == (
        "Testprogramm",
        3,
        ("en", "de"),
    )
    assert dict(found.origin.labels) == {("topic", "ki", "de"): "KI", ("topic", "ki", "en"): "AI"}
