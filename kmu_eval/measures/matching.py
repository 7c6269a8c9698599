"""How many respondents of two waves could be paired, and whether those who could answered otherwise."""

from dataclasses import replace

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.changes import not_paired
from kmu_eval.measures.combinations import Combinations
from kmu_eval.measures.counting import is_word
from kmu_eval.measures.kernels import share
from kmu_eval.measures.pairs import pairs
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.survey_rows import table
from kmu_eval.measures.tally import tallies_of
from kmu_eval.measures.top_shares import has_top, top_row


def matching(tables, waves=("pre", "post")):
    """How many respondents of each of two waves are paired with one of the other.

    Parameters
    ----------
    tables : Tables
    waves : (str, str)
        The earlier wave first.

    Returns
    -------
    DataFrame
        One row per wave: wave, unit, n (all respondents of the wave), answers (paired), estimate, rule.

    Raises
    ------
    MeasureError
        If a wave is unknown, or there are not two.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> who = {"event": [0, 0, 0], "pairing": [0, 0, -1], "wave": ["pre", "post", "post"]}
    >>> frames = {"events": typed({"event": ["a"]}, "events"), "respondents": typed(who, "respondents")}
    >>> found = matching(in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre")))
    >>> found[["wave", "answers", "n", "estimate"]].astype("object").values.tolist()
    [['pre', 1, 1, 1.0], ['post', 1, 2, 0.5]]
    """
    found = pairs(tables, waves)
    rule = "; ".join(["paired by own code / respondents", f"waves {waves[0]} and {waves[1]}", *not_paired(found)])
    rows = []
    for wave, paired in zip(waves, (found.earlier, found.later), strict=True):
        n = np.count_nonzero(is_word(tables.respondents["wave"], wave))
        told = {"wave": wave, "unit": "respondents", "n": n, "answers": len(paired), "rule": rule}
        rows.append(told | {"estimate": share(len(paired), n)})
    return table(pd.DataFrame(index=[0]), rows)


def matched_or_not(tables, items, waves=("pre", "post")):
    """Top shares and means in both waves, of respondents who are paired and of those who are not.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items, or of themes where no item has the word, of which those with a top answer are taken.
    waves : (str, str)
        The earlier wave first.

    Returns
    -------
    DataFrame
        matched (yes, no), wave, and the columns of `kmu_eval.measures.top_shares.top_share`.

    Raises
    ------
    MeasureError
        If an item or a wave is unknown, there are not two waves, or none of an item's answers is marked as top.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> who = {"event": [0, 0, 0], "pairing": [0, 0, -1], "wave": ["pre", "post", "post"]}
    >>> frames = {"events": typed({"event": ["a"]}, "events"), "respondents": typed(who, "respondents")}
    >>> given = {"respondent": [1, 2], "item": ["sure"] * 2, "answer": ["yes", "no"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("sure", answers=(Answer("no"), Answer("yes", top=True))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = matched_or_not(in_memory(frames, rules, Origin("Centre"), code_book=book), "sure")
    >>> made[["matched", "wave", "n", "estimate"]].astype("object").values.tolist()
    [['yes', 'pre', 0, nan], ['yes', 'post', 1, 1.0], ['no', 'pre', 0, nan], ['no', 'post', 1, 0.0]]
    """
    items, found = items_of(tables.code_book, items, has_top, "no_top_answers"), pairs(tables, waves)
    made = [each for wave in waves for each in _tallies(tables, items, found, wave)]
    return table(made[0].groups, [top_row(each) | {"wave": each.wave} for each in made])


def _tallies(tables, items, found, wave):
    who = respondents(tables, (), wave)
    unmatched = np.ones(len(who.inside), np.intp)
    unmatched[found.earlier], unmatched[found.later] = 0, 0
    who = replace(who, groups=Combinations(("matched",), (vocabulary.MATCHED,)), group=unmatched)
    return tallies_of(tables, items, who, wave)
