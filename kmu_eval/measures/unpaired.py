"""Two waves whose respondents cannot be paired: how often the later answer is the higher one."""

import numpy as np
import pandas as pd

from kmu_eval.measures.kernels import share
from kmu_eval.measures.places import items_of
from kmu_eval.measures.survey_rows import table
from kmu_eval.measures.tally import tallies

_RULE = "higher answers in the later wave, equal ones half / all pairs of an earlier and a later respondent"


def unpaired(tables, items, waves=("pre", "post")):
    """How often a later respondent gives a higher answer than an earlier one, whoever they are.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items with a single choice, or of themes where no item has the word.
    waves : (str, str)
        The earlier wave first.

    Returns
    -------
    DataFrame
        theme, item, unit, n (valid answers of both waves), n_earlier, n_later, estimate (0.5: no difference), p_value,
        method, rule.

    Raises
    ------
    MeasureError
        If an item or a wave is unknown, or none has a single choice.

    Notes
    -----
    The rank sum test of Wilcoxon (1945), Mann and Whitney (1947), corrected for ties and continuity; the estimate is U
    over the number of pairs. Answers count as independent, so that p is too small where people at one event resemble
    one another; `pre_post` is to be preferred where people can be paired.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> who = {"event": [0] * 4, "wave": ["pre", "pre", "post", "post"]}
    >>> frames = {"events": typed({"event": ["a"]}, "events"), "respondents": typed(who, "respondents")}
    >>> given = {"respondent": [0, 1, 2, 3], "item": ["sure"] * 4, "answer": ["no", "yes", "yes", "yes"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("sure", answers=(Answer("no"), Answer("yes", top=True))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> unpaired(in_memory(frames, rules, Origin("Centre"), code_book=book), "sure")["estimate"].tolist()
    [0.75]
    """
    found = items_of(tables.code_book, items, lambda item: not item.multiple, "several_options")
    words = [item.word for item in found]
    both = zip(*(tallies(tables, words, wave=wave) for wave in waves), strict=True)
    rows = pd.DataFrame([_row(earlier, later) for earlier, later in both])
    rule = f"{_RULE}; waves {waves[0]} and {waves[1]}; answers taken as independent"
    told = {"unit": "answers", "method": "rank_sum", "rule": rule}
    return table(pd.DataFrame(index=[0]), len(rows), {**{name: rows[name].array for name in rows}, **told})


def _row(earlier, later):
    counts = [_on_scale(made) for made in (earlier, later)]
    n = [int(each.sum()) for each in counts]
    higher, p_value = rank_sum(*counts)
    told = {"theme": later.item.theme or None, "item": later.item.word, "n": sum(n), "n_earlier": n[0], "n_later": n[1]}
    return told | {"estimate": higher, "p_value": p_value}


def _on_scale(made):
    places = [made.item.words.index(word) for word in made.item.scale_words]
    return made.counts.sum(axis=(0, 1))[places]


def rank_sum(earlier, later):
    """How often a later answer is higher, and the p-value of no difference.

    Parameters
    ----------
    earlier, later : int array
        Answers of each place of the scale, least first.

    Returns
    -------
    float, float
        Missing where a wave has no answers, the p-value also where all answers are the same.

    Examples
    --------
    >>> [round(float(each), 3) for each in rank_sum(np.array([3, 2, 1]), np.array([1, 2, 3]))]
    [0.722, 0.204]
    """
    from scipy.stats import norm

    n, m, both = earlier.sum(), later.sum(), earlier + later
    wins = later @ (np.cumsum(earlier) - earlier / 2)
    ties = (both.astype(float) ** 3 - both).sum()
    whole = n + m
    variance = n * m / 12 * (whole + 1 - share(ties, whole * (whole - 1.0)))
    if not variance > 0:
        return float(share(wins, n * m)), float("nan")
    z = (abs(wins - n * m / 2) - 0.5) / np.sqrt(variance)
    return float(share(wins, n * m)), float(min(2 * norm.sf(z), 1))
