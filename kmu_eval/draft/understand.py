"""From the lists of a folder to what ``programme.toml`` says of them, question by question."""

from dataclasses import dataclass, field, replace

from kmu_eval.draft.about import ask_about
from kmu_eval.draft.asked import questions_of
from kmu_eval.draft.asked_columns import SURVEY, columns_of, survey_columns
from kmu_eval.draft.constants import ask_constant, ask_event
from kmu_eval.draft.contents import date_forms
from kmu_eval.draft.interview import Question
from kmu_eval.draft.items import ItemsDraft, draft_items
from kmu_eval.draft.lists import TABLES, table_of
from kmu_eval.draft.matches import match_columns, shared_ids
from kmu_eval.draft.rules import Column, rule_of
from kmu_eval.draft.surveys import ask_events, ask_wave
from kmu_eval.schema import INTAKE, PERSONAL

CONSTANTS = ("role", "registered", "attended")
"""What a person can say of a list as a whole."""
_NAME_PART = 3


@dataclass(frozen=True, eq=False)
class DraftSource:
    """One source as it is written: its list, its table, the rules of its columns, and which of them are doubtful.

    Of a survey also when it was made, and the event of each file.
    """

    found: object
    table: str
    sure: bool
    rules: dict
    doubtful: frozenset
    wave: str = ""
    events: dict = field(default_factory=dict)

    @property
    def unused(self):
        """The headings that no rule names."""
        if self.found.export or self.table == SURVEY:
            return []
        used = _used(self)
        return [header for header in self.found.looks[0].headers if header not in used]


@dataclass(frozen=True)
class Draft:
    """What is known of the programme, by question, its sources, the lists that feed no table, and the survey items."""

    about: dict
    sources: tuple
    left_out: tuple
    items: ItemsDraft | None


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
    surveys = [found for found in lists if tables.get(found.name, ("",))[0] == SURVEY or found.survey]
    read = [found for found in plain if tables[found.name][0] in TABLES and found not in surveys]
    chosen = {found.name: columns_of(found, tables[found.name][0], events[found.name], interview) for found in read}
    ids = _ids(read, tables, chosen)
    chosen |= {found.name: survey_columns(found, ids, interview) for found in surveys}
    personal = _personal(lists, chosen)
    sources = [_source(found, tables[found.name], chosen[found.name], (personal, ids), interview) for found in read]
    listed = any(source.table == "participations" for source in sources)
    sources += [_export(found, listed, interview) for found in lists if found.export and found not in surveys]
    told = {found.name: (SURVEY, tables.get(found.name, (SURVEY, True))[1]) for found in surveys}
    surveyed = [_survey(found, told[found.name], chosen[found.name], (personal, ids), interview) for found in surveys]
    left_out = tuple(found for found in plain if found not in read and found not in surveys)
    about, items = ask_about(sources, interview), _items(surveyed, personal, interview)
    return Draft(about, (*sources, *surveyed), left_out, items)


def _items(surveyed, personal, interview):
    asked = [(each.found, questions_of(each.found, _used(each))) for each in surveyed]
    return draft_items(asked, personal, interview) if surveyed else None


def _used(source):
    return {header for rule in source.rules.values() for header in rule.get("from", ())}


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
    named = {name: (name,) for name in found.values if found.export and name in PERSONAL}
    headers = chosen[found.name][0] if found.name in chosen else {}
    if "code" in headers or found.survey:
        matches = match_columns(found.values, ("name", "email", "organisation"))
        named = {**{name: match.headers for name, match in matches.items()}, **named}
    return {**named, **headers}


def _ids(lists, tables, chosen):
    """The ids of events that the lists of events name."""
    headers = {found: chosen[found.name][0].get("event", ()) for found in lists if tables[found.name][0] == "events"}
    return {text for found, names in headers.items() for name in names for text in found.values[name].rows}


def _survey(found, of_table, chosen, known, interview):
    """A survey: its columns, when it was made, and the event of each file where no column tells it."""
    source = _source(found, of_table, chosen, known, interview)
    events = {} if "event" in source.rules else ask_events(found, known[1], interview)
    return replace(source, wave=ask_wave(found, interview), events=events)


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
