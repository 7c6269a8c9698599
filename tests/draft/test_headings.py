import pytest

from kmu_eval.draft.headings import known_headings, likeness, texts
from kmu_eval.draft.matches import INTAKE_COLUMNS
from kmu_eval.vocabulary import CLOSED

HELPERS = {"first_name", "last_name", "ignored"}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Veranstaltung", "event"),
        ("KURSNUMMER", "event"),
        ("E-Mail:", "email"),
        ("e-mail adresse *", "email"),
        ("PLZ", "postcode"),
        ("Zip code", "postcode"),
        ("Company", "organisation"),
        ("Plätze", "capacity"),
    ],
)
def test_a_known_heading_is_known_whatever_its_case_and_marks(heading, column):
    assert likeness(heading, column) == 100


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Veranstalltung", "event"), ("Postleitzahl der Firma", "postcode"), ("Ihre E-Mail", "email")],
)
def test_a_heading_that_is_like_a_known_one_is_likely(heading, column):
    assert 80 <= likeness(heading, column) < 100


@pytest.mark.parametrize(
    ("heading", "column"), [("Ort", "mode"), ("", "event"), ("Artikel", "kind"), ("Stand", "date")]
)
def test_a_heading_of_something_else_is_none(heading, column):
    assert likeness(heading, column) == 0


def test_a_row_of_names_and_values_is_no_row_of_headings():
    assert known_headings(["Meier", "Anna", "a.meier@firma.example", "50667", "01.02.2020"]) == 0
    assert known_headings(["Nachname", "Vorname", "E-Mail", "PLZ", "Datum"]) == 5


def test_each_of_our_columns_has_headings_and_no_heading_stands_for_nothing():
    headings = texts()["headings"]
    assert set(headings) - HELPERS == set(INTAKE_COLUMNS) - {"device"}
    assert set(texts()["words"]) - {"truth"} <= set(CLOSED)


def test_no_word_has_two_meanings_in_one_column():
    for column, table in texts()["words"].items():
        listed = [text.casefold() for texts_of_word in table.values() for text in texts_of_word]
        assert len(listed) == len(set(listed)), column
        assert set(table) <= set(CLOSED.get(column, ("yes", "no"))), column
