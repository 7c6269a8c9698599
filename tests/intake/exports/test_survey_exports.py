"""What holds for the exports of all survey tools."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.errors import KmuEvalError
from kmu_eval.intake.exports import ATTENDANCE, SURVEYS
from kmu_eval.intake.exports.responses import TECHNICAL
from tests.intake.exports import attendance_samples
from tests.intake.exports.survey_samples import HEADS, REGISTRATIONS, SAMPLES
from tests.intake.exports.test_recognition import EXPORTS

ROWS = [(tool, rows) for tool, samples in SAMPLES.items() for rows in samples]
HEAD = [head for tool, samples in SAMPLES.items() for head in HEADS.get(tool, [1] * len(samples))]
INTERNALS = ("ip", "seed", "refurl", "Zufallsstartwert", "network", "Latitude", "Längengrad", "TIME001", "LASTPAGE")
CELLS = st.sampled_from(
    ["", "1", "-9", "a;b;", "ä, b", '{"ImportId":"x"}', "\ufeff1", "2020-01-01 10:00", " ", "Response"]
)
HEADINGS = st.sampled_from(sorted({cell for _, rows in ROWS for row in rows[:2] for cell in row}))


@pytest.mark.parametrize(("tool", "rows"), ROWS)
def test_a_file_is_recognised_by_its_own_tool_alone(tool, rows):
    assert [export.name for export in (*EXPORTS, *ATTENDANCE) if export.recognise(rows)] == [tool]


@pytest.mark.parametrize("sample", [text for texts in attendance_samples.SAMPLES.values() for text in texts])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_list_of_who_was_there_is_no_survey(sample, delimiter):
    rows = attendance_samples.grid(sample, delimiter)
    assert not [export.name for export in SURVEYS if export.recognise(rows)]


def test_all_tools_are_registered():
    assert {export.name for export in SURVEYS} == {export.name for export in EXPORTS} == set(SAMPLES)


@pytest.mark.parametrize("rows", REGISTRATIONS)
def test_a_list_of_people_is_no_survey(rows):
    assert not [export.name for export in EXPORTS if export.recognise(rows)]


@pytest.mark.parametrize(("named", "head"), list(zip(ROWS, HEAD, strict=True)))
def test_every_row_is_kept_and_no_internal_column(named, head):
    tool, rows = named
    found = next(export for export in EXPORTS if export.name == tool).read(rows)
    assert found.cells.index.tolist() == list(range(head + 1, len(rows) + 1))
    assert found.fate.tolist() == ["kept"] * (len(rows) - head)
    assert list(found.cells)[:7] == list(TECHNICAL)
    assert not [h for h in found.cells for word in INTERNALS if word in h and "rip" not in h]
    assert not found.cells.isin([f"192.0.2.{number}" for number in range(20)]).any(axis=None)


@given(st.sampled_from(ROWS), st.data())
def test_whatever_stands_under_a_known_header_is_kept_or_refused(named, data):
    tool, rows = named
    export = next(each for each in EXPORTS if each.name == tool)
    head = HEAD[ROWS.index(named)]
    width = len(rows[0])
    body = data.draw(st.lists(st.lists(CELLS, min_size=width - 1, max_size=width + 1), max_size=4))
    assert_keeps_all_rows_or_refuses(export, [*rows[:head], *body])


@given(st.sampled_from(EXPORTS), st.lists(st.lists(HEADINGS | CELLS, max_size=8), max_size=4), st.integers(0))
def test_whatever_is_recognised_is_kept_or_refused(export, rows, seed):
    leading = list(next(rows for tool, rows in ROWS if tool == export.name)[0])
    mixed = [[*leading, *(rows[0] if rows else [])], *rows[1:]]
    random.Random(seed).shuffle(mixed[0])
    assert_keeps_all_rows_or_refuses(export, mixed)
    assert_keeps_all_rows_or_refuses(export, rows)


def assert_keeps_all_rows_or_refuses(export, rows):
    if not export.recognise(rows):
        return
    try:
        found = export.read(rows)
    except KmuEvalError:
        return
    head = len(rows) - len(found.cells)
    assert 1 <= head <= 3
    assert found.cells.index.tolist() == found.fate.index.tolist() == list(range(head + 1, len(rows) + 1))
    assert found.cells.columns.is_unique
    assert set(found.fate) <= {"kept", "blank_row"}
    assert all(
        not any(map(str.strip, row)) for row, fate in zip(rows[head:], found.fate, strict=True) if fate != "kept"
    )
