"""How many respondents of two waves could be paired, and whether those who could answered otherwise."""

from dataclasses import replace

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import Combinations
from kmu_eval.measures.counting import is_word, word_codes
from kmu_eval.measures.kernels import share
from kmu_eval.measures.pairs import not_paired, pairs
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.sheet import sheet
from kmu_eval.measures.survey_rows import table
from kmu_eval.measures.top_shares import has_top, top_columns


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
    n = np.array([np.count_nonzero(is_word(tables.respondents["wave"], wave)) for wave in waves])
    paired = np.full(2, len(found.later))
    told = {"wave": list(waves), "unit": "respondents", "n": n, "answers": paired, "estimate": share(paired, n)}
    return table(pd.DataFrame(index=[0]), 2, told | {"rule": rule})


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
    who = respondents(tables, (), waves[0])
    wave = word_codes(tables.respondents["wave"], list(waves))
    unmatched = np.ones(len(wave), np.intp)
    unmatched[found.earlier], unmatched[found.later] = 0, 0
    groups = Combinations(("matched", "wave"), (vocabulary.MATCHED, tuple(waves)))
    group = groups.joined((unmatched, wave), len(wave))
    made = sheet(tables, items, replace(who, groups=groups, group=group, inside=wave < 2))
    told = top_columns(made, f"waves {waves[0]} and {waves[1]}", *not_paired(found))
    return table(made.groups, len(items), told)
