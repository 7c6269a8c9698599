"""Distribution, top shares, options and net promoter score: by hand, and with plain pandas beside the call."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from kmu_eval.code_book import CodeBook, Item
from kmu_eval.errors import MeasureError
from kmu_eval.measures.distribution import distribution
from kmu_eval.measures.estimates import share
from kmu_eval.measures.options import options
from kmu_eval.measures.recommendation import net_promoter
from kmu_eval.measures.top_shares import top_share
from kmu_eval.tables import in_memory, typed
from tests.measures.conftest import USEFUL
from tests.measures.survey_programmes import surveys
from tests.measures.test_tally import plain

VALUES = {"no": 1, "rather": 2, "yes": 4}


def test_distribution_by_hand(surveyed):
    found = distribution(surveyed, ["useful", "needs"])
    assert list(found) == [
        *("theme", "item", "option", "answer", "position", "meaning", "base", "unit"),
        *("n", "n_events", "n_missing", "n_asked", "n_dont_know", "answers", "estimate", "rule"),
    ]
    useful = found[found["item"] == "useful"]
    assert useful["answer"].tolist()[:4] == ["no", "partly", "yes", "dont_know"]
    assert useful["answer"].isna().tolist() == [False] * 4 + [True]
    assert useful["position"].tolist()[:3] == [1, 2, 3]
    assert useful["position"].isna().tolist() == [False] * 3 + [True] * 2
    assert useful["meaning"].tolist() == ["answer"] * 3 + ["dont_know", "missing"]
    assert useful["base"].tolist() == ["valid"] * 3 + ["asked"] * 2
    assert useful["answers"].tolist() == [1, 1, 4, 1, 1]
    assert useful["estimate"].tolist() == pytest.approx([1 / 6, 1 / 6, 4 / 6, 1 / 8, 1 / 8])
    assert useful[["n", "n_events", "n_asked"]].drop_duplicates().values.tolist() == [[6, 2, 8]]
    needs = found[found["item"] == "needs"]
    assert needs["option"].tolist() == ["time"] * 3 + ["staff"] * 3
    assert needs["answers"].tolist() == [2, 4, 1, 1, 1, 1]


def test_an_empty_group_stays(surveyed):
    found = top_share(surveyed, "useful", "kind").set_index("kind")
    assert found["n"]["workshop"] == 0
    assert np.isnan(found["estimate"]["workshop"])
    assert found.index.isna().sum() == 1


def test_top_share_by_hand(surveyed):
    found = top_share(surveyed, "useful").iloc[0]
    assert found[["n", "n_events", "n_missing", "n_asked", "n_dont_know", "answers"]].tolist() == [6, 2, 1, 8, 1, 4]
    assert found["estimate"] == pytest.approx(4 / 6)
    assert found["event_average"] == pytest.approx((2 / 3 + 1 / 2 + 1) / 3)
    assert found["mean"] == pytest.approx((3 + 3 + 2 + 3 + 1 + 3) / 6)
    assert found["sd"] == pytest.approx(np.std([3, 3, 2, 3, 1, 3], ddof=1))
    estimate = share([2, 1, 1], [3, 2, 1])
    assert (found["ci_low"], found["ci_high"]) == (estimate.low, estimate.high)
    assert (found["deff"], found["ci_level"]) == (estimate.deff, 0.95)
    assert found["rule"].startswith("top answers / valid answers; top: yes; wave post; respondents of an unknown event")


@given(tables=surveys())
def test_top_shares_and_means_as_pandas_has_them(tables):
    found = top_share(tables, "useful", "role").astype({"role": "object"})
    rows = plain(tables, "useful", None, "post")
    valid = rows[rows["answer"].isin(list(VALUES))]
    for row in found.itertuples():
        same = valid["role"].isna() if row.role != row.role else valid["role"] == row.role
        values = valid.loc[same, "answer"].map(VALUES).astype(float)
        assert row.n == len(values)
        assert row.n_events == valid.loc[same & (valid["event"] >= 0), "event"].nunique()
        assert row.estimate == pytest.approx((values > 1).mean(), nan_ok=True)
        assert row.mean == pytest.approx(values.mean(), nan_ok=True)
        assert row.sd == pytest.approx(values.std(), nan_ok=True)


def test_a_mean_needs_a_value_of_every_answer(surveyed):
    answers = tuple(replace(answer, value=None if answer.word == "partly" else answer.value) for answer in USEFUL)
    tables = replace(surveyed, code_book=CodeBook((Item("useful", answers=answers),)))
    found = top_share(tables, "useful")
    assert found[["mean", "mean_low", "mean_high", "sd"]].isna().all(axis=None)
    assert found["estimate"].notna().all()


def test_options_are_of_those_who_could_see_them_and_answered(surveyed):
    found = options(surveyed, "needs").set_index("option")
    assert found["n"].to_dict() == {"time": 6, "staff": 2}
    assert found["n_asked"].to_dict() == {"time": 7, "staff": 3}
    assert found["answers"].to_dict() == {"time": 4, "staff": 1}
    assert found["estimate"].tolist() == pytest.approx([4 / 6, 1 / 2])
    assert found["n_missing"].tolist() == [1, 1]
    low = share([2, 1, 1], [3, 2, 1]).low
    assert found["ci_low"]["time"] == low


def test_the_net_promoter_score_in_closed_form(surveyed):
    found = net_promoter(surveyed, "recommend").iloc[0]
    given = pd.Series([10, 9, 8, 6, 0, 7, 9])
    assert found["n"] == len(given)
    assert found["promoters"] == pytest.approx((given >= 9).mean())
    assert found["passives"] == pytest.approx(given.between(7, 8).mean())
    assert found["detractors"] == pytest.approx((given <= 6).mean())
    assert found["estimate"] == pytest.approx((given >= 9).mean() - (given <= 6).mean())
    assert found[["n_missing", "n_asked", "n_dont_know", "n_events"]].tolist() == [1, 8, 0, 3]


@given(tables=surveys())
def test_promoters_passives_and_detractors_are_all(tables):
    found = net_promoter(tables, "recommend", "mode")
    total = found[["promoters", "passives", "detractors"]].sum(axis=1)
    assert (total[found["n"] > 0] - 1).abs().max() < 1e-12 or not found["n"].any()
    assert found.loc[found["n"] == 0, "estimate"].isna().all()
    assert (found["estimate"].dropna() - (found["promoters"] - found["detractors"]).dropna()).abs().sum() < 1e-12


WRONG = {
    "no_top": (top_share, "recommend"),
    "top_of_options": (top_share, "needs"),
    "theme_without_top": (top_share, ["needs", "recommend", "event"]),
    "options_of_scale": (options, "useful"),
    "net_of_scale": (net_promoter, "useful"),
    "nothing": (distribution, []),
    "unknown": (distribution, ["usefull", "evnt"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_measured_so_is_told(name, surveyed, snapshot):
    measure, items = WRONG[name]
    with pytest.raises(MeasureError) as error:
        measure(surveyed, items)
    assert [error.value.text(language) for language in ("en", "de")] == snapshot


def test_of_a_theme_the_items_that_fit_are_taken(surveyed):
    assert top_share(surveyed, "event")["item"].tolist() == ["useful"]
    assert net_promoter(surveyed, "event")["item"].tolist() == ["recommend"]
    assert distribution(surveyed, "event")["item"].unique().tolist() == ["useful", "recommend"]


def test_values_that_are_no_whole_numbers_add_up_the_same_in_any_order(surveyed):
    """The mean of 0.1, 0.2 and 0.7 times many, at events in two orders, is the same to the last bit."""
    answers = tuple(replace(a, value={"no": 0.1, "partly": 0.2, "yes": 0.7}.get(a.word)) for a in USEFUL)
    book = CodeBook((Item("useful", answers=answers),))
    draw = np.random.default_rng(1)
    words, event = draw.choice(["no", "partly", "yes"], 3000), draw.integers(0, 400, 3000)
    found = []
    for place in (np.arange(400), draw.permutation(400)):
        frames = {
            "events": typed({"event": [f"e{i}" for i in range(400)]}, "events"),
            "respondents": typed({"event": place[event], "wave": ["post"] * 3000}, "respondents"),
            "responses": typed({"respondent": range(3000), "item": ["useful"] * 3000, "answer": words}, "responses"),
        }
        found.append(top_share(in_memory(frames, surveyed.rules, surveyed.origin, code_book=book), "useful"))
    pd.testing.assert_frame_equal(*found, check_exact=True)


@given(tables=surveys())
def test_many_items_give_what_each_gives_alone(tables):
    together = top_share(tables, "event", "mode")
    assert together["item"].unique().tolist() == ["useful", "clear", "colour"]
    for item in ("useful", "clear", "colour"):
        alone, same = top_share(tables, item, "mode"), together[together["item"] == item].reset_index(drop=True)
        kept = [name for name in alone if name not in ("item", "theme")]
        pd.testing.assert_frame_equal(same[kept], alone[kept], rtol=1e-12)
