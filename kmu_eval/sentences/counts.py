"""How many were reached, with the ranges that incomplete lists leave open."""

from kmu_eval import words
from kmu_eval.sentences.spoken import hidden
from kmu_eval.small_cells import hide


def smes_reached(indicators, origin, language="en"):
    """How many SME representatives, enterprises and SMEs were reached, with ranges.

    Parameters
    ----------
    indicators : DataFrame
        Columns indicator, unit, estimate, lower, upper.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"indicator": ["sme_representatives", "smes", "enterprise_participants", "enterprises"]}
    >>> counted |= {"unit": ["participants", "organisations"] * 2, "estimate": [60, 3, 80, 12]}
    >>> counted |= {"lower": counted["estimate"], "upper": [90, 9, 80, 12]}
    >>> smes_reached(pd.DataFrame(counted), Origin("Centre"))
    'Reached: 60 (possible: 60 to 90) representatives of < 5 SMEs; in all 80 persons from 12 enterprises.'
    """
    names = ("sme_representatives", "smes", "enterprise_participants", "enterprises")
    return words.phrase("answer_smes_reached", language, **_ranges(indicators, names, origin, language))


def advisers_trained(indicators, origin, language="en"):
    """How many advisers were reached and trained, with ranges, from how many organisations.

    Parameters
    ----------
    indicators : DataFrame
        Columns indicator, unit, estimate, lower, upper.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"indicator": ["advisers_reached", "advisers_trained", "adviser_organisations"]}
    >>> counted |= {"estimate": [80, 30, 12], "lower": [80, 30, 12], "upper": [95, 30, 12]}
    >>> advisers_trained(pd.DataFrame(counted), Origin("Centre"))
    'Reached: 80 (possible: 80 to 95) advisers from 12 organisations; trained: 30.'
    """
    names = ("advisers_reached", "advisers_trained", "adviser_organisations")
    return words.phrase("answer_advisers_trained", language, **_ranges(indicators, names, origin, language))


def _ranges(indicators, names, origin, language):
    """Per indicator '12,341 (possible: 12,341 to 18,020)'; the number alone where the range is a point."""
    shown = hide(indicators.astype({"indicator": "str"}), origin.smallest_cell).set_index("indicator")
    return {name: _range(shown.loc[name], origin, language) for name in names}


def _range(row, origin, language):
    if row["hidden"] != "no":
        return hidden(origin, language)
    number, low, high = (words.number(row[name], language) for name in ("estimate", "lower", "upper"))
    high = hidden(origin, language) if row["upper"] != row["upper"] else high
    return number if number == high else words.phrase("range", language, number=number, low=low, high=high)
