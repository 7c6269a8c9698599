"""How often each answer was given, *don't know* and left out beside."""

import numpy as np

from kmu_eval.measures.kernels import share
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.sheet import sheet
from kmu_eval.measures.survey_rows import about, counts, rules, table

_RULE = "answers on the scale / valid answers, don't know and left out / all who were asked"


def distribution(tables, items, by=(), wave="post"):
    """How the answers to items are distributed.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items, or of themes where no item has the word.
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role.
    wave : str

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), theme, item, option, answer (missing: left out),
        position (on the scale, from 1), meaning, base, unit, n (valid answers), n_events (known ones, with such),
        n_missing, n_asked, n_dont_know, answers (how many gave it), estimate, rule. The shares of valid answers add up
        to 1, the counts of all rows of an item to ``n_asked``.

    Raises
    ------
    MeasureError
        If an item, a grouping column or the wave is unknown.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a"]}, "events")}
    >>> frames["respondents"] = typed({"event": [0, 0, 0], "wave": ["post"] * 3}, "respondents")
    >>> given = {"respondent": [0, 1, 2], "item": ["useful"] * 3, "answer": ["yes", None, "yes"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("useful", answers=(Answer("no"), Answer("yes", top=True))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = distribution(in_memory(frames, rules, Origin("Centre"), code_book=book), "useful")
    >>> made[["answer", "base", "answers", "estimate"]].astype("object").round(2).values.tolist()
    [['no', 'valid', 0, 0.0], ['yes', 'valid', 2, 1.0], [nan, 'asked', 1, 0.3333333333333333]]
    """
    made = sheet(tables, items_of(tables.code_book, items), respondents(tables, by, wave))
    part_of = np.repeat(np.arange(len(made.parts)), [part.width for part in made.parts])
    meant = [_meaning(part.item, answer) for part in made.parts for answer in (*part.item.answers, None)]
    told = {name: [row[name] for row in meant] for name in meant[0]}
    told |= {name: [values[part] for part in part_of] for name, values in about(made.parts).items()}
    told |= {name: each.reshape(-1, len(made.parts))[:, part_of] for name, each in counts(made).items()}
    base = np.where(np.array(told["base"]) == "valid", told["n"], told["n_asked"])
    told |= {"answers": made.given, "estimate": share(made.given, base), "unit": "respondents"}
    of_parts = rules(made, _RULE, f"wave {wave}")
    return table(made.groups, len(part_of), told | {"rule": [of_parts[part] for part in part_of]})


def _meaning(item, answer):
    if answer is None:
        return {"answer": None, "position": None, "meaning": "missing", "base": "asked"}
    if answer.dont_know:
        return {"answer": answer.word, "position": None, "meaning": "dont_know", "base": "asked"}
    position = None if item.multiple else item.scale_words.index(answer.word) + 1
    return {"answer": answer.word, "position": position, "meaning": "answer", "base": "valid"}
