import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval.intake import delimited
from kmu_eval.intake.delimited import plain_columns, quotes_belong
from kmu_eval.intake.grid import clean

DELIMITERS = ";,\t|"
QUOTES = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL]
PIECES = [
    '"',
    '"',
    '""',
    ";",
    ",",
    "\t",
    "|",
    "\n",
    "\r\n",
    "\r",
    "a",
    "b",
    " ",
    "ü",
    "€",
    "😀",
    "\ufeff",
    "\x1c",
    "\u2028",
]
any_text = st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join)
cell = st.lists(st.sampled_from(['"', ";", ",", "\n", "\r", "a", "b", " ", "ü", "€"]), max_size=4).map("".join)
dialects = st.tuples(st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(QUOTES))


def tables(most=12):
    return st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), max_size=most)
    )


def strict_rows(text, delimiter, width):
    """As Python's strict reader has them, an empty line as a row of empty cells; None where they do not fit."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    rows = [row or [""] * width for row in rows]
    return rows if all(len(row) == width for row in rows) else None


def plain_rows(text, delimiter, width):
    columns = plain_columns(text.encode(), delimiter, width)
    return columns and [list(row) for row in zip(*(column.to_pylist() for column in columns), strict=True)]


def written(rows, delimiter, line_end, quoting):
    """As Python's writer has it, which leaves a newline unquoted where lines end otherwise: all is quoted then."""
    if any(mark in text for row in rows for text in row for mark in "\r\n"):
        quoting = csv.QUOTE_ALL
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue()


def cleaned(rows):
    return rows and [[clean(text) for text in row] for row in rows]


@settings(max_examples=400)
@given(any_text, st.sampled_from(DELIMITERS), st.integers(1, 3))
def test_any_text_is_read_as_the_strict_reader_reads_it_or_left_to_it(text, delimiter, width):
    found = plain_rows(text, delimiter, width)
    assert found is None or found == strict_rows(text, delimiter, width)


@settings(max_examples=150)
@given(tables(), dialects)
def test_a_written_table_is_always_plain(rows, dialect):
    text = written(rows, *dialect)
    assert plain_rows(text, dialect[0], len(rows[0]) if rows else 2) == (rows if rows else [])


@given(tables(), dialects, st.data())
def test_a_written_table_with_empty_lines_is_plain_too(rows, dialect, data):
    delimiter, line_end, _ = dialect
    rows = [row for row in rows if any(row)]
    lines = [written([row], *dialect) for row in rows]
    places = data.draw(st.lists(st.integers(0, len(lines)), max_size=3).map(sorted))
    width = len(rows[0]) if rows else 2
    for place in reversed(places):
        lines.insert(place, line_end)
        rows.insert(place, [""] * width)
    assert plain_rows("".join(lines), delimiter, width) == rows


@given(tables(), dialects, st.data())
def test_a_table_with_one_row_too_short_or_too_long_is_left_to_the_strict_reader(rows, dialect, data):
    rows = [["x", *row] for row in rows] or [["x", "y"]]
    place = data.draw(st.integers(0, len(rows) - 1))
    uneven = data.draw(st.sampled_from([[*rows[place], "z"], rows[place][:-1]]))
    text = written([*rows[:place], uneven, *rows[place + 1 :]], *dialect)
    assert plain_columns(text.encode(), dialect[0], len(rows[0])) is None


@pytest.mark.parametrize("block", [7, 16, 64])
@settings(max_examples=150)
@given(rows=tables(40), dialect=dialects)
def test_a_table_longer_than_a_block_is_the_same_but_for_the_kind_of_a_blank(block, rows, dialect):
    """Arrow loses the newline of a quoted carriage return and newline that stand in two blocks; both are blanks."""
    text, width = written(rows, *dialect), len(rows[0]) if rows else 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "BLOCK", block)
        found = plain_rows(text, dialect[0], width)
    assert found is None or cleaned(found) == cleaned(rows)


@settings(max_examples=150)
@given(tables(60), dialects)
def test_blocks_that_hold_the_longest_row_are_enough(rows, dialect):
    text, width = written(rows, *dialect), len(rows[0]) if rows else 1
    longest = max((len(written([row], *dialect).encode()) for row in rows), default=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "BLOCK", 2 * longest + 2)
        assert cleaned(plain_rows(text, dialect[0], width)) == cleaned(rows)


def test_a_row_longer_than_a_block_is_left_to_the_strict_reader(monkeypatch):
    text = "a;b\n" * 3 + "a;" + "b" * 300 + "\na;b\n"
    assert len(plain_rows(text, ";", 2)) == 5
    monkeypatch.setattr(delimited, "BLOCK", 64)
    assert plain_rows(text, ";", 2) is None


def test_a_mark_below_the_header_is_text():
    assert plain_columns(b"\xef\xbb\xbf1;2\n", ";", 2) is None


@pytest.mark.parametrize("width", [1, 3])
def test_no_text_at_all_is_no_row(width):
    assert [column.to_pylist() for column in plain_columns(b"", ";", width)] == [[]] * width


@pytest.mark.parametrize("text", ['3" Rohr;a', ' "a";b', '"a" ;b', 'a"";b', '"a', '"a";"b', '""a;b'])
def test_quotes_inside_a_cell_that_is_not_quoted_are_left_to_the_strict_reader(text):
    assert not quotes_belong(text.encode(), ";")
    assert plain_columns(text.encode(), ";", 2) is None


@given(any_text, st.sampled_from(DELIMITERS))
def test_quotes_that_python_refuses_never_belong(text, delimiter):
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        assert not quotes_belong(text.encode(), delimiter)
