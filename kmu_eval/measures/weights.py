"""Answers weighted to those who came."""

from dataclasses import replace

import numpy as np
import pandas as pd

from kmu_eval.errors import MeasureError
from kmu_eval.measures import estimates
from kmu_eval.measures.combinations import Combinations, choose
from kmu_eval.measures.kernels import add_up, share
from kmu_eval.measures.places import items_of
from kmu_eval.measures.raking import rake
from kmu_eval.measures.representation import answered_and_came
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.sheet import sheet
from kmu_eval.measures.survey_rows import about, counts, interval, known_events, table
from kmu_eval.measures.surveyed import surveyed
from kmu_eval.measures.top_shares import has_top, top_rules

POPULATIONS = ("all", "surveyed")


def raked(tables, items, margins=("mode", "kind"), wave="post", population="all"):
    """Shares of top answers, unweighted and with respondents weighted to the counted attendances.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items, or of themes where no item has the word, of which those with a top answer are taken.
    margins : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role. Respondents are weighted so that each margin is as among the counted attendances.
    wave : str
    population : str
        ``all`` counted attendances, or those at ``surveyed`` events: respondents who do not tell their event are then
        left out, and the rule says how many.

    Returns
    -------
    DataFrame
        theme, item, unit, n (valid answers), n_events, n_missing, n_asked, n_dont_know, estimate, ci_low, ci_high,
        ci_level, weighted, weighted_low, weighted_high, weights_deff, event_average (unweighted), method, rule.

    Raises
    ------
    MeasureError
        If an item, a margin or the wave is unknown; if a margin is not stated for a respondent or an attendance; if a
        category has attendances and no respondent, or the reverse; if raking does not come to an end.

    Notes
    -----
    `kmu_eval.measures.raking.rake`. The interval is that of `kmu_eval.measures.estimates.share`, from the weighted sums
    of each event, scaled to Kish's effective number of answers; the weights are held fixed.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b", "c"], "mode": ["online", "online", "hybrid"]}, "events")}
    >>> frames["head_counts"] = typed({"event": [0, 1, 2], "attended": [10, 10, 60]}, "head_counts")
    >>> frames["respondents"] = typed({"event": [0, 0, 1, 2], "wave": ["post"] * 4}, "respondents")
    >>> given = {"respondent": [0, 1, 2, 3], "item": ["useful"] * 4, "answer": ["no", "no", "no", "yes"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("useful", answers=(Answer("no"), Answer("yes", top=True))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = raked(in_memory(frames, rules, Origin("Centre"), code_book=book), "useful", "mode")
    >>> made[["estimate", "weighted", "weights_deff"]].round(3).values.tolist()
    [[0.25, 0.75, 2.333]]
    """
    items = items_of(tables.code_book, items, has_top, "no_top_answers")
    choose([population], POPULATIONS, "population")
    who, left_out = _population(tables, margins, wave, population)
    cells, weights = _cells(who), _weights(tables, who, wave, population)
    made = sheet(tables, items, replace(who, groups=cells[0], group=cells[1]))
    basis = f"weighted to attendances by {'/'.join(who.groups.columns)}; weights held fixed in the interval{left_out}"
    told = {**_plain(made), **_weighted(made, weights), "unit": "answers"}
    told |= {"rule": top_rules(made, f"wave {wave}", basis, tables.rules.sentence), **about(made.parts)}
    return table(pd.DataFrame(index=[0]), len(items), told)


def _population(tables, margins, wave, population):
    """The respondents who are weighted, and what is said of the others."""
    who = respondents(tables, margins, wave)
    if population == "all":
        return who, ""
    there = surveyed(tables, margins, wave).at_them
    outside = np.count_nonzero(who.inside & ~there)
    return replace(who, inside=there), f"; of surveyed events only, respondents left out: {outside}"


def _cells(who):
    """Only the groups that have a respondent, numbered, so that empty ones cost nothing."""
    cells, group = _held(who), np.zeros(who.groups.size, np.intp)
    group[cells] = np.arange(len(cells))
    return Combinations(("cell",), (tuple(map(str, cells)),)), group[who.group]


def _held(who):
    return np.flatnonzero(add_up(who.group[who.inside], who.groups.size))


def _weights(tables, who, wave, population):
    """The weight of a respondent of each group that has one."""
    counted = answered_and_came if population == "all" else _at_surveyed
    totals, held = _totals(tables, who.groups.columns, wave, counted), _held(who)
    n = add_up(who.group[who.inside], who.groups.size)[held]
    return rake(n, who.groups.split(held), totals)


def _at_surveyed(tables, column, wave):
    found = surveyed(tables, [column], wave)
    answered = add_up(found.who.group[found.at_them], found.who.groups.size)
    return answered, found.attendances, found.who.groups


def _totals(tables, margins, wave, counted):
    """The counted attendances of each margin's categories, if each has respondents."""
    totals, faults = [], []
    for column in margins:
        answered, came, groups = counted(tables, column, wave)
        faults += _faults(column, groups.words[0], answered, came)
        totals.append(came[:-1])
    if faults:
        raise MeasureError(*faults)
    return totals


def _faults(column, words, answered, came):
    if answered[-1] or came[-1]:
        values = {"column": column, "answers": int(answered[-1]), "attendances": int(came[-1])}
        yield "raking_not_stated", values
    for word, answers, attendances in zip(words, answered[:-1], came[:-1], strict=True):
        if bool(answers) != bool(attendances):
            values = {"column": column, "word": word, "answers": int(answers), "attendances": int(attendances)}
            yield "raking_one_side", values


def _plain(made):
    """Without weights, the cells together."""
    top, valid = (_by_cell(made, each).sum(axis=1) for each in (made.top, made.valid))
    told = {name: each.reshape(-1, len(made.parts)).sum(axis=0) for name, each in counts(made).items()}
    told |= {"n_events": known_events(made.events, valid)}
    return told | interval(estimates.share(top, valid))


def _by_cell(made, counted):
    """As (clusters, cells, parts)."""
    return counted.reshape(len(made.events), len(made.groups), len(made.parts))


def _weighted(made, weights):
    """The weighted share, and the design effect of the weights: Kish, n * sum of squares / square of the sum."""
    top, valid = (_by_cell(made, each) for each in (made.top, made.valid))
    each = weights[None, :, None]
    whole, squares = ((valid.sum(axis=0) * power[0]).sum(axis=0) for power in (each, each**2))
    worth = np.nan_to_num(share(whole, squares))
    found = estimates.share((top * each).sum(axis=1) * worth, (valid * each).sum(axis=1) * worth)
    deff = share(valid.sum(axis=(0, 1)) * squares, whole**2)
    return {"weighted": found.estimate, "weighted_low": found.low, "weighted_high": found.high, "weights_deff": deff}
