"""A million answers: tally and survey measures beside plain pandas. Asserts equality only, prints times.

20 rows for each of 50,000 respondents at 1,000 events: 16 items with a scale, one of recommendation, one with three
options. Ours start from responses, respondents and events, as pandas does "from tables"; "on rows" it has all tables
merged beforehand.
"""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.code_book import LEAST_TO_MOST, Answer, CodeBook, Item, Option
from kmu_eval.measures.tally import tallies
from kmu_eval.tables import CountingRules, Origin, in_memory, typed
from tests.benchmarks.survey_in_pandas import ITEMS, OPTIONS, SHAPE, TOP, VALUES, FromTables, OnRows, by_pandas

EVENTS, RESPONDENTS, ROUNDS = 1_000, 50_000, 5
SCALE = (*(Answer(w, value=v, top=w in TOP) for w, v in VALUES.items()), Answer("dont_know", dont_know=True))
RECOMMEND = tuple(Answer(word, value=int(word)) for word in LEAST_TO_MOST)
BOOK = CodeBook(
    (
        *(Item(word, answers=SCALE, theme="scale") for word in ITEMS),
        Item("recommend", answers=RECOMMEND, recommendation=True),
        Item("needs", answers=(Answer("not_chosen"), Answer("chosen")), options=tuple(map(Option, OPTIONS))),
    )
)


def _who(random):
    """Respondents in the order of their codes; some with a code that stands in both waves."""
    wave = np.where(np.arange(RESPONDENTS) < RESPONDENTS // 4, "pre", "post")
    pairing = np.where(np.arange(RESPONDENTS) % (RESPONDENTS // 4) < 9000, np.arange(RESPONDENTS) % 12500, -1)
    pairing[RESPONDENTS // 2 :] = -1
    return {"event": random.integers(0, EVENTS, RESPONDENTS), "pairing": pairing, "wave": wave}


def _responses(random):
    given = np.empty((RESPONDENTS, len(SHAPE)), np.int8)
    words = list(dict.fromkeys([*(a.word for a in SCALE), *LEAST_TO_MOST, "not_chosen", "chosen"]))
    given[:, :16] = random.choice(7, (RESPONDENTS, 16), p=[0.03, 0.07, 0.2, 0.3, 0.3, 0.05, 0.05])
    given[:, :16][given[:, :16] == 6] = -1
    given[:, 16] = random.integers(words.index("0") - 1, words.index("10") + 1, RESPONDENTS)
    given[:, 16][given[:, 16] < words.index("0")] = -1
    given[:, 17:] = words.index("not_chosen") + random.integers(0, 2, (RESPONDENTS, 3))
    given[random.random(RESPONDENTS) < 0.1, 17:] = -1
    items, options = zip(*SHAPE, strict=True)
    columns = {"item": pd.Categorical(items * RESPONDENTS, [item.word for item in BOOK.items])}
    columns |= {"option": pd.Categorical(options * RESPONDENTS, OPTIONS)}
    respondent = np.repeat(np.arange(RESPONDENTS, dtype=np.int32), len(SHAPE))
    return pd.DataFrame(
        {"respondent": respondent, **columns, "answer": pd.Categorical.from_codes(given.ravel(), words)}
    )


@pytest.fixture(scope="module")
def tables():
    random = np.random.default_rng(1)
    mode, kind = (random.choice(words, EVENTS) for words in (["online", "in_person"], ["talk", "workshop"]))
    frames = {
        "events": typed({"event": [f"e{i}" for i in range(EVENTS)], "mode": mode, "kind": kind}, "events"),
        "head_counts": typed({"event": range(EVENTS), "attended": random.integers(60, 200, EVENTS)}, "head_counts"),
        "respondents": typed(_who(random), "respondents"),
        "responses": _responses(random),
    }
    return in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre"), code_book=BOOK)


def by_measures(tables):
    every = [*ITEMS, "recommend", "needs"]
    return {
        "tally": lambda: tallies(tables, every),
        "distribution": lambda: kmu.distribution(tables, every, "mode"),
        "top_share": lambda: kmu.top_share(tables, "scale", "mode"),
        "options": lambda: kmu.options(tables, "needs", "mode"),
        "net_promoter": lambda: kmu.net_promoter(tables, "recommend", "mode"),
        "response_rates": lambda: kmu.response_rates(tables),
        "who_answered": lambda: kmu.who_answered(tables, ["mode", "kind"]),
        "pre_post": lambda: kmu.pre_post(tables, "scale"),
        "matching": lambda: kmu.matching(tables),
        "matched_or_not": lambda: kmu.matched_or_not(tables, "scale"),
        "raked": lambda: kmu.raked(tables, "scale"),
        "tipping_point": lambda: kmu.tipping_point(tables, "scale", 0.5),
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
    "matched_or_not": ["estimate"],
    "raked": ["weighted", "weighted_low"],
    "tipping_point": ["tipping_share"],
}
BY_MODE = {
    "top_share": ["estimate", "ci_low", "mean", "mean_low"],
    "options": ["estimate", "ci_low"],
    "net_promoter": ["estimate", "ci_low"],
}


def _assert_equal(ours, theirs):
    for name, columns in ASSERTED.items():
        np.testing.assert_allclose(ours[name][columns].to_numpy(float).ravel(), _flat(theirs[name]), rtol=1e-8)
    counts = [made.counts[made.counts > 0] for made in ours["tally"]]
    assert sorted(np.concatenate(counts)) == sorted(theirs["tally"])
    answers = ours["distribution"]["answers"]
    assert sorted(answers[answers > 0]) == sorted(each for n in theirs["distribution"] for each in n if each)
    _assert_equal_by_mode(ours, theirs)
    _assert_equal_who(ours["who_answered"], theirs["who_answered"])


def _assert_equal_by_mode(ours, theirs):
    """Ours: mode by mode, all items of each (hybrid is empty); theirs: item by item, both modes of each."""
    for name, columns in BY_MODE.items():
        mine = ours[name][columns].to_numpy(float).reshape(3, -1, len(columns))[:2]
        np.testing.assert_allclose(mine.swapaxes(0, 1).ravel(), _flat(theirs[name]), rtol=1e-9)


def _assert_equal_who(ours, theirs):
    mine, expected = (each[each["n_attendances"] > 0] for each in (ours, pd.concat(theirs)))
    np.testing.assert_array_equal(mine[["n", "n_attendances"]], expected[["n", "n_attendances"]])
    np.testing.assert_allclose(mine["difference_pp"], 100 * expected["difference"], rtol=1e-9)


def test_survey(tables, capsys):
    pandas = {"on rows": by_pandas(OnRows(tables)), "from tables": by_pandas(FromTables(tables))}
    times, found = _race({"kmu_eval": by_measures(tables), **pandas})
    times.loc["all"] = times.sum()
    for name in pandas:
        times[f"ratio {name}"] = times[name] / times["kmu_eval"]
    with capsys.disabled():
        print(f"\n{len(tables.responses):,} answers, {EVENTS:,} events (milliseconds, best of several)")
        print(times.round(2).to_string())
    for name in pandas:
        _assert_equal(found["kmu_eval"], found[name])
