"""Would they recommend it: the net promoter score."""

from kmu_eval.code_book import LEAST_TO_MOST
from kmu_eval.measures import estimates
from kmu_eval.measures.kernels import share
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.sheet import sheet
from kmu_eval.measures.survey_rows import about, counts, interval, rules, table

DETRACTORS, PASSIVES, PROMOTERS = LEAST_TO_MOST[:7], LEAST_TO_MOST[7:9], LEAST_TO_MOST[9:]
RULE = "share of 9 and 10 less share of 0 to 6, of valid answers"


def net_promoter(tables, item, by=(), wave="post"):
    """The share of promoters (9, 10) less that of detractors (0 to 6), with events as clusters.

    Parameters
    ----------
    tables : Tables
    item : str or sequence of str
        Words of items of recommendation, or of themes where no item has the word.
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role.
    wave : str

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), theme, item, unit, n (valid answers), n_events,
        n_missing, n_asked, n_dont_know, estimate (-1 to 1), ci_low, ci_high, ci_level, deff, promoters, passives,
        detractors (shares), event_average, method, rule.

    Raises
    ------
    MeasureError
        If an item, a grouping column or the wave is unknown, or an item does not ask for a recommendation.

    Notes
    -----
    Reichheld (2003), Harvard Business Review 81(12), 46-54; interval: `kmu_eval.measures.estimates.net_share`.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a"]}, "events")}
    >>> frames["respondents"] = typed({"event": [0] * 4, "wave": ["post"] * 4}, "respondents")
    >>> given = {"respondent": [0, 1, 2, 3], "item": ["recommend"] * 4, "answer": ["10", "9", "8", "6"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> answers = tuple(Answer(word, value=int(word)) for word in LEAST_TO_MOST)
    >>> book = CodeBook((Item("recommend", answers=answers, recommendation=True),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = net_promoter(in_memory(frames, rules, Origin("Centre"), code_book=book), "recommend")
    >>> made[["promoters", "passives", "detractors", "estimate"]].values.tolist()
    [[0.5, 0.25, 0.25, 0.25]]
    """
    items = items_of(tables.code_book, item, lambda each: each.recommendation, "no_recommendation")
    made = sheet(tables, items, respondents(tables, by, wave))
    words = {"promoters": PROMOTERS, "passives": PASSIVES, "detractors": DETRACTORS}
    given = {name: made.of(lambda answer, of=of: answer and answer.word in of) for name, of in words.items()}
    found = estimates.net_share(given["promoters"], given["detractors"], made.valid)
    shares = {name: share(each.sum(axis=0), made.valid.sum(axis=0)) for name, each in given.items()}
    told = {**about(made.parts), **counts(made), **interval(found), **shares, "unit": "answers", "deff": found.deff}
    return table(made.groups, len(items), told | {"rule": rules(made, RULE, f"wave {wave}")})
