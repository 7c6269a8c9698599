"""What the same person answered at events of two groups."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.measures.combinations import choose
from kmu_eval.measures.intervals import around, t_quantile
from kmu_eval.measures.kernels import add_up, share
from kmu_eval.measures.moves import scale_places
from kmu_eval.measures.order import in_order
from kmu_eval.measures.places import items_of, parts_of
from kmu_eval.measures.respondents import RESPONDENT_COLUMNS, respondents
from kmu_eval.measures.survey_rows import about, table
from kmu_eval.measures.top_shares import has_top
from kmu_eval.vocabulary import NOT_TESTABLE

_RULE = "each person's share of top answers in the first group less that in the second, mean over persons"
_UNLINKED = "not testable with these data: no answer is linked to a participant"
_FEW = "not testable with these data: fewer than two participants answered in both groups"

_ROUNDING = 1e-9
"""So little do equal differences of shares differ."""


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Answers:
    """Valid answers in the two groups: whose (-1: not linked), in which of them, at which event, whether top."""

    participant: np.ndarray
    second: np.ndarray
    event: np.ndarray
    top: np.ndarray


def within_person(tables, items, order, by="mode", wave="post", level=0.95):
    """How the same persons answered at events of two groups.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items, or of themes where no item has the word, of which those with a top answer are taken.
    order : (str, str)
        Two words of `by`: the first, and the second, which is taken from it.
    by : str
        One of year, quarter, month, mode, kind, interactive, difficulty, topic, series, country, channel, role.
    wave : str
    level : float
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per item: theme, item, first, second, unit, n (persons with valid answers in both groups), n_events,
        n_missing (valid answers in the two groups that are not of such a person), answers (those that are), estimate,
        ci_low, ci_high, ci_level, method, verdict (``not_testable`` where fewer than two persons answered in both
        groups, else missing), rule, which says why. Where all persons differ by the same amount there is no interval.

    Raises
    ------
    MeasureError
        If an item, the column, the wave or a word is unknown, the order is not of two different words, or none of an
        item's answers is marked as top.

    Notes
    -----
    A paired t interval: persons are the clusters, each has one difference d, and the mean of n of them lies within
    t s / sqrt(n), with s their standard deviation and t at n - 1 degrees of freedom (Student 1908, Biometrika 6, 1-25).
    It holds the person fixed, not the topic, the day or what was learned before. METHODS.md, section 10.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"], "mode": ["in_person", "online"]}, "events")}
    >>> who = {"event": [0, 1] * 2, "participant": [0, 0, 1, 1], "wave": ["post"] * 4}
    >>> frames["respondents"] = typed(who, "respondents")
    >>> given = {"respondent": [0, 1, 2, 3], "item": ["useful"] * 4, "answer": ["no", "yes", "yes", "yes"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("useful", answers=(Answer("no"), Answer("yes", top=True))),))
    >>> tables = in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre"), code_book=book)
    >>> within_person(tables, "useful", ("online", "in_person"))[["n", "estimate"]].values.tolist()
    [[2.0, 0.5]]
    """
    items = items_of(tables.code_book, items, has_top, "no_top_answers")
    choose([by], RESPONDENT_COLUMNS, "by")
    who = respondents(tables, [by], wave)
    places = in_order(order, by, who.groups.words[0])
    rows = [_of_item(answers, tables.rules, level) for answers in _answers(tables, items, who, places)]
    told = {name: [row[name] for row in rows] for name in rows[0]} | about(parts_of(items))
    told |= {"first": order[0], "second": order[1], "unit": "participants", "ci_level": level, "method": "t_paired"}
    told["rule"] = [f"{each}; wave {wave}" for each in told["rule"]]
    return table(pd.DataFrame(index=[0]), len(items), told)


def _answers(tables, items, who, places):
    chosen = np.flatnonzero(who.inside & np.isin(who.group, places))
    on_scale = scale_places(tables, items, chosen)
    for item, place in zip(items, on_scale.T, strict=True):
        tops, valid = np.array([answer.top for answer in item.answers if not answer.dont_know]), place >= 0
        rows = chosen[valid]
        participant = tables.respondents["participant"].to_numpy()[rows]
        yield Answers(participant, who.group[rows] == places[1], who.event[rows], tops[place[valid]])


def _of_item(answers, rules, level):
    differences, used = _differences(answers)
    low, high = _interval(differences, level)
    reason = [] if len(differences) > 1 else [_FEW if (answers.participant >= 0).any() else _UNLINKED]
    return {
        "n": len(differences),
        "n_events": len(np.setdiff1d(answers.event[used], [-1])),
        "answers": np.count_nonzero(used),
        "n_missing": np.count_nonzero(~used),
        "estimate": differences.mean() if not reason else np.nan,
        "ci_low": low,
        "ci_high": high,
        "verdict": NOT_TESTABLE if reason else None,
        "rule": "; ".join([_RULE + rules.linked, *reason]),
    }


def _differences(answers):
    """The difference of each person with answers in both groups, and which answers are of such a person."""
    people, person = np.unique(answers.participant, return_inverse=True)
    cell, size = person + answers.second * len(people), 2 * len(people)
    n = add_up(cell, size).reshape(2, -1)
    shares = share(add_up(cell, size, answers.top).reshape(2, -1), n)
    both = (n > 0).all(axis=0) & (people >= 0)
    return np.subtract(*shares[:, both]), both[person]


def _interval(differences, level):
    """Missing for fewer than two persons, and where all differ by the same amount."""
    n = len(differences)
    if n < 2 or np.ptp(differences) < _ROUNDING:
        return np.nan, np.nan
    return around(differences.mean(), differences.var(ddof=1) / n, t_quantile(level, n - 1))
