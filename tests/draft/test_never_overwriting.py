"""What a person wrote stays, byte for byte, whatever is called again."""

import pytest

from kmu_eval import programme
from kmu_eval.draft import draft_programme, finish_programme
from tests.draft.person import ABOUT, fill, write_lists

EVENTS = ["Nr.;Datum;Format", "E1;01.03.2020;online", "E2;13.04.2020;Präsenz"]
BY_HAND = "# von Hand\n"


@pytest.fixture
def folder(tmp_path):
    return write_lists(tmp_path, Termine=EVENTS)


def edit(path):
    path.write_bytes(path.read_bytes() + BY_HAND.encode())
    return path.read_bytes()


def test_a_programme_that_was_there_stays(folder):
    (folder / "programme.toml").write_text(BY_HAND, encoding="utf-8")
    told = draft_programme(folder)
    assert (folder / "programme.toml").read_text(encoding="utf-8") == BY_HAND
    assert (folder / "programme.neu.toml").exists()
    assert any("programme.neu.toml" in line for line in told.lines)


def test_a_draft_that_was_edited_stays(folder):
    draft_programme(folder)
    edited = edit(folder / "programme.toml")
    fill(folder / "fragen.xlsx", ABOUT)
    told = finish_programme(folder, folder / "fragen.xlsx")
    assert (folder / "programme.toml").read_bytes() == edited
    assert 'name = "Beispiel"' in (folder / "programme.neu.toml").read_text(encoding="utf-8")
    assert any("programme.neu.toml" in line for line in told.lines)


def test_a_draft_that_nobody_touched_becomes_the_programme(folder):
    draft_programme(folder)
    fill(folder / "fragen.xlsx", ABOUT)
    finish_programme(folder, folder / "fragen.xlsx")
    assert programme.load(folder).programme.name == "Beispiel"
    assert not (folder / "programme.neu.toml").exists()


def test_answers_given_again_replace_what_the_first_ones_made(folder):
    draft_programme(folder)
    for name, target in (("Eins", 100), ("Zwei", 200)):
        fill(folder / "fragen.xlsx", {**ABOUT, "about|name": name}, {"events": (target, "Antrag")})
        finish_programme(folder, folder / "fragen.xlsx")
    assert programme.load(folder).programme.name == "Zwei"
    assert "events,200,Antrag" in (folder / "targets.csv").read_text(encoding="utf-8")
    assert {path.name for path in folder.iterdir()} == {"raw", "fragen.xlsx", "programme.toml", "targets.csv"}


def test_a_draft_does_not_replace_an_answered_programme(folder):
    draft_programme(folder)
    fill(folder / "fragen.xlsx", ABOUT)
    finish_programme(folder, folder / "fragen.xlsx")
    answered = (folder / "programme.toml").read_bytes()
    draft_programme(folder)
    assert (folder / "programme.toml").read_bytes() == answered


def test_a_workbook_that_was_filled_in_stays(folder):
    draft_programme(folder)
    fill(folder / "fragen.xlsx", ABOUT)
    filled = (folder / "fragen.xlsx").read_bytes()
    told = draft_programme(folder)
    assert (folder / "fragen.xlsx").read_bytes() == filled
    assert (folder / "fragen.neu.xlsx").exists()
    assert any("fragen.neu.xlsx" in line for line in told.lines)


def test_targets_of_a_person_stay(folder):
    (folder / "targets.csv").write_bytes("indicator;target\nevents;30 für Köln\n".encode("cp1252"))
    before = (folder / "targets.csv").read_bytes()
    draft_programme(folder)
    fill(folder / "fragen.xlsx", ABOUT, {"events": (5, "Antrag")})
    finish_programme(folder, folder / "fragen.xlsx")
    assert (folder / "targets.csv").read_bytes() == before
    assert (folder / "targets.neu.csv").exists()


def test_targets_that_were_edited_stay(folder):
    draft_programme(folder)
    fill(folder / "fragen.xlsx", ABOUT, {"events": (5, "Antrag")})
    finish_programme(folder, folder / "fragen.xlsx")
    edited = edit(folder / "targets.csv")
    fill(folder / "fragen.xlsx", ABOUT, {"events": (6, "Antrag")})
    finish_programme(folder, folder / "fragen.xlsx")
    assert (folder / "targets.csv").read_bytes() == edited
    assert (folder / "targets.neu.csv").exists()


def test_a_second_new_name_is_found_where_the_first_is_taken(folder):
    (folder / "programme.toml").write_text(BY_HAND, encoding="utf-8")
    (folder / "programme.neu.toml").write_text(BY_HAND, encoding="utf-8")
    draft_programme(folder)
    assert (folder / "programme.neu.toml").read_text(encoding="utf-8") == BY_HAND
    assert (folder / "programme.neu-2.toml").exists()
