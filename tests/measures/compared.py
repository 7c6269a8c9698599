"""Answers of two and more groups, event by event, as comparisons take them."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from kmu_eval.code_book import LEAST_TO_MOST, Answer, Item
from kmu_eval.comparing import Outcome
from kmu_eval.measures.tally import Tally

DONT_KNOW = Answer("dont_know", dont_know=True)
ANSWERS = (Answer("no", value=1), Answer("rather", value=2.5), Answer("yes", value=4, top=True), DONT_KNOW)
USEFUL = Item("useful", answers=ANSWERS)
RECOMMEND = Item("recommend", answers=tuple(Answer(w, value=int(w)) for w in LEAST_TO_MOST), recommendation=True)
ONLINE, HALL, OTHER = "online", "in_person", "hybrid"
ORDER = (ONLINE, HALL)
MARGIN = {"margin_pp": 20, "reason": "one in five", "date": "2020-01-01", "primary": True}
SHARE = Outcome("useful", "useful", **MARGIN)
MEAN = Outcome("useful", "useful", "mean", **{**MARGIN, "margin_pp": 0.5})
NET = Outcome("recommend", "recommend", "net_promoter", **MARGIN)
OUTCOMES = {"share": (USEFUL, SHARE), "mean": (USEFUL, MEAN), "net": (RECOMMEND, NET)}


def tallied(rows, item=USEFUL, words=(*ORDER, OTHER)):
    """A tally by mode, from rows of an event (-1: not known), a group and how often each answer (None: none) stands."""
    events = sorted({event for event, *_ in rows} - {-1})
    clusters = [*events, *(-1 for event, *_ in rows if event == -1)]
    counts, alone = np.zeros((len(clusters), len(words), len(item.words) + 1), int), len(events)
    for event, group, given in rows:
        place = events.index(event) if event >= 0 else alone
        alone += event < 0
        for word, number in given.items():
            counts[place, words.index(group), [*item.words, None].index(word)] += number
    groups = pd.DataFrame({"mode": pd.Categorical(words, words, ordered=True)})
    return Tally(item, None, ("mode",), groups, np.array(clusters, int), counts, "post")


def yes_and_no(online, hall, **further):
    """A tally of events of either mode from (yes, answers) of each."""
    groups = [(ONLINE, each) for each in online] + [(HALL, each) for each in hall]
    rows = [(event, group, {"yes": yes, "no": n - yes}) for event, (group, (yes, n)) in enumerate(groups)]
    return tallied(rows, **further)


def turned(made):
    """The same with groups in another order, and an empty one among them."""
    words = [HALL, "nowhere", ONLINE, OTHER]
    counts = np.stack([_counts_of(made, word) for word in words], axis=1)
    groups = pd.DataFrame({"mode": pd.Categorical(words, words, ordered=True)})
    return replace(made, groups=groups, counts=counts)


def _counts_of(made, word):
    chosen = made.counts[:, (made.groups["mode"] == word).to_numpy()]
    return chosen[:, 0] if chosen.shape[1] else np.zeros_like(made.counts[:, 0])


@st.composite
def drawn_tallies(draw, item, most=14):
    """Up to so many clusters, some in both groups, some of no known event, some without an answer."""
    size, width = draw(st.integers(0, most)), len(item.words) + 1
    kinds = draw(st.lists(st.sampled_from([*"oooohhhhb", "x"]), min_size=size, max_size=size))
    known = draw(st.integers(0, size)) if draw(st.booleans()) else size
    cells = draw(st.lists(st.integers(0, 4), min_size=3 * size * width, max_size=3 * size * width))
    counts = np.array(cells, int).reshape(size, 3, width)
    if draw(st.booleans()):
        counts[:, :, 1:] = 0
    for place, kind in enumerate(kinds):
        counts[place, {"o": [1], "h": [0], "b": [], "x": [0, 1]}[kind]] = 0
    groups = pd.DataFrame({"mode": pd.Categorical([*ORDER, OTHER], ordered=True, categories=[*ORDER, OTHER])})
    events = np.append(np.arange(known) * 2, np.full(size - known, -1))
    return Tally(item, None, ("mode",), groups, events, counts, "post")
