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
        asked; only items that the wave asked. What lies above 1 stands as it is. By channel or role the first two are
        missing where more than one in twenty of those who came to the events surveyed, or of those who answered there,
        do not state it: numerator and denominator would be of others.

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
    shown = found.shown
    rates = [_of_events(tables, found, wave), _of_attendances(tables, found, wave), *_of_items(tables, found, wave)]
    columns = {name: [rate[name] for rate in rates] for name in ("rate", "item", "unit", "rule")}
    for name in ("answers", "n", "n_missing"):
        columns[name] = np.stack([rate[name] for rate in rates], axis=1)[shown]
    columns["n_missing"] = np.where(np.arange(len(rates)) < 2, columns["n_missing"].astype(object), None)
    found_shares, of_items = share(columns["answers"], columns["n"]), np.arange(len(rates)) >= 2
    columns["estimate"] = np.where(of_items | found.comparable, found_shares, np.nan)
    return table(found.who.groups.frame(shown), len(rates), columns)


def _of_events(tables, found, wave):
    who, size = found.who, found.who.groups.size
    other = who.inside & ~found.events[who.event] & (who.event >= 0)
    cells = np.unique(who.event[other] * np.int64(size) + who.group[other])
    numbers = {"answers": events_attended(found.there).estimate, "n": events_attended(found.came).estimate}
    numbers |= {"n_missing": add_up(cells % size, size)}
    rule = "; ".join(["events with a respondent / events", f"wave {wave}", tables.rules.sentence, *found.clauses])
    return {"rate": "events_surveyed", "item": None, "unit": "events", "rule": rule, **numbers}


def _of_attendances(tables, found, wave):
    who, size, at_them = found.who, found.who.groups.size, found.at_them
    answered, elsewhere = (add_up(who.group[rows], size) for rows in (at_them, who.inside & ~at_them))
    numbers = {"answers": answered, "n": found.attendances, "n_missing": elsewhere}
    said = [f"wave {wave}", tables.rules.sentence, *found.clauses]
    rule = "; ".join(["respondents / attendances, at events with both", *said])
    return {"rate": "answers_per_attendance", "item": None, "unit": "attendances", "rule": rule, **numbers}


def _of_items(tables, found, wave):
    rule, of_rows = f"left out / all who were asked; wave {wave}", _rows_by_item(tables.responses, found.who)
    for item in tables.code_book.items:
        if item.word in of_rows and of_rows[item.word][0].any():
            n, answered = _by_any_option(tables.responses, item, found.who) if item.multiple else of_rows[item.word]
            told = {"rate": "item_nonresponse", "item": item.word, "unit": "respondents", "rule": rule}
            yield told | {"answers": n - answered, "n": n, "n_missing": n}


def _rows_by_item(responses, who):
    """By word of an item, and by group: rows of respondents of the wave, and those of them with an answer."""
    words, width = responses["item"].array.categories, 2 * (1 + len(responses["item"].array.categories))
    place = responses["item"].array.codes.astype(np.min_scalar_type(-width))
    place += 1
    place *= 2
    place += responses["answer"].array.codes >= 0
    number = np.where(who.inside, width * (1 + who.group), 0).take(responses["respondent"].to_numpy())
    number += place
    counts = np.bincount(number, minlength=width * (1 + who.groups.size)).reshape(-1, width // 2, 2)[1:, 1:]
    return {word: (counts[:, i].sum(axis=1), counts[:, i, 1]) for i, word in enumerate(words)}


def _by_any_option(responses, item, who):
    """By group: respondents of the wave who could see an option of the item, and those who answered any."""
    rows = np.flatnonzero(is_word(responses["item"], item.word))
    number = 2 * responses["respondent"].to_numpy()[rows] + (responses["answer"].array.codes[rows] >= 0)
    of_each = np.bincount(number, minlength=2 * len(who.inside)).reshape(-1, 2) > 0
    among = who.inside & of_each.any(axis=1), who.inside & of_each[:, 1]
    return [add_up(who.group[rows], who.groups.size) for rows in among]
