"""The share of top answers, and the mean of answers that stand for numbers."""

import numpy as np

from kmu_eval.measures import estimates
from kmu_eval.measures.kernels import share
from kmu_eval.measures.places import items_of
from kmu_eval.measures.survey_rows import about, counts, of_share, rule, table
from kmu_eval.measures.tally import tallies


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
    made = tallies(tables, [item.word for item in items], by, wave)
    return table(made[0].groups, [top_row(each) for each in made])


def has_top(item):
    """Whether a share of top answers can be made."""
    return not item.multiple and any(answer.top for answer in item.answers)


def top_rule(made):
    """What counts as top."""
    return rule(made, "top answers / valid answers", "top: " + "/".join(a.word for a in made.item.answers if a.top))


def top_row(made):
    """Of a tally by group: the share of top answers and the mean, with all that belongs to them."""
    found = estimates.share(made.top, made.valid)
    about_it = about(made) | {"unit": "answers", "n": made.valid.sum(axis=0), "answers": made.top.sum(axis=0)}
    del about_it["option"]
    return {**about_it, **counts(made), **of_share(found), **means(made), "rule": top_rule(made)}


def means(made):
    """Mean of the values of the answers on the scale, its interval and their standard deviation, by group."""
    scale = [answer for answer in made.item.answers if not answer.dont_know]
    if any(answer.value is None for answer in scale):
        return dict.fromkeys(("mean", "mean_low", "mean_high", "sd"))
    values = np.array([answer.value for answer in scale])
    given = np.stack([made.of([answer.word]) for answer in scale], axis=2)
    ends = (values.min(), values.max()) if values.min() < values.max() else None
    found = estimates.mean(given @ values, made.valid, scale=ends)
    sd = _deviation(given.sum(axis=0), values)
    return {"mean": found.estimate, "mean_low": found.low, "mean_high": found.high, "sd": sd}


def _deviation(given, values):
    """Standard deviation of answers, of each row of counts; missing for fewer than two."""
    n = given.sum(axis=1)
    squares = (given * (values - share(given @ values, n)[:, None]) ** 2).sum(axis=1)
    return np.sqrt(share(squares, np.where(n > 1, n - 1, 0)))
