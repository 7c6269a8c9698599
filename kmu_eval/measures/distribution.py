"""How often each answer was given, *don't know* and left out beside."""

from kmu_eval.measures.kernels import share
from kmu_eval.measures.survey_rows import about, counts, rule, table
from kmu_eval.measures.tally import tallies

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
        position (on the scale, from 1), meaning, base, unit, n (valid answers), n_events (with valid answers),
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
    made = tallies(tables, items, by, wave)
    return table(made[0].groups, [row for each in made for row in _rows(each)])


def _rows(made):
    n = {"n": made.valid.sum(axis=0), "unit": "respondents"}
    told = {**about(made), **n, **counts(made), "rule": rule(made, _RULE)}
    given = made.counts.sum(axis=0).T
    for answer, answers in zip((*made.item.answers, None), given, strict=True):
        yield told | _meaning(made.item, answer) | _share(answers, told, answer)


def _share(answers, told, answer):
    on_scale = answer is not None and not answer.dont_know
    base = told["n"] if on_scale else told["n_asked"]
    return {"base": "valid" if on_scale else "asked", "answers": answers, "estimate": share(answers, base)}


def _meaning(item, answer):
    if answer is None:
        return {"answer": None, "position": None, "meaning": "missing"}
    if answer.dont_know:
        return {"answer": answer.word, "position": None, "meaning": "dont_know"}
    position = None if item.multiple else item.scale_words.index(answer.word) + 1
    return {"answer": answer.word, "position": position, "meaning": "answer"}
