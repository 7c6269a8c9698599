"""A newcomer: the sample's raw lists in an empty folder, the questions answered, and the same counts."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval import programme
from kmu_eval.draft import draft_programme, finish_programme
from tests.draft.person import asked, fill, suggested

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
ONLY_A_PERSON_KNOWS = {
    "about|name": "Beispielzentrum Digitalisierung",
    "about|start": "01.03.2019",
    "about|end": "28.02.2022",
    "about|email_domains": "@zentrum.example",
    "about|organisations": "Beispielzentrum Digitalisierung",
}
DOUBTFUL = {
    "all|schulungen|role": "Beratende",
    "all|schulungen|registered": "ja, alle waren angemeldet",
    "word|size_class|50-499": "mittel oder groß",
    "word|registered|vor Ort": "war nicht angemeldet",
    "word|role|A1": "Unternehmen",
    "word|role|A2": "Beratende",
    "word|role|A3": "Sonstige",
    "word|channel|A1": "in Präsenz",
    "word|channel|A2": "online",
}
OF_SURVEYS = ("wave|", "kind|", "direction|", "column|")
"""Questions on surveys: each has a suggestion already."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A copy: what is prepared in the repository stays as it is."""
    folder = tmp_path_factory.mktemp("sample") / "sample"
    return shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("prepared"))


@pytest.fixture(scope="module")
def targets():
    with (SAMPLE / "targets.csv").open(encoding="utf-8", newline="") as lines:
        return {row["indicator"]: (int(row["target"]), row["source"]) for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def new(tmp_path_factory, targets):
    folder = tmp_path_factory.mktemp("new") / "neu"
    shutil.copytree(SAMPLE / "raw", folder / "raw")
    told = draft_programme(folder)
    assert told.questions == len(asked(folder / "fragen.xlsx"))
    fill(folder / "fragen.xlsx", {**ONLY_A_PERSON_KNOWS, **DOUBTFUL}, targets)
    return folder


@pytest.fixture(scope="module")
def finished(new):
    told = finish_programme(new, new / "fragen.xlsx")
    assert told.questions == 0
    return new


def test_only_what_a_person_knows_or_what_is_doubtful_is_asked(new):
    questions = asked(new / "fragen.xlsx")
    of_surveys = {key for key in questions if key.startswith(OF_SURVEYS)}
    assert set(questions) - of_surveys == {*ONLY_A_PERSON_KNOWS, *DOUBTFUL}
    assert all(suggested(new / "fragen.xlsx")[key] for key in of_surveys)


def test_the_same_counts_as_the_sample(sample, finished):
    there, here = kmu.open_project(sample), kmu.open_project(finished)
    pd.testing.assert_frame_equal(kmu.indicators(here), kmu.indicators(there))
    pd.testing.assert_frame_equal(kmu.count_ladder(here), kmu.count_ladder(there))
    pd.testing.assert_frame_equal(kmu.targets(here), kmu.targets(there))


def test_every_file_is_read_and_no_row_is_lost(sample, finished):
    ledgers = [kmu.open_project(folder).ledger for folder in (sample, finished)]
    there, here = (each.groupby(["file", "outcome", "reason"], observed=True)["rows"].sum() for each in ledgers)
    pd.testing.assert_series_equal(here, there)


def test_what_is_written_is_whole_and_never_called_synthetic(finished):
    described = programme.load(finished)
    assert described.programme.name == "Beispielzentrum Digitalisierung"
    assert not described.programme.synthetic
    assert described.privacy.public_key is None
    assert described.counting.own_staff.email_domains == ("zentrum.example",)
    assert (finished / "targets.csv").read_bytes() == (SAMPLE / "targets.csv").read_bytes()
