"""How people took part, how far away they sit, and which organisations were reached by one channel only."""

from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide, hide_parts
from kmu_eval.speech import Speech

_SHARES = ("no_show", "first_time", "returned", "far_from_nearest_venue")
_AMOUNTS = ("minutes", "km_saved", "hours_saved")
_OF_ORGANISATIONS = {"reached": "of_organisations", "reached_of_far": "of_far_organisations"}


def took_part(taking_part, distances, reached_only, origin, language="en"):
    """How people took part by group, how many sit far away, and how many organisations only one channel reached.

    Parameters
    ----------
    taking_part, distances : DataFrame
        From the measures of these names: perhaps grouping columns, then ``aspect, n, estimate, rule``.
    reached_only : DataFrame
        From ``reached_only``: ``channels, aspect, n, numerator, estimate, rule``.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str
        A line for each aspect, small groups left out; nothing of aspects of which nothing is known.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> taken = pd.DataFrame({"mode": ["online"], "aspect": "no_show", "n": [90], "estimate": [0.3], "rule": ""})
    >>> far = {"channel": ["online"], "aspect": "far_from_nearest_venue", "n": [60], "estimate": [0.25]}
    >>> far = pd.DataFrame({**far, "rule": "more than 100 km / all"})
    >>> only = {"channels": ["only_online", "both"], "aspect": "reached", "n": 40, "numerator": [30, 10]}
    >>> only = pd.DataFrame({**only, "estimate": [0.75, 0.25], "rule": "reached so / all reached"})
    >>> print(took_part(taken, far, only, Origin("Centre")))
    No-shows: online 30% (n = 90).
    Far from the nearest venue (more than 100 km): online 25% (n = 60).
    Organisations reached (n = 40): only online 75%, both 25%.
    """
    speech = Speech(language, origin)
    lines = [*_by_aspect(taking_part, speech), *_by_aspect(distances, speech), *_by_channels(reached_only, speech)]
    return "\n".join(lines)


def _by_aspect(table, speech):
    shown, columns = hide(table, speech.origin.smallest_cell, ("n",)), by_columns(table)
    known = shown[(table["n"] > 0) & (shown["hidden"] == "no")]
    for aspect in (*_SHARES, *_AMOUNTS):
        found = known[known["aspect"] == aspect]
        if len(found):
            name = speech.aspect(aspect, found["rule"].iloc[0])
            rows = [_told(row, columns, speech) for _, row in found.iterrows()]
            yield speech.phrase("answer_aspect", aspect=name, rows=", ".join(rows))


def _told(row, columns, speech):
    group = ", ".join(speech.label(name, row[name]) for name in columns)
    number = speech.percent(row["estimate"]) if row["aspect"] in _SHARES else speech.number(row["estimate"])
    told = speech.phrase("share_with_base", share=number, base=speech.phrase("n", n=speech.number(row["n"])))
    return f"{group} {told}".lstrip()


def _by_channels(table, speech):
    shown = hide_parts(table, speech.origin.smallest_cell, "aspect", ("numerator",))
    known = shown[(table["n"] >= speech.origin.smallest_cell) & (shown["hidden"] == "no")]
    for aspect, key in _OF_ORGANISATIONS.items():
        found = known[known["aspect"] == aspect]
        if len(found):
            whole = {"n": speech.number(found["n"].iloc[0])}
            whole |= speech.limit(found["rule"].iloc[0], "reached_of_far")
            rows = [_of_channels(row, speech) for row in found.itertuples()]
            yield speech.phrase(key, rows=", ".join(rows), **whole)


def _of_channels(row, speech):
    return f"{speech.label('channels', row.channels)} {speech.percent(row.estimate)}"
