"""A million answers: tally and survey measures beside plain pandas. Asserts equality only, prints times.

50,000 respondents at 1,000 events: 20 items from 0 to 10 with *don't know*, and apart from them one item with 20
options, for which every measure is made. Ours start from responses, respondents and events, as pandas does "from
tables"; "on rows" it has all tables merged beforehand.
"""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.code_book import Answer, CodeBook, Item, Option
from kmu_eval.measures.tally import tallies
from kmu_eval.tables import CountingRules, Origin, in_memory, typed
from tests.benchmarks.survey_in_pandas import ITEMS, OPTIONS, TOP, VALUES, FromTables, OnRows, by_pandas

EVENTS, RESPONDENTS, ROUNDS = 1_000, 50_000, 5
SCALE = (*(Answer(w, value=v, top=w in TOP) for w, v in VALUES.items()), Answer("dont_know", dont_know=True))
NEEDS = Item("needs", answers=(Answer("not_chosen"), Answer("chosen")), options=tuple(map(Option, OPTIONS)))
BOOK = CodeBook((*(Item(word, answers=SCALE, theme="scale", recommendation=True) for word in ITEMS), NEEDS))


def _who(random):
    """Respondents in the order of their codes; some with a code that stands in both waves."""
    wave = np.where(np.arange(RESPONDENTS) < RESPONDENTS // 4, "pre", "post")
    pairing = np.where(np.arange(RESPONDENTS) % (RESPONDENTS // 4) < 9000, np.arange(RESPONDENTS) % 12500, -1)
    pairing[RESPONDENTS // 2 :] = -1
    return {"event": random.integers(0, EVENTS, RESPONDENTS), "pairing": pairing, "wave": wave}


def _responses(items, options, given, words):
    """What each respondent gave to each item or option, -1: left out."""
    columns = {"item": pd.Categorical(items * RESPONDENTS), "option": pd.Categorical(options * RESPONDENTS, OPTIONS)}
    respondent = np.repeat(np.arange(RESPONDENTS, dtype=np.int32), len(items))
    answer = pd.Categorical.from_codes(given.ravel(), words)
    return pd.DataFrame({"respondent": respondent, **columns, "answer": answer})


def _scales(random):
    given = random.choice(np.arange(-1, 12, dtype=np.int8), (RESPONDENTS, 20), p=[0.06, *[0.08] * 11, 0.06])
    return _responses(ITEMS, [None] * 20, given, [*VALUES, "dont_know"])


def _choices(random):
    given = random.integers(0, 2, (RESPONDENTS, 20), np.int8)
    given[random.random(RESPONDENTS) < 0.1] = -1
    return _responses(["needs"] * 20, OPTIONS, given, ["not_chosen", "chosen"])


def _tables(make_responses):
    random = np.random.default_rng(1)
    mode, kind = (random.choice(words, EVENTS) for words in (["online", "in_person"], ["talk", "workshop"]))
    frames = {
        "events": typed({"event": [f"e{i}" for i in range(EVENTS)], "mode": mode, "kind": kind}, "events"),
        "head_counts": typed({"event": range(EVENTS), "attended": random.integers(60, 200, EVENTS)}, "head_counts"),
        "respondents": typed(_who(random), "respondents"),
        "responses": make_responses(random),
    }
    return in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre"), code_book=BOOK)


def _of_items(tables):
    return {
        "tally": lambda: tallies(tables, "scale"),
        "distribution": lambda: kmu.distribution(tables, "scale", "mode"),
        "top_share": lambda: kmu.top_share(tables, "scale", "mode"),
        "net_promoter": lambda: kmu.net_promoter(tables, "scale", "mode"),
        "response_rates": lambda: kmu.response_rates(tables),
        "pre_post": lambda: kmu.pre_post(tables, "scale"),
        "matched_or_not": lambda: kmu.matched_or_not(tables, "scale"),
        "raked": lambda: kmu.raked(tables, "scale"),
        "tipping_point": lambda: kmu.tipping_point(tables, "scale", 0.5),
        "who_answered": lambda: kmu.who_answered(tables, ["mode", "kind"]),
        "matching": lambda: kmu.matching(tables),
    }


def _of_options(tables):
    return {
        "tally": lambda: tallies(tables, "needs"),
        "distribution": lambda: kmu.distribution(tables, "needs", "mode"),
        "options": lambda: kmu.options(tables, "needs", "mode"),
        "response_rates": lambda: kmu.response_rates(tables),
    }


def _race(engines):
    """Best time in milliseconds of each measure by each engine, all in turn, and what each found."""
    times = {engine: dict.fromkeys(measures, np.inf) for engine, measures in engines.items()}
    found = {engine: {} for engine in engines}
    for _ in range(ROUNDS):
        for engine, measures in engines.items():
            for name, measure in measures.items():
                start = perf_counter()
                found[engine][name] = measure()
                times[engine][name] = min(times[engine][name], 1000 * (perf_counter() - start))
    return pd.DataFrame(times), found


def _flat(values):
    return np.concatenate([np.asarray(each, float).ravel() for each in values])


ASSERTED = {
    "response_rates": ["answers", "n"],
    "pre_post": ["estimate", "ci_low"],
    "matching": ["answers", "n"],
    "raked": ["weighted", "weighted_low"],
    "tipping_point": ["n", "answers", "estimate", "n_attendances", "tipping_share"],
}
BY_GROUP = {
    "matched_or_not": ["estimate", "ci_low", "mean", "mean_low"],
    "top_share": ["estimate", "ci_low", "mean", "mean_low"],
    "options": ["estimate", "ci_low"],
    "net_promoter": ["estimate", "ci_low"],
}


def _assert_equal(ours, theirs):
    for name in ASSERTED.keys() & ours.keys():
        mine = ours[name][ASSERTED[name]].to_numpy(float)
        np.testing.assert_allclose(mine.ravel(), _flat(theirs[name]), rtol=1e-8)
    counts = [made.counts[made.counts > 0] for made in ours["tally"]]
    assert sorted(np.concatenate(counts)) == sorted(theirs["tally"])
    _assert_equal_distribution(ours["distribution"], theirs["distribution"])
    _assert_equal_by_group(ours, theirs)
    if "who_answered" in ours:
        _assert_equal_who(ours["who_answered"], theirs["who_answered"])


def _assert_equal_distribution(ours, theirs):
    for name in ("n", "n_events", "answers", "estimate"):
        mine, expected = (each.loc[each["answers"] > 0, name].sort_values() for each in (ours, theirs))
        np.testing.assert_allclose(mine.to_numpy(float), expected.to_numpy(float), rtol=1e-12)


def _assert_equal_by_group(ours, theirs):
    """Ours: group by group, all items of each (the groups without answers at the end); theirs: item by item."""
    for name in BY_GROUP.keys() & ours.keys():
        expected = np.array(theirs[name]).swapaxes(0, 1)
        mine = ours[name][BY_GROUP[name]].to_numpy(float).reshape(-1, *expected.shape[1:])
        assert np.isnan(mine[len(expected) :]).all()
        np.testing.assert_allclose(mine[: len(expected)], expected, rtol=1e-9)


def _assert_equal_who(ours, theirs):
    mine, expected = (each[each["n_attendances"] > 0] for each in (ours, pd.concat(theirs)))
    np.testing.assert_array_equal(mine[["n", "n_attendances"]], expected[["n", "n_attendances"]])
    np.testing.assert_allclose(mine["difference_pp"], 100 * expected["difference"], rtol=1e-9)


@pytest.mark.parametrize(("make_responses", "measures"), [(_scales, _of_items), (_choices, _of_options)])
def test_survey(make_responses, measures, capsys):
    tables = _tables(make_responses)
    ours, pandas = measures(tables), {"on rows": OnRows(tables), "from tables": FromTables(tables)}
    times, found = _race({"kmu_eval": ours} | {name: by_pandas(given, ours) for name, given in pandas.items()})
    times.loc["all"] = times.sum()
    for name in pandas:
        times[f"ratio {name}"] = times[name] / times["kmu_eval"]
    with capsys.disabled():
        print(f"\n{len(tables.responses):,} answers, {EVENTS:,} events (milliseconds, best of several)")
        print(times.round(2).to_string())
    for name in pandas:
        _assert_equal(found["kmu_eval"], found[name])
