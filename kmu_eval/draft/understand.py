"""From the lists of a folder to what ``programme.toml`` says of them, question by question."""

from dataclasses import dataclass

from kmu_eval.draft.about import ask_about
from kmu_eval.draft.constants import ask_constant, ask_event
from kmu_eval.draft.contents import date_forms
from kmu_eval.draft.interview import Question
from kmu_eval.draft.lists import TABLES, table_of
from kmu_eval.draft.matches import Match, match_columns, shared_ids
from kmu_eval.draft.rules import Column, rule_of
from kmu_eval.schema import INTAKE, PERSONAL, SME_FIGURES

NEEDED = {"events": ("event", "date"), "participations": (), "head_counts": (), "organisations": ("organisation",)}
"""The columns that each table must have; a list that names no event may be of one event as a whole."""
SELDOM = frozenset({"interactive", "country", "minutes", "join", "leave", "device", "sme", "tool_id", "title"}) | {
    column.name for column in SME_FIGURES
}
"""Columns that few lists have: asked only where one seems to be there."""
CONSTANTS = ("role", "registered", "attended")
"""What a person can say of a list as a whole."""
_NAME_PART = 3


@dataclass(frozen=True, eq=False)
class DraftSource:
    """One source as it is written: its list, its table, the rules of its columns, and which of them are doubtful."""

    found: object
    table: str
    sure: bool
    rules: dict
    doubtful: frozenset

    @property
    def unused(self):
        """The headings that no rule names."""
        if self.found.export:
            return []
        used = {header for rule in self.rules.values() for header in rule.get("from", ())}
        return [header for header in self.found.looks[0].headers if header not in used]


@dataclass(frozen=True)
class Draft:
    """What is known of the programme, by question, its sources, and the lists that feed no table."""

    about: dict
    sources: tuple
    left_out: tuple


def understand(lists, interview):
    """Go through all lists and ask what is doubtful.

    Parameters
    ----------
    lists : list of FoundList
    interview : Interview

    Returns
    -------
    Draft
    """
    plain = [found for found in lists if not found.export]
    events = _events(plain)
    tables = {found.name: _table(found, events[found.name], interview) for found in plain}
    read = [found for found in plain if tables[found.name][0] in TABLES]
    chosen = {found.name: _columns(found, tables[found.name][0], events[found.name], interview) for found in read}
    personal = _personal(lists, chosen)
    ids = _ids(read, tables, chosen)
    sources = [_source(found, tables[found.name], chosen[found.name], (personal, ids), interview) for found in read]
    listed = any(source.table == "participations" for source in sources)
    sources += [_export(found, listed, interview) for found in lists if found.export]
    left_out = tuple(found for found in plain if found not in read)
    return Draft(ask_about(sources, interview), tuple(sources), left_out)


def _events(lists):
    """The heading of each list that holds the ids of events, where lists share them."""
    places = shared_ids([found.values for found in lists])
    return {found.name: places.get(place) for place, found in enumerate(lists)}


def _export(found, listed, interview):
    """The export of a tool needs no rules; where no other list says in what role people came, a person is asked."""
    role = None if listed else ask_constant(found, "role", interview)
    return DraftSource(found, "participations", True, {"role": role} if role else {}, frozenset())


def _table(found, event, interview):
    table, sure = table_of(found, event)
    options = tuple((each, interview.say(f"table_{each}")) for each in (*TABLES, "none"))
    text, hint = interview.say("table"), interview.say("table_hint")
    question = Question(f"table|{found.name}", "columns", found.where, text, hint, table or "none", options, sure=sure)
    return interview.ask(question), sure


def _columns(found, table, event, interview):
    """The headings of each of our columns, and which of them are doubtful."""
    matches = match_columns(found.values, INTAKE[table].names, event)
    if table == "events" and "event" not in matches and (telling := _telling(found)):
        matches["event"] = Match((telling,), 0, False)
    headers, doubtful = {}, set()
    for column in INTAKE[table].names:
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
    known = {" + ".join(headers): headers for headers in [match.headers, *((h,) for h in found.looks[0].headers)]}
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


def _personal(lists, chosen):
    """Whether a text stands in a personal column of any list, whole or as a part of a name."""
    whole, parts = set(), set()
    for found in lists:
        for column, headers in _personal_columns(found, chosen).items():
            texts = {text.casefold() for header in headers for text in found.values[header].rows}
            whole |= texts if column in PERSONAL else set()
            parts |= {part for text in texts for part in text.split()} if column == "name" else set()

    def personal(text):
        found = text.casefold()
        return "@" in text or found in whole or any(len(p) >= _NAME_PART and p in parts for p in found.split())

    return personal


def _personal_columns(found, chosen):
    if found.export:
        return {name: (name,) for name in found.values if name in PERSONAL}
    return chosen[found.name][0] if found.name in chosen else {}


def _ids(lists, tables, chosen):
    """The ids of events that the lists of events name."""
    headers = {found: chosen[found.name][0].get("event", ()) for found in lists if tables[found.name][0] == "events"}
    return {text for found, names in headers.items() for name in names for text in found.values[name].rows}


def _source(found, of_table, chosen, known, interview):
    (table, sure), (headers, doubtful), (personal, ids) = of_table, chosen, known
    date = _date(found, headers)
    rules = {
        name: rule_of(Column(found, table, name, given, date, personal), interview) for name, given in headers.items()
    }
    if table == "participations":
        rules |= {
            name: rule for name in CONSTANTS if name not in rules and (rule := ask_constant(found, name, interview))
        }
    if table in ("participations", "head_counts") and "event" not in rules:
        rules["event"] = ask_event(found, ids, interview)
    ordered = {name: rules[name] for name in INTAKE[table].names if name in rules}
    return DraftSource(found, table, sure, ordered, frozenset(doubtful))


def _date(found, headers):
    if "date" not in headers:
        return ()
    forms, _ = date_forms(found.values[headers["date"][0]])
    return (headers["date"][0], forms[0]) if forms else ()
