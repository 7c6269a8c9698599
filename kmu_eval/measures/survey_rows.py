"""Rows of survey results: groups, and within each group the items, options and answers."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.rows import result, texts
from kmu_eval.schema import RESULT_COLUMNS


def table(groups, parts):
    """A result table from what is told of each item, option or answer.

    Parameters
    ----------
    groups : DataFrame
        One row per group, only grouping columns.
    parts : list of dict
        By name of the column one value, or one for each group; all of the same names.

    Returns
    -------
    DataFrame
        The grouping columns, then the others in the order of the schema; each group with all parts.

    Examples
    --------
    >>> groups = pd.DataFrame({"mode": ["online", "hybrid"]})
    >>> table(groups, [{"item": "useful", "n": [3, 0]}, {"item": "clear", "n": [2, 1]}]).values.tolist()
    [['online', 'useful', 3], ['online', 'clear', 2], ['hybrid', 'useful', 0], ['hybrid', 'clear', 1]]
    """
    spread = groups.iloc[np.repeat(np.arange(len(groups)), len(parts))]
    columns = {name: spread[name].array for name in groups}
    columns |= {name: _column(name, [part[name] for part in parts], len(groups)) for name in parts[0]}
    return result(columns, list(groups))


def _column(name, values, n_groups):
    by_group = [np.broadcast_to(np.asarray(value, object), n_groups) for value in values]
    flat, kind = np.column_stack(by_group).ravel(), RESULT_COLUMNS[name].kind
    if kind == "word":
        return _words(flat, vocabulary.CLOSED.get(name) or dict.fromkeys(word for word in flat if word is not None))
    if kind == "text":
        return texts(flat)
    if kind == "integer":
        return pd.array(flat, "Int64") if any(value is None for value in flat) else flat.astype(np.int64)
    return flat.astype(float)


def _words(values, categories):
    places = {word: place for place, word in enumerate(categories)}
    return pd.Categorical.from_codes([places.get(value, -1) for value in values], categories=list(places))


def about(made):
    """What a tally is about, as columns."""
    return {"theme": made.item.theme or None, "item": made.item.word, "option": made.option}


def counts(made):
    """Of a tally by group: who was asked, who did not know, who left it out, and known events with valid answers."""
    names = ("n_asked", "n_dont_know", "n_missing")
    found = {name: getattr(made, name).sum(axis=0) for name in names}
    return found | {"n_events": known_events(made.events, made.valid)}


def known_events(events, n):
    """How many clusters with answers are events; respondents of an unknown event are clusters, and no events."""
    return ((n > 0) & (events >= 0)[:, None]).sum(axis=0)


def interval(found):
    """Of an estimate: what it is, its interval and what the interval rests on."""
    return {
        "estimate": found.estimate,
        "ci_low": found.low,
        "ci_high": found.high,
        "ci_level": found.level,
        "event_average": found.event_average,
        "method": found.method,
    }


def of_share(found):
    """The same of the estimate of a share, which has a design effect and an interval of independent answers."""
    return interval(found) | {"deff": found.deff, "iid_low": found.iid_low, "iid_high": found.iid_high}


def rule(made, *clauses):
    """How a number was counted, the wave and the clusters included."""
    return "; ".join([*clauses, f"wave {made.wave}", *clustered(made.events)])


def clustered(events):
    """What is said of clusters that are no events."""
    alone = np.count_nonzero(events == -1)
    return [f"respondents of an unknown event, each a cluster of its own: {alone}"] if alone else []
