"""Which headings of a list hold our columns: matched, and asked where that is doubtful."""

from kmu_eval.draft.interview import Question
from kmu_eval.draft.matches import Match, match_columns
from kmu_eval.draft.surveys import event_heading
from kmu_eval.intake.exports.responses import TECHNICAL
from kmu_eval.schema import ACTIVITY, INTAKE, SME_FIGURES

SURVEY = "responses"
NEEDED = {"events": ("event", "date"), "participations": (), "head_counts": (), "organisations": ("organisation",)}
NEEDED |= {SURVEY: ()}
"""The columns that each table must have; a list that names no event may be of one event as a whole."""
SELDOM = frozenset({"interactive", "country", "minutes", "join", "leave", "device", "sme", "tool_id", "title"}) | {
    column.name for column in (*SME_FIGURES, *ACTIVITY)
}
"""Columns that few lists have: asked only where one seems to be there."""


def columns_of(found, table, event, interview):
    """The headings of each of our columns, and which of them are doubtful."""
    matches = match_columns(found.values, INTAKE[table].names, event)
    if table == "events" and "event" not in matches and (telling := _telling(found)):
        matches["event"] = Match((telling,), 0, False)
    return _ask_columns(found, table, INTAKE[table].names, matches, interview)


def survey_columns(found, ids, interview):
    """The same of a survey; what its tool says of each answer needs no question."""
    values = {heading: each for heading, each in found.values.items() if not (found.export and heading in TECHNICAL)}
    names = [name for name in INTAKE[SURVEY].names if not (found.export and name in ("email", "date"))]
    event = event_heading(values, ids)
    matches = match_columns(values, names, event)
    if ids and not event:
        matches.pop("event", None)
    return _ask_columns(found, SURVEY, names, matches, interview)


def _ask_columns(found, table, names, matches, interview):
    headers, doubtful = {}, set()
    for column in names:
        match = matches.get(column)
        if match or column not in SELDOM:
            headers[column] = _ask_column(found, table, column, match, interview)
            doubtful |= {column} if match and not match.sure else set()
    return {name: given for name, given in headers.items() if given}, doubtful


def _telling(found):
    """The first heading whose values tell all rows apart."""
    filled = {header: values for header, values in found.values.items() if values.total == len(found.cells)}
    return next((header for header, values in filled.items() if len(values.rows) == values.total), "")


def _ask_column(found, table, column, match, interview):
    match, needed = match or Match((), 0, False), column in NEEDED[table]
    offered = [heading for heading in found.looks[0].headers if not (found.survey and heading in TECHNICAL)]
    known = {" + ".join(headers): headers for headers in [match.headers, *((heading,) for heading in offered)]}
    known.pop("", None)
    options = (*((("", interview.say("no_column")),) if not needed else ()), *((code, code) for code in known))
    label = interview.say(f"column_{column}")
    question = Question(
        f"column|{found.name}|{column}",
        "columns",
        found.where,
        interview.say("column", column=label),
        interview.say("column_hint") if needed else "",
        " + ".join(match.headers),
        options,
        needed=needed,
        sure=match.sure or not (match.headers or needed),
    )
    return known.get(interview.ask(question), ())
