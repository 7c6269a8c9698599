"""What is asked, how the workbook looks, and what becomes of the answers."""

import ast
import tomllib
from pathlib import Path

import openpyxl
import pytest

from kmu_eval import draft, programme, words
from kmu_eval.draft import draft_programme, finish_programme
from kmu_eval.draft.asked_columns import SELDOM
from kmu_eval.draft.question_book import CREATED
from kmu_eval.errors import KmuEvalError
from kmu_eval.schema import INTAKE
from tests.draft.person import ABOUT, asked, fill, rows_of, suggested, write_lists

EVENTS = ["Nr.;Datum;Format;Art", "E1;01.03.2020;online;Vortrag", "E2;13.04.2020;Präsenz;Kaffeerunde"]
PEOPLE = [
    "Veranstaltung;Vorname;Nachname;E-Mail;Firma;Beschäftigte;Teilnahme",
    "E1;Ödön;Zwölfinger;oz@z.example;Zwölfinger & Söhne;50-499;ja",
    "E2;Ludmilla;Pfefferkorn;lp@w.example;Wurzelwerk;k. A.;=1+1",
]
ENGLISH_EVENTS = ["Event no.;Date;Delivery;Seats", "E1;03/04/2020;virtual;1.200", "E2;05/06/2020;on site;20"]
ENGLISH_PEOPLE = ["Event no.;Name;Company;ZIP code", "E1;Quasimodo, X.;Quietschbach;50667", "E2;Spund, L.;Wurzel;01067"]
GERMAN_ANSWERS = {"word|kind|Kaffeerunde": "Sonstiges", "word|attended|=1+1": "keine Angabe"}


@pytest.fixture
def german(tmp_path):
    folder = write_lists(tmp_path, Termine=EVENTS, Personen=PEOPLE)
    draft_programme(folder)
    return folder


@pytest.fixture
def english(tmp_path):
    folder = write_lists(tmp_path, events=ENGLISH_EVENTS, people=ENGLISH_PEOPLE)
    draft_programme(folder, "en")
    return folder


def refused(folder, answers, targets=None):
    path = next(folder.glob("fragen.xlsx"), folder / "questions.xlsx")
    filled = fill(path, answers, targets, folder / "filled.xlsx")
    with pytest.raises(KmuEvalError) as error:
        finish_programme(folder, filled)
    assert not (folder / "targets.csv").exists()
    return {language: error.value.text(language) for language in words.LANGUAGES}


def test_questions_in_german(german, snapshot):
    told = [
        [cell.value for cell in row[1:5]] for sheet, key, row in rows_of(german / "fragen.xlsx") if "target" not in key
    ]
    assert told == snapshot


def test_questions_in_english(english, snapshot):
    book = english / "questions.xlsx"
    keys = set(asked(book, "en"))
    assert [[cell.value for cell in row[1:5]] for _, key, row in rows_of(book) if key in keys] == snapshot


def test_the_workbook_is_easy_to_fill_in(german):
    book = openpyxl.load_workbook(german / "fragen.xlsx")
    assert book.sheetnames == ["Vorhaben", "Ziele", "Listen", "Wörter", "Verstanden", "Auswahl"]
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "A4"
        assert sheet["B1"].value
        assert sheet.column_dimensions["A"].hidden
        assert sheet.column_dimensions["C"].width > 40
    assert book["Auswahl"].sheet_state == "hidden"
    lists = [each for name in ("Listen", "Wörter", "Verstanden") for each in book[name].data_validations.dataValidation]
    assert lists
    assert all(each.type == "list" for each in lists)


def test_every_drop_down_offers_what_is_suggested(german):
    book = openpyxl.load_workbook(german / "fragen.xlsx")
    for name in ("Listen", "Wörter", "Verstanden"):
        for each in book[name].data_validations.dataValidation:
            place = each.formula1.lstrip("=").rpartition("!")[2].replace("$", "")
            offered = [row[0].value for row in book["Auswahl"][place]]
            assert book[name][str(each.sqref)].value in (None, *offered)


def test_a_text_that_looks_like_a_formula_stays_a_text(german):
    cells = [cell for _, _, row in rows_of(german / "fragen.xlsx") for cell in row if cell.data_type == "f"]
    assert cells == []
    assert "word|attended|=1+1" in suggested(german / "fragen.xlsx")


def test_the_workbook_and_the_draft_are_the_same_bytes_each_time(german, tmp_path_factory):
    again = write_lists(tmp_path_factory.mktemp("again"), Personen=PEOPLE, Termine=EVENTS)
    draft_programme(again)
    for name in ("fragen.xlsx", "programme.toml"):
        assert (again / name).read_bytes() == (german / name).read_bytes()
    assert openpyxl.load_workbook(again / "fragen.xlsx").properties.created == CREATED


def test_a_draft_counts_nothing_before_a_person_has_answered(german):
    with pytest.raises(KmuEvalError, match=r"programme\.period"):
        programme.load(german)


def test_answers_become_rules(german):
    fill(german / "fragen.xlsx", {**ABOUT, **GERMAN_ANSWERS}, {"smes": (7500, 'Antrag, "2018"')})
    finish_programme(german, german / "fragen.xlsx")
    columns = programme.load(german).sources["personen"].columns
    assert columns["attended"].words == {"ja": "yes"}
    assert columns["attended"].missing == ("=1+1",)
    assert columns["size_class"].words == {"50-499": "medium_or_large"}
    assert programme.load(german).sources["termine"].columns["kind"].words["Kaffeerunde"] == "other"
    assert (german / "targets.csv").read_text(encoding="utf-8") == (
        'indicator,target,source\nsmes,7500,"Antrag, ""2018"""\n'
    )


def test_what_was_understood_can_be_put_right(german):
    right = {
        "word|mode|online": "hybrid",
        "column|personen|organisation": "– keine –",
        "missing|k. A.": "eine Angabe wie andere",
    }
    fill(german / "fragen.xlsx", {**ABOUT, **GERMAN_ANSWERS, **right})
    finish_programme(german, german / "fragen.xlsx")
    sources = programme.load(german).sources
    assert sources["termine"].columns["mode"].words["online"] == "hybrid"
    assert "organisation" not in sources["personen"].columns
    assert sources["personen"].columns["size_class"].missing == ()


def test_own_staff_in_the_ways_that_people_write_it(german):
    staff = {
        "about|email_domains": "@Zentrum.example, info@buero.example",
        "about|organisations": "Zentrum; Büro, Nord",
    }
    fill(german / "fragen.xlsx", {**ABOUT, **GERMAN_ANSWERS, **staff})
    finish_programme(german, german / "fragen.xlsx")
    own = programme.load(german).counting.own_staff
    assert own.email_domains == ("zentrum.example", "buero.example")
    assert own.organisations == ("Zentrum", "Büro, Nord")


def test_a_list_that_feeds_no_table_is_told_and_left_out(tmp_path):
    folder = write_lists(tmp_path, Termine=EVENTS[:2], Orte=["PLZ;Bundesland;Ort", "50667;Hessen;Köln"])
    told = draft_programme(folder)
    assert "Orte.csv: nicht erkannt, wird nicht verwendet; siehe Blatt „Listen“." in told.lines
    assert suggested(folder / "fragen.xlsx")["table|orte"] == "nicht verwenden"
    assert "# Nicht verwendet: Orte.csv" in (folder / "programme.toml").read_text(encoding="utf-8")


def test_a_person_can_say_what_a_list_is(tmp_path):
    folder = write_lists(tmp_path, Termine=EVENTS[:2], Orte=["PLZ;Bundesland;Ort", "50667;Hessen;Köln"])
    draft_programme(folder)
    fill(folder / "fragen.xlsx", {**ABOUT, "table|orte": "Organisationen"})
    told = finish_programme(folder, folder / "fragen.xlsx")
    assert told.questions == 1
    again = fill(folder / "fragen.neu.xlsx", {"column|orte|organisation": "Ort"})
    assert finish_programme(folder, again).questions == 0
    assert programme.load(folder).sources["orte"].columns["organisation"].from_ == ("Ort",)


def test_day_or_month_first_is_asked_where_both_fit(english):
    assert suggested(english / "questions.xlsx")["form|events|date"].startswith("April 3, 2020")
    month_first = {"form|events|date": "March 4, 2020 (31 December is written 12/31/2020)"}
    fill(
        english / "questions.xlsx", {**ABOUT, **month_first, "decimal|events|capacity": "the dot (1,234 is thousands)"}
    )
    finish_programme(english, english / "questions.xlsx")
    described = programme.load(english)
    assert described.programme.languages == ("en", "de")
    assert described.sources["events"].columns["date"].format == "%m/%d/%Y"
    assert described.sources["events"].columns["capacity"].decimal == "."


def test_one_form_that_fits_all_is_not_asked(german):
    assert not any(key.startswith("form|") for key in suggested(german / "fragen.xlsx"))
    rule = tomllib.loads((german / "programme.toml").read_text(encoding="utf-8"))["sources"]["termine"]["columns"][
        "date"
    ]
    assert rule == {"from": "Datum", "format": "%d.%m.%Y"}


def test_a_clock_time_is_read_with_the_day_beside_it_and_a_day_of_registration_means_yes(tmp_path):
    events = ["Nr.;Datum;Beginn;Format", "E1;01.03.2020;09:30;online", "E2;13.04.2020;14:00;online"]
    people = ["Nr.;Name;Angemeldet am", "E1;Spund;02.02.2020", "E1;Ott;03.02.2020", "E2;Kuhn;vor Ort"]
    folder = write_lists(tmp_path, Termine=events, Personen=people)
    draft_programme(folder)
    sources = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))["sources"]
    assert sources["termine"]["columns"]["start"] == {"from": ["Datum", "Beginn"], "format": "%d.%m.%Y %H:%M"}
    rule = {"from": "Angemeldet am", "words": {"vor Ort": "no"}, "otherwise": "yes"}
    assert sources["personen"]["columns"]["registered"] == rule


def test_a_list_that_names_no_event_asks_for_it(tmp_path):
    folder = write_lists(tmp_path, Termine=EVENTS, Anwesend_E2=["Vorname;Nachname", "Ödön;Zwölfinger"])
    draft_programme(folder)
    book = folder / "fragen.xlsx"
    assert suggested(book)["all|anwesend_e2|event"] == "E2"
    assert suggested(book)["all|anwesend_e2|attended"] == "ja, es ist eine Liste der Anwesenden"
    fill(book, {**ABOUT, "word|kind|Kaffeerunde": "Sonstiges"})
    finish_programme(folder, book)
    columns = programme.load(folder).sources["anwesend_e2"].columns
    assert (columns["event"].value, columns["attended"].value) == ("E2", "yes")


def test_a_list_can_be_put_into_another_table(german):
    fill(
        german / "fragen.xlsx",
        {**ABOUT, **GERMAN_ANSWERS, "table|personen": "Zählungen ohne Namen"},
        {"smes": (5, "A")},
    )
    finish_programme(german, german / "fragen.xlsx")
    assert programme.load(german).sources["personen"].table == "head_counts"


def test_a_new_file_brings_new_questions_and_keeps_the_answers(german):
    fill(german / "fragen.xlsx", {**ABOUT, **GERMAN_ANSWERS}, {"smes": (5, "Antrag")})
    before = (german / "programme.toml").read_bytes()
    write_lists(german, Berater=["Veranstaltung;Name;Rolle", "E1;Spund;Zuhörer"])
    told = finish_programme(german, german / "fragen.xlsx")
    assert told.questions == 4
    assert (german / "programme.toml").read_bytes() == before
    now = suggested(german / "fragen.neu.xlsx")
    assert (now["about|name"], now["word|kind|Kaffeerunde"]) == ("Beispiel", "Sonstiges")
    assert now["target|smes"] == "Antrag"


def test_answers_that_are_not_allowed(german, snapshot):
    wrong = {
        **ABOUT,
        **GERMAN_ANSWERS,
        "word|mode|online": "onlien",
        "about|end": "31.02.2020",
        "word|size_class|50-499": None,
    }
    assert refused(german, wrong, {"smes": ("12.500 Firmen", "")}) == snapshot


def test_answers_that_are_not_allowed_in_english(english, snapshot):
    wrong = {
        "about|name": None,
        "about|start": "2020-12-31",
        "about|end": "2020-01-01",
        "decimal|events|capacity": "comma",
    }
    assert refused(english, wrong, {"events": (-3, ""), "smes": (0, "")}) == snapshot


@pytest.mark.parametrize("lacking", ["about|name", "about|start", "about|end", "word|kind|Kaffeerunde"])
def test_what_must_be_answered(lacking, german):
    told = refused(german, {**ABOUT, **GERMAN_ANSWERS, lacking: None})
    assert "Hier fehlt die Antwort" in told["de"]


def test_a_file_that_is_no_workbook_of_questions(german, snapshot):
    told = {}
    (german / "text.xlsx").write_text("kein Buch", encoding="utf-8")
    openpyxl.Workbook().save(german / "leer.xlsx")
    for name in ("gibtesnicht.xlsx", "leer.xlsx"):
        with pytest.raises(KmuEvalError) as error:
            finish_programme(german, german / name)
        told[name] = error.value.text("de").replace(str(german), "ORDNER")
    with pytest.raises(KmuEvalError, match=r"no readable Excel file"):
        finish_programme(german, german / "text.xlsx")
    assert told == snapshot


def test_a_folder_without_lists(tmp_path, snapshot):
    (tmp_path / "raw").mkdir()
    with pytest.raises(KmuEvalError) as empty:
        draft_programme(tmp_path)
    with pytest.raises(KmuEvalError) as nowhere:
        draft_programme(tmp_path / "nirgends")
    told = [error.value.text(language) for error in (empty, nowhere) for language in words.LANGUAGES]
    assert [text.replace(str(tmp_path), "ORDNER") for text in told] == snapshot


def test_every_column_can_be_asked_for():
    for table in INTAKE.values():
        for name in table.names:
            assert words.question(f"column_{name}", "de")
    assert {name for table in INTAKE.values() for name in table.names} >= SELDOM


def test_every_text_that_the_code_names_is_there():
    named = {
        node.args[0].value
        for path in Path(draft.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say"
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(named) > 30
    for key in named:
        assert key in tomllib.loads((Path(words.__file__).parent / "questions.toml").read_text(encoding="utf-8")), key
