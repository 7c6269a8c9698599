"""Typeform: one column an option of a multiple choice, times at the end."""

from types import MappingProxyType

from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain
from kmu_eval.intake.exports.registrations import is_about_a_person
from kmu_eval.intake.exports.responses import INTERNAL, header, places, response_rows

WORDS = MappingProxyType(
    {"#": "respondent", "start date (utc)": "started", "submit date (utc)": "submitted"}
    | {"network id": INTERNAL, "response type": "complete"}
)
OTHER = frozenset({"other", "andere", "anderes", "sonstiges"})


def recognise(rows):
    """The times in UTC or the number with the network; or, these taken out, questions and a bare 'Other'."""
    headings = [plain(heading) for heading in header(rows)]
    known = set(places(headings, WORDS).values())
    if known >= {"started", "submitted"} or known >= {"respondent", INTERNAL}:
        return True
    return not known and _asks_as_typeform_does(headings)


def _asks_as_typeform_does(headings):
    """The first column asks already, another does, one is 'Other'; every column is named, none asks who one is."""
    asking = [heading.endswith("?") for heading in headings]
    return (
        sum(asking) > 1
        and asking[0]
        and all(headings)
        and any(heading.casefold() in OTHER for heading in headings)
        and not any(is_about_a_person(heading) for heading in headings)
    )


def read(rows):
    """One row a respondent; which question an option belongs to is not in the file."""
    headings = [plain(heading) for heading in header(rows)]
    known = places(headings, WORDS)
    return response_rows(rows, 1, known, [Question(i, h) for i, h in enumerate(headings) if i not in known])


EXPORT = Export("typeform", "responses", recognise, read)
