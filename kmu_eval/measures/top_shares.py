"""The share of top answers, and the mean of answers that stand for numbers."""

import numpy as np

from kmu_eval.measures import estimates
from kmu_eval.measures.jackknife import total
from kmu_eval.measures.kernels import share
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.sheet import sheet
from kmu_eval.measures.survey_rows import about, clustered, counts, of_share, table

RULE = "top answers / valid answers"


def top_share(tables, items, by=(), wave="post"):
    """The share of top answers among the valid ones, and the mean of their values, with events as clusters.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items, or of themes where no item has the word, of which those with a top answer are taken.
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role.
    wave : str

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), theme, item, unit, n (valid answers), n_events,
        n_missing, n_asked, n_dont_know, answers (top ones), estimate, ci_low, ci_high, ci_level, iid_low, iid_high,
        deff, mean, mean_low, mean_high, sd, event_average, method, rule. The mean is missing where an answer has no
        value, an interval where fewer than two events have answers.

    Raises
    ------
    MeasureError
        If an item, a grouping column or the wave is unknown, or none of an item's answers is marked as top.

    Notes
    -----
    Each answer counts once; see `kmu_eval.measures.estimates.share` and ``mean``.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"]}, "events")}
    >>> frames["respondents"] = typed({"event": [0, 0, 1], "wave": ["post"] * 3}, "respondents")
    >>> given = {"respondent": [0, 1, 2], "item": ["useful"] * 3, "answer": ["yes", "no", "yes"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("useful", answers=(Answer("no", value=1), Answer("yes", value=2, top=True))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = top_share(in_memory(frames, rules, Origin("Centre"), code_book=book), "useful")
    >>> made[["n", "estimate", "event_average", "mean"]].round(2).values.tolist()
    [[3.0, 0.67, 0.75, 1.67]]
    """
    items = items_of(tables.code_book, items, has_top, "no_top_answers")
    made = sheet(tables, items, respondents(tables, by, wave))
    return table(made.groups, len(items), top_columns(made, f"wave {wave}"))


def has_top(item):
    """Whether a share of top answers can be made."""
    return not item.multiple and any(answer.top for answer in item.answers)


def top_columns(made, *clauses):
    """Of a sheet by group and part: the share of top answers and the mean, with all that belongs to them."""
    found = of_share(estimates.share(made.top, made.valid))
    told = {"unit": "answers", "answers": made.top.sum(axis=0), "rule": top_rules(made, *clauses)}
    return {**about(made.parts), **counts(made), **found, **means(made), **told}


def top_rules(made, *clauses):
    """What counts as top, and all else that is said of the numbers, for each part."""
    alone = clustered(made.events, made.used)
    tops = [top_clause(part.item) for part in made.parts]
    return ["; ".join([RULE, top, *clauses, *each]) for top, each in zip(tops, alone, strict=True)]


def top_clause(item):
    """Which answers count as top, as a clause of a rule."""
    return f"top: {'/'.join(answer.word for answer in item.answers if answer.top)}"


def means(made):
    """Mean of the values of the answers on the scale, its interval and their standard deviation, by group and part."""
    least, most = np.tile([_ends(part.item) for part in made.parts], (len(made.groups), 1)).T
    values = np.array([value for part in made.parts for value in _values(part.item)])
    sums, n = made.sums(values), made.valid
    mean = np.where(np.isnan(least), np.nan, share(total(sums), total(n)))
    low, high = estimates.mean_ends(sums, n, scale=(least, most))
    return {"mean": mean, "mean_low": low, "mean_high": high, "sd": _deviations(made, mean, values)}


def _ends(item):
    """The least and the greatest value on the scale; missing where an answer has none."""
    values = [answer.value for answer in item.answers if not answer.dont_know]
    return (np.nan, np.nan) if None in values else (min(values), max(values))


def _values(item):
    """The value of each answer; 0 where it has none, and for all where one on the scale has none."""
    known = not np.isnan(_ends(item)[0])
    return [answer.value if known and not answer.dont_know else 0 for answer in item.answers] + [0]


def _deviations(made, mean, values):
    """Standard deviation of the values of the answers; missing for fewer than two."""
    on_scale = made.chosen(lambda answer: answer is not None and not answer.dont_know)
    width, given = [part.width for part in made.parts], made.given * on_scale
    middle = np.repeat(mean.reshape(-1, len(width)), width, axis=1)
    n, squares = made.by_part(given), made.by_part(given * np.nan_to_num(values - middle) ** 2)
    return np.where(np.isnan(mean), np.nan, np.sqrt(share(squares, np.where(n > 1, n - 1, 0))).ravel())
