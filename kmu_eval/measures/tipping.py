"""What those who did not answer would have to say for the whole to come to a threshold."""

from dataclasses import replace

import numpy as np

from kmu_eval.errors import MeasureError
from kmu_eval.measures.combinations import Combinations
from kmu_eval.measures.kernels import share
from kmu_eval.measures.places import items_of, parts_of
from kmu_eval.measures.sheet import sheet
from kmu_eval.measures.survey_rows import about, table
from kmu_eval.measures.surveyed import surveyed
from kmu_eval.measures.top_shares import has_top, top_clause
from kmu_eval.vocabulary import TIPPING

_RULE = "threshold * attendances = top answers + tipping share * those silent, at events with both"


def tipping_point(tables, items, threshold, by=(), wave="post"):
    """The share of top answers among those silent at which the share of all who came is at a threshold.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items, or of themes where no item has the word, of which those with a top answer are taken.
    threshold : float
        Between 0 and 1.
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role.
    wave : str

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), theme, item, unit, n (valid answers), n_missing
        (valid answers at events without counted attendance, or at unknown ones: not used), answers (top ones),
        estimate, n_attendances (at the events surveyed), threshold, n_silent, tipping_share, tipping_pp, verdict, rule.
        ``tipping_share`` is missing where no share between 0 and 1 would do; then the verdict is ``reached`` where the
        whole cannot be below the threshold, ``missed`` where it must be; else it is ``open``. Both are missing by
        channel or role where too many of those who came or answered do not state it (see `response_rates`).

    Raises
    ------
    MeasureError
        If an item, a grouping column or the wave is unknown, none of an item's answers is marked as top, or the
        threshold is not between 0 and 1.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a"]}, "events")}
    >>> frames["head_counts"] = typed({"event": [0], "attended": [10]}, "head_counts")
    >>> frames["respondents"] = typed({"event": [0] * 4, "wave": ["post"] * 4}, "respondents")
    >>> given = {"respondent": [0, 1, 2, 3], "item": ["useful"] * 4, "answer": ["yes", "yes", "yes", "no"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("useful", answers=(Answer("no"), Answer("yes", top=True))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = tipping_point(in_memory(frames, rules, Origin("Centre"), code_book=book), "useful", 0.5)
    >>> made[["estimate", "n_silent", "tipping_share"]].round(3).values.tolist()
    [[0.75, 6, 0.333]]
    """
    if not 0 <= threshold <= 1:
        raise MeasureError(("no_threshold", {"found": threshold}))
    items, found = items_of(tables.code_book, items, has_top, "no_top_answers"), surveyed(tables, by, wave)
    n, top, unused = _answers(tables, items, found)
    came = np.repeat(found.attendances[found.shown], len(items)).reshape(n.shape)
    p, silent = share(top, n), came - n
    usable = (n > 0) & found.comparable
    tipping = np.where(usable, share(threshold * came - top, np.maximum(silent, 0)), np.nan)
    verdict = _verdicts(tipping, np.where(usable, p, np.nan), silent, threshold)
    tipping = np.where(verdict == "open", tipping, np.nan)
    told = {"unit": "answers", "n": n, "n_missing": unused, "answers": top, "estimate": p, "n_attendances": came}
    told |= {"threshold": threshold, "n_silent": np.where(silent >= 0, silent.astype(np.int64).astype(object), None)}
    told |= {"tipping_share": tipping, "tipping_pp": 100 * (p - tipping), "verdict": verdict, **about(parts_of(items))}
    said = [f"wave {wave}", tables.rules.sentence, *found.clauses]
    basis = ["; ".join([_RULE, top_clause(item), *said]) for item in items]
    told |= {"rule": np.vectorize(_rule, otypes="O")(basis, verdict, p, silent, threshold)}
    return table(found.who.groups.frame(found.shown), len(items), told)


def _answers(tables, items, found):
    """Valid and top answers at surveyed events, and valid ones that are not, by group that is shown and item."""
    who, there = found.who, ("yes", "no")
    groups = Combinations((*who.groups.columns, "there"), (*who.groups.words, there))
    group = who.group * (len(there) + 1) + ~found.at_them
    together = replace(who, groups=groups, group=group, event=np.zeros_like(who.event))
    made, shape = sheet(tables, items, together), (who.groups.size, len(there) + 1, len(items))
    whole = np.zeros((2, groups.size, len(items)))
    whole[:, together.shown] = [each.sum(axis=0).reshape(-1, len(items)) for each in (made.valid, made.top)]
    valid, top = (each.reshape(shape)[found.shown] for each in whole)
    return valid[:, 0], top[:, 0], valid[:, 1]


def _verdicts(tipping, p, silent, threshold):
    """Reached, missed or open; None where nobody answered, or more than came."""
    all_answered = (silent == 0) & ~np.isnan(p)
    holds = {
        "reached": (tipping < 0) | (all_answered & (p >= threshold)),
        "missed": (tipping > 1) | (all_answered & (p < threshold)),
        "open": (tipping >= 0) & (tipping <= 1),
    }
    return np.select(list(holds.values()), list(map(np.array, holds)), None)


def _rule(basis, verdict, p, silent, threshold):
    said = [verdict] if verdict in TIPPING else []
    said += ["below"] if verdict == "open" and p < threshold else []
    said += ["crowded"] if silent < 0 else []
    return "; ".join([basis, *(TIPPING[word] for word in said)])
