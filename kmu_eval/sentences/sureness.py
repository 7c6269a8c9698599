"""How far the counts move with the rules."""

from kmu_eval.small_cells import hide
from kmu_eval.speech import Speech


def how_sure(sensitivity, origin, language="en", indicators=("sme_representatives", "advisers_trained")):
    """How far numbers move with the linkage and the minimum stay, and what incomplete lists leave open, a line each.

    Parameters
    ----------
    sensitivity : DataFrame
        Columns linkage, minimum_stay_minutes, indicator, unit, estimate, lower, upper.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str
    indicators : sequence of str
        Of which numbers.

    Returns
    -------
    str
        Only what moves a number is told of it.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"linkage": ["strict", "default", "default"], "minimum_stay_minutes": [None, None, 30]}
    >>> counted |= {"indicator": "smes", "unit": "organisations", "estimate": [104, 100, 90]}
    >>> table = pd.DataFrame({**counted, "lower": counted["estimate"], "upper": [124, 120, 110]})
    >>> print(how_sure(table, Origin("Centre"), indicators=["smes"]))
    SMEs: 100; 100 to 104 by who is taken for the same; 90 to 100 by the minimum stay; 100 to 120 because lists are \
incomplete.
    """
    shown = hide(sensitivity, origin.smallest_cell).astype({"indicator": "str", "linkage": "str"})
    speech = Speech(language, origin)
    return "\n".join(_how_sure(shown[shown["indicator"] == name], name, speech) for name in indicators)


def _how_sure(rows, indicator, speech):
    linkage = "default" if (rows["linkage"] == "default").any() else rows["linkage"].iloc[0]
    stays, of_linkage = rows["minimum_stay_minutes"].astype("float64").fillna(0), rows["linkage"] == linkage
    least = stays == stays.iloc[0]
    base = rows[least & of_linkage].iloc[0]
    ends = {"sure_by_linkage": rows.loc[least, "estimate"], "sure_by_stay": rows.loc[of_linkage, "estimate"]}
    ends["sure_of_lists"] = base[["lower", "upper"]].astype("float64")
    parts = [speech.hidden()]
    if base["hidden"] == "no":
        told = [_moves(key, found, speech) for key, found in ends.items()]
        told = [part for part in told if part] or [speech.phrase("sure_exact")]
        told += [speech.phrase("sure_one_linkage")] if rows["linkage"].nunique() == 1 else []
        parts = [speech.number(base["estimate"]), *told]
    return speech.phrase("answer_how_sure", indicator=speech.label("indicator", indicator), parts="; ".join(parts))


def _moves(key, found, speech):
    """From the least to the most, if they differ; what is hidden among them leaves the end open that it is at."""
    low, high = found.min(), found.max()
    if low == high and found.notna().all():
        return ""
    low = speech.hidden() if found.isna().any() else speech.number(low)
    return speech.phrase(key, low=low, high=speech.number(high))
