"""The columns that can be read from raw lists, personal ones among them."""

from kmu_eval.schema.columns import (
    ACTIVITY,
    EVENT_WORDS,
    HEADS,
    ORGANISATION_WORDS,
    OUTCOMES,
    SME_FIGURES,
    Column,
    Table,
)

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
                *EVENT_WORDS,
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
                *ORGANISATION_WORDS,
                *SME_FIGURES,
                Column("postcode", "text", "postcode of the firm or body"),
                Column("role", "word", "in what role the person came"),
                *OUTCOMES,
                Column("channel", "word", "how the person took part"),
                Column("minutes", "integer", "time present"),
                Column("join", "time", "when the person came in"),
                Column("leave", "time", "when the person left; several rows of one person are several stays"),
                *ACTIVITY,
                Column("device", "text", "an unnamed device or a telephone number: one participant without a name"),
            ),
        ),
        Table(
            "head_counts",
            "one count of heads",
            (
                Column("event", "text", "the event's own id", required=True),
                Column("role", "word", "role of those counted"),
                *HEADS,
            ),
        ),
        Table(
            "organisations",
            "one firm or body",
            (
                Column("organisation", "text", "name of the firm or body", required=True),
                *ORGANISATION_WORDS,
                Column("postcode", "text", "postcode of the firm or body"),
                Column("sme", "word", "small or medium enterprise, where the list says so"),
                *SME_FIGURES,
            ),
        ),
        Table(
            "responses",
            "one person's answers in one wave of a survey",
            (
                Column("event", "text", "the event's own id"),
                Column("code", "text", "the code that the respondent made up, to pair waves"),
                Column("email", "text", "the respondent's e-mail address"),
                Column("role", "word", "in what role the respondent came"),
                Column("channel", "word", "how the respondent took part"),
                Column("date", "date", "day of the answer"),
            ),
        ),
    )
}
PERSONAL = frozenset({"name", "email", "organisation", "device", "code"})
"""Columns of raw lists whose values no report shows."""
