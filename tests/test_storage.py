import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval import storage, tables
from kmu_eval.schema import PREPARED
from kmu_eval.storage import read_table, write_table
from kmu_eval.tables import CountingRules, Origin, typed
from tests import frames
from tests.frames import BERLIN, dtype


@pytest.fixture(params=list(PREPARED))
def name(request):
    return request.param


@pytest.fixture
def full(name):
    return frames.full(name)


def test_a_table_comes_back_from_disk(name, full, tmp_path):
    write_table(full, tmp_path / "t.parquet", name)
    pd.testing.assert_frame_equal(read_table(tmp_path / "t.parquet", name), full)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "America/New_York"])
def test_an_empty_table_and_one_of_missing_values_come_back(zone, name, tmp_path):
    rows = {column.name: [-1 if column.kind == "reference" else None] * 3 for column in PREPARED[name].columns}
    for frame in (tables.empty(name, zone), typed(rows, name, zone)):
        for column in PREPARED[name].columns:
            assert str(frame[column.name].dtype) == dtype(column, zone), column.name
        write_table(frame, tmp_path / "t.parquet", name)
        pd.testing.assert_frame_equal(read_table(tmp_path / "t.parquet", name), frame)


def test_the_same_table_has_the_same_bytes_and_is_not_written_into(name, full, tmp_path):
    before = full.copy()
    for file in ("one", "two"):
        write_table(full, tmp_path / file, name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    pd.testing.assert_frame_equal(full, before)


def test_on_disk_words_are_small_integers(tmp_path):
    import pyarrow.parquet as pq

    frame = typed({"participant": [0], "event": [0], "attended": ["no"]}, "participations")
    write_table(frame, tmp_path / "t.parquet", "participations")
    stored = pq.read_table(tmp_path / "t.parquet")
    types = {str(field.type) for field in stored.schema}
    assert types == {"int32", "int8"}
    assert stored["attended"].to_pylist() == [1]
    assert stored["role"].to_pylist() == [-1]


def test_numbers_that_nobody_knows_take_no_place_on_disk(tmp_path):
    import pyarrow.parquet as pq

    frame = typed({"participant": [0, 1], "event": [0, 0], "messages": [None, 0]}, "participations")
    write_table(frame, tmp_path / "t.parquet", "participations")
    stored = pq.read_table(tmp_path / "t.parquet").column_names
    assert "messages" in stored
    assert not {"minutes", "poll_votes", "raised_hands"} & set(stored)
    pd.testing.assert_frame_equal(read_table(tmp_path / "t.parquet", "participations"), frame)


def test_more_words_than_a_byte_holds(tmp_path):
    topics = [f"topic {i:03}" for i in range(300)]
    frame = typed({"event": topics, "topic": topics}, "events")
    write_table(frame, tmp_path / "t.parquet", "events")
    assert read_table(tmp_path / "t.parquet", "events")["topic"].tolist() == topics


def test_the_hour_that_comes_twice_keeps_its_place(tmp_path):
    first = datetime.datetime(2020, 10, 25, 2, 30, tzinfo=BERLIN)
    frame = typed({"event": ["a", "b"], "start": [first, first.replace(fold=1)]}, "events")
    write_table(frame, tmp_path / "t.parquet", "events")
    read = read_table(tmp_path / "t.parquet", "events")
    assert (read["start"][1] - read["start"][0]).total_seconds() == 3600


def test_in_memory_tables_and_those_of_a_folder_are_the_same(tmp_path):
    frames = {"head_counts": typed({"event": [0], "attended": [5]}, "head_counts")}
    rules, origin = CountingRules("2020-01-01", "2020-12-31"), Origin("x")
    memory = tables.in_memory(frames, rules, origin, ({"indicator": "smes"},))
    for name in PREPARED:
        write_table(getattr(memory, name), tmp_path / f"{name}.parquet", name)
    folder = storage.from_folder(tmp_path, rules, origin)
    for name in PREPARED:
        pd.testing.assert_frame_equal(getattr(folder, name), getattr(memory, name))
    assert memory.targets == ({"indicator": "smes"},)


@given(
    rows=st.lists(
        st.tuples(
            st.integers(-1, 2**31 - 1),
            st.sampled_from(["yes", "no", "unknown", None]),
            st.one_of(st.none(), st.integers(0, 2**31 - 1)),
            st.sampled_from(["enterprise", "adviser", None]),
        ),
        max_size=20,
    )
)
def test_any_participations_come_back(rows, tmp_path):
    names = ("event", "attended", "minutes", "role")
    frame = typed({name: [row[i] for row in rows] for i, name in enumerate(names)}, "participations")
    write_table(frame, tmp_path / "t.parquet", "participations")
    pd.testing.assert_frame_equal(read_table(tmp_path / "t.parquet", "participations"), frame)


@given(texts=st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=5)), max_size=8))
def test_any_text_and_any_free_word_come_back(texts, tmp_path):
    frame = typed({"event": texts, "topic": texts}, "events")
    write_table(frame, tmp_path / "t.parquet", "events")
    read = read_table(tmp_path / "t.parquet", "events")
    pd.testing.assert_frame_equal(read, frame)
    assert [None if pd.isna(text) else text for text in read["topic"]] == texts


def test_a_table_in_several_pieces(tmp_path):
    import pyarrow.parquet as pq

    frame = typed({"participant": [0, 1, 2], "event": [2, 1, 0], "attended": ["no", "yes", "no"]}, "participations")
    write_table(frame, tmp_path / "whole.parquet", "participations")
    pq.write_table(pq.read_table(tmp_path / "whole.parquet"), tmp_path / "pieces.parquet", row_group_size=1)
    pd.testing.assert_frame_equal(read_table(tmp_path / "pieces.parquet", "participations"), frame)
