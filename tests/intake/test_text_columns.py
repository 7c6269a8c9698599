import unicodedata

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kmu_eval.intake.grid import clean
from kmu_eval.intake.text_columns import TEXT, empty, holds, is_ascii, or_none, to_texts

BLANKS = [" ", "  ", "\t", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u00a0", "\u1680"]
BLANKS += [*map(chr, range(0x2000, 0x200B)), "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"]
MARKS = ["\ufeff", "\u0308", "\u030a", "\u212b", "\u037e", "\u1100", "\u1161", "\u200b", "\u0323"]
LETTERS = ["a", "o", "O", "#", "ö", "é", "가", "😀", "\U0001d15e", "\U0001f1e9", "\0", "\x7f"]
NO_SURROGATES = st.characters(exclude_categories=["Cs"])
piece = st.sampled_from([*BLANKS, *MARKS, *LETTERS]) | NO_SURROGATES
few_pieces = st.lists(st.sampled_from([" ", "a", "o", "ö", "\u0308", "\ufeff", "\u00a0", "#"]), max_size=4).map("".join)
text = st.lists(piece, max_size=6).map("".join) | few_pieces
plain = st.sampled_from(["", "a", "a b", "Köln", "007", "b#c", "😀"])
columns = st.lists(text, max_size=6) | st.lists(plain, max_size=8)
chunked = st.lists(columns, max_size=4)


def arrow(chunks, hidden=" x\ufeff "):
    """Chunks cut out of longer arrays, so that what stands beside them must not be seen."""
    cut = [pa.array([hidden, *chunk, hidden], pa.large_string()).slice(1, len(chunk)) for chunk in chunks]
    return pa.chunked_array(cut, pa.large_string())


def in_chunks(chunks):
    """Clean texts in chunks, as columns are that were put together."""
    return pd.concat([pd.Series([], dtype=TEXT), *(pd.Series(to_texts(chunk)) for chunk in chunks)], ignore_index=True)


def flat(chunks):
    return [each for chunk in chunks for each in chunk]


@settings(max_examples=400)
@given(columns)
def test_a_column_is_cleaned_as_each_of_its_texts(texts):
    assert list(to_texts(texts)) == [clean(each) for each in texts]


@settings(max_examples=200)
@given(chunked)
def test_a_column_of_any_chunks_is_cleaned_as_each_of_its_texts(chunks):
    found = to_texts(arrow(chunks))
    assert found.dtype == TEXT
    assert list(found) == [clean(each) for each in flat(chunks)]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("texts", ["{}a", "a{}", "a{}b", "{}", "ü{}b", "ü{}", "{}ü"])
def test_each_kind_of_blank_is_seen_wherever_it_stands(blank, texts):
    given_texts = ["x", texts.format(blank), "y"]
    assert list(to_texts(given_texts)) == ["x", " ".join(texts.format(blank).split()), "y"]


def test_every_blank_of_python_is_one_of_those():
    assert {chr(code) for code in range(0x110000) if chr(code).isspace()} <= set(BLANKS)


@pytest.mark.parametrize("chunks", [["a"], [" a", "", " b"]])
def test_texts_that_would_be_composed_only_with_their_neighbour_stay_as_they_are(chunks):
    assert list(to_texts(["o", "\u0308", *chunks])) == ["o", "\u0308", *map(str.strip, chunks)]


@settings(max_examples=400)
@given(text)
@example("o\ufeff\u0308")
def test_what_was_cleaned_is_clean(given_text):
    once = clean(given_text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\ufeff" not in once
    assert once == once.strip()


@given(chunked, st.data())
def test_a_part_that_some_text_holds_is_always_found(chunks, data):
    texts = to_texts(arrow(chunks))
    whole = data.draw(st.sampled_from([each for each in texts if each] or ["a"]))
    start = data.draw(st.integers(0, len(whole) - 1))
    part = whole[start : data.draw(st.integers(start + 1, len(whole)))]
    column = pd.Series(texts)
    for given_texts in (texts, column, column[::-1], column[1:], column.astype(object), in_chunks(chunks)):
        assert holds(given_texts, part) or not any(part in each for each in given_texts)


@given(st.lists(plain, max_size=8), st.integers(0, 8))
def test_a_part_outside_of_the_rows_asked_for_is_not_found(texts, first):
    column = pd.Series(to_texts(texts))[first:]
    assert holds(column, "#") == any("#" in each for each in texts[first:])


@given(chunked)
def test_what_is_asked_of_a_column_is_what_python_says_of_each_text(chunks):
    texts = to_texts(arrow(chunks))
    for given_texts in (texts, pd.Series(texts), pd.Series(texts)[::-1], pd.Series(texts)[1:], in_chunks(chunks)):
        each = list(given_texts)
        assert is_ascii(given_texts) == all(map(str.isascii, each))
        assert empty(given_texts).tolist() == [not one for one in each]
        assert [None if pd.isna(one) else one for one in or_none(given_texts)] == [one or None for one in each]
        assert (empty(given_texts).dtype, or_none(given_texts).dtype) == (bool, TEXT)


@pytest.mark.parametrize("nothing", [[], pa.chunked_array([], pa.large_string()), arrow([[]]), arrow([[], []])])
def test_a_column_without_rows(nothing):
    texts = to_texts(nothing)
    assert (len(texts), is_ascii(texts), holds(texts, "a")) == (0, True, False)
    assert (empty(texts).tolist(), or_none(texts).tolist()) == ([], [])
