"""LimeSurvey: headings as codes, as texts, or both; English and German."""

import re
from dataclasses import replace
from types import MappingProxyType

from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain, split_part
from kmu_eval.intake.exports.responses import INTERNAL, header, response_rows
from kmu_eval.intake.grid import KEPT

MARKS = MappingProxyType(
    {
        "submitted": ("submitdate", "date submitted", "datum abgeschickt"),
        "last_page": ("lastpage", "last page", "letzte seite"),
        "language": ("startlanguage", "start language", "start-sprache", "startsprache"),
        "seed": ("seed", "zufallsstartwert"),
    }
)
"""The columns of every export; no other tool has two of them."""

WORDS = MappingProxyType(
    {heading: INTERNAL for word in ("last_page", "seed") for heading in MARKS[word]}
    | {heading: word for word in ("submitted", "language") for heading in MARKS[word]}
    | dict.fromkeys(("id", "response id", "antwort id", "antwort-id"), "respondent")
    | dict.fromkeys(("startdate", "date started", "datum gestartet"), "started")
    | dict.fromkeys(("datestamp", "date last action", "datum letzte aktivität"), INTERNAL)
    | dict.fromkeys(("ipaddr", "ip address", "ip-adresse", "refurl", "referrer url"), INTERNAL)
    | dict.fromkeys(("email", "email address", "e-mail-adresse"), "email")
    | {"firstname": "first_name", "first name": "first_name", "vorname": "first_name"}
    | {"lastname": "last_name", "last name": "last_name", "nachname": "last_name"}
)
CODE = re.compile(r"[A-Za-z]\w*(?:\[[^\[\]]*\])*")
CODE_AND_TEXT = re.compile(rf"({CODE.pattern})\.(?: (.*))?")


def recognise(rows):
    """Two of the technical columns, or half of the headings as 'code. text' and one of them with a sub-question."""
    headings = [heading for heading in header(rows) if heading]
    words = {_first(heading) for heading in headings}
    if sum(any(name in words for name in names) for names in MARKS.values()) > 1:
        return True
    codes = [found[1] for heading in headings if (found := CODE_AND_TEXT.fullmatch(heading))]
    return len(codes) * 2 > len(headings) and any(code.endswith("]") for code in codes)


def read(rows):
    """One row a respondent; an answer without a date of submission is incomplete."""
    headings = header(rows)
    known = {i: WORDS[_first(heading)] for i, heading in enumerate(headings) if _first(heading) in WORDS}
    asked = {i: heading for i, heading in enumerate(headings) if i not in known}
    make = _maker([heading for heading in asked.values() if heading])
    found = response_rows(rows, 1, known, [make(i, heading) for i, heading in asked.items()])
    return _completed(found) if "submitted" in known.values() else found


def _first(heading):
    """What to look up: the heading, or the code of 'submitdate. Datum Abgeschickt'."""
    both = CODE_AND_TEXT.fullmatch(heading)
    return both[1].casefold() if both and both[1].casefold() in WORDS else heading.casefold()


def _maker(headings):
    """How to read the headings of a file: it has one form for all of them."""
    if sum(bool(CODE_AND_TEXT.fullmatch(heading)) for heading in headings) * 2 > len(headings):
        return _code_and_text
    return _code if all(CODE.fullmatch(heading) for heading in headings) else _text


def _code_and_text(position, heading):
    both = CODE_AND_TEXT.fullmatch(heading)
    if both is None:
        return Question(position, plain(heading))
    code, text = both[1], plain(both[2] or "")
    text, part = split_part(text) if code.endswith("]") else (text, "")
    return Question(position, text, code, part)


def _code(position, heading):
    return Question(position, code=heading)


def _text(position, heading):
    text, part = split_part(plain(heading))
    return Question(position, text, part=part)


def _completed(found):
    words = found.cells["submitted"].ne("").map({True: "yes", False: "no"}).where(found.fate == KEPT, "")
    return replace(found, cells=found.cells.assign(complete=words.astype("str")))


EXPORT = Export("limesurvey", "responses", recognise, read)
