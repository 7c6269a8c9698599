"""SoSci Survey: variables in the first row, their labels in the second; -9 and its like stay as they are."""

import re
from types import MappingProxyType

from kmu_eval.code_book import CHOSEN, NOT_CHOSEN
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain, split_shared
from kmu_eval.intake.exports.responses import INTERNAL, header, response_rows

WORDS = MappingProxyType(
    {"CASE": "respondent", "STARTED": "started", "LASTDATA": "submitted", "LANGUAGE": "language"}
    | {"FINISHED": "complete"}
    | dict.fromkeys(("MAILSENT", "STATUS", "Q_VIEWER", "LASTPAGE", "MAXPAGE", "MISSING", "MISSREL"), INTERNAL)
)
NEEDED = frozenset({"CASE", "QUESTNNR", "STARTED"})
TICKS = MappingProxyType({"1": NOT_CHOSEN, "2": CHOSEN, "-9": "", "": ""})
"""A multiple choice has a variable for each option; who does not tick it has not chosen it."""
DURATION = re.compile(r"TIME(?:\d{3}|_SUM|_RSI)")


def recognise(rows):
    """The variables that every data set has, in capital letters."""
    return set(header(rows)) >= NEEDED


def read(rows):
    """One row an interview; 'Question: item' of several labels is told apart."""
    codes, labels = header(rows), header(rows, 1)
    at = codes.index("CASE")
    head = 2 if len(labels) > at and re.search(r"[^\W\d_]", labels[at]) else 1
    width = max(map(len, rows[:head]))
    codes += [""] * (width - len(codes))
    labels = ([plain(label) for label in labels] if head == 2 else []) + [""] * width
    known = {i: word for i, code in enumerate(codes) if (word := _word(code))}
    asked = [i for i in range(width) if i not in known]
    split = split_shared([labels[i] for i in asked], ": ")
    return response_rows(
        rows, head, known, [_question(i, codes[i], *each) for i, each in zip(asked, split, strict=True)]
    )


def _word(code):
    return INTERNAL if DURATION.fullmatch(code) else WORDS.get(code)


def _question(position, code, before, after):
    return Question(position, before, code, after) if before else Question(position, after, code)


EXPORT = Export("sosci", "responses", recognise, read, ticks=TICKS)
