"""Rows of survey results: groups, and within each group the items, options and answers."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.rows import of_codes, result, texts
from kmu_eval.schema import RESULT_COLUMNS


def table(groups, n_parts, columns):
    """A result table from what is told of each item, option or answer.

    Parameters
    ----------
    groups : DataFrame
        One row per group, only grouping columns.
    n_parts : int
        Rows of each group.
    columns : mapping of str to array
        By name what is told: one value, one for each part, or one for each part of each group.

    Returns
    -------
    DataFrame
        The grouping columns, then the others in the order of the schema; each group with all parts.

    Examples
    --------
    >>> groups = pd.DataFrame({"mode": ["online", "hybrid"]})
    >>> table(groups, 2, {"item": ["useful", "clear"], "unit": "answers", "n": np.array([3, 2, 0, 1])}).values.tolist()
    [['online', 'useful', 'answers', 3], ['online', 'clear', 'answers', 2], \
['hybrid', 'useful', 'answers', 0], ['hybrid', 'clear', 'answers', 1]]
    """
    each = np.repeat(np.arange(len(groups)), n_parts)
    told = {name: groups[name].array.take(each) for name in groups}
    told |= {name: _column(name, value, (len(groups), n_parts)) for name, value in columns.items()}
    return result(told, list(groups))


def _column(name, value, shape):
    kind = RESULT_COLUMNS[name].kind
    values = np.asarray(value, object if kind in ("word", "text") else None)
    if kind == "word":
        words = vocabulary.CLOSED.get(name) or dict.fromkeys(word for word in values.ravel() if word is not None)
        places = {word: place for place, word in enumerate(words)}
        codes = np.array([places.get(word, -1) for word in values.ravel()]).reshape(values.shape)
        return of_codes(_flat(codes, shape), places)
    flat = _flat(values, shape)
    if kind == "text":
        return texts(flat)
    if kind == "integer":
        return pd.array(flat, "Int64") if flat.dtype == object else flat.astype(np.int64)
    return flat.astype(float)


def _flat(values, shape):
    return values if values.shape == (shape[0] * shape[1],) else np.broadcast_to(values, shape).ravel()


def about(parts):
    """What parts are about, as columns."""
    items = [part.item for part in parts]
    columns = {"theme": [item.theme or None for item in items], "item": [item.word for item in items]}
    return columns | ({"option": [part.option for part in parts]} if any(part.option for part in parts) else {})


def counts(made):
    """Of a sheet by group and part: valid answers and their known events, who was asked, did not know, left it out."""
    return {
        "n_events": known_events(made.events, made.valid),
        "n": made.total(lambda answer: answer is not None and not answer.dont_know),
        "n_asked": made.total(lambda answer: True),
        "n_dont_know": made.total(lambda answer: answer is not None and answer.dont_know),
        "n_missing": made.total(lambda answer: answer is None),
    }


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


def clustered(events, used):
    """What is said of clusters that are no events, of each item or option.

    Parameters
    ----------
    events : int array
        Event of each cluster; -1 for a respondent of an unknown event.
    used : bool array
        Which clusters each has respondents in, shape (clusters, parts).

    Returns
    -------
    list of list of str
    """
    alone = (used & (events == -1)[:, None]).sum(axis=0)
    return [[f"respondents of an unknown event, each a cluster of its own: {n}"] if n else [] for n in alone]


def rules(made, *clauses):
    """The rule of each part of a sheet: some clauses, and what is said of clusters that are no events."""
    return ["; ".join([*clauses, *alone]) for alone in clustered(made.events, made.used)]
