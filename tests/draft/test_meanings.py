import pytest

from kmu_eval import words
from kmu_eval.draft.meanings import MISSING, choices, meaning
from kmu_eval.vocabulary import CLOSED, TERNARY


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("column", sorted(set(CLOSED) - {"person_rule"}))
def test_every_label_of_every_word_is_understood(column, language):
    for word in choices(column):
        if CLOSED[column] != TERNARY:
            assert meaning(column, words.label(column, word, language)) == (word, True)


@pytest.mark.parametrize(
    ("text", "word", "sure"),
    [
        ("1-9", "micro", True),
        ("1 – 9", "micro", True),
        ("10 bis 49", "small", True),
        ("50-499", "medium_or_large", False),
        ("ab 250", "large", True),
        ("250+", "large", True),
        ("250 und mehr", "large", True),
        ("> 249", "large", True),
        ("unter 10", "micro", True),
        ("<10", "micro", True),
        ("more than 9", "", False),
        ("10-249", "", False),
        ("12", "small", True),
        ("1.200", "large", True),
        ("12 Mitarbeitende", "small", True),
        ("viele", "", False),
    ],
)
def test_bands_and_numbers_of_employees(text, word, sure):
    assert meaning("size_class", text) == (word, sure)


@pytest.mark.parametrize(
    ("column", "text", "word", "sure"),
    [
        ("mode", "Präsenz", "in_person", True),
        ("mode", "ONLINE", "online", True),
        ("attended", "anwesend", "yes", True),
        ("attended", "nicht erschienen", "no", True),
        ("attended", "0", "no", True),
        ("registered", "vor Ort", "no", False),
        ("channel", "vor Ort", "in_person", True),
        ("state", "NRW", "NW", True),
        ("state", "Bavaria", "BY", True),
        ("kind", "Workschop", "workshop", False),
        ("kind", "Sonnenuntergang", "", False),
        ("sector", "k. A.", MISSING, True),
        ("sme", "ja", "yes", True),
        ("sme", "kein KMU", "no", True),
        ("autonomous", "nein", "no", True),
    ],
)
def test_words_of_columns(column, text, word, sure):
    assert meaning(column, text) == (word, sure)
