"""Small surveys for the tests of reading answers: a code book as TOML, rows as a few columns, answers as tuples."""

import tomllib

import pandas as pd

from kmu_eval.intake.answers import build_surveys
from kmu_eval.intake.answers.headings import MARK
from kmu_eval.programme import Items
from kmu_eval.schema import PREPARED
from kmu_eval.tables import typed

AGREEMENT = """
[scales.agreement]
[[scales.agreement.answers]]
word = "disagree"
de = "stimme nicht zu"
en = "disagree"
value = 1
texts = ["1", "trifft nicht zu"]
[[scales.agreement.answers]]
word = "agree"
de = "stimme zu"
en = "agree"
value = 2
top = true
texts = ["2", "trifft zu"]
[[scales.agreement.answers]]
word = "dont_know"
dont_know = true
de = "weiß nicht"
en = "don't know"
"""
USEFUL = """
[items.useful]
scale = "agreement"
de = "Nützlich?"
"""
NEEDS = """
[items.needs]
de = "Was brauchen Sie?"
not_asked = ["N/A"]
missing = ["k. A."]
not_chosen = ["keine davon"]
[items.needs.options.time]
de = "Zeit"
headings = ["needs[SQ001]"]
[items.needs.options.money]
de = "Geld; Förderung"
texts = ["Geld"]
headings = ["needs[SQ002]"]
[items.needs.options.tools]
de = "Werkzeuge"
headings = ["needs[SQ003]"]
"""
EVENTS = typed(
    {
        "event": ["E1", "E2", "E3"],
        "date": pd.to_datetime(["2019-05-01", "2021-05-01", "2022-05-01"]),
        "mode": ["in_person", "online", None],
        "kind": ["talk", "workshop", "talk"],
        "topic": ["ki", "recht", "ki"],
    },
    "events",
)
REFERENCES = pd.Series({"E1": 0, "E2": 1, "E3": 2, "E9": -2})
NOBODY = pd.Series(dtype="int64")


def items_of(text):
    return Items.model_validate(tomllib.loads(text))


def rows_of(questions, **columns):
    """Rows read: questions by heading with their texts, and columns of the intake as one text or one for each row."""
    count = len(next(iter(questions.values())))
    about = {"source": "feedback", "file": "a.csv", "row": range(2, count + 2), "fate": "kept", "event": "E1"}
    about |= dict.fromkeys(("tool", "tool_id", "tool_time", "complete"), "")
    about |= {**dict.fromkeys(("code", "email", "role", "channel", "date")), "wave": "post", **columns}
    frame = pd.DataFrame(index=range(count)).assign(**about)
    return frame.assign(**{MARK + heading: texts for heading, texts in questions.items()}).astype(object)


def surveys(items, rows, known=NOBODY, events=EVENTS):
    return build_surveys(rows, items_of(items), events, REFERENCES, known)


def told(found):
    """All responses as tuples of respondent, item, option and answer; what is missing is None."""
    columns = [found.responses[name].astype(object) for name in PREPARED["responses"].names]
    return [tuple(None if pd.isna(value) else value for value in row) for row in zip(*columns, strict=True)]


def answers(items, rows, **others):
    """The answers to the one item of a code book, in the order of the rows; 'not asked' where there is no row.

    Rows are told apart by the day of the answer, as respondents stand in an order of their own.
    """
    days = pd.date_range("2020-01-01", periods=len(rows)).astype("str")
    found = surveys(items, rows.assign(date=days.tolist()), **others)
    day = found.respondents["date"].dt.strftime("%Y-%m-%d").tolist()
    by_day = {}
    for respondent, _, option, answer in told(found):
        by_day.setdefault(day[respondent], {})[option] = answer
    return [_plain(by_day.get(each, "not asked")) for each in days]


def _plain(given):
    return given[None] if isinstance(given, dict) and None in given else given


def issues(items, rows, rule):
    return [issue for issue in surveys(items, rows).issues if issue.rule == rule]
