"""How a claim is told: what it was held against, what was found, and what that says of it."""

import pandas as pd

from kmu_eval import words
from kmu_eval.vocabulary import NOT_TESTABLE

_DECIMALS = 1


def counted(row, speech):
    """What a claim was held against; empty where it was nothing.

    Parameters
    ----------
    row : Series
        A row of ``claims``, small groups already hidden.
    speech : Speech

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.speech import Speech
    >>> from kmu_eval.tables import Origin
    >>> row = {"held_against": "share_of_count", "indicator": "events", "where": "mode=online", "of_where": "year=2021"}
    >>> counted(pd.Series(row), Speech("en", Origin("Centre")))
    'Events (2021), share online'
    """
    kind = _text(row, "held_against")
    if not kind:
        return ""
    phrases = {"limit": ("where", "claim_limit"), "part": ("where", "claim_part"), "of": ("of_where", "claim_of")}
    places = {name: _limited(row, *each, speech) for name, each in phrases.items()}
    if kind == "difference":
        return _groups(row, speech)
    labels = {name: speech.label(name, _text(row, name)) for name in ("indicator", "item") if _text(row, name)}
    if option := _text(row, "option"):
        labels["option"] = speech.label("option", f"{row['item']}/{option}")
    return speech.phrase(f"claim_{kind}", **places, **labels)


def claimed(row, speech):
    """What a claim says of the number; empty where nothing can be said of one.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.speech import Speech
    >>> from kmu_eval.tables import Origin
    >>> row = {"held_against": "count", "relation": "almost", "value": 3000.0, "tolerance": 0.05}
    >>> claimed(pd.Series(row), Speech("de", Origin("Zentrum")))
    'behauptet: fast 3.000 (Toleranz 5\\xa0%)'
    """
    if row["relation"] == NOT_TESTABLE:
        return ""
    said = speech.label("relation", row["relation"])
    if pd.notna(row["value"]):
        said = speech.phrase("claim_value", relation=said, value=_value(row, speech))
    if pd.notna(row["tolerance"]):
        said = speech.phrase("claim_tolerance", relation=said, tolerance=_short(100 * row["tolerance"], speech, "%"))
    return speech.phrase("claim_said", relation=said)


def number(row, speech):
    """The number with its range or interval and what it is of; empty where there is none."""
    if row["hidden"] != "no":
        return speech.hidden()
    if pd.isna(row["estimate"]):
        return ""
    tell = {"count": _count, "share_of_count": _share_of_count, "difference": _points, "net_promoter": _points}
    return tell.get(row["held_against"], _share)(row, speech)


def untested(row, speech):
    """Why a claim is not tested, and what would be needed; empty where it is."""
    why = _text(row, "untested")
    if not why:
        return ""
    key = ("needed", row["claim"], speech.language)
    needed = speech.origin.labels.get(key)
    parts = [speech.label("untested", why), speech.phrase("claim_needed", needed=needed) if needed else ""]
    return "; ".join(filter(None, parts))


def verdict(row, speech):
    """The verdict; on made-up data with what it would be."""
    if row["hidden"] != "no":
        return speech.hidden()
    said = speech.label("verdict", row["verdict"])
    if row["verdict"] != "demonstration":
        return said
    would_be = speech.label("on_these_data", row["on_these_data"])
    return speech.phrase("claim_would_be", verdict=said, on_these_data=would_be)


def _text(row, name):
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _limited(row, name, phrase, speech):
    pairs = [pair.split("=", 1) for pair in _text(row, name).split(", ") if pair]
    told = ", ".join(speech.label(column, word) for column, word in pairs)
    return speech.phrase(phrase, words=told) if told else ""


def _groups(row, speech):
    compared = words.stated(_text(row, "rule"), "compared")
    item = speech.label("item", row["item"])
    if not compared:
        return speech.phrase("claim_difference_of", item=item)
    first, second = (speech.label(compared["by"], compared[name]) for name in ("group_1", "group_2"))
    return speech.phrase("claim_difference", item=item, first=first, second=second)


def _value(row, speech):
    if row["held_against"] == "count":
        return speech.number(row["value"])
    return _short(100 * row["value"], speech, "" if row["held_against"] == "net_promoter" else "%")


def _short(value, speech, unit):
    """A number with a decimal only where it has one."""
    decimals = 0 if round(value, _DECIMALS) == round(value) else _DECIMALS
    return (
        words.percent(value / 100, speech.language, decimals)
        if unit
        else words.signed(value, speech.language, decimals)
    )


def _count(row, speech):
    estimate, low, high = (speech.number(row[name]) for name in ("estimate", "lower", "upper"))
    return estimate if low == high else speech.phrase("range", number=estimate, low=low, high=high)


def _share_of_count(row, speech):
    share, low, high = (speech.percent(row[name], _DECIMALS) for name in ("estimate", "lower", "upper"))
    told = {"share": share, "part": speech.number(row["numerator"]), "n": speech.number(row["n"])}
    if low == high:
        return speech.phrase("claim_part_of", **told)
    return speech.phrase("claim_part_range", low=low, high=high, **told)


def _share(row, speech):
    low, high = (speech.percent(row[name], _DECIMALS) for name in ("ci_low", "ci_high"))
    told = {"share": speech.percent(row["estimate"], _DECIMALS), "base": _base(row, speech)}
    if pd.isna(row["ci_low"]):
        return speech.phrase("share_with_base", **told)
    return speech.phrase("share_with_interval", low=low, high=high, level=_level(row, speech), **told)


def _points(row, speech):
    """A difference or a net promoter score, in points; of a mean in points of the scale."""
    of_scale = _text(row, "measure") == "mean"
    by, decimals = (1, 2) if of_scale else (100, _DECIMALS)
    number, low, high = (
        words.signed(by * row[name], speech.language, decimals) for name in ("estimate", "ci_low", "ci_high")
    )
    margin = row.get("margin_pp")
    margin = speech.phrase("claim_margin", margin=_short(margin, speech, "")) if pd.notna(margin) else ""
    points = speech.phrase("scale_points" if of_scale else "points")
    ends = {"low": low, "high": high, "level": _level(row, speech), "margin": margin}
    return speech.phrase("claim_points", number=number, points=points, base=_base(row, speech), **ends)


def _base(row, speech):
    return speech.phrase("claim_no_size") if pd.isna(row["n"]) else speech.base(row)


def _level(row, speech):
    return speech.number(100 * row["ci_level"])
