"""Small programmes whose answers are compared, written out by hand or drawn from a seed."""

import numpy as np
import pandas as pd

from kmu_eval.code_book import CodeBook
from kmu_eval.comparing import Comparing, Comparison, Outcome
from kmu_eval.tables import CountingRules, Origin, in_memory, typed
from tests.measures.compared import MEAN, NET, ORDER, RECOMMEND, SHARE, USEFUL
from tests.measures.survey_programmes import in_order_of_the_book

RULES = CountingRules("2020-01-01", "2021-12-31")
BOOK = CodeBook((USEFUL, RECOMMEND))
BY_MODE = Comparison("modes", "mode", ORDER, ("year", "difficulty"), least_events=2, least_share=0.5)
BY_CHANNEL = Comparison("channels", "channel", ORDER, ("year",), least_events=2, least_share=0.5)
MEANS = Outcome("how_useful", "useful", "mean")
COMPARING = Comparing((SHARE, MEANS, Outcome("recommend", "recommend", "net_promoter")), (BY_MODE, BY_CHANNEL))
OUTCOMES = {"top_share": SHARE, "mean": MEAN, "net_promoter": NET}


def programme_of(events, answers, comparing=COMPARING, rules=RULES):
    """Tables of events (a mapping of columns) and answers: one respondent for each (event, answer or answers, channel).

    Several answers are those to the items of the book, in its order; one alone is that to the first.
    """
    rows, who = [], {"event": [], "channel": [], "wave": []}
    for place, (event, given, *channel) in enumerate(answers):
        who["event"].append(event)
        who["channel"].append(channel[0] if channel else None)
        who["wave"].append("post")
        given = given if isinstance(given, tuple) else (given,)
        rows += [(place, item.word, None, answer) for item, answer in zip(BOOK.items, given, strict=False)]
    columns = zip(*rows, strict=True) if rows else ([], [], [], [])
    responses = typed(dict(zip(["respondent", "item", "option", "answer"], columns, strict=True)), "responses")
    frames = {"events": typed({"event": [f"e{i}" for i in range(len(events["mode"]))], **events}, "events")}
    frames |= {"respondents": typed(who, "respondents"), "responses": in_order_of_the_book(responses, BOOK)}
    return in_memory(frames, rules, Origin("Centre"), code_book=BOOK, comparing=comparing)


def drawn_programme(seed=1, events=48, modes=ORDER, each=(3, 9), better=0.2, **declared):
    """Events of either mode in two years and of three kinds of difficulty, which all bear on the answers."""
    random = np.random.default_rng(seed)
    mode, year = np.arange(events) % len(modes), random.integers(0, 2, events)
    difficulty = random.integers(0, 3, events)
    rows = []
    for event in range(events):
        own = 0.5 + 0.15 * year[event] - 0.1 * difficulty[event] + random.normal(0, 0.05)
        for _ in range(random.integers(*each)):
            channel = ORDER[random.integers(2)]
            good = random.random() < own + better * (modes[mode[event]] == ORDER[0] or channel == ORDER[0])
            useful = random.choice(["yes", "rather"] if good else ["rather", "no"], p=[0.9, 0.1])
            recommend = str(min(10, random.integers(5, 9) + 2 * good))
            rows.append((event, (useful, recommend), channel if modes[mode[event]] == "hybrid" else None))
    columns = {
        "mode": [modes[place] for place in mode],
        "date": [f"{2020 + one}-0{1 + event % 9}-01" for event, one in enumerate(year)],
        "difficulty": [("introductory", "intermediate", "advanced")[place] for place in difficulty],
        "kind": [("talk", "workshop")[int(place > 0)] for place in difficulty],
    }
    return programme_of(columns, rows, **declared)


def rows_of(tables, item="useful"):
    """By plain pandas: a row for each answer, with all that is known of its event."""
    events = tables.events.assign(year=tables.events["date"].dt.year.astype("Int64").astype("str"))
    answers = tables.responses[tables.responses["item"] == item]
    who = tables.respondents.loc[answers["respondent"], ["event", "channel"]].reset_index(drop=True)
    known = events.reindex(who["event"]).reset_index(drop=True).drop(columns="event")
    rows = pd.concat([who, known], axis=1).assign(answer=answers["answer"].astype("str").to_numpy())
    rows["channel"] = rows["channel"].astype("object").fillna(rows["mode"].astype("object"))
    valid = [answer.word for answer in tables.code_book[item].answers if not answer.dont_know]
    return rows[rows["answer"].isin(valid)].reset_index(drop=True)
