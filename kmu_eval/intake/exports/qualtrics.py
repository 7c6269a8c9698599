"""Qualtrics: internal names, then the texts, then ImportId as JSON; the older export has names V1, V2 and two rows."""

import re
from types import MappingProxyType

from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain, split_shared
from kmu_eval.intake.exports.responses import INTERNAL, header, response_rows

WORDS = MappingProxyType(
    {"responseid": "respondent", "startdate": "started", "enddate": "submitted", "userlanguage": "language"}
    | {"recipientemail": "email", "emailaddress": "email", "finished": "complete", "name": "name"}
    | {"recipientfirstname": "first_name", "recipientlastname": "last_name"}
    | dict.fromkeys(("ipaddress", "progress", "duration (in seconds)", "recordeddate", "responseset"), INTERNAL)
    | dict.fromkeys(("locationlatitude", "locationlongitude", "locationaccuracy", "distributionchannel"), INTERNAL)
)
NEEDED = frozenset({"responseid", "startdate", "enddate"})
OLD_CODE = re.compile(r"V\d+")


def recognise(rows):
    """The internal names, which are the same in every language, in the first row or under V1, V2, ..."""
    names = header(rows, 1) if _is_old(rows) else header(rows)
    return {name.casefold() for name in names} >= NEEDED


def read(rows):
    """One row a respondent; 'Question - row' of several columns is told apart into question and row."""
    head = _header_rows(rows)
    codes, labels = header(rows), header(rows, 1) if head > 1 else []
    names = labels if _is_old(rows) else codes
    labels = [plain(label) for label in labels] + [""] * (max(map(len, rows[:head])) - len(labels))
    codes += [""] * (len(labels) - len(codes))
    known = {i: WORDS[name.casefold()] for i, name in enumerate(names) if name.casefold() in WORDS}
    asked = [i for i in range(len(labels)) if i not in known]
    split = split_shared([labels[i] for i in asked], " - ")
    return response_rows(
        rows, head, known, [_question(i, codes[i], *each) for i, each in zip(asked, split, strict=True)]
    )


def _is_old(rows):
    return bool(header(rows)) and bool(OLD_CODE.fullmatch(header(rows)[0]))


def _header_rows(rows):
    """Up to the row of ImportId; else texts under the names have no figure where a date would stand."""
    for at in (1, 2):
        if any(cell.startswith('{"ImportId"') for cell in header(rows, at)):
            return at + 1
    if _is_old(rows):
        return 2
    start = [name.casefold() for name in header(rows)].index("startdate")
    label = (header(rows, 1) + [""] * (start + 1))[start]
    return 2 if label and not re.search(r"\d", label) else 1


def _question(position, code, before, after):
    return Question(position, before, code, after) if before else Question(position, after, code)


EXPORT = Export("qualtrics", "responses", recognise, read)
