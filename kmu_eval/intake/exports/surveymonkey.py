"""SurveyMonkey: the questions in the first row, their options in the second."""

from types import MappingProxyType

from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.questions import Question, plain
from kmu_eval.intake.exports.responses import INTERNAL, header, places, response_rows

WORDS = MappingProxyType(
    {
        **dict.fromkeys(("respondentid", "respondent id"), "respondent"),
        **dict.fromkeys(("collectorid", "collector id", "ip address", "ipaddress"), INTERNAL),
        **dict.fromkeys(("startdate", "start date"), "started"),
        **dict.fromkeys(("enddate", "end date"), "submitted"),
        **dict.fromkeys(("email address", "emailaddress"), "email"),
        **dict.fromkeys(("firstname", "first name"), "first_name"),
        **dict.fromkeys(("lastname", "last name"), "last_name"),
    }
)
NO_OPTION = frozenset({"response", "open-ended response"})


def recognise(rows):
    """The numbers of respondent and collector lead the first row."""
    leading = [heading.casefold().replace(" ", "") for heading in header(rows)[:2]]
    return leading == ["respondentid", "collectorid"]


def read(rows):
    """One row a respondent; a blank in the first row continues the question before it."""
    head = 1 if len(rows) < 2 or any(header(rows, 1)[:1]) else 2
    headings, options = header(rows), header(rows, 1) if head == 2 else []
    width = max(len(headings), len(options))
    headings, options = (each + [""] * (width - len(each)) for each in (headings, options))
    known = _known(headings)
    return response_rows(rows, head, known, _questions(headings, options, known))


def _known(headings):
    """The technical columns stand before the first question; a question may be called 'Email Address' too."""
    known = places(headings, WORDS)
    first = next((i for i in range(len(headings)) if i not in known), len(headings))
    return {i: word for i, word in known.items() if i < first}


def _questions(headings, options, known):
    questions, text = [], ""
    for i, (heading, option) in enumerate(zip(headings, options, strict=True)):
        if i in known:
            continue
        text = plain(heading) or text
        alone = bool(heading) and (i + 1 == len(headings) or bool(headings[i + 1]))
        part = "" if alone and option.casefold() in NO_OPTION else plain(option)
        questions.append(Question(i, text if heading or option else "", part=part))
    return questions


EXPORT = Export("surveymonkey", "responses", recognise, read)
