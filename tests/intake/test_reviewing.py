"""The workbook of doubtful pairs: written, filled in by a person, taken in, and what follows from it."""

import datetime

import openpyxl
import pytest

from kmu_eval import words
from kmu_eval.draft import draft_programme
from kmu_eval.errors import IntakeError
from kmu_eval.intake.identity.override import FILE_NAME as OVERRIDES
from kmu_eval.intake.identity.override import Override
from kmu_eval.intake.identity.overrides import write_overrides
from kmu_eval.intake.prepare import linked
from kmu_eval.intake.pseudonyms import find_key
from kmu_eval.intake.review_book import CREATED, FILE_NAME, FIRST_ROW, HIDDEN, PLACE
from kmu_eval.intake.reviewing import take_review, write_review
from kmu_eval.measures.reach import indicators
from kmu_eval.project import open_project
from tests.conftest import ABOUT

SOURCES = """
[sources.lists]
table = "participations"
files = "raw/*.csv"

[sources.lists.columns]
event = "Nr"
name = "Name"
email = "Mail"
organisation = "Firma"
postcode = "PLZ"
attended = { value = "yes" }
"""
LISTS = {
    "raw/a.csv": "Nr;Name;Mail;Firma;PLZ\n"
    "E1;Xanthippe Kern;x.kern@muellerbau.example;Müller Bau GmbH;50667\n"
    "E2;Xanthippe Kern;xanthippe.kern@muellerbau.example;Müller Bau GmbH;50667\n"
    "E3;Ödön Zwölfinger;oz@gmx.de;Müller Bau GmbH;50667\n"
    "E1;Jan Ober;jan@web.de;Möller Bau AG;50667\n"
    "E1;=1+1;;Quietschbach;10115\n"
}
GERMAN = ABOUT.replace('["en", "de"]', '["de", "en"]')
DAY = datetime.date(2024, 5, 1)
DONE = {"who": "AK", "why": "am Telefon geklärt"}


@pytest.fixture
def folder(tmp_path, write_folder):
    return write_folder(tmp_path / "p", SOURCES, LISTS, GERMAN)


def book_of(folder):
    return openpyxl.load_workbook(folder / FILE_NAME)


def rows_of(folder):
    """Cells of each pair by what it is of."""
    sheet = book_of(folder).worksheets[0]
    return {row[0].value.split("|")[0]: row for row in sheet.iter_rows(min_row=FIRST_ROW + 1)}


def fill(folder, what="organisation", **answers):
    """A person fills in yellow cells of one pair."""
    book = book_of(folder)
    for row in book.worksheets[0].iter_rows(min_row=FIRST_ROW + 1):
        if row[0].value.startswith(what):
            for name, text in answers.items():
                row[PLACE[name]].value = text
    book.save(folder / FILE_NAME)


def filled(folder, what="organisation"):
    return [rows_of(folder)[what][PLACE[name]].value for name in ("decision", "who", "why")]


def counted(folder):
    found = indicators(open_project(folder)).astype({"indicator": "str"}).set_index("indicator")["estimate"]
    return found[["participants", "organisations"]].tolist()


def refused(act, *arguments):
    with pytest.raises(IntakeError) as error:
        act(*arguments)
    return {language: error.value.text(language) for language in words.LANGUAGES}


def told(done, folder):
    texts = [words.message(key, done.language, **values) for key, values in done.messages]
    return [text.replace(str(folder), "ORDNER") for text in texts]


def test_the_workbook_is_easy_to_fill_in(folder):
    write_review(folder)
    sheet = book_of(folder).worksheets[0]
    assert sheet.title == "Abgleich"
    assert sheet.freeze_panes == "A4"
    assert "enthält Namen" in sheet.cell(1, len(HIDDEN) + 1).value
    assert all(sheet.column_dimensions[letter].hidden for letter in "A")
    assert sheet.column_dimensions["A"].max == len(HIDDEN)
    (offered,) = {each.formula1 for each in sheet.data_validations.dataValidation}
    assert offered == '"gleich,verschieden"'
    for row in rows_of(folder).values():
        assert [row[PLACE[name]].fill.start_color.rgb for name in ("decision", "who", "why")] == ["FFFFF2CC"] * 3


def test_what_it_says(folder, snapshot):
    write_review(folder)
    assert {what: [cell.value for cell in row[len(HIDDEN) :]] for what, row in rows_of(folder).items()} == snapshot


def test_what_it_says_in_english(tmp_path, write_folder, snapshot):
    folder = write_folder(tmp_path / "p", SOURCES, LISTS)
    write_review(folder)
    cells = [row[len(HIDDEN) :] for row in book_of(folder).worksheets[0].iter_rows()]
    assert [[cell.value for cell in row if cell.value] for row in cells] == snapshot


def test_the_same_bytes_each_time(folder, tmp_path, write_folder):
    write_review(folder)
    first = (folder / FILE_NAME).read_bytes()
    write_review(folder)
    assert (folder / FILE_NAME).read_bytes() == first
    turned = {path: "\n".join([*text.splitlines()[:1], *text.splitlines()[:0:-1], ""]) for path, text in LISTS.items()}
    write_review(write_folder(tmp_path / "q", SOURCES, turned, GERMAN))
    assert (tmp_path / "q" / FILE_NAME).read_bytes() == first
    assert book_of(folder).properties.created == CREATED


def test_a_text_that_looks_like_a_formula_stays_a_text(folder):
    rows = LISTS["raw/a.csv"].replace("Jan Ober", "=2+2").replace("Möller Bau AG", "=Möller Bau AG")
    (folder / "raw" / "a.csv").write_text(rows, encoding="utf-8")
    write_review(folder)
    fill(folder, decision="gleich", who="=cmd", why="=1+1")
    cells = [cell for row in rows_of(folder).values() for cell in row[: PLACE["decision"]]]
    assert any("=Möller" in str(cell.value) for cell in cells)
    assert [cell for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize(
    ("decision", "organisation", "expected"),
    [("gleich", True, [5, 2]), ("Verschieden", True, [5, 3]), ("same", False, [4, 3]), ("different", False, [5, 3])],
)
def test_a_decided_pair_wins_at_the_next_preparation(decision, organisation, expected, folder):
    assert counted(folder) == [5, 3]
    write_review(folder)
    what = "organisation" if organisation else "participant"
    fill(folder, what, decision=decision, **DONE)
    take_review(folder, folder / FILE_NAME, DAY)
    assert counted(folder) == expected
    assert f"doubtful_{what}s" not in set(open_project(folder).issues["rule"])
    assert "review_carried" not in dict(write_review(folder).messages)
    assert filled(folder, what)[0] == words.question(f"review_{_word(decision)}", "de")
    assert filled(folder, what)[1:] == ["AK", "am Telefon geklärt"]
    assert rows_of(folder)[what][PLACE["when"]].value == "01.05.2024"


def _word(decision):
    return "same" if decision in ("gleich", "same") else "different"


def test_different_wins_over_the_rules(folder):
    one = "Nr;Name;Mail;Firma;PLZ\nE1;Eva Lau;eva@web.de;Zwickel Holzbau GmbH;10115\n"
    (folder / "raw" / "b.csv").write_text(one + "E2;Uwe Lau;uwe@web.de;ZWICKEL Holz-Bau;10115\n", encoding="utf-8")
    assert counted(folder)[1] == 4
    keys = linked(folder).organisations.keys
    a, b = keys.pseudonyms[keys.fields["name"].str.startswith("zwickel")]
    write_overrides(
        folder, [Override("organisation", a, b, "different", "AK", "2024-05-01", "x", find_key().fingerprint)]
    )
    assert counted(folder)[1] == 5


def test_no_name_stands_in_the_decisions(folder):
    write_review(folder)
    fill(folder, decision="gleich", **DONE)
    fill(folder, "participant", decision="gleich", **DONE)
    take_review(folder, folder / FILE_NAME, DAY)
    text = (folder / OVERRIDES).read_text(encoding="utf-8")
    assert len(text.splitlines()) == 3
    for name in ("kern", "ober", "bau", "xanthippe", "quietschbach", "50667", "example"):
        assert name not in text.casefold()


@pytest.mark.parametrize(
    ("what", "why"),
    [("organisation", "heißt jetzt Mueller Bau"), ("participant", "Frau Kern hat es bestätigt")],
)
def test_a_reason_with_a_name_from_the_lists_is_refused(what, why, folder, snapshot):
    write_review(folder)
    fill(folder, what, decision="gleich", who="AK", why=why)
    assert refused(take_review, folder, folder / FILE_NAME, DAY) == snapshot
    assert not (folder / OVERRIDES).exists()


def test_answers_that_are_not_allowed(folder, snapshot):
    write_review(folder)
    fill(folder, decision="gleihc", who="AK", why="x")
    fill(folder, "participant", decision="gleich")
    assert refused(take_review, folder, folder / FILE_NAME, DAY) == snapshot
    assert not (folder / OVERRIDES).exists()


def test_nothing_new_and_no_workbook_of_ours(folder, snapshot):
    write_review(folder)
    fill(folder, who="AK")
    openpyxl.Workbook().save(folder / "leer.xlsx")
    (folder / "text.xlsx").write_text("kein Buch", encoding="utf-8")
    names = (FILE_NAME, "leer.xlsx")
    assert {name: refused(take_review, folder, folder / name, DAY) for name in names} == snapshot
    assert "Excel" in refused(take_review, folder, folder / "text.xlsx", DAY)["en"]
    assert "gibtesnicht" in refused(take_review, folder, folder / "gibtesnicht.xlsx", DAY)["en"]


def test_contradictions_are_refused_before_anything_is_written(folder, snapshot):
    (folder / "raw" / "b.csv").write_text(
        "Nr;Name;Mail;Firma;PLZ\nE1;Eva Lau;eva@web.de;Mäller Bau KG;50667\n", encoding="utf-8"
    )
    write_review(folder)
    book = book_of(folder)
    pairs = [row for row in book.worksheets[0].iter_rows(min_row=4) if row[0].value.startswith("organisation")]
    assert len(pairs) == 3
    for row, decision in zip(pairs, ("gleich", "gleich", "verschieden"), strict=True):
        for name, text in {"decision": decision, **DONE}.items():
            row[PLACE[name]].value = text
    book.save(folder / FILE_NAME)
    assert refused(take_review, folder, folder / FILE_NAME, DAY) == snapshot
    assert not (folder / OVERRIDES).exists()


def test_a_decision_can_be_revised_and_withdrawn(folder):
    write_review(folder)
    fill(folder, decision="gleich", **DONE)
    fill(folder, "participant", decision="verschieden", **DONE)
    take_review(folder, folder / FILE_NAME, DAY)
    take_review(folder, folder / FILE_NAME, DAY + datetime.timedelta(1))
    first = (folder / OVERRIDES).read_text(encoding="utf-8").splitlines()
    assert all("2024-05-01" in line for line in first[1:])
    write_review(folder)
    fill(folder, decision="verschieden")
    take_review(folder, folder / FILE_NAME, DAY + datetime.timedelta(7))
    lines = (folder / OVERRIDES).read_text(encoding="utf-8").splitlines()
    (revised,) = set(lines) - set(first)
    assert "different,AK,2024-05-08" in revised
    assert counted(folder) == [5, 3]
    write_review(folder)
    fill(folder, decision=None)
    assert dict(write_review(folder).messages)["review_carried"] == {"rows": "1"}
    take_review(folder, folder / FILE_NAME, DAY)
    assert "review_carried" not in dict(write_review(folder).messages)
    assert filled(folder) == [None] * 3
    assert set((folder / OVERRIDES).read_text(encoding="utf-8").splitlines()) == set(first[:1]) | set(lines) - {revised}


def test_what_a_person_left_as_it_was_changes_nothing_that_was_decided_since(folder):
    write_review(folder)
    fill(folder, decision="gleich", **DONE)
    take_review(folder, folder / FILE_NAME, DAY)
    write_review(folder)
    since = (folder / OVERRIDES).read_text(encoding="utf-8").replace(",same,", ",different,")
    (folder / OVERRIDES).write_text(since, encoding="utf-8")
    fill(folder, "participant", decision="gleich", **DONE)
    take_review(folder, folder / FILE_NAME, DAY)
    assert (folder / OVERRIDES).read_text(encoding="utf-8").startswith(since)


def test_answers_not_taken_in_are_carried_over(folder, snapshot):
    write_review(folder)
    fill(folder, decision="gleich", who="AK")
    done = write_review(folder)
    assert filled(folder) == ["gleich", "AK", None]
    assert told(done, folder) == snapshot
    fill(folder, why="am Telefon geklärt")
    take_review(folder, folder / FILE_NAME, DAY)
    assert counted(folder)[1] == 2


def test_answers_that_would_be_lost_are_kept(folder, snapshot):
    write_review(folder)
    fill(folder, decision="gleich", **DONE)
    (folder / "raw" / "a.csv").write_text(LISTS["raw/a.csv"].replace("Möller", "Völlig"), encoding="utf-8")
    before = (folder / FILE_NAME).read_bytes()
    assert refused(write_review, folder) == snapshot
    assert (folder / FILE_NAME).read_bytes() == before


def test_a_workbook_that_is_not_ours_is_never_overwritten(folder, key_file, snapshot):
    openpyxl.Workbook().save(folder / FILE_NAME)
    assert refused(write_review, folder) == snapshot(name="foreign")
    (folder / FILE_NAME).unlink()
    write_review(folder)
    fill(folder, decision="gleich", **DONE)
    key_file.write_text("another key of the tests", encoding="utf-8")
    assert refused(write_review, folder) == snapshot(name="key")
    assert refused(take_review, folder, folder / FILE_NAME, DAY) == snapshot(name="key of answers")


def test_more_pairs_than_a_person_reads(folder):
    done = write_review(folder, most=1)
    assert list(rows_of(folder)) == ["organisation"]
    assert dict(done.messages)["review_left_out"] == {"rows": "1"}
    fill(folder, decision="gleich", **DONE)
    write_review(folder, most=0)
    assert list(rows_of(folder)) == ["organisation"]


def test_what_is_told(folder, snapshot):
    assert told(write_review(folder), folder) == snapshot(name="written")
    fill(folder, decision="gleich", **DONE)
    assert told(take_review(folder, folder / FILE_NAME, DAY), folder) == snapshot(name="taken")


def test_a_file_that_another_program_holds_open_stays_whole(folder, monkeypatch):
    def held(self, target):
        raise PermissionError

    write_review(folder)
    before = (folder / FILE_NAME).read_bytes()
    (folder / "raw" / "a.csv").write_text(LISTS["raw/a.csv"].replace("Jan Ober", "Eva Lau"), encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.replace", held)
    assert "lässt sich nicht schreiben" in refused(write_review, folder)["de"]
    assert (folder / FILE_NAME).read_bytes() == before
    assert not list(folder.glob(".writing-*"))


def test_where_nothing_is_doubtful_nothing_is_written(folder, snapshot):
    (folder / "raw" / "a.csv").write_text("Nr;Name;Mail;Firma;PLZ\nE1;Eva Lau;;Lau;1\n", encoding="utf-8")
    assert told(write_review(folder), folder) == snapshot
    assert not (folder / FILE_NAME).exists()


def test_the_workbook_is_no_list(folder):
    write_review(folder)
    issues = open_project(folder).issues
    assert FILE_NAME not in set(issues["file"])
    draft = folder.parent / "draft"
    draft.mkdir()
    (folder / FILE_NAME).replace(draft / FILE_NAME)
    (draft / "a.csv").write_text(LISTS["raw/a.csv"], encoding="utf-8")
    assert not any(FILE_NAME in line for line in draft_programme(draft).lines)


def test_a_person_who_was_forgotten_is_not_shown(folder):
    from kmu_eval import project

    project.forget(folder, email="x.kern@muellerbau.example")
    write_review(folder)
    assert "participant" not in rows_of(folder)
