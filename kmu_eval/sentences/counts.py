"""How many were reached, with the ranges that incomplete lists leave open."""

from kmu_eval.small_cells import hide
from kmu_eval.speech import Speech


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
    return _answer("answer_smes_reached", names, indicators, Speech(language, origin))


def advisers_trained(indicators, origin, language="en"):
    """How many advisers were reached and trained, with ranges, from how many organisations.

    Parameters
    ----------
    indicators, origin, language
        As in `smes_reached`.

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
    return _answer("answer_advisers_trained", names, indicators, Speech(language, origin))


def _answer(key, names, indicators, speech):
    """A phrase with the ranges of the indicators that it names."""
    shown = hide(indicators.astype({"indicator": "str"}), speech.origin.smallest_cell).set_index("indicator")
    return speech.phrase(key, **{name: speech.with_range(shown.loc[name]) for name in names})
