"""Indico surveys: the submitter, then 'Section: question'."""

from types import MappingProxyType

from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain, split_shared
from kmu_eval.intake.exports.responses import header, places, response_rows

WORDS = MappingProxyType({"submitter": "name", "submitter email": "email", "submission date": "submitted"})


def recognise(rows):
    """The three technical columns lead, and a question follows."""
    headings = header(rows)
    return set(places(headings[:3], WORDS).values()) == set(WORDS.values()) and any(headings[3:])


def read(rows):
    """One row a respondent; a section's title before several questions is told apart from their text."""
    headings = header(rows)
    known = places(headings[:3], WORDS)
    asked = [i for i in range(len(headings)) if i not in known]
    texts = split_shared([plain(headings[i]) for i in asked], ": ")
    questions = [Question(i, text, section=section) for i, (section, text) in zip(asked, texts, strict=True)]
    return response_rows(rows, 1, known, questions)


EXPORT = Export("indico", "responses", recognise, read)
