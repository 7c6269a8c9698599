"""Change: what one person answered before and after."""

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures import estimates
from kmu_eval.measures.counting import is_word
from kmu_eval.measures.kernels import add_up, tally
from kmu_eval.measures.pairs import pairs
from kmu_eval.measures.places import Part, answer_places, items_of, refuse_unknown
from kmu_eval.measures.respondents import clusters, respondents
from kmu_eval.measures.survey_rows import clustered, interval, known_events, table

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
        ci_high, ci_level, event_average, method, rule. Rows better, same, worse are shares of pairs; a last one (change
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
    found, who = pairs(tables, waves), respondents(tables, by, list(waves)[1])
    rows = [row for each in items for row in _rows(tables, each, found, who, waves)]
    return table(who.groups.frame(who.shown), rows)


def _rows(tables, item, found, who, waves):
    places = scale_places(tables.responses, item, len(who.inside))
    earlier, later = places[found.earlier], places[found.later]
    both, group = (earlier >= 0) & (later >= 0), np.searchsorted(who.shown, who.group[found.later])
    events, cluster = clusters(who.event[found.later][both])
    shape, cell = (len(events), len(who.shown)), cluster * len(who.shown) + group[both]
    moves, steps = earlier[both] * len(item.scale_words) + later[both], _differences(range(len(item.scale_words)))
    counts = tally(moves, len(steps), cell, shape[0] * shape[1]).reshape(*shape, len(steps))
    rule = "; ".join([_RULE, f"waves {waves[0]} and {waves[1]}", *not_paired(found), *clustered(events)])
    told = {"theme": item.theme or None, "item": item.word, "rule": rule, "n": counts.sum(axis=(0, 2))}
    told |= {"n_missing": add_up(group[~both], len(who.shown)), "n_events": known_events(events, counts.sum(axis=2))}
    yield from (told | row for row in _shares(counts, steps))
    yield told | _mean(counts, item)


def _differences(values):
    """Later less earlier, for every earlier one in turn every later one."""
    values = np.array(values)
    return (values[None, :] - values[:, None]).ravel()


def _shares(counts, steps):
    for change, chosen in zip(vocabulary.CHANGE, (steps > 0, steps == 0, steps < 0), strict=True):
        changed = counts @ chosen.astype(np.int64)
        found = estimates.share(changed, counts.sum(axis=2))
        yield {"change": change, "unit": "pairs", "answers": changed.sum(axis=0), **interval(found)}


def _mean(counts, item):
    values = [answer.value for answer in item.answers if not answer.dont_know]
    known = None not in values
    steps = _differences(values if known else np.zeros(len(values)))
    most = steps.max(initial=0)
    found = estimates.mean(counts @ steps, counts.sum(axis=2), scale=(-most, most) if most else None)
    unknown = {} if known else dict.fromkeys(("estimate", "ci_low", "ci_high", "event_average"))
    return {"change": None, "unit": "points", "answers": None, **interval(found), **unknown}


def not_paired(found):
    """What is said of respondents whose partner cannot be told."""
    n = np.count_nonzero(found.ambiguous)
    return [f"not paired, for their code stands several times in a wave: {n}"] if n else []


def scale_places(responses, item, n_respondents):
    """Each respondent's place on the scale of an item, from 0; -1 where there is no answer on it.

    Parameters
    ----------
    responses : DataFrame
    item : Item
    n_respondents : int

    Returns
    -------
    int array

    Raises
    ------
    MeasureError
        If an answer is none of the item's.
    """
    given, parts = responses.iloc[np.flatnonzero(is_word(responses["item"], item.word))], [Part(item)]
    places = answer_places(given, parts)
    refuse_unknown(given, places, parts, np.ones(len(given), bool))
    on_scale = [-1, *(item.scale_words.index(w) if w in item.scale_words else -1 for w in item.words), -1]
    found = np.full(n_respondents, -1)
    found[given["respondent"].to_numpy()] = np.array(on_scale)[places]
    return found
