"""Microsoft Forms: English and German, surveys and quizzes, named or anonymous."""

import re
from types import MappingProxyType

from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain
from kmu_eval.intake.exports.registrations import asks_more
from kmu_eval.intake.exports.responses import INTERNAL, header, places, response_rows

WORDS = MappingProxyType(
    {"id": "respondent", "start time": "started", "startzeit": "started"}
    | {"completion time": "submitted", "fertigstellungszeit": "submitted"}
    | {"email": "email", "e-mail": "email", "name": "name", "language": "language", "sprache": "language"}
    | dict.fromkeys(("last modified time", "uhrzeit der letzten änderung"), INTERNAL)
)
NEEDED = frozenset({"respondent", "started", "submitted"})
QUIZ = re.compile(r"(Points|Feedback|Punkte) [-–] (.+)")
REPEATED = re.compile(r"(.*\D)(?:[2-9]|[1-9]\d)")
"""A heading that stands there once more gets a number without a blank; of 'Frage 1' and 'Frage 12' neither repeats."""


def recognise(rows):
    """Number, start and end lead the columns, and there is a question besides who one is."""
    headings = header(rows)
    known = _known(headings)
    asked = [heading for i, heading in enumerate(headings) if i not in known]
    return set(known.values()) >= NEEDED and asks_more(asked)


def read(rows):
    """One row a respondent; several answers stay 'A;B;' as the file has them."""
    headings = header(rows)
    known = _known(headings)
    texts = {plain(heading) for heading in headings}
    asked = [_question(i, plain(heading), texts) for i, heading in enumerate(headings) if i not in known]
    return response_rows(rows, 1, known, asked)


def _known(headings):
    """The technical columns: those before the first question, for a question may be called 'Sprache' too."""
    known = places(headings, WORDS)
    first = next((i for i in range(len(headings)) if i not in known), len(headings))
    return {i: word for i, word in known.items() if i < first}


def _question(position, heading, texts):
    quiz = QUIZ.fullmatch(heading)
    if quiz and quiz[2] in texts:
        return Question(position, quiz[2], part=quiz[1])
    repeated = REPEATED.fullmatch(heading)
    return Question(position, repeated[1] if repeated and repeated[1] in texts else heading)


EXPORT = Export("microsoft_forms", "responses", recognise, read)
