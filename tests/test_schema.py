from pathlib import Path

import pytest

from kmu_eval import schema, vocabulary
from kmu_eval.intake.issues import Issue

TABLES = [*schema.PREPARED.values(), *schema.INTAKE.values()]


def test_the_code_book_is_that_of_the_schema():
    """Made by ``make codebook``."""
    path = Path(__file__).parents[1] / "CODEBOOK.md"
    assert path.read_text(encoding="utf-8") == schema.codebook()


def test_the_code_book_names_every_table_column_and_closed_word():
    text = schema.codebook()
    for table in schema.PREPARED.values():
        assert f"## `{table.name}`: {table.row}" in text
        assert all(f"| `{name}` |" in text for name in table.names)
    assert all(f"| `{name}` |" in text for name in schema.RESULT_COLUMNS)
    assert all(f"- `{column}`: {', '.join(values)}" in text for column, values in vocabulary.CLOSED.items())


def test_rows_of_the_code_book_are_whole():
    rows = [line for line in schema.codebook().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {6}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_stand_once_and_have_a_kind_and_a_meaning(table):
    assert len(set(table.names)) == len(table.names)
    assert all(column.kind in schema.KINDS and column.meaning for column in table.columns)


def test_a_column_means_the_same_words_wherever_it_stands():
    every = [column for table in TABLES for column in table.columns] + list(schema.RESULT_COLUMNS.values())
    for column in every:
        if column.name in vocabulary.CLOSED and column.kind == "word":
            assert column.words == vocabulary.CLOSED[column.name]


def test_no_prepared_table_has_a_personal_column():
    for table in schema.PREPARED.values():
        for column in table.columns:
            assert column.name not in schema.PERSONAL or column.kind == "reference"


def test_personal_columns_of_the_intake_hide_their_values():
    personal = {
        name
        for table in schema.INTAKE.values()
        for name in table.names
        if Issue("note", "x", column=name, value="v").value == ""
    }
    assert personal == schema.PERSONAL


def test_every_closed_word_belongs_to_a_column():
    names = {column.name for table in TABLES for column in table.columns} | set(schema.RESULT_COLUMNS)
    assert set(vocabulary.CLOSED) <= names


def test_a_table_gives_its_column_by_name():
    assert schema.PREPARED["events"]["mode"].words == ("in_person", "online", "hybrid")
    with pytest.raises(StopIteration):
        schema.PREPARED["events"]["mood"]
