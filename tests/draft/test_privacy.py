"""Names stop at the door: no value of a personal column is in the draft, in the workbook or in what is told."""

import zipfile

import pytest

from kmu_eval.draft import draft_programme, finish_programme
from tests.draft.person import ABOUT, fill, suggested, write_lists

EVENTS = ["Nr.;Datum;Format", "E1;01.03.2020;online", "E2;13.04.2020;Präsenz"]
SECRETS = ["Xanthippe", "Quasimodo", "Ludmilla", "Pfefferkorn", "Quietschbach", "Wurzelwerk", "xq@", "lp@", "Ödön"]
PEOPLE = [
    "Veranstaltung;Vorname;Nachname;E-Mail;Firma;Branche;Rolle;Teilnahme;Angemeldet am;Bemerkung",
    "E1;Xanthippe;Quasimodo;xq@quietsch.example;Quietschbach;Quietschbach;Unternehmen;ja;Ludmilla;für Ödön",
    "E2;Ludmilla;Pfefferkorn;lp@wurzel.example;Wurzelwerk;Handel;Frau Pfefferkorn;krank;01.02.2020;xq@quietsch.example",
    "E2;Ödön;Spund;os@wurzel.example;Wurzelwerk;Handel;Unternehmen;ja;01.02.2020;",
]


def everything(folder):
    """All that was written, the parts of workbooks unpacked."""
    for path in folder.iterdir():
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield from (book.read(name).decode() for name in book.namelist())
        elif path.is_file():
            yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_name_firm_or_address_is_shown(language, tmp_path):
    folder = write_lists(tmp_path, Termine=EVENTS, Personen=PEOPLE)
    told = draft_programme(folder, language)
    texts = [*told.lines, *everything(folder)]
    assert [secret for secret in SECRETS if any(secret in text for text in texts)] == []
    shown = suggested(next(folder.glob("*.xlsx")))
    assert "word|attended|krank" in shown


def test_nor_in_what_the_answers_make(tmp_path):
    folder = write_lists(tmp_path, Termine=EVENTS, Personen=PEOPLE)
    draft_programme(folder)
    fill(folder / "fragen.xlsx", {**ABOUT, "word|attended|krank": "war nicht da"})
    told = finish_programme(folder, folder / "fragen.xlsx")
    texts = [*told.lines, (folder / "programme.toml").read_text(encoding="utf-8")]
    assert [secret for secret in SECRETS if any(secret in text for text in texts)] == []


def test_free_text_under_the_heading_of_a_closed_column_is_not_shown(tmp_path):
    sectors = [f"E1;Person {i};Eigenheit Nummer {'x' * i}" for i in range(1, 45)]
    folder = write_lists(tmp_path, Termine=EVENTS, Personen=["Veranstaltung;Name;Branche", *sectors])
    draft_programme(folder)
    assert not any("Eigenheit" in text for text in everything(folder))


def test_nor_where_some_of_it_is_known(tmp_path):
    known = [f"E1;Person {i};Handel" for i in range(20)]
    own = [f"E1;Person {i};Eigenheit Nummer {'x' * i}" for i in range(1, 36)]
    folder = write_lists(tmp_path, Termine=EVENTS, Personen=["Veranstaltung;Name;Branche", *known, *own])
    draft_programme(folder)
    shown = suggested(folder / "fragen.xlsx")
    assert "word|sector|Handel" in shown
    assert not any("Eigenheit" in text for text in everything(folder))
