import datetime
import string
import tomllib
from pathlib import Path

import pytest

from kmu_eval import vocabulary, words
from kmu_eval.schema import RESULT_COLUMNS

PACKAGE = Path(words.__file__).parent
FILES = ("words", "messages", "captions", "questions", "report")


def texts(name):
    return tomllib.loads((PACKAGE / f"{name}.toml").read_text(encoding="utf-8"))


def leaves(tree, path=()):
    """Every text of a file with its place: the tables that hold texts by language."""
    if all(isinstance(each, str) for each in tree.values()):
        yield path, tree
    else:
        for key, each in tree.items():
            yield from leaves(each, (*path, key))


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", FILES)
def test_every_text_stands_in_both_languages_with_the_same_named_places(name):
    for path, by_language in leaves(texts(name)):
        assert set(by_language) == set(words.LANGUAGES), path
        assert places(by_language["de"]) == places(by_language["en"]), path
        assert all(text.strip() for text in by_language.values()), path
        assert not any(place == "" or place.isdigit() for place in places(by_language["de"])), path


@pytest.mark.parametrize("name", FILES)
def test_texts_have_no_double_blanks(name):
    for path, by_language in leaves(texts(name)):
        assert not any("  " in text for text in by_language.values()), path


VERDICTS = vocabulary.TARGET_VERDICT + vocabulary.COMPARISON_VERDICT
SHOWN = {**vocabulary.CLOSED, "indicator": vocabulary.INDICATOR, "verdict": VERDICTS}
SHOWN |= {"reason": vocabulary.SET_ASIDE, "not_counted": vocabulary.NOT_COUNTED}
NOT_SHOWN = {"registered", "attended", "completed", "autonomous", "publicly_controlled", "aggregated"}


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("column", sorted(set(SHOWN) - NOT_SHOWN))
def test_every_closed_word_has_a_label(column, language):
    labelled = texts("words")["label"][column]
    assert [word for word in SHOWN[column] if language not in labelled.get(word, {})] == []


def test_labels_are_of_words_that_there_are():
    more = {"role": {"all"}, "indicator": {"no_shows", "registrations_per_event", "fill_rate", "completions"}}
    for column, labelled in texts("words")["label"].items():
        known = set(SHOWN.get(column, labelled)) | more.get(column, set())
        assert set(labelled) <= known, column


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_two_words_of_a_column_have_the_same_label(language):
    for column, labelled in texts("words")["label"].items():
        labels = [by_language[language] for by_language in labelled.values()]
        assert len(labels) == len(set(labels)), column


def test_headings_are_of_columns_that_there_are():
    assert set(texts("words")["column"]) <= {*RESULT_COLUMNS, *vocabulary.CLOSED}


def test_the_programmes_own_label_wins():
    own = {("mode", "online", "de"): "im Netz"}
    assert words.label("mode", "online", "de", own) == "im Netz"
    assert words.label("mode", "online", "en", own) == "online"
    assert words.label("topic", "ki", "de", own) == "ki"


@pytest.mark.parametrize(
    ("found", "known", "near"),
    [
        ("onlin", ["online", "hybrid"], "online"),
        ("ONLINE", ["online", "hybrid"], "online"),
        ("xyz", ["online", "hybrid"], ""),
        ("", ["online"], ""),
        ("?", ["online"], ""),
        ("online", [], ""),
        (3, [3, 4], "3"),
    ],
)
def test_the_nearest_known_word(found, known, near):
    assert words.nearest(found, known) == near


def test_a_long_list_of_choices_is_cut():
    known = [f"word {i:02}" for i in range(30)]
    near = words.message("unknown_word", "en", found="wort 07", known=known, where="x")
    assert near == "x: the word 'wort 07' is not allowed. Did you mean 'word 07'? Allowed: word 07, …."
    far = words.message("unknown_word", "en", found="§§§", known=known, where="x")
    assert far.count("word ") == 20 + 1
    assert "word 19, …" in far


@pytest.mark.parametrize(
    ("value", "decimals", "de", "en"),
    [
        (0, 0, "0", "0"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (0.5, 0, "0", "0"),
        (1.25, 1, "1,2", "1.2"),
        (-1234.5, 1, "-1.234,5", "-1,234.5"),
        (-0.04, 1, "0,0", "0.0"),
        (3, 2, "3,00", "3.00"),
        (None, 0, "–", "–"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_numbers(value, decimals, de, en):
    assert (words.number(value, "de", decimals), words.number(value, "en", decimals)) == (de, en)


def test_percentages():
    assert (words.percent(0, "en"), words.percent(1, "de")) == ("0%", "100\N{NO-BREAK SPACE}%")
    assert (words.percent(None, "en"), words.percent(float("nan"), "de")) == ("–", "–")


def test_days():
    assert words.day(datetime.date(2020, 3, 1), "de") == "01.03.2020"


def test_a_word_that_there_is_not_is_an_error_of_ours():
    with pytest.raises(KeyError):
        words.message("no such message", "de")
