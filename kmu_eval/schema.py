"""What the tables are: columns with type, unit, key and meaning. CODEBOOK.md is rendered from here."""

from dataclasses import dataclass
from types import MappingProxyType

from kmu_eval import vocabulary

KINDS = MappingProxyType(
    {
        "text": "str",
        "word": "category",
        "integer": "Int32",
        "number": "float64",
        "date": "datetime64[s]",
        "time": "datetime64[s, zone]",
        "reference": "int32",
    }
)


@dataclass(frozen=True)
class Column:
    """One column: its name, kind (a key of `KINDS`), meaning, unit, and whether it is part of the key."""

    name: str
    kind: str
    meaning: str
    unit: str = ""
    key: bool = False
    required: bool = False

    @property
    def words(self):
        """The closed words of the column, or an empty tuple where any word may stand."""
        return vocabulary.CLOSED.get(self.name, ()) if self.kind == "word" else ()


@dataclass(frozen=True)
class Table:
    """One table: its name, what one row is, and its columns."""

    name: str
    row: str
    columns: tuple

    @property
    def names(self):
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def __getitem__(self, name):
        return next(column for column in self.columns if column.name == name)


NONE = -1
"""The reference of a row that refers to nothing: no organisation named, an unnamed participant."""

_EVENT_WORDS = (
    Column("mode", "word", "how the event was held"),
    Column("kind", "word", "what sort of event it was"),
    Column("interactive", "word", "whether those present take an active part; from the kind unless declared"),
    Column("difficulty", "word", "for whom it was meant"),
    Column("topic", "word", "what it was about, in the programme's own words"),
    Column("series", "word", "the series it belongs to, in the programme's own words"),
)
_ORGANISATION_WORDS = (
    Column("organisation_type", "word", "what sort of body it is"),
    Column("size_class", "word", "employees: micro < 10, small < 50, medium < 250, large; or a band across 250"),
    Column("sector", "word", "branch of the economy"),
    Column("state", "word", "German state (Bundesland), ISO 3166-2 code"),
)
_OUTCOMES = (
    Column("registered", "word", "whether registered beforehand"),
    Column("attended", "word", "whether present"),
    Column("completed", "word", "whether the training was completed"),
)
_HEADS = (
    Column("registered", "integer", "heads registered", "heads"),
    Column("attended", "integer", "heads present", "heads"),
    Column("completed", "integer", "heads who completed the training", "heads"),
)

PREPARED = {
    table.name: table
    for table in (
        Table(
            "events",
            "one dated offering; a multi-day event is one row",
            (
                Column("event", "text", "the event's own id in the sources", key=True),
                Column("date", "date", "first day"),
                Column("start", "time", "start, in the programme's time zone"),
                Column("end", "time", "end, in the programme's time zone"),
                Column("days", "integer", "number of days", "days"),
                *_EVENT_WORDS,
                Column("capacity", "integer", "places offered", "places"),
                Column("postcode", "text", "postcode of the venue"),
                Column("country", "word", "country of the venue"),
            ),
        ),
        Table(
            "participations",
            "one participant on the list of one event",
            (
                Column("participant", "reference", "row of participants; -1: unnamed, never merged", key=True),
                Column("event", "reference", "row of events; -1: an event that no source describes", key=True),
                Column("organisation", "reference", "row of organisations; -1: none named"),
                Column("role", "word", "in what role the participant came"),
                *_OUTCOMES,
                Column("channel", "word", "how the participant took part"),
                Column("minutes", "integer", "time present; missing where the list carries none", "minutes"),
            ),
        ),
        Table(
            "head_counts",
            "one count of heads at an event without a list of names",
            (
                Column("event", "reference", "row of events", key=True),
                Column("role", "word", "role of those counted; missing if unknown", key=True),
                *_HEADS,
            ),
        ),
        Table(
            "participants",
            "one person",
            (
                Column("pseudonym", "text", "keyed pseudonym (HMAC-SHA256), stable under one key", key=True),
                Column("person_rule", "word", "by which rule the person's rows were taken for one"),
            ),
        ),
        Table(
            "organisations",
            "one firm or body",
            (
                Column("pseudonym", "text", "keyed pseudonym (HMAC-SHA256), stable under one key", key=True),
                *_ORGANISATION_WORDS,
                Column("postcode", "text", "postcode of the seat"),
                Column("sme", "word", "small or medium enterprise (2003/361/EC), here by head count alone"),
            ),
        ),
        Table(
            "links",
            "one row of a raw list that went into a participation",
            (
                Column("source", "word", "the source's name in programme.toml", key=True),
                Column("file", "word", "the file, relative to the programme folder", key=True),
                Column("row", "integer", "the row, as a spreadsheet counts it", key=True),
                Column("participation", "reference", "row of participations that it went into"),
                Column("person_rule", "word", "the rule that told who it is"),
            ),
        ),
    )
}

INTAKE = {
    table.name: table
    for table in (
        Table(
            "events",
            "one event",
            (
                Column("event", "text", "the event's own id", key=True, required=True),
                Column("tool_id", "text", "meeting or webinar ids, by which exports of tools find their event"),
                Column("title", "text", "title, by which exports of tools find their event"),
                Column("date", "date", "first day", required=True),
                Column("start", "time", "start"),
                Column("end", "time", "end"),
                Column("days", "integer", "number of days"),
                *_EVENT_WORDS,
                Column("capacity", "integer", "places offered"),
                Column("postcode", "text", "postcode of the venue"),
                Column("country", "word", "country of the venue"),
            ),
        ),
        Table(
            "participations",
            "one person on the list of one event",
            (
                Column("event", "text", "the event's own id", required=True),
                Column("name", "text", "the person's name"),
                Column("email", "text", "the person's e-mail address"),
                Column("organisation", "text", "name of the firm or body"),
                *_ORGANISATION_WORDS,
                Column("postcode", "text", "postcode of the firm or body"),
                Column("role", "word", "in what role the person came"),
                *_OUTCOMES,
                Column("channel", "word", "how the person took part"),
                Column("minutes", "integer", "time present"),
                Column("join", "time", "when the person came in"),
                Column("leave", "time", "when the person left; several rows of one person are several stays"),
                Column("device", "text", "an unnamed device or a telephone number: one participant without a name"),
            ),
        ),
        Table(
            "head_counts",
            "one count of heads",
            (
                Column("event", "text", "the event's own id", required=True),
                Column("role", "word", "role of those counted"),
                *_HEADS,
            ),
        ),
        Table(
            "organisations",
            "one firm or body",
            (
                Column("organisation", "text", "name of the firm or body", required=True),
                *_ORGANISATION_WORDS,
                Column("postcode", "text", "postcode of the firm or body"),
                Column("sme", "word", "small or medium enterprise, where the list says so"),
            ),
        ),
    )
}
PERSONAL = frozenset({"name", "email", "organisation", "device"})
"""Columns of raw lists whose values no report shows."""

RESULT_COLUMNS = {
    column.name: column
    for column in (
        Column("year", "word", "calendar year of the event's first day"),
        Column("quarter", "word", "calendar quarter of the event's first day"),
        Column("month", "word", "calendar month of the event's first day"),
        *_EVENT_WORDS,
        Column("channel", "word", "how the participant took part"),
        Column("country", "word", "country of the venue"),
        Column("role", "word", "role of the participants counted; 'all': whatever the role"),
        *_ORGANISATION_WORDS,
        Column("area", "word", "first two digits of the organisation's postcode"),
        Column("times", "word", "how many counted attendances one participant has"),
        Column("minimum_stay_minutes", "integer", "minutes that had to be stayed; missing: none; lists without count"),
        Column("latitude", "number", "mean latitude of the area's postcodes", "degrees"),
        Column("longitude", "number", "mean longitude of the area's postcodes", "degrees"),
        Column("date", "date", "day"),
        Column("indicator", "word", "what is counted; see the indicators"),
        Column("unit", "word", "what one of the count is"),
        Column("n", "integer", "size of the base: what the estimate is a share or mean of"),
        Column("n_events", "integer", "events behind the row"),
        Column("n_missing", "integer", "events (or participations, for shares) whose attendance is not known"),
        Column("estimate", "number", "the number: a count of those named, or a share between 0 and 1"),
        Column("lower", "number", "the least that the true count can be, given what is not known"),
        Column("upper", "number", "the most that the true count can be, given what is not known"),
        Column("event_average", "number", "mean over events of the event's own share; each event counts once"),
        Column("distinct_total", "number", "the same count over all groups together"),
        Column(
            "sum_of_parts", "number", "the groups' counts added up; more than distinct_total where they share members"
        ),
        Column("new", "number", "counted for the first time on this day or in this group"),
        Column("cumulative", "number", "distinct up to and including this day"),
        Column("target", "number", "the target declared in targets.csv"),
        Column("share_of_target", "number", "estimate divided by target"),
        Column("verdict", "word", "reached, missed, or open where the range holds the target"),
        Column("source", "text", "where the target is laid down"),
        Column("rule", "text", "how it was counted"),
        Column("hidden", "word", "in tables that are shown: small (a small group), total (would give one away), or no"),
    )
}


def codebook():
    """CODEBOOK.md: every prepared and result column with kind, unit and meaning, in Markdown.

    Examples
    --------
    >>> codebook().splitlines()[0]
    '# Code book'
    """
    tables = [_section(f"`{t.name}`: {t.row}", t.columns) for t in PREPARED.values()]
    results = _section("Result tables: columns used by any of them", RESULT_COLUMNS.values())
    words = "\n".join(f"- `{name}`: {', '.join(values)}" for name, values in vocabulary.CLOSED.items())
    return (
        "# Code book\n\nMade from `kmu_eval/schema.py` by `make codebook`; a test fails when it is stale.\n\n"
        + "\n".join([*tables, results])
        + f"\n## Closed words\n\n{words}\n\n## Indicators\n\n"
        + "\n".join(f"- `{name}`" for name in vocabulary.INDICATOR)
        + "\n"
    )


def _section(title, columns):
    head = "| column | type | unit | key | meaning |\n|---|---|---|---|---|\n"
    rows = "".join(
        f"| `{c.name}` | {KINDS[c.kind]} | {c.unit} | {'key' if c.key else ''} | {c.meaning} |\n" for c in columns
    )
    return f"## {title}\n\n{head}{rows}"
