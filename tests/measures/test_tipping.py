"""The tipping point, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.errors import MeasureError
from kmu_eval.measures.tipping import tipping_point
from tests.measures.conftest import BOOK
from tests.measures.survey_programmes import surveys


@pytest.fixture
def event(programme):
    """One event at which some came and some said yes or no."""

    def make(came, yes, no, **more):
        n = yes + no
        answers = ["yes"] * yes + ["no"] * no
        frames = {
            "events": {"event": ["a", "b"], "mode": ["online", "hybrid"]},
            "head_counts": {"event": [0, 1], "attended": [came, 99]},
            "respondents": {"event": [0] * n, "wave": ["post"] * n},
            "responses": {"respondent": range(n), "item": ["useful"] * n, "answer": answers},
        }
        return programme(code_book=BOOK, **{**frames, **more})

    return make


CASES = {
    "open": ((100, 30, 10), 0.5, (50 - 30) / 60, "open", None),
    "cannot_fall_below": ((10, 8, 0), 0.5, np.nan, "reached", "not below the threshold"),
    "cannot_reach": ((10, 0, 8), 0.5, np.nan, "missed", "is below the threshold"),
    "already_below": ((100, 10, 30), 0.5, (50 - 10) / 60, "open", "already below"),
    "all_answered": ((4, 3, 1), 0.5, np.nan, "reached", "not below the threshold"),
    "all_answered_below": ((4, 1, 3), 0.5, np.nan, "missed", "is below the threshold"),
    "edge_none": ((10, 5, 0), 0.5, 0, "open", None),
    "edge_all": ((10, 0, 5), 0.5, 1, "open", "already below"),
}


@pytest.mark.parametrize("name", CASES)
def test_by_hand(name, event):
    (came, yes, no), threshold, expected, verdict, told = CASES[name]
    found = tipping_point(event(came, yes, no), "useful", threshold).iloc[0]
    n, silent = yes + no, came - yes - no
    assert found[["n", "n_attendances", "n_silent", "answers"]].tolist() == [n, came, silent, yes]
    assert found["tipping_share"] == pytest.approx(expected, nan_ok=True)
    assert found["tipping_pp"] == pytest.approx(100 * (yes / n - expected), nan_ok=True)
    assert found["verdict"] == verdict
    assert (told or "no minimum stay") in found["rule"]
    assert "; top: yes; wave post; " in found["rule"]


def test_more_answers_than_attendances(event):
    found = tipping_point(event(3, 3, 1), "useful", 0.5).iloc[0]
    assert found[["n_silent", "tipping_share", "verdict"]].isna().all()
    assert found["rule"].endswith("more answers than attendances")


def test_answers_of_events_without_attendance_are_not_used(event):
    who = {"event": [0, 0, -1, -1], "wave": ["post"] * 4}
    found = tipping_point(event(10, 3, 1, respondents=who), "useful", 0.5).iloc[0]
    assert found[["n", "n_missing", "n_silent"]].tolist() == [2, 2, 8]


def test_dont_know_is_silence(surveyed):
    found = tipping_point(surveyed, "useful", 0.8).iloc[0]
    assert found[["n", "n_missing", "n_attendances", "n_silent"]].tolist() == [5, 1, 32, 27]
    assert found["tipping_share"] == pytest.approx((0.8 * 32 - 3) / 27)


@given(tables=surveys(), threshold=st.floats(0, 1))
def test_the_whole_is_at_the_threshold(tables, threshold):
    found = tipping_point(tables, ["useful", "colour"], threshold, "mode")
    known = found[found["tipping_share"].notna()]
    silent = known["n_silent"].astype(float)
    whole = (known["n"] * known["estimate"] + silent * known["tipping_share"]) / known["n_attendances"]
    assert np.allclose(whole, threshold)
    assert (known["verdict"] == "open").all()


@pytest.mark.parametrize("threshold", [-0.1, 50, float("nan")])
def test_a_threshold_is_a_share(threshold, surveyed, snapshot):
    with pytest.raises(MeasureError) as error:
        tipping_point(surveyed, "useful", threshold)
    assert [error.value.text(language) for language in ("en", "de")] == snapshot
