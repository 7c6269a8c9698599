"""How many answered: events surveyed, respondents per attendance, items left out."""

import numpy as np

from kmu_eval.measures.counting import is_word
from kmu_eval.measures.kernels import add_up, share
from kmu_eval.measures.ranges import events_attended
from kmu_eval.measures.survey_rows import table
from kmu_eval.measures.surveyed import surveyed


def response_rates(tables, by=(), wave="post"):
    """How many events were surveyed, how many of those who came answered, and how often each item was left out.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role.
    wave : str

    Returns
    -------
    DataFrame
        The grouping columns (every combination, the empty ones too), rate, item (of ``item_nonresponse``), unit, n,
        n_missing, answers, estimate (answers / n), rule. ``events_surveyed``: events with a respondent of the wave, of
        n with a counted attendance; ``n_missing``: events with a respondent, but without a counted attendance.
        ``answers_per_attendance``: respondents per counted attendance, both at the events surveyed; ``n_missing``:
        respondents of other or unknown events. ``item_nonresponse``: respondents who left the item out, of n who were
        asked; only items that the wave asked. What lies above 1 stands as it is.

    Raises
    ------
    MeasureError
        If a grouping column or the wave is unknown.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"]}, "events")}
    >>> frames["head_counts"] = typed({"event": [0, 1], "attended": [8, 20]}, "head_counts")
    >>> frames["respondents"] = typed({"event": [0, 0], "wave": ["post"] * 2}, "respondents")
    >>> found = response_rates(in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre")))
    >>> found[["rate", "answers", "n", "estimate"]].astype("object").values.tolist()
    [['events_surveyed', 1, 2, 0.5], ['answers_per_attendance', 2, 8, 0.25]]
    """
    found = surveyed(tables, by, wave)
    rates = [_of_events(tables, found, wave), _of_attendances(tables, found, wave)]
    return table(found.who.groups.frame(found.shown), [*rates, *_of_items(tables, found, wave)])


def _rate(found, rate, unit, answers, n, rule, item=None, n_missing=None):
    """One rate; all numbers by group."""
    told = {"rate": rate, "item": item, "unit": unit, "rule": rule, "n_missing": None}
    told |= {"answers": answers[found.shown], "n": n[found.shown], "estimate": share(answers, n)[found.shown]}
    return told if n_missing is None else told | {"n_missing": n_missing[found.shown]}


def _of_events(tables, found, wave):
    who, size = found.who, found.who.groups.size
    other = who.inside & ~found.events[who.event] & (who.event >= 0)
    cells = np.unique(who.event[other] * np.int64(size) + who.group[other])
    rule = f"events with a respondent / events; wave {wave}; {tables.rules.sentence}"
    numbers = (events_attended(found.there).estimate, events_attended(found.came).estimate)
    return _rate(found, "events_surveyed", "events", *numbers, rule, n_missing=add_up(cells % size, size))


def _of_attendances(tables, found, wave):
    who, size = found.who, found.who.groups.size
    at_them, elsewhere = (add_up(who.group[rows], size) for rows in (found.at_them, who.inside & ~found.at_them))
    rule = f"respondents / attendances, at events with both; wave {wave}; {tables.rules.sentence}"
    numbers = at_them, found.attendances
    return _rate(found, "answers_per_attendance", "attendances", *numbers, rule, n_missing=elsewhere)


def _of_items(tables, found, wave):
    rule = f"left out / all who were asked; wave {wave}"
    for item in tables.code_book.items:
        asked, answered = asked_and_answered(tables.responses, item, found.who.inside)
        if asked.any():
            left_out, n = (add_up(found.who.group[rows], found.who.groups.size) for rows in (asked & ~answered, asked))
            yield _rate(found, "item_nonresponse", "respondents", left_out, n, rule, item.word)


def asked_and_answered(responses, item, inside):
    """Which respondents of a wave were asked an item, and which answered it; an option is enough.

    Parameters
    ----------
    responses : DataFrame
    item : Item
    inside : bool array
        Which respondents are of the wave.

    Returns
    -------
    asked, answered : bool array
    """
    rows = np.flatnonzero(is_word(responses["item"], item.word))
    respondent, given = responses["respondent"].to_numpy()[rows], responses["answer"].array.codes[rows] >= 0
    asked, answered = np.zeros(len(inside), bool), np.zeros(len(inside), bool)
    asked[respondent], answered[respondent[given]] = True, True
    return asked & inside, answered & inside
