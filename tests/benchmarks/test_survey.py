"""A million answers: tally and survey measures beside plain pandas on rows. Asserts equality only, prints times.

20 rows for each of 50,000 respondents at 1,000 events: 16 items with a scale, one of recommendation, one with three
options. Both start from responses, respondents and events; pandas merges them once (``rows``), which all its measures
then use, and gets the same formula for intervals on its sums.
"""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.code_book import LEAST_TO_MOST, Answer, CodeBook, Item, Option
from kmu_eval.measures.estimates import mean, net_share, share
from kmu_eval.measures.tally import tallies
from kmu_eval.tables import CountingRules, Origin, in_memory, typed

EVENTS, RESPONDENTS, ROUNDS = 1_000, 50_000, 5
VALUES = {"no": 1, "rather_not": 2, "partly": 3, "rather": 4, "yes": 5}
TOP = ["rather", "yes"]
SCALE = (*(Answer(w, value=v, top=w in TOP) for w, v in VALUES.items()), Answer("dont_know", dont_know=True))
RECOMMEND = tuple(Answer(word, value=int(word)) for word in LEAST_TO_MOST)
OPTIONS = ("time", "money", "staff")
ITEMS = [f"item_{i:02}" for i in range(16)]
BOOK = CodeBook(
    (
        *(Item(word, answers=SCALE, theme="scale") for word in ITEMS),
        Item("recommend", answers=RECOMMEND, recommendation=True),
        Item("needs", answers=(Answer("not_chosen"), Answer("chosen")), options=tuple(map(Option, OPTIONS))),
    )
)
SHAPE = [(word, None) for word in [*ITEMS, "recommend"]] + [("needs", option) for option in OPTIONS]
WAVES = ("pre", "post")


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


def merged(tables):
    """Every answer with all that is known of its respondent and event."""
    who = tables.respondents.merge(tables.events[["mode", "kind"]], left_on="event", right_index=True)
    return tables.responses.merge(who, left_on="respondent", right_index=True)


def by_measures(tables):
    every = [*ITEMS, "recommend", "needs"]
    return {
        "tally": lambda: tallies(tables, every),
        "distribution": lambda: kmu.distribution(tables, every, "mode")["answers"],
        "top_share": lambda: kmu.top_share(tables, "scale", "mode")[["estimate", "ci_low", "mean", "mean_low"]],
        "options": lambda: kmu.options(tables, "needs", "mode")[["estimate", "ci_low"]],
        "net_promoter": lambda: kmu.net_promoter(tables, "recommend", "mode")[["estimate", "ci_low"]],
        "response_rates": lambda: kmu.response_rates(tables)["answers"],
        "who_answered": lambda: kmu.who_answered(tables, ["mode", "kind"])["n"],
        "pre_post": lambda: kmu.pre_post(tables, "scale")[["estimate", "ci_low"]],
        "matching": lambda: kmu.matching(tables)["answers"],
        "matched_or_not": lambda: kmu.matched_or_not(tables, "scale")["estimate"],
        "raked": lambda: kmu.raked(tables, "scale")[["weighted", "weighted_low"]],
        "tipping_point": lambda: kmu.tipping_point(tables, "scale", 0.5)["tipping_share"],
    }


def by_pandas(tables):
    rows = merged(tables)
    post = rows[rows["wave"] == "post"]
    return {
        "rows": lambda: merged(tables).query("wave == 'post'"),
        "tally": lambda: _tally(post),
        "distribution": lambda: _distribution(post),
        "top_share": lambda: _top_share(post),
        "options": lambda: _options(post),
        "net_promoter": lambda: _net_promoter(post),
        "response_rates": lambda: _rates(post),
        "who_answered": lambda: _who_answered(post),
        "pre_post": lambda: _pre_post(rows),
        "matching": lambda: _matching(rows),
        "matched_or_not": lambda: _matched_or_not(rows),
        "raked": lambda: _raked(tables, post),
        "tipping_point": lambda: _tipping(tables, post),
    }


def _of(rows, item, option=None):
    found = rows[rows["item"] == item]
    return found if option is None else found[found["option"] == option]


def _tally(post):
    return post.groupby(["item", "option", "event", "answer"], observed=True, dropna=False).size()


def _distribution(post):
    return [_of(post, *each).groupby("mode", observed=True)["answer"].value_counts(dropna=False) for each in SHAPE]


def _sums(given, yes, by):
    """Yeses and answers by event, a column for each group."""
    found = given.assign(yes=yes).groupby([*by, "event"], observed=True)["yes"].agg(["sum", "count"])
    return [found[name].unstack(by, fill_value=0).to_numpy(float) for name in ("sum", "count")]


def _top_share(post):
    found = []
    for item in ITEMS:
        given = _of(post, item)
        given = given[given["answer"].notna() & (given["answer"] != "dont_know")]
        top = share(*_sums(given, given["answer"].isin(TOP), ["mode"]))
        of_values = mean(*_sums(given, given["answer"].astype("object").map(VALUES), ["mode"]), scale=(1, 5))
        found.append(np.array([top.estimate, top.low, of_values.estimate, of_values.low]).T)
    return found


def _options(post):
    found = []
    for option in OPTIONS:
        given = _of(post, "needs", option).dropna(subset="answer")
        made = share(*_sums(given, given["answer"] == "chosen", ["mode"]))
        found.append(np.array([made.estimate, made.low]).T)
    return found


def _net_promoter(post):
    given = _of(post, "recommend").dropna(subset="answer")
    value = given["answer"].astype("object").astype(int)
    (promoters, n), (detractors, _) = (_sums(given, yes, ["mode"]) for yes in (value >= 9, value <= 6))
    made = net_share(promoters, detractors, n)
    return np.array([made.estimate, made.low]).T


def _rates(post):
    who = post.drop_duplicates("respondent")
    left_out = [_of(post, item)["answer"].isna().sum() for item in [*ITEMS, "recommend"]]
    of_needs = _of(post, "needs").groupby("respondent")["answer"].count()
    return [who["event"].nunique(), len(who), *left_out, (of_needs == 0).sum()]


def _who_answered(post):
    who = post.drop_duplicates("respondent")
    return [who[name].value_counts(sort=False) for name in ("mode", "kind")]


def _paired(rows):
    who = rows.drop_duplicates("respondent")
    who = who[who["pairing"] >= 0]
    sides = [who[who["wave"] == wave].set_index("pairing")["respondent"] for wave in WAVES]
    return sides[0].to_frame("earlier").join(sides[1].rename("later"), how="inner")


def _pre_post(rows):
    paired, found = _paired(rows), []
    for item in ITEMS:
        given = _of(rows, item).set_index("respondent")
        value, event = given["answer"].astype("object").map(VALUES), given["event"]
        pair = pd.DataFrame({"event": event.loc[paired["later"]].to_numpy()})
        pair["moved"] = value.loc[paired["later"]].to_numpy() - value.loc[paired["earlier"]].to_numpy()
        pair = pair.dropna()
        for chosen in (pair["moved"] > 0, pair["moved"] == 0, pair["moved"] < 0):
            made = share(*_sums(pair, chosen, []))
            found.append([made.estimate, made.low])
        made = mean(*_sums(pair, pair["moved"], []), scale=(-4, 4))
        found.append([made.estimate, made.low])
    return found


def _matching(rows):
    return [len(_paired(rows))] * 2


def _matched_or_not(rows):
    paired = _paired(rows)
    rows = rows.assign(matched=rows["respondent"].isin(paired.to_numpy().ravel()))
    found = {}
    for item in ITEMS:
        given = _of(rows, item)
        given = given[given["answer"].notna() & (given["answer"] != "dont_know")]
        made = given.assign(top=given["answer"].isin(TOP)).groupby(["matched", "wave"], observed=True)["top"].mean()
        found |= {(matched, wave, item): made[matched, wave] for matched, wave in made.index}
    return [found[matched, wave, item] for matched in (True, False) for wave in WAVES for item in ITEMS]


def _raked(tables, post):
    came = tables.head_counts.merge(tables.events, left_on="event", right_index=True)
    who = post.drop_duplicates("respondent").set_index("respondent")[["mode", "kind"]].astype("object")
    who["weight"] = 1.0
    totals = {name: came.groupby(name, observed=True)["attended"].sum() for name in ("mode", "kind")}
    totals = {name: total / total.sum() * len(who) for name, total in totals.items()}
    for _ in range(20):
        for name, total in totals.items():
            who["weight"] *= who[name].map(total / who.groupby(name)["weight"].sum())
    return [_weighted(_of(post, item), who["weight"]) for item in ITEMS]


def _weighted(given, weight):
    given = given[given["answer"].notna() & (given["answer"] != "dont_know")]
    w = given["respondent"].map(weight)
    w *= w.sum() / (w**2).sum()
    frame = pd.DataFrame({"event": given["event"], "n": w, "yes": w * given["answer"].isin(TOP)})
    sums = frame.groupby("event")[["yes", "n"]].sum()
    made = share(sums["yes"], sums["n"])
    return [made.estimate, made.low]


def _tipping(tables, post):
    came, found = tables.head_counts.set_index("event")["attended"], []
    for item in ITEMS:
        given = _of(post, item)
        n = came.loc[given["event"].unique()].sum()
        given = given[given["answer"].notna() & (given["answer"] != "dont_know")]
        found.append((0.5 * n - given["answer"].isin(TOP).sum()) / (n - len(given)))
    return found


def _race(engines):
    """Best time in milliseconds of each measure by each engine, all in turn, and what each found."""
    times = {engine: dict.fromkeys(measures, np.inf) for engine, measures in engines.items()}
    found = {engine: {} for engine in engines}
    for turn in range(ROUNDS):
        for engine, measures in engines.items():
            for name, measure in measures.items() if engine == "kmu_eval" or turn < 2 else ():
                start = perf_counter()
                found[engine][name] = measure()
                times[engine][name] = min(times[engine][name], 1000 * (perf_counter() - start))
    return pd.DataFrame(times), found


def _flat(values):
    return np.concatenate([np.asarray(each, float).ravel() for each in values])


def _assert_equal(ours, theirs):
    for name in ("pre_post", "raked"):
        np.testing.assert_allclose(ours[name].to_numpy(float).ravel(), _flat(theirs[name]), rtol=1e-8)
    for name in ("response_rates", "matching", "matched_or_not", "tipping_point"):
        np.testing.assert_allclose(np.asarray(ours[name], float), _flat(theirs[name]), rtol=1e-10)
    assert sorted(ours["who_answered"][ours["who_answered"] > 0]) == sorted(
        n for each in theirs["who_answered"] for n in each if n
    )
    counts = [made.counts[made.counts > 0] for made in ours["tally"]]
    assert sorted(np.concatenate(counts)) == sorted(theirs["tally"])
    answers = ours["distribution"][ours["distribution"] > 0]
    assert sorted(answers) == sorted(each for counts in theirs["distribution"] for each in counts if each)
    _assert_equal_by_mode(ours, theirs)


def _assert_equal_by_mode(ours, theirs):
    """Ours: mode by mode, all items of each (hybrid is empty); theirs: item by item, both modes of each."""
    for name in ("top_share", "options"):
        mine = ours[name].to_numpy(float).reshape(3, -1, ours[name].shape[1])[:2]
        np.testing.assert_allclose(mine.swapaxes(0, 1).ravel(), _flat(theirs[name]), rtol=1e-9)
    np.testing.assert_allclose(ours["net_promoter"].to_numpy(float)[:2], theirs["net_promoter"], rtol=1e-9)


def test_survey(tables, capsys):
    times, found = _race({"kmu_eval": by_measures(tables), "pandas": by_pandas(tables)})
    times.loc["all"] = times.sum()
    times.loc["all but rows"] = times.loc["all"] - times.loc["rows"].fillna(0)
    times["ratio"] = times["pandas"] / times["kmu_eval"]
    with capsys.disabled():
        print(f"\n{len(tables.responses):,} answers, {EVENTS:,} events (milliseconds, best of several)")
        print(times.round(2).to_string())
    _assert_equal(found["kmu_eval"], found["pandas"])
