"""How many answered."""

from kmu_eval.schema import by_columns, wave_of
from kmu_eval.sentences.spoken import group
from kmu_eval.small_cells import hide
from kmu_eval.speech import Speech

_PHRASES = {"events_surveyed": "answer_surveyed", "answers_per_attendance": "answer_respondents"}
_SMALL = {"events_surveyed": (), "answers_per_attendance": ("n", "answers"), "item_nonresponse": ("n",)}


def who_answered(rates, origin, language="en"):
    """At how many events was asked, how many answered, and what was left out most often.

    Parameters
    ----------
    rates : DataFrame
        From ``response_rates``: perhaps grouping columns, then rate, item, n, answers, estimate.
    origin : Origin
        Its ``smallest_cell`` is obeyed, its labels hold the wordings.
    language : str

    Returns
    -------
    str
        A line for each group.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> rates = {"rate": ["events_surveyed", "answers_per_attendance", "item_nonresponse"]}
    >>> rates |= {"item": [None, None, "useful"]}
    >>> rates |= {"n": [200, 9000, 2310], "answers": [142, 2310, 70], "estimate": [0.71, 0.257, 0.03]}
    >>> print(who_answered(pd.DataFrame(rates), Origin("Centre")))
    A survey was made at 142 of 200 events (71%); 2,310 respondents for 9,000 attendances there (26%); left out most \
often was 'useful' (by 70 of 2,310 asked, 3%).
    """
    columns, speech = by_columns(rates), Speech(language, origin, wave=wave_of(rates))
    if not columns:
        return _line(rates, speech)
    found = rates[rates["n"] > 0].groupby(columns, observed=True, sort=False, dropna=False)
    return "\n".join(f"{group(rows.iloc[0], columns, speech)}: {_line(rows, speech)}" for _, rows in found)


def _line(rows, speech):
    told = [_rate(rows[rows["rate"] == rate], rate, speech) for rate in _PHRASES]
    told.append(_left_out(rows[rows["rate"] == "item_nonresponse"], speech))
    return f"{'; '.join(part for part in told if part)}."


def _rate(rows, rate, speech):
    if rows.empty:
        return ""
    row = hide(rows, speech.origin.smallest_cell, _SMALL[rate]).iloc[0]
    if row["hidden"] != "no":
        return speech.phrase("answer_few", few=speech.hidden())
    return speech.phrase(_PHRASES[rate], **_numbers(row, speech))


def _left_out(rows, speech):
    """The item left out most often, if any was."""
    shown = hide(rows, speech.origin.smallest_cell, _SMALL["item_nonresponse"])
    if not shown["estimate"].max() > 0:
        return ""
    row = shown.loc[shown["estimate"].idxmax()]
    return speech.phrase("answer_left_out", item=speech.label("item", row["item"]), **_numbers(row, speech))


def _numbers(row, speech):
    counts = {name: speech.number(row[name]) for name in ("n", "answers")}
    return {**counts, "share": speech.percent(row["estimate"])}
