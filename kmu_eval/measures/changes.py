"""Change: what one person answered before and after."""

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures import estimates
from kmu_eval.measures.moves import moves_of
from kmu_eval.measures.pairs import not_paired, pairs
from kmu_eval.measures.places import items_of, parts_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.survey_rows import about, clustered, interval, known_events, table

_RULE = "pairs of one person by own code, both answers on the scale; clusters are the events of the later answer"


def pre_post(tables, item, waves=("pre", "post"), by=()):
    """How the answers of the same persons changed from one wave to another.

    Parameters
    ----------
    tables : Tables
    item : str or sequence of str
        Words of items with a single choice that both waves asked, or of themes where no item has the word.
    waves : (str, str)
        The earlier wave first.
    by : str or sequence of str
        Any columns of the event of the later answer (year, quarter, month, mode, kind, interactive, difficulty, topic,
        series, country), or channel or role of the later respondent.

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), theme, item, change, unit, n (pairs with both
        answers on the scale), n_events, n_missing (pairs without), answers (how many changed so), estimate, ci_low,
        ci_high, ci_level, event_average, method, rule. Rows better (a higher answer, or a lower one
        where the top answers are the lowest), same, worse are shares of pairs; a last one (change
        missing, unit points) is the mean difference of the values, later less earlier; missing where one has no value.

    Raises
    ------
    MeasureError
        If an item, a grouping column or a wave is unknown, or an item is a multiple choice.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"]}, "events")}
    >>> who = {"event": [0, 1, 0, 1], "pairing": [0, 1, 0, 1], "wave": ["pre", "pre", "post", "post"]}
    >>> frames["respondents"] = typed(who, "respondents")
    >>> given = {"respondent": [0, 1, 2, 3], "item": ["sure"] * 4, "answer": ["no", "no", "yes", "no"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("sure", answers=(Answer("no", value=1), Answer("yes", value=2))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = pre_post(in_memory(frames, rules, Origin("Centre"), code_book=book), "sure")
    >>> made[["change", "n", "estimate"]].astype("object").values.tolist()
    [['better', 2, 0.5], ['same', 2, 0.5], ['worse', 2, 0.0], [nan, 2, 0.5]]
    """
    items = items_of(tables.code_book, item, lambda each: not each.multiple, "several_options")
    found, who = pairs(tables, waves), respondents(tables, by, waves[1])
    moves = moves_of(tables, items, found, who)
    said = [_RULE, f"waves {waves[0]} and {waves[1]}", *not_paired(found)]
    alone = clustered(moves.events, moves.changed.any(axis=(1, 3)))
    rules = ["; ".join([*said, *_direction(item), *each]) for item, each in zip(items, alone, strict=True)]
    rows = [*vocabulary.CHANGE, None]
    told = {name: np.repeat(values, len(rows)) for name, values in about(parts_of(items)).items()}
    told |= {"change": rows * len(items), "unit": (["pairs"] * 3 + ["points"]) * len(items)}
    told |= {"rule": np.repeat(rules, len(rows))}
    return table(who.groups.frame(who.shown), len(rows) * len(items), told | _columns(moves))


def _direction(item):
    """Better is towards the top answers, where these are the lowest."""
    return ["lower answers are better"] if item.less_is_better else []


def _columns(moves):
    """Shares of each change, and after them the mean of the points, for each item."""
    shape, n = moves.changed.shape, moves.changed.sum(axis=3)
    flat = shape[0], shape[1] * shape[2] * shape[3]
    of_each = np.repeat(n, shape[3], axis=2).reshape(flat)
    shares, means = estimates.share(moves.changed.reshape(flat), of_each), _means(moves, n)
    columns = {"ci_level": shares.level, "method": ([shares.method] * 3 + [means["method"]]) * shape[2]}
    for name, values in interval(shares).items():
        if name not in columns:
            columns[name] = np.append(values.reshape(shape[1:]), means[name].reshape(*shape[1:3], 1), axis=2).ravel()
    answers = moves.changed.sum(axis=0).astype(object)
    columns["answers"] = np.append(answers, np.full((*shape[1:3], 1), None), axis=2).ravel()
    numbers = {"n": n.sum(axis=0), "n_missing": moves.n_missing, "n_events": known_events(moves.events[:, None], n)}
    return columns | {name: np.repeat(each, len(vocabulary.CHANGE) + 1) for name, each in numbers.items()}


def _means(moves, n):
    """The mean difference; missing where an answer has no value."""
    most, flat = np.tile(moves.most, n.shape[1]), (n.shape[0], n.shape[1] * n.shape[2])
    found = interval(estimates.mean(moves.points.reshape(flat), n.reshape(flat), scale=(-most, most)))
    return found | {name: np.where(np.isnan(most), np.nan, found[name]) for name in ("estimate", "event_average")}
