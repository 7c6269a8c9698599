"""The whole way of surveys: what is simulated, written in files and prepared again is the same, answer by answer."""

import numpy as np
import pandas as pd
import pytest

import kmu_eval as kmu

pytest.importorskip("kmu_eval.intake.answers")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    truth = kmu.make_sample(folder, seed=2, scale=0.1)
    return kmu.open_project(folder), truth


def _simulated(truth, name):
    """The simulated respondents or responses, numbered as their rows stand in the files."""
    place = truth.answered.sort_values(["source", "file", "row"])["respondent"].to_numpy()
    if name == "respondents":
        return truth.world.surveys.respondents.iloc[place].reset_index(drop=True)
    number = np.argsort(place)
    responses = truth.world.surveys.responses
    return responses.assign(respondent=number[responses["respondent"]])


def test_respondents_are_those_simulated(both):
    project, truth = both
    expected = _simulated(truth, "respondents")
    for column in ("wave", "role", "channel", "date"):
        pd.testing.assert_series_equal(project.respondents[column], expected[column])
    told = project.respondents["event"].to_numpy()
    events = np.append(project.events["event"].to_numpy(dtype=object), "")
    of_world = np.append(truth.world.events["event"].to_numpy(dtype=object), "")
    assert (events[told] == of_world[expected["event"].to_numpy()]).all()


def test_answers_are_those_simulated_but_for_what_is_not_declared(both):
    project, truth = both
    keys = ["respondent", "item", "option"]
    tables = [project.responses, _simulated(truth, "responses")]
    found, expected = (
        table.astype({"item": "str", "option": "str", "answer": "str"})
        .fillna("")
        .set_index(keys)["answer"]
        .sort_index()
        for table in tables
    )
    assert found.index.equals(expected.index)
    assert sorted(expected[found != expected]) == ["dont_know"] * truth.undeclared_answers
    assert set(found[found != expected]) <= {""}


def test_the_code_book_of_the_folder_is_that_of_the_simulation(both):
    assert both[0].code_book == kmu.simulate(scale=0.01)[0].code_book


def test_no_remark_leaves_the_raw_files(both):
    project, truth = both
    remarks = set(truth.answered["remark"]) - {""}
    frames = [pd.read_parquet(path) for path in project.folder.rglob("*.parquet")]
    words = {word for frame in frames for column in frame for word in frame[column].astype("str").unique()}
    texts = [path.read_text(encoding="utf-8") for path in project.folder.rglob("*.csv")]
    assert len(remarks) > 20
    assert len(words) > 1000
    assert not remarks & words
    assert not any(remark in text for remark in remarks for text in texts)
