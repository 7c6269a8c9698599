"""The whole way of surveys: what is simulated, written in files and prepared again is the same, answer by answer."""

import numpy as np
import pandas as pd
import pytest

import kmu_eval as kmu


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    truth = kmu.make_sample(folder, seed=2, scale=0.1)
    return kmu.open_project(folder), truth


def _told(respondents, responses, events):
    """Each respondent as one text, what was answered included, in an order of its own."""
    columns = {name: respondents[name].astype("str").fillna("") for name in ("wave", "role", "channel", "date")}
    ids = np.append(events["event"].to_numpy(dtype=object), "")
    columns["event"] = ids[respondents["event"].to_numpy()]
    given = responses.astype({"item": "str", "option": "str", "answer": "str"}).fillna("")
    given = given.sort_values(["respondent", "item", "option"])
    texts = given["item"] + "/" + given["option"] + "=" + given["answer"]
    answers = texts.groupby(given["respondent"]).agg(" ".join).reindex(range(len(respondents)), fill_value="")
    return sorted(pd.DataFrame({**columns, "answers": answers.array}).agg("|".join, axis=1))


def _simulated(truth):
    """The simulated answers, without those that are written as the code book does not declare."""
    surveys, odd = truth.world.surveys, truth.answered.loc[truth.answered["undeclared"], "respondent"]
    responses = surveys.responses
    dropped = responses["respondent"].isin(odd) & (responses["item"] == "participatory")
    dropped &= responses["answer"] == "dont_know"
    assert dropped.sum() == truth.undeclared_answers
    begun = _only_begun(responses, truth)
    told = responses.assign(answer=responses["answer"].mask(dropped))[~responses["respondent"].isin(begun)]
    kept = surveys.respondents.drop(index=begun)
    places = pd.Series(np.arange(len(kept)), kept.index)
    told = told.assign(respondent=places.loc[told["respondent"]].to_numpy())
    return _told(kept.reset_index(drop=True), told, truth.world.events)


def _only_begun(responses, truth):
    """Respondents who answered nothing and sent nothing off: their rows are set aside."""
    answered = responses.groupby("respondent")["answer"].count()
    begun = truth.answered.loc[~truth.answered["complete"] & (truth.answered["remark"] == ""), "respondent"]
    found = answered.index[answered == 0].intersection(begun)
    assert 0 < len(found) < 20
    return found


def test_respondents_and_answers_are_those_simulated_but_for_what_is_not_declared(both):
    project, truth = both
    assert _told(project.respondents, project.responses, project.events) == _simulated(truth)


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
