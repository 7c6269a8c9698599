"""The columns of result tables: every measure takes its columns from here."""

from kmu_eval.schema.columns import EVENT_WORDS, ORGANISATION_WORDS, Column

RESULT_COLUMNS = {
    column.name: column
    for column in (
        Column("year", "word", "calendar year of the event's first day"),
        Column("quarter", "word", "calendar quarter of the event's first day"),
        Column("month", "word", "calendar month of the event's first day"),
        *EVENT_WORDS,
        Column("channel", "word", "how the participant took part"),
        Column("country", "word", "country of the venue"),
        Column("role", "word", "role of the participants counted; 'all': whatever the role"),
        *ORGANISATION_WORDS,
        Column("area", "word", "first two digits of the organisation's postcode"),
        Column("times", "word", "how many counted attendances one participant has"),
        Column("linkage", "word", "who was taken for the same"),
        Column("minimum_stay_minutes", "integer", "minutes that had to be stayed; missing: none; lists without count"),
        Column("latitude", "number", "mean latitude of the area's postcodes", "degrees"),
        Column("longitude", "number", "mean longitude of the area's postcodes", "degrees"),
        Column("date", "date", "day"),
        Column("indicator", "word", "what is counted; see the indicators"),
        Column("step", "word", "what is added or taken away on the way from the rows read to the number"),
        Column("unit", "word", "what one of the count is"),
        Column("n", "integer", "size of the base: what the estimate is a share or mean of"),
        Column("n_events", "integer", "events behind the row"),
        Column("n_missing", "integer", "events (or participations, for shares) whose attendance is not known"),
        Column("rows", "integer", "rows (or heads) added or, below 0, taken away; they add up to the estimate"),
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
        Column("source", "text", "where the target is laid down; of a step, the source's name in programme.toml"),
        Column("file", "text", "the file, relative to the programme folder"),
        Column("reason", "word", "why rows were set aside or not counted, or by which rule they were merged"),
        Column("rule", "text", "how it was counted"),
        Column("hidden", "word", "in tables that are shown: small (a small group), total (would give one away), or no"),
    )
}
