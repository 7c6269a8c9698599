"""The tables that intake writes and measures read: pseudonyms, words and numbers of rows."""

from kmu_eval.schema.columns import ACTIVITY, EVENT_WORDS, HEADS, ORGANISATION_WORDS, OUTCOMES, Column, Table

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
                *EVENT_WORDS,
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
                *OUTCOMES,
                Column("channel", "word", "how the participant took part"),
                Column("minutes", "integer", "time present; missing where the list carries none", "minutes"),
                *ACTIVITY,
            ),
        ),
        Table(
            "head_counts",
            "one count of heads at an event without a list of names",
            (
                Column("event", "reference", "row of events", key=True),
                Column("role", "word", "role of those counted; missing if unknown", key=True),
                *HEADS,
            ),
        ),
        Table(
            "participants",
            "one person",
            (
                Column("pseudonym", "text", "keyed pseudonym (HMAC-SHA256), stable under one key", key=True),
                Column("person_rule", "word", "the fields by which the person is known"),
            ),
        ),
        Table(
            "organisations",
            "one firm or body",
            (
                Column("pseudonym", "text", "keyed pseudonym (HMAC-SHA256), stable under one key", key=True),
                *ORGANISATION_WORDS,
                Column("postcode", "text", "postcode of the seat"),
                Column("sme", "word", "small or medium enterprise by 2003/361/EC, or of the declared target group"),
                Column("sme_date", "date", "day for which that was stated, the latest where several entries told it"),
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
                Column("person_rule", "word", "what told who it is: its own key, or what linked that key to another"),
                Column("organisation_rule", "word", "the same of the organisation that it names"),
            ),
        ),
        Table(
            "respondents",
            "one person's answers in one wave of a survey",
            (
                Column("event", "reference", "row of events; -1: not told, then each is a cluster of its own"),
                Column("participant", "reference", "row of participants; -1: anonymous"),
                Column(
                    "pairing",
                    "reference",
                    "respondents with one number are one person at one event, by code; -1: none",
                ),
                Column("pairing_rule", "word", "what told that; missing where there is no code"),
                Column("wave", "word", "when the survey was made"),
                Column("role", "word", "in what role the respondent came; missing if unknown"),
                Column("channel", "word", "how the respondent took part; missing if unknown"),
                Column("date", "date", "day of the answer"),
            ),
        ),
        Table(
            "responses",
            "one answer of one respondent to one item, or to one option of it; no row where it was not asked",
            (
                Column("respondent", "reference", "row of respondents", key=True),
                Column("item", "word", "the item, as items.toml names it", key=True),
                Column("option", "word", "the option of a multiple choice item; else missing", key=True),
                Column("answer", "word", "the answer; missing where the item was left out"),
            ),
        ),
    )
}
