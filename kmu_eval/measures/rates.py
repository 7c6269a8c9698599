"""How many answered: events surveyed, respondents per attendance, items left out."""

import numpy as np

from kmu_eval.measures.counting import word_codes
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
    rates = [_of_events(tables, found, wave), _of_attendances(tables, found, wave), *_of_items(tables, found, wave)]
    columns = {name: [rate[name] for rate in rates] for name in ("rate", "item", "unit", "rule")}
    for name in ("answers", "n", "n_missing"):
        columns[name] = np.stack([rate[name] for rate in rates], axis=1)[found.shown]
    columns["n_missing"] = np.where(np.arange(len(rates)) < 2, columns["n_missing"].astype(object), None)
    columns["estimate"] = share(columns["answers"], columns["n"])
    return table(found.who.groups.frame(found.shown), len(rates), columns)


def _of_events(tables, found, wave):
    who, size = found.who, found.who.groups.size
    other = who.inside & ~found.events[who.event] & (who.event >= 0)
    cells = np.unique(who.event[other] * np.int64(size) + who.group[other])
    numbers = {"answers": events_attended(found.there).estimate, "n": events_attended(found.came).estimate}
    numbers |= {"n_missing": add_up(cells % size, size)}
    rule = f"events with a respondent / events; wave {wave}; {tables.rules.sentence}"
    return {"rate": "events_surveyed", "item": None, "unit": "events", "rule": rule, **numbers}


def _of_attendances(tables, found, wave):
    who, size = found.who, found.who.groups.size
    at_them, elsewhere = (add_up(who.group[rows], size) for rows in (found.at_them, who.inside & ~found.at_them))
    numbers = {"answers": at_them, "n": found.attendances, "n_missing": elsewhere}
    rule = f"respondents / attendances, at events with both; wave {wave}; {tables.rules.sentence}"
    return {"rate": "answers_per_attendance", "item": None, "unit": "attendances", "rule": rule, **numbers}


def _of_items(tables, found, wave):
    rule, size = f"left out / all who were asked; wave {wave}", found.who.groups.size
    for item, asked, answered in asked_and_answered(tables, found.who.inside):
        left_out, n = (add_up(found.who.group[rows], size) for rows in (asked & ~answered, asked))
        told = {"rate": "item_nonresponse", "item": item.word, "unit": "respondents", "rule": rule}
        yield told | {"answers": left_out, "n": n, "n_missing": n}


def asked_and_answered(tables, inside):
    """Which respondents of a wave were asked each item, and which answered it; an option is enough.

    Parameters
    ----------
    tables : Tables
    inside : bool array
        Which respondents are of the wave.

    Yields
    ------
    item : Item
        One that somebody was asked.
    asked, answered : bool array
    """
    responses, items = tables.responses, tables.code_book.items
    places = word_codes(responses["item"], [item.word for item in items])
    cells = responses["respondent"].to_numpy() + places * np.int64(len(inside))
    asked, answered = (np.zeros((len(items) + 1, len(inside)), bool) for _ in range(2))
    asked.ravel()[cells], answered.ravel()[cells[responses["answer"].array.codes >= 0]] = True, True
    for item, *each in zip(items, asked & inside, answered & inside, strict=False):
        if each[0].any():
            yield item, *each
