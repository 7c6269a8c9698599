"""Names stop at the door: nothing that names a person or a firm is in any byte of the prepared folder."""

import io

import pytest
import xlsxwriter

from kmu_eval.intake.prepare import prepare

PEOPLE = [("Xanthippe", "Quasimodo"), ("Ödön", "Zwölfinger"), ("Kunigunde", "Wurzelsepp"), ("Ludmilla", "Pfefferkorn")]
FIRMS = ["Quietschbach Drehteile", "Zwölfinger & Söhne", "Wurzelwerk KG", "unbekannt Schnurrbart"]
MAILS = ["xq@quietschbach.example", "oz@zwoelfinger.example", "info@wurzelwerk.example", "keine Adresse Pfefferkorn"]
TITLE = "Mit Xanthippe durch die Krise"

SOURCES = """
[counting.own_staff]
organisations = ["Zentrum Geheimnis"]

[sources.events]
table = "events"
files = "raw/events.xlsx"

[sources.events.columns]
event = { from = "Titel", pattern = '^(\\w+):' }
date = "Datum"
kind = { from = "Titel", contains = [["Krise", "talk"]] }

[sources.lists]
table = "participations"
files = "raw/list*.csv"

[sources.lists.columns]
event = "Nr"
name = ["Vorname", "Nachname"]
email = { from = "Mail" }
organisation = { from = "Firma", pattern = '^Firma (.+)$' }
postcode = "PLZ"
attended = { from = "Da", words = { ja = "yes" } }
minutes = "Minuten"

[sources.firms]
table = "organisations"
files = "raw/firms.csv"
columns = { organisation = "Firma", size_class = { from = "MA", words = { klein = "small" } } }
"""
HEADER = "Nr;Vorname;Nachname;Mail;Firma;PLZ;Da;Minuten\n"


def workbook(*rows):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("Liste von Wurzelsepp")
    for i, row in enumerate(rows):
        sheet.write_row(i, 0, row)
    book.close()
    return content.getvalue()


@pytest.fixture
def place(tmp_path, write_folder):
    rows = [
        f"{event};{first};{last};{mail};Firma {firm};50667;ja;12\n"
        for (first, last), mail, firm in zip(PEOPLE, MAILS, FIRMS, strict=True)
        for event in ("E1", "E9", "")
    ]
    odd = [
        "E1;k. A.;Wurzelsepp;?;Schnurrbart ohne Firma davor;1067;ja;1.234\n",
        "E1;Xanthippe;Quasimodo;XQ@quietschbach.example;Firma Wurzelwerk KG;04109;nein;viele\n",
        "E1;Kunigunde;Wurzelsepp;info@wurzelwerk.example;Firma Zentrum Geheimnis;50667;ja;\n",
        "E1;Ludmilla;Pfefferkorn;info@wurzelwerk.example;Firma Wurzelwerk KG;50667;ja;\n",
        "Summe;;;;;;12;\n",
    ]
    files = {
        "raw/events.xlsx": workbook(
            ["Titel", "Datum"], [f"E1: {TITLE}", "01.02.2020"], [TITLE, "02.02.2020"], ["E1: Wurzelsepp", "03.02.2020"]
        ),
        "raw/list.csv": ("Stand: Xanthippe Quasimodo\n" + HEADER + "".join([*rows, *odd])).encode("cp1252"),
        "raw/list2.csv": (HEADER + "".join(rows[3:6])).encode().decode("latin-1").encode(),
        "raw/firms.csv": "Firma;MA\n" + "".join(f"{firm};klein\n" for firm in FIRMS) + "Wurzelwerk KG;?\n",
    }
    return prepare(write_folder(tmp_path / "programme", SOURCES, files))


SECRETS = sorted(
    {part for first, last in PEOPLE for part in (first, last)} | {*FIRMS, *MAILS, "Schnurrbart", "Geheimnis"}
)


@pytest.mark.parametrize("secret", [*SECRETS, TITLE, "Krise"])
def test_no_name_is_in_any_byte(secret, place):
    forms = {secret, secret.casefold(), secret.upper(), secret.encode().decode("latin-1")}
    encoded = {
        form.encode(encoding)
        for form in forms
        for encoding in ("utf-8", "utf-16-le", "cp1252")
        if _fits(form, encoding)
    }
    encoded |= {form.encode("unicode_escape") for form in forms}
    for path in place.rglob("*.*"):
        content = path.read_bytes()
        assert not any(form in content for form in encoded), path.name


def _fits(text, encoding):
    return text.encode(encoding, "ignore").decode(encoding) == text


def test_the_faults_are_told_all_the_same(place):
    rules = {line.split(",")[1] for line in (place / "issues.csv").read_text(encoding="utf-8").splitlines()[1:]}
    expected = {"looks_missing", "no_match", "unknown_value", "ambiguous_number", "no_integer", "shared_address"}
    expected |= {"unknown_event", "row_without_event", "own_staff", "encoded_twice", "title_rows", "event_without_id"}
    assert expected <= rules
