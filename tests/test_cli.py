"""The commands, as a person calls them."""

import datetime
import os
import shutil
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest


def run(*arguments, **environment):
    command = [sys.executable, "-m", "kmu_eval.cli", *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("cli") / "beispiel"
    made = run("sample", place, "--scale", "0.02", "--seed", "3")
    assert made.returncode == 0, made.stderr
    return place


def test_help_names_every_command_in_both_languages():
    shown = run("--help")
    assert shown.returncode == 0
    for word in ("sample", "prepare", "check", "review", "Listen einlesen", "Fehler anzeigen", "Zweifelsfälle klären"):
        assert word in shown.stdout


def test_sample_makes_a_programme_folder_and_never_writes_into_a_used_one(folder):
    assert {path.name for path in folder.iterdir()} >= {"programme.toml", "targets.csv", "raw"}
    again = run("sample", folder)
    assert again.returncode == 2
    assert "ist nicht leer" in again.stderr


def test_prepare_tells_rows_and_issues_in_the_programmes_language(folder):
    told = run("prepare", folder)
    assert told.returncode == 0
    assert "Zeilen gelesen" in told.stdout
    assert "Fehler: 0" in told.stdout
    assert (folder / "prepared" / "participations.parquet").exists()


def test_check_exits_with_1_on_errors_and_names_the_worst_first(folder, tmp_path):
    assert run("check", folder).returncode == 0
    broken = shutil.copytree(folder, tmp_path / "kaputt")
    lists = broken / "raw" / "Anmeldungen-2020.csv"
    text = lists.read_bytes().decode("cp1252").replace(";ja;", ";jaa;", 3)
    lists.write_bytes(text.encode("cp1252"))
    told = run("check", broken)
    assert told.returncode == 1
    first = told.stdout.splitlines()[0]
    assert "'jaa'" in first
    assert "Meinten Sie 'ja'?" in first
    assert "Anmeldungen-2020.csv" in first


def test_what_is_not_shown_is_counted(folder, tmp_path):
    broken = shutil.copytree(folder, tmp_path / "kaputt")
    for number in range(7):
        (broken / "raw" / f"{number}.csv").write_text("a;b\n", encoding="utf-8")
    lines = run("check", broken).stdout.splitlines()
    assert [line[:2] for line in lines[:6]] == ["- "] * 5 + ["… "]
    issues = pd.read_csv(broken / "prepared" / "issues.csv")
    assert lines[5] == f"… und {(issues['severity'] != 'note').sum() - 5} weitere"
    assert "synthetic = true" in lines[-1]


def claiming(folder, place, value, synthetic=True):
    """A copy of the folder with one claim; perhaps taken for real data."""
    copy = shutil.copytree(folder, place)
    claim = f'de = "Viele kamen."\nindicator = "participants"\nrelation = "more_than"\nvalue = {value}\n'
    (copy / "claims.toml").write_text(f"[claims.many]\n{claim}", encoding="utf-8")
    if not synthetic:
        about = copy / "programme.toml"
        lines = about.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("synthetic", "public_key"))]
        about.write_text("\n".join(kept), encoding="utf-8")
    return copy


def test_claims_on_made_up_data_are_a_demonstration_whatever_they_say(folder, tmp_path):
    told = run("claims", claiming(folder, tmp_path / "copy", 10**6))
    assert told.returncode == 0, told.stderr
    assert "Demonstration (wäre: widerlegt)" in told.stdout


def test_a_claim_that_real_data_contradict_exits_with_1(folder, tmp_path):
    told = run("claims", claiming(folder, tmp_path / "false", 10**6, synthetic=False))
    assert told.returncode == 1
    assert "„Viele kamen.“: widerlegt – Teilnehmende (Personen): " in told.stdout
    true = run("claims", claiming(folder, tmp_path / "true", 10, synthetic=False))
    assert true.returncode == 0
    assert "belegt" in true.stdout


def test_a_faulty_claim_is_told_with_the_nearest_word(folder, tmp_path):
    copy = claiming(folder, tmp_path / "copy", 10)
    text = (copy / "claims.toml").read_text(encoding="utf-8")
    (copy / "claims.toml").write_text(text.replace("participants", "participant"), encoding="utf-8")
    for command in ("check", "claims"):
        told = run(command, copy)
        assert told.returncode == 2
        assert "Meinten Sie 'participants'?" in told.stderr


def test_without_claims_there_is_nothing_to_check(folder, tmp_path):
    copy = claiming(folder, tmp_path / "copy", 10)
    (copy / "claims.toml").unlink()
    told = run("claims", copy)
    assert told.returncode == 0
    assert "claims.toml" in told.stdout


def test_where_no_language_is_known_both_are_spoken(tmp_path):
    told = run("check", tmp_path / "nowhere").stderr
    assert "Im Ordner" in told
    assert "There is no" in told


def test_the_version():
    assert run("--version").stdout.strip() == "0.1.0"


def test_a_fault_is_a_sentence_in_the_programmes_language_not_a_traceback(folder, tmp_path):
    (tmp_path / "programme.toml").write_text('[programme]\nname = "x"\nlanguages = ["de"]\n', encoding="utf-8")
    told = run("prepare", tmp_path)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr
    assert "programme.toml, sources: Diese Angabe fehlt." in told.stderr


def test_no_programme_says_what_to_do(tmp_path):
    told = run("check", tmp_path)
    assert told.returncode == 2
    assert "programme.toml" in told.stderr
    assert "kmu-eval sample" in told.stderr


@pytest.mark.parametrize("command", ["prepare", "check"])
def test_a_new_key_is_told_with_its_place(command, folder, tmp_path):
    real = shutil.copytree(folder, tmp_path / "echt", ignore=shutil.ignore_patterns("prepared"))
    text = (real / "programme.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("synthetic", "public_key"))]
    (real / "programme.toml").write_text("\n".join(lines), encoding="utf-8")
    told = run(command, real, KMU_EVAL_KEY="", XDG_CONFIG_HOME=str(tmp_path / "config"), HOME=str(tmp_path))
    assert told.returncode == 0, told.stderr
    assert "pseudonym.key" in told.stdout
    assert list(tmp_path.rglob("pseudonym.key"))


def test_init_asks_and_takes_the_answers(folder, tmp_path):
    new = tmp_path / "neu"
    shutil.copytree(folder / "raw", new / "raw")
    told = run("init", new)
    assert told.returncode == 0, told.stderr
    assert "raw/Veranstaltungen.xlsx: Veranstaltungen (sicher)" in told.stdout
    assert f"kmu-eval init {new} --answers" in told.stdout
    empty = run("init", new, "--answers", new / "fragen.xlsx")
    assert empty.returncode == 2
    assert "Vorhaben, 4: Hier fehlt die Antwort." in empty.stderr
    assert run("init", new, "--language", "en").returncode == 0
    assert (new / "questions.xlsx").exists()


def test_review_asks_and_takes_the_answers(folder, tmp_path):
    lists = (folder / "raw" / "Anmeldungen-2020.csv").read_bytes().decode("cp1252").splitlines(keepends=True)
    columns = lists[0].rstrip().split(";")
    firm, postcode = columns.index("Firma"), columns.index("PLZ")
    row = next(cells for line in lists[1:] if (cells := line.split(";"))[firm] and cells[postcode])
    twin = [f"{cell} Zwilling" if place == firm else cell for place, cell in enumerate(row)]
    new = shutil.copytree(folder, tmp_path / "neu")
    (new / "raw" / "Anmeldungen-2020.csv").write_bytes("".join([*lists, ";".join(twin)]).encode("cp1252"))
    told = run("review", new)
    assert told.returncode == 0, told.stderr
    assert "Geschrieben: review.xlsx." in told.stdout
    assert f"kmu-eval review {new} --answers {new / 'review.xlsx'}" in told.stdout
    nothing = run("review", new, "--answers", new / "review.xlsx")
    assert nothing.returncode == 2
    assert "Darin steht keine neue Antwort" in nothing.stderr
    book = openpyxl.load_workbook(new / "review.xlsx")
    for place, text in ((12, "gleich"), (13, "AK"), (14, "telefonisch geklärt")):
        book.worksheets[0].cell(4, place).value = text
    book.save(new / "review.xlsx")
    taken = run("review", new, "--answers", new / "review.xlsx")
    assert taken.returncode == 0, taken.stderr
    assert "neu oder geändert 1" in taken.stdout
    assert datetime.date.today().isoformat() in (new / "overrides.csv").read_text(encoding="utf-8")
