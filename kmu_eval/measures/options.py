"""How many chose each option of a multiple choice item."""

from kmu_eval.code_book import CHOSEN
from kmu_eval.measures import estimates
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.sheet import sheet
from kmu_eval.measures.survey_rows import about, counts, of_share, rules, table

_RULE = "chosen / respondents who could see the option and answered the item"


def options(tables, items, by=(), wave="post"):
    """The share of respondents who chose each option, with events as clusters.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of multiple choice items, or of themes where no item has the word.
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role.
    wave : str

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), theme, item, option, unit, n (respondents who
        could see the option and answered the item), n_events, n_missing (could see it and left the item out), n_asked,
        answers (who chose it), estimate, ci_low, ci_high, ci_level, iid_low, iid_high, deff, event_average, method,
        rule. Shares of one item do not add up to 1, for several options can be chosen; those of an option that was
        added later are of those who could see it.

    Raises
    ------
    MeasureError
        If an item, a grouping column or the wave is unknown, or an item has no options.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item, Option
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"]}, "events")}
    >>> frames["respondents"] = typed({"event": [0, 1], "wave": ["post"] * 2}, "respondents")
    >>> given = {"respondent": [0, 1, 1], "item": ["needs"] * 3, "option": ["time", "time", "staff"]}
    >>> frames["responses"] = typed({**given, "answer": ["chosen", "not_chosen", "chosen"]}, "responses")
    >>> answers, all_options = (Answer("not_chosen"), Answer("chosen", top=True)), (Option("time"), Option("staff"))
    >>> book = CodeBook((Item("needs", answers=answers, options=all_options),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> made = options(in_memory(frames, rules, Origin("Centre"), code_book=book), "needs")
    >>> made[["option", "n", "answers", "estimate"]].astype("object").values.tolist()
    [['time', 2, 1, 0.5], ['staff', 1, 1, 1.0]]
    """
    items = items_of(tables.code_book, items, lambda item: item.multiple, "no_options")
    made = sheet(tables, items, respondents(tables, by, wave))
    chosen = made.of(lambda answer: answer is not None and answer.word == CHOSEN)
    told = {**about(made.parts), **counts(made), **of_share(estimates.share(chosen, made.valid))}
    told |= {"unit": "respondents", "answers": chosen.sum(axis=0)}
    told |= {"rule": rules(made, _RULE, f"wave {wave}")}
    del told["n_dont_know"]
    return table(made.groups, len(made.parts), told)
