"""What must hold of any survey: order of rows, names, sums, and no share without its base."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kmu_eval as kmu
from kmu_eval.code_book import CodeBook
from kmu_eval.comparing import Comparing, Comparison, Outcome
from kmu_eval.errors import MeasureError
from tests.measures.small_programmes import EVENTS
from tests.measures.survey_programmes import BOOK, in_order_of_the_book, surveys, with_frames

COMPARED = Comparing(
    (Outcome("useful", "useful", "mean", margin_pp=1, primary=True), Outcome("colour", "colour")),
    (Comparison("channels", "channel", ("online", "in_person"), ("kind", "quarter"), 2, 0.1, ("topic",)),),
)


def _raked(tables):
    """Weighted where it can be; else what is in the way."""
    try:
        return kmu.raked(tables, "event", "channel")
    except MeasureError as error:
        return pd.DataFrame({"fault": [str(error)]})


MEASURES = {
    "distribution": lambda tables: kmu.distribution(tables, ["event", "recommend", "needs"]),
    "distribution_by_mode": lambda tables: kmu.distribution(tables, "useful", ["mode", "role"], "pre"),
    "top_share": lambda tables: kmu.top_share(tables, "event"),
    "top_share_by_channel": lambda tables: kmu.top_share(tables, ["clear", "useful"], ["channel", "quarter"]),
    "options": lambda tables: kmu.options(tables, "needs", "topic"),
    "net_promoter": lambda tables: kmu.net_promoter(tables, "recommend", ["kind"]),
    "response_rates": kmu.response_rates,
    "response_rates_by_mode": lambda tables: kmu.response_rates(tables, ["mode"]),
    "response_rates_by_role": lambda tables: kmu.response_rates(tables, ["role", "topic"], "pre"),
    "who_answered": lambda tables: kmu.who_answered(tables, ["mode", "channel", "role", "year"]),
    "raked": _raked,
    "tipping_point": lambda tables: kmu.tipping_point(tables, "event", 0.5, ["mode"]),
    "pre_post": lambda tables: kmu.pre_post(tables, ["useful", "colour"], by=["mode"]),
    "matching": kmu.matching,
    "matched_or_not": lambda tables: kmu.matched_or_not(tables, "event"),
    "unpaired": lambda tables: kmu.unpaired(tables, "event"),
    "comparison": lambda tables: kmu.comparison(replace(tables, comparing=COMPARED), "channels"),
    "overlap": lambda tables: kmu.overlap(replace(tables, comparing=COMPARED), "channels"),
}
SHARES = sorted(set(MEASURES) - {"raked", "comparison", "overlap"})


@pytest.mark.parametrize("name", MEASURES)
@given(tables=surveys(), data=st.data())
@settings(max_examples=15)
def test_the_order_of_rows_changes_nothing(name, tables, data):
    expected = MEASURES[name](tables)
    place = np.array(data.draw(st.permutations(range(len(tables.respondents)))), np.int32)
    new_event = np.array([*data.draw(st.permutations(range(EVENTS))), -1], np.int32)
    order = data.draw(st.permutations(range(len(tables.responses))))
    moved = {part: tables.read(part) for part in ("participations", "head_counts", "respondents")}
    moved = {part: frame.assign(event=new_event[frame["event"]]) for part, frame in moved.items()}
    moved["events"] = _placed(tables.events, new_event[:-1])
    moved["respondents"] = _placed(moved["respondents"], place)
    responses = tables.responses.assign(respondent=place[tables.responses["respondent"]])
    moved["responses"] = responses.iloc[list(order)].reset_index(drop=True)
    pd.testing.assert_frame_equal(MEASURES[name](with_frames(tables, **moved)), expected)


def _placed(frame, place):
    return frame.iloc[np.argsort(place)].reset_index(drop=True)


@pytest.mark.parametrize("name", MEASURES)
@given(tables=surveys())
@settings(max_examples=10)
def test_the_input_stays_as_it_was(name, tables):
    before = {part: tables.read(part).copy(deep=True) for part in ("events", "respondents", "responses")}
    MEASURES[name](tables)
    for part, frame in before.items():
        pd.testing.assert_frame_equal(tables.read(part), frame)


@given(tables=surveys())
def test_names_change_nothing(tables):
    """Items and answers under each other's names, or under others, give the same numbers."""
    names = {"useful": "clear", "clear": "useful", "no": "yes", "yes": "no", "rather": "a", "dont_know": "zz"}
    book = CodeBook(tuple(_renamed(item, names) for item in BOOK.items))
    renamed = {name: tables.responses[name].astype("object").replace(names) for name in ("item", "answer")}
    others = with_frames(tables, book, responses=in_order_of_the_book(tables.responses.assign(**renamed), book))
    for measure in (kmu.distribution, kmu.top_share, lambda tables, items: kmu.pre_post(tables, items)):
        expected, found = measure(tables, ["useful", "clear"]), measure(others, ["clear", "useful"])
        kept = [column for column in expected if column not in ("item", "answer", "rule")]
        pd.testing.assert_frame_equal(found[kept], expected[kept])


def _renamed(item, names):
    answers = tuple(replace(answer, word=names.get(answer.word, answer.word)) for answer in item.answers)
    return replace(item, word=names.get(item.word, item.word), answers=answers)


@given(tables=surveys(), wave=st.sampled_from(["pre", "post"]))
def test_shares_add_up_to_one_and_counts_to_those_asked(tables, wave):
    found = kmu.distribution(tables, ["event", "recommend", "needs"], ["role"], wave)
    for _, rows in found.groupby(["role", "item", "option"], observed=True, dropna=False):
        first = rows.iloc[0]
        assert rows["answers"].sum() == first["n_asked"] == first["n"] + first["n_dont_know"] + first["n_missing"]
        assert rows["estimate"].isna().all() or first["n_asked"] > 0
        valid, asked = (rows[rows["base"] == base] for base in ("valid", "asked"))
        if first["n"]:
            assert valid["estimate"].sum() == pytest.approx(1)
        if first["n_asked"]:
            assert asked["estimate"].sum() + first["n"] / first["n_asked"] == pytest.approx(1)


@given(tables=surveys(), wave=st.sampled_from(["pre", "post"]))
def test_groups_add_up_to_the_whole(tables, wave):
    counts = ["n", "n_asked", "n_dont_know", "n_missing", "answers"]
    whole = kmu.top_share(tables, "event", wave=wave).set_index("item")[counts]
    for by in (["mode"], ["role", "channel"], ["year", "topic"]):
        parts = kmu.top_share(tables, "event", by, wave).groupby("item", observed=False)[counts].sum()
        pd.testing.assert_frame_equal(parts, whole)


@pytest.mark.parametrize("name", SHARES)
@given(tables=surveys())
@settings(max_examples=20)
def test_no_share_without_its_base(name, tables):
    found = MEASURES[name](tables)
    assert {"n", "rule", "unit"} <= set(found)
    assert (found["rule"].str.len() > 0).all()
    base = found["n"].where(found["base"] == "valid", found["n_asked"]) if "base" in found else found["n"]
    if name == "who_answered":
        base = found.groupby("group_column", observed=True)["n"].transform("sum")
    assert (found["estimate"].notna() <= (base > 0)).all()


@pytest.mark.parametrize("name", ["top_share", "options", "net_promoter", "pre_post", "matched_or_not"])
@given(tables=surveys())
@settings(max_examples=20)
def test_intervals_hold_the_estimate(name, tables):
    found = MEASURES[name](tables)
    known = found[found["ci_low"].notna()]
    assert (known["ci_low"] <= known["estimate"] + 1e-12).all()
    assert (known["estimate"] <= known["ci_high"] + 1e-12).all()
    of_shares = found["method"] == "wilson_jackknife"
    assert (found.loc[of_shares & found["ci_low"].isna() & found["estimate"].notna(), "n_events"] < 2).all()


@given(tables=surveys())
def test_an_item_by_itself_is_as_it_is_among_all(tables):
    words = [item.word for item in tables.code_book.items]
    together = kmu.distribution(tables, words, "mode")
    for word in words:
        alone = kmu.distribution(tables, word, "mode")
        among = together[together["item"] == word]
        assert alone["answers"].tolist() == among["answers"].tolist()


@given(tables=surveys())
def test_roads_to_the_same_number_meet(tables):
    shares = kmu.top_share(tables, "useful", "mode")
    rows = kmu.distribution(tables, "useful", "mode")
    top = rows[rows["answer"].isin(["rather", "yes"])].groupby("mode", observed=True, dropna=False, sort=False)
    assert shares["estimate"].to_numpy() == pytest.approx(top["estimate"].sum(min_count=1).to_numpy(), nan_ok=True)
    rates = kmu.response_rates(tables, "mode")
    of_item = rates[rates["item"] == "useful"]
    if len(of_item):
        assert of_item["answers"].sum() == shares["n_missing"].sum()
    who = kmu.who_answered(tables, "mode")
    assert who["estimate"].sum() == pytest.approx(1 if who["n"].sum() else 0)
