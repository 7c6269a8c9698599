"""A newer export of the same list: the older one's rows are set aside, and what only they hold is told."""

import pandas as pd
import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.prepare import prepare
from kmu_eval.schema import PREPARED
from kmu_eval.storage import read_table

SOURCES = """
[sources.events]
table = "events"
files = "raw/events.csv"
columns = { event = "Nr", date = "Tag" }

[sources.lists]
table = "participations"
files = "raw/list-*.csv"
columns = { event = "Nr", email = "Mail", postcode = "PLZ", attended = { value = "yes" } }
"""
HEADER = "Nr;Mail;PLZ\n"
FILES = {
    "raw/events.csv": "Nr;Tag\nE1;2020-05-06\n",
    "raw/list-1.csv": HEADER + "E1;a@a.de;1067\nE1;b@b.de;20095\n",
    "raw/list-2.csv": HEADER + "E1;b@b.de;20095\nE1;c@c.de;50667\nE1;a@a.de;01067\n",
    "raw/list-3.csv": HEADER + "E1;c@c.de;50667\nE1;b@b.de;20095\n",
}


@pytest.fixture
def make(tmp_path, write_folder):
    def prepared(replaces="", files=FILES, sources=SOURCES, name="p"):
        return prepare(write_folder(tmp_path / name, sources + replaces, files))

    return prepared


def ledger(place):
    table = pd.read_csv(place / "ledger.csv", keep_default_na=False)
    return table[table["source"] == "lists"].set_index(["file", "reason"])["rows"].to_dict()


def told(place, rule):
    issues = pd.read_csv(place / "issues.csv")
    return issues.loc[issues["rule"] == rule, ["severity", "file", "row", "rows", "message"]].to_dict("records")


NEWEST = 'replaces = { "raw/list-2.csv" = ["raw/list-1.csv", "list-3.csv"] }\n'


def test_rows_of_replaced_files_are_set_aside_and_told(make, snapshot):
    place = make(NEWEST)
    assert ledger(place) == {
        ("raw/list-1.csv", "replaced"): 2,
        ("raw/list-2.csv", ""): 3,
        ("raw/list-3.csv", "replaced"): 2,
    }
    assert [(each["file"], each["rows"]) for each in told(place, "replaced")] == [
        ("raw/list-1.csv", 2),
        ("raw/list-3.csv", 2),
    ]
    assert told(place, "replaced_lacks") == snapshot


def test_a_row_that_only_the_older_file_holds_is_told_the_first_by_its_number(make):
    (lacking,) = told(make(NEWEST), "replaced_lacks")
    assert (lacking["file"], lacking["row"], lacking["rows"]) == ("raw/list-1.csv", 2, 1)


def test_faults_of_the_values_of_a_replaced_file_are_not_told(make):
    assert {each["file"] for each in told(make(), "postcode_short")} == {"raw/list-1.csv"}
    assert not told(make(NEWEST), "postcode_short")


def test_the_tables_are_those_without_the_older_files(make):
    def tables(place):
        return {name: read_table(place / f"{name}.parquet", name) for name in PREPARED}

    replaced = tables(make(NEWEST))
    alone = tables(make(files={name: FILES[name] for name in ("raw/events.csv", "raw/list-2.csv")}, name="alone"))
    for name, table in replaced.items():
        pd.testing.assert_frame_equal(table, alone[name])


def test_a_file_that_is_replaced_may_replace_another(make):
    place = make('replaces = { "list-2.csv" = "list-1.csv", "list-3.csv" = "list-2.csv" }\n')
    assert ledger(place) == {
        ("raw/list-1.csv", "replaced"): 2,
        ("raw/list-2.csv", "replaced"): 3,
        ("raw/list-3.csv", ""): 2,
    }


FAULTS = {
    "unknown file": 'replaces = { "raw/list-4.csv" = "raw/list-1.csv" }\n',
    "unknown older file": 'replaces = { "raw/list-2.csv" = "raw/lst-1.csv" }\n',
    "itself": 'replaces = { "raw/list-2.csv" = "list-2.csv" }\n',
    "in a circle": 'replaces = { "raw/list-2.csv" = "list-1.csv", "list-1.csv" = "list-2.csv" }\n',
    "by two": 'replaces = { "raw/list-2.csv" = "list-1.csv", "list-3.csv" = "list-1.csv" }\n',
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_cannot_be_replaced_is_refused(what, make, snapshot):
    with pytest.raises(IntakeError) as error:
        make(FAULTS[what])
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


def test_a_name_that_stands_in_two_folders_is_not_guessed(make):
    files = {**FILES, "raw/b/list-1.csv": HEADER + "E1;d@d.de;50667\n"}
    with pytest.raises(IntakeError, match=r"raw/b/list-1\.csv"):
        make('replaces = { "list-2.csv" = "list-1.csv" }\n', files, SOURCES.replace("raw/list-", "raw/**/list-"))
