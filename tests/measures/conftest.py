"""Small programmes, written out by hand."""

from dataclasses import replace

import pytest

from kmu_eval.code_book import LEAST_TO_MOST, NO_SURVEYS, Answer, CodeBook, Item, Option
from kmu_eval.tables import CountingRules, Origin, in_memory, typed

RULES = CountingRules("2020-01-01", "2020-12-31")
DONT_KNOW = Answer("dont_know", dont_know=True)
USEFUL = (Answer("no", value=1), Answer("partly", value=2), Answer("yes", value=3, top=True), DONT_KNOW)
RECOMMEND = tuple(Answer(word, value=int(word)) for word in LEAST_TO_MOST)
SURE = (Answer("low", value=1), Answer("middle", value=2), Answer("high", value=3, top=True))
BOOK = CodeBook(
    (
        Item("useful", answers=USEFUL, theme="event"),
        Item("recommend", answers=RECOMMEND, theme="event", recommendation=True),
        Item("needs", answers=(Answer("not_chosen"), Answer("chosen")), options=(Option("time"), Option("staff"))),
        Item("sure", answers=SURE, theme="skills"),
    )
)


@pytest.fixture
def programme():
    """Make tables from columns of plain values: ``programme(events={...}, participations={...})``."""

    def make(rules=RULES, targets=(), code_book=NO_SURVEYS, **frames):
        made = {name: typed(columns, name) for name, columns in frames.items()}
        return in_memory(made, rules, Origin("Centre"), targets, code_book=code_book)

    return make


@pytest.fixture
def centre(programme):
    """Four events: one online, one in person with heads, one hybrid training, one without date, mode and list."""
    return programme(
        events={
            "event": ["a", "b", "c", "d"],
            "date": ["2020-02-01", "2020-05-01", "2020-05-20", None],
            "mode": ["online", "in_person", "hybrid", None],
            "kind": ["talk", "talk", "training", "talk"],
            "capacity": [10, 4, None, 8],
        },
        participations={
            "participant": [0, 1, 2, 0, -1, -1, 1, 2],
            "event": [0, 0, 0, 1, 1, 1, 2, 2],
            "organisation": [0, 1, -1, 2, -1, 0, 1, 1],
            "role": ["enterprise", "adviser", "enterprise", "enterprise", "enterprise", None, "adviser", "adviser"],
            "registered": ["yes", "yes", "yes", "yes", "no", "unknown", "yes", "yes"],
            "attended": ["yes", "yes", "no", "yes", "yes", "yes", "yes", "unknown"],
            "completed": ["unknown"] * 6 + ["yes", "no"],
            "channel": [None] * 6 + ["online", None],
            "minutes": [60, 10, None, None, None, None, 90, 80],
        },
        head_counts={
            "event": [1, 2, 2],
            "role": [None, "adviser", "enterprise"],
            "registered": [20, 12, None],
            "attended": [16, 10, None],
            "completed": [None, 5, None],
        },
        participants={"pseudonym": ["p", "q", "r"]},
        organisations={
            "pseudonym": ["x", "y", "z"],
            "organisation_type": ["enterprise", "chamber", "enterprise"],
            "sector": ["trade", None, "construction"],
            "sme": ["yes", "no", "unknown"],
            "postcode": ["01067", "8010", "10115"],
        },
    )


@pytest.fixture
def surveyed(centre):
    """The centre with a survey: events a, b and c surveyed, one respondent of an unknown event, four with codes."""
    who = {
        "event": [0, 0, 0, 1, 1, 1, 2, -1, 0, 1, 2],
        "pairing": [0, 1, -1, 2, -1, -1, 3, -1, 0, 2, -1],
        "wave": ["post"] * 8 + ["pre"] * 3,
        "role": [
            "enterprise",
            None,
            "adviser",
            "enterprise",
            None,
            None,
            "adviser",
            None,
            "enterprise",
            None,
            "adviser",
        ],
        "channel": [None] * 6 + ["online", None] + [None] * 3,
    }
    useful = ["yes", "yes", "partly", "yes", "no", None, "dont_know", "yes"]
    recommend = ["10", "9", "8", "6", "0", None, "7", "9"]
    rows = [(i, "useful", None, answer) for i, answer in enumerate(useful)]
    rows += [(i, "recommend", None, answer) for i, answer in enumerate(recommend)]
    time = ["chosen", "not_chosen", "chosen", "chosen", None, "not_chosen", "chosen"]
    rows += [(i, "needs", "time", answer) for i, answer in enumerate(time)]
    rows += [(i, "needs", "staff", answer) for i, answer in [(3, "chosen"), (4, None), (5, "not_chosen")]]
    rows += [(i, "sure", None, answer) for i, answer in [(0, "high"), (1, "low"), (3, "low"), (6, "high")]]
    rows += [(i, "sure", None, answer) for i, answer in [(8, "low"), (9, "low"), (10, None)]]
    given = dict(zip(["respondent", "item", "option", "answer"], zip(*rows, strict=True), strict=True))
    frames = {"respondents": typed(who, "respondents"), "responses": typed(given, "responses")}
    read = lambda name: frames[name] if name in frames else centre.read(name)  # noqa: E731
    return replace(centre, read=read, code_book=BOOK)
