"""What holds of all exports of attendance lists: each knows its own, and whatever it accepts it also reads."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kmu_eval.errors import KmuEvalError
from kmu_eval.intake.exports import ATTENDANCE as EXPORTS
from kmu_eval.intake.exports.attendees import COLUMNS
from kmu_eval.intake.text_files import DELIMITERS
from kmu_eval.vocabulary import SET_ASIDE
from tests.intake.exports.attendance_samples import SAMPLES, grid

BY_NAME = {export.name: export for export in EXPORTS}
TEXTS = [(name, text) for name, texts in SAMPLES.items() for text in texts]
LINES = {name: [row for text in texts for row in grid(text)] for name, texts in SAMPLES.items()}
FATES = {"kept", *SET_ASIDE}


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_each_sample_is_known_by_its_export_alone(name, text):
    rows = grid(text)
    assert [export.name for export in EXPORTS if export.recognise(rows[:50])] == [name]


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_no_export_knows_a_file_that_is_split_at_the_wrong_mark(name, text):
    right = "\t" if "\t" in text else ","
    wrong = [grid(text, delimiter) for delimiter in DELIMITERS if delimiter != right]
    assert not [(export.name, rows) for export in EXPORTS for rows in wrong if export.recognise(rows[:50])]


ORDINARY = [["Name", "Status", "Zeit"], ["Anna", "Joined", "11/12/2020, 12:27:24"], ["Bert", "angemeldet", "unklar"]]


@pytest.mark.parametrize("rows", [[], [[]], [[""]], [["Nr", "Titel", "Datum"], ["1", "Start", "1.3.2020"]], ORDINARY])
def test_no_export_knows_an_ordinary_list(rows):
    assert not [export.name for export in EXPORTS if export.recognise(rows)]


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_a_row_at_the_end_is_one_row_more(name, text):
    rows = grid(text)
    if rows[-1][0] == "Other Attended":
        rows.append(["User Name", "Join Time"])
    more = ["Dora Neu", *rows[-2][1:]] if name == "bigbluebutton" else ["Dora Neu", "Joined", "x", "1"]
    before, after = BY_NAME[name].read(rows), BY_NAME[name].read([*rows, ["", ""], more])
    assert after.cells.index.difference(before.cells.index).tolist() == [len(rows) + 2]


def cells():
    return st.sampled_from(["", "--", "Anna", "Joined", "Left", "11/12/2020, 12:27:24", "3. X", "²", "UPN", "a@b.de"])


def files(name):
    """Rows of the samples of one export in any order, with others among them, cut off or padded."""
    known, other = st.sampled_from(LINES[name]), st.lists(cells() | st.text(max_size=8), max_size=9)
    row = st.one_of(known, known, known, other, known.map(lambda cells: cells[:2]), known.map(lambda c: [*c, "", ""]))
    return st.lists(row, max_size=30)


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_what_is_recognised_is_read_or_refused_in_words(name, data):
    tail = data.draw(files(name))
    head = data.draw(st.sampled_from([grid(text) for text in SAMPLES[name]]))
    leading = data.draw(st.integers(2, len(head)))
    rows = [*head[:leading], *tail]
    assume(BY_NAME[name].recognise(rows[:leading]) or BY_NAME[name].recognise(rows))
    try:
        found = BY_NAME[name].read(rows)
    except KmuEvalError:
        return
    assert set(COLUMNS) <= set(found.cells)
    assert set(found.fate) <= FATES
    assert found.cells.index.equals(found.fate.index)
    assert found.cells.index.is_unique
    assert {row for row in found.cells.index if not any(rows[row - 1])} == set()


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_people_may_stand_in_any_order(name, data):
    """The rows of the last section, shuffled: the same rows come out."""
    rows = grid(SAMPLES[name][0])
    count = {"zoom_webinar": 1, "zoom_meeting": 5, "teams_report": 5, "teams_joins": 7}.get(name, len(rows) - 1)
    order = data.draw(st.permutations(range(len(rows) - count, len(rows))))
    before = BY_NAME[name].read(rows).cells
    after = BY_NAME[name].read([*rows[:-count], *(rows[i] for i in order)]).cells
    assert sorted(map(tuple, before.to_numpy())) == sorted(map(tuple, after.to_numpy()))
