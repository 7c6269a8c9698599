"""Google Forms: the form's own csv, and the csv of its sheet; English and German."""

import re
from types import MappingProxyType

from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain, split_part
from kmu_eval.intake.exports.registrations import asks_more
from kmu_eval.intake.exports.responses import header, places, response_rows
from kmu_eval.intake.grid import clean

WORDS = MappingProxyType(
    {"timestamp": "submitted", "zeitstempel": "submitted"}
    | dict.fromkeys(("email address", "e-mail-adresse", "username", "nutzername"), "email")
)
CLOCK_TIME = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}.*")


def recognise(rows):
    """The first column is the time of the answer, and there is a question besides who one is."""
    headings = header(rows)
    if not headings or WORDS.get(headings[0].casefold()) != "submitted":
        return False
    times = [clean(row[0]) for row in rows[1:] if row and clean(row[0])]
    asked = [heading for heading in headings if heading.casefold() not in WORDS]
    return asks_more(asked) and all(CLOCK_TIME.fullmatch(time) for time in times)


def read(rows):
    """One row a respondent; several answers stay joined, and labels stay in the value, as the file has them."""
    headings = header(rows)
    known = {i: word for i, word in places(headings, WORDS).items() if i == 0 or word == "email"}
    asked = [_question(i, heading) for i, heading in enumerate(headings) if i not in known]
    return response_rows(rows, 1, known, asked)


def _question(position, heading):
    text, part = split_part(plain(heading))
    return Question(position, text, part=part)


EXPORT = Export("google_forms", "responses", recognise, read)
