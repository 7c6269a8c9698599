import datetime
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.errors import IntakeError
from kmu_eval.intake.bodies import read_body
from kmu_eval.intake.grid import Grid, as_text, clean
from kmu_eval.intake.layout import Place
from kmu_eval.intake.workbooks import DAY_ZERO
from kmu_eval.programme import Source

NAMES = ["Nr", "Angemeldet", "Da"]
COLUMNS = {"event": "Nr", "registered": "Angemeldet", "attended": "Da"}
DAY, TIME = datetime.datetime(2020, 3, 4), datetime.time(9, 30)
text = st.lists(st.sampled_from(["a", "ö", "o\u0308", " ", "\u00a0", "\n", "\ufeff", "007"]), max_size=3).map("".join)
rows_of_text = st.lists(st.lists(text, min_size=3, max_size=3), max_size=6)
cells = text | st.integers(0, 99).map(float) | st.sampled_from([None, 1.5, -0.0, True, DAY, TIME, 1e22, 12345])


def source(columns=None, table="head_counts"):
    return Source.model_validate({"table": table, "files": "raw/a.csv", "columns": columns or COLUMNS})


def body(rows, names=NAMES, described=None, titles=(), **more):
    place = Place(len(titles), len(titles) + 1, len(titles) + 1 + len(rows), list(names))
    grid = Grid([*titles, list(names), *rows], {}, **more)
    return read_body(grid, place, described or source(), "raw/a.csv")


def body_of_columns(rows, chunks, titles=()):
    """As a plain text gives it: the rows down to the headers, and columns in chunks below them."""
    cuts = [0, *sorted(min(chunk, len(rows)) for chunk in chunks), len(rows)]
    pieces = list(pairwise(cuts))
    columns = tuple(
        pa.chunked_array([pa.array([row[i] for row in rows[a:b]], pa.large_string()) for a, b in pieces])
        for i in range(len(NAMES))
    )
    place = Place(len(titles), len(titles) + 1, len(titles) + 1, NAMES)
    return read_body(Grid([*titles, NAMES], {}, columns=columns), place, source(), "raw/a.csv")


def seen(found):
    return [found.row(place) for place in range(len(found))], found.blank.tolist(), found.first


@given(rows_of_text, st.lists(st.integers(0, 6), max_size=3), st.integers(0, 3))
def test_columns_give_the_body_that_rows_of_the_same_text_give(rows, chunks, titles):
    above = [["Liste"]] * titles
    found = seen(body_of_columns(rows, chunks, above))
    assert found == seen(body(rows, titles=above))
    expected = [[clean(cell) for cell in row] for row in rows]
    assert found == (expected, [not any(row) for row in expected], titles + 2)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_cells_of_a_workbook_are_the_texts_that_they_stand_for(rows):
    rows_seen, blank, _ = seen(body(rows))
    assert rows_seen == [[as_text(cell) for cell in row] for row in rows]
    assert blank == [not any(row) for row in rows_seen]


def test_numbers_truths_and_texts_that_python_holds_for_equal_stay_apart():
    rows = [[1.0, 1, 1.5], [True, "1", 0.0], [1, 1.0, False], ["TRUE", True, "0"]]
    assert seen(body(rows))[0] == [["1", "1", "1.5"], ["TRUE", "1", "0"], ["1", "1", "FALSE"], ["TRUE", "TRUE", "0"]]


def test_fractions_have_the_decimal_mark_that_their_column_declares():
    described = source({**COLUMNS, "registered": {"from": "Angemeldet", "decimal": ","}})
    assert body([["1", 1.5, 1.5]], described=described).row(0) == ["1", "1,5", "1.5"]


@given(st.lists(st.integers(0, 3).flatmap(lambda n: st.lists(text, min_size=n, max_size=n + 2)), max_size=5))
def test_a_row_is_refused_where_it_lacks_cells_or_has_values_beyond_the_headers(rows):
    texts = [[clean(cell) for cell in row] for row in rows]
    wrong = [i + 2 for i, row in enumerate(texts) if any(row[3:]) or (len(row) < 3 and any(row))]
    if not wrong:
        assert seen(body(rows))[0] == [[*row, "", "", ""][:3] for row in texts]
        return
    with pytest.raises(IntakeError) as error:
        body(rows)
    ((fault, values),) = error.value.findings
    assert (fault, values["rows"], values["count"]) == ("uneven_rows", ", ".join(map(str, wrong)), len(wrong))
    assert (values["width"], values["found"]) == (3, len(rows[wrong[0] - 2]))


def test_blank_rows_are_those_without_any_text():
    rows = [["", " ", "\ufeff"], ["", "", "0"], [None, "\u00a0", ""], [0.0, "", ""], []]
    assert body(rows).blank.tolist() == [True, False, True, False, True]


def test_a_body_without_rows():
    for found in (body([]), body_of_columns([], [])):
        assert (len(found), found.blank.tolist()) == (0, [])


def test_numbers_become_days_only_in_columns_of_days_and_only_in_a_workbook():
    described = source({"event": "Nr", "date": "Datum", "capacity": "Plätze"}, "events")
    names, rows = ["Nr", "Datum", "Plätze"], [["1", 43894.0, 43894.0], ["2", DAY, 20.0], ["3", "", ""]]
    found = body(rows, names, described, day_zero=DAY_ZERO)
    assert list(found.texts[1]) == ["2020-03-04", "2020-03-04", ""]
    assert (list(found.texts[2]), found.days) == (["43894", "20", ""], {"Datum": 1})
    assert list(body(rows, names, described).texts[1]) == ["43894", "2020-03-04", ""]


def test_a_merged_cell_stands_in_all_its_rows():
    rows = [["1", 5.0, 4.0], ["", 6.0, 5.0], ["", 7.0, 6.0], ["", 8.0, 7.0]]
    found = body(rows, merged=(((1, 0), (3, 0)),))
    assert (list(found.texts[0]), found.filled) == (["1", "1", "1", ""], (1, 2, 3))
