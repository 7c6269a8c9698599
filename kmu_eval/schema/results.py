"""The columns of result tables: every measure takes its columns from here."""

import re

from kmu_eval.schema.columns import EVENT_WORDS, ORGANISATION_WORDS, Column
from kmu_eval.vocabulary import WAVE

RESULT_COLUMNS = {
    column.name: column
    for column in (
        Column("year", "word", "calendar year of the event's first day"),
        Column("quarter", "word", "calendar quarter of the event's first day"),
        Column("month", "word", "calendar month of the event's first day"),
        *EVENT_WORDS,
        Column("channel", "word", "how the participant took part"),
        Column("channels", "word", "by which channels the organisation was reached"),
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
        Column("wave", "word", "when the survey was made"),
        Column("theme", "word", "what the item is about, in the programme's own words"),
        Column("item", "word", "the question, as items.toml names it"),
        Column("option", "word", "the option of a multiple choice item"),
        Column("answer", "word", "the answer"),
        Column("position", "integer", "place of the answer on the scale, from 1, least first; else missing"),
        Column("meaning", "word", "an answer on the scale, don't know, or left out"),
        Column("base", "word", "what the share is of: valid answers (on the scale), or all who were asked"),
        Column("rate", "word", "which response rate"),
        Column("change", "word", "whether the later answer is better, the same or worse; missing: the mean difference"),
        Column("matched", "word", "whether the respondent is paired with one of the other wave"),
        Column("first", "word", "of two groups that are compared the one that comes first: it less the second"),
        Column("second", "word", "of two groups that are compared the other one"),
        Column("group_column", "word", "the column that the group belongs to"),
        Column("group", "word", "one of the words of that column; missing: not stated"),
        Column("estimator", "word", "whether a comparison takes all answers, those on common support, or adjusts them"),
        Column("part", "word", "whether the row is one of two groups compared, or their difference"),
        Column("claim", "word", "the claim, as claims.toml names it"),
        Column("relation", "word", "what the claim says of the number, or of the difference"),
        Column("held_against", "word", "what is worked out for the claim"),
        Column("where", "text", "column=word pairs to which a claim's number is limited"),
        Column("of_where", "text", "the same of the whole that a claim's share is of"),
        Column("comparison", "word", "the comparison, as programme.toml names it"),
        Column("outcome", "word", "what is compared, as programme.toml names it"),
        Column("measure", "word", "what is compared of the item's answers"),
        Column("kept", "word", "whether the cell is on common support: enough events in both groups"),
        Column("aspect", "word", "what is told of taking part; km are kilometres, hours are hours, else shares"),
        Column("activity", "word", "what was done at an event online; any: a message, a vote or a raised hand"),
        Column("indicator", "word", "what is counted; see the indicators"),
        Column("step", "word", "what is added or taken away on the way from the rows read to the number"),
        Column("unit", "word", "what one of the count is"),
        Column("n", "integer", "size of the base: what the estimate is a share or mean of"),
        Column("numerator", "integer", "how many of n: the numerator of the share"),
        Column("n_events", "integer", "events behind the row"),
        Column(
            "n_missing",
            "integer",
            "events (or participations, for shares) whose attendance is not known; "
            "of surveys: respondents who left the item out, or who are not used",
        ),
        Column("n_earlier", "integer", "valid answers of the earlier wave"),
        Column("n_later", "integer", "valid answers of the later wave"),
        Column("n_asked", "integer", "respondents who were asked, or could see the option"),
        Column("n_dont_know", "integer", "respondents who answered 'don't know'"),
        Column("answers", "integer", "how many gave this answer; of rates, the numerator"),
        Column("rows", "integer", "rows (or heads) added or, below 0, taken away; they add up to the estimate"),
        Column("estimate", "number", "the number: a count of those named, or a share between 0 and 1"),
        Column("q1", "number", "lower quartile of what the estimate is the mean of"),
        Column("median", "number", "median of it"),
        Column("q3", "number", "upper quartile of it"),
        Column("value", "number", "the number that the claim names: a count, or a share between 0 and 1"),
        Column("tolerance", "number", "how far off the claim still holds, as a share of the value"),
        Column("n_first", "integer", "counted attendances (of claims: answers) in the first of the two groups"),
        Column("n_second", "integer", "the same in the second"),
        Column("share_first", "number", "share of the first group's attendances whose word is stated"),
        Column("share_second", "number", "the same of the second"),
        Column(
            "normalised_difference",
            "number",
            "first less second share, in standard deviations of one attendance",
        ),
        Column("ci_low", "number", "lower end of the confidence interval, events as clusters"),
        Column("ci_high", "number", "upper end of the confidence interval, events as clusters"),
        Column("ci_level", "number", "nominal level of the intervals"),
        Column("iid_low", "number", "lower end if every answer were independent: too narrow, for comparison only"),
        Column("iid_high", "number", "upper end if every answer were independent: too narrow, for comparison only"),
        Column("deff", "number", "design effect: by how much events as clusters enlarge the variance"),
        Column("mean", "number", "mean value of the answers on the scale"),
        Column("mean_low", "number", "lower end of the confidence interval of the mean"),
        Column("mean_high", "number", "upper end of the confidence interval of the mean"),
        Column("sd", "number", "standard deviation of the values of the answers"),
        Column("promoters", "number", "share who answered 9 or 10"),
        Column("passives", "number", "share who answered 7 or 8"),
        Column("detractors", "number", "share who answered 0 to 6"),
        Column("weighted", "number", "the same, weighted to the known totals of those who came"),
        Column("weighted_low", "number", "lower end of its confidence interval"),
        Column("weighted_high", "number", "upper end of its confidence interval"),
        Column(
            "weights_deff",
            "number",
            "design effect of the weights (Kish)",
        ),
        Column("n_attendances", "integer", "counted attendances"),
        Column("share_of_attendances", "number", "the group's share of the counted attendances"),
        Column("difference_pp", "number", "share among respondents less share among attendances", "percentage points"),
        Column("threshold", "number", "the value that the share is asked to reach"),
        Column("n_silent", "integer", "counted attendances without an answer"),
        Column(
            "tipping_share",
            "number",
            "share among those silent at which the whole is at the threshold",
        ),
        Column("tipping_pp", "number", "how far that lies below the share of those who answered", "percentage points"),
        Column("lower", "number", "the least that the true count can be, given what is not known"),
        Column("upper", "number", "the most that the true count can be, given what is not known"),
        Column("event_average", "number", "mean over events of the event's own share; each event counts once"),
        Column("event_q1", "number", "lower quartile of the events' own values"),
        Column("event_median", "number", "median of the events' own values"),
        Column("event_q3", "number", "upper quartile of the events' own values"),
        Column("distinct_total", "number", "the same count over all groups together"),
        Column(
            "sum_of_parts", "number", "the groups' counts added up; more than distinct_total where they share members"
        ),
        Column("new", "number", "counted for the first time on this day or in this group"),
        Column("cumulative", "number", "distinct up to and including this day"),
        Column("target", "number", "the target declared in targets.csv"),
        Column("share_of_target", "number", "estimate divided by target"),
        Column("share_kept", "number", "share of the answers of both groups that lie on common support"),
        Column("margin_pp", "number", "declared margin within which two groups count as equal", "points"),
        Column(
            "smallest_margin_pp", "number", "margin from which on they would; missing where none would do", "points"
        ),
        Column("p_value", "number", "probability of a difference as large if there were none"),
        Column("p_adjusted", "number", "the same for all secondary outcomes together (Benjamini and Hochberg)"),
        Column("least_p", "number", "the smallest p-value that exchanging so few events can give"),
        Column("odds_ratio", "number", "odds of the first group's share over those of the second's"),
        Column("hedges_g", "number", "difference of means over the standard deviation within groups (Hedges)"),
        Column("method", "text", "how estimate and interval were made"),
        Column(
            "verdict",
            "word",
            "of a target: reached, missed or open; of a comparison: what the difference says; "
            "of a claim: what the data say of it",
        ),
        Column("on_these_data", "word", "of a claim, what the verdict would be if the data were not made up"),
        Column("untested", "word", "why the claim is not tested"),
        Column(
            "source",
            "text",
            "where the target is laid down, or the claim was made; of a step, the source's name in programme.toml",
        ),
        Column("file", "text", "the file, relative to the programme folder"),
        Column("reason", "word", "why rows were set aside or not counted, or by which rule they were merged"),
        Column("rule", "text", "how it was counted"),
        Column("hidden", "word", "in tables that are shown: small (a small group), total (would give one away), or no"),
    )
}

_AFTER_GROUPS = ("theme", "item", "rate", "aspect", "activity")
"""Columns that follow those by which a table is grouped."""

_WAVES = re.compile("waves? ({0})(?: and ({0}))?".format("|".join(WAVE)))
"""The clause of a rule that states the wave, or the two waves."""


def by_columns(table):
    """The columns by which a table is grouped: those before the theme, the item, the rate, the aspect or the activity.

    Examples
    --------
    >>> import pandas as pd
    >>> by_columns(pd.DataFrame(columns=["mode", "theme", "item", "n"])), by_columns(pd.DataFrame(columns=["item"]))
    (['mode'], [])
    """
    names = list(table.columns)
    return names[: min(names.index(name) for name in _AFTER_GROUPS if name in names)]


def waves_of(table):
    """The waves that a table of survey results is about, as its rules state them; none where they state none.

    Examples
    --------
    >>> import pandas as pd
    >>> waves_of(pd.DataFrame({"rule": ["paired by own code / respondents; waves pre and post"]}))
    ['pre', 'post']
    """
    rules = table["rule"].dropna().unique() if "rule" in table else []
    found = [match for rule in rules for clause in rule.split("; ") if (match := _WAVES.fullmatch(clause))]
    return list(dict.fromkeys(wave for match in found for wave in match.groups() if wave))


def wave_of(table):
    """The wave whose wordings a table of survey results is told in: of several the latest; None where none is stated.

    Examples
    --------
    >>> import pandas as pd
    >>> wave_of(pd.DataFrame({"rule": ["paired by own code / respondents; waves pre and post"]}))
    'post'
    """
    return max(waves_of(table), key=WAVE.index, default=None)
