"""What was applied later, and how many of those asked could be matched with what they answered before."""

from functools import partial

from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import by_groups
from kmu_eval.figures.item_blocks import shown_items
from kmu_eval.figures.opinion_bars import facts, on_scales, paint
from kmu_eval.speech import matched_waves


def applied(table, origin, matched):
    """Draw what participants say they applied.

    Parameters
    ----------
    table : DataFrame
        The ``distribution`` of an item of the later wave, perhaps grouped.
    origin : Origin
    matched : DataFrame
        From ``matching``: ``wave, n, estimate``, the respondents of each wave and the share matched.

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"item": "applied", "answer": ["no", "yes"], "position": [1, 2], "meaning": "answer"}
    >>> table = pd.DataFrame({**counted, "n": 90, "n_asked": 90, "estimate": [0.2, 0.8]})
    >>> matched = pd.DataFrame({"wave": ["post", "follow_up"], "n": [400, 90], "estimate": [0.2, 0.9]})
    >>> print(applied(table, Origin("Centre"), matched).captions["en"])
    What those asked later say they have applied; n: answers on the scale. Matched with another wave: right after 20% \
of 400 respondents, follow-up 90% of 90 respondents.
    """
    shown = shown_items(on_scales(table), origin)
    return compose("applied", shown, origin, paint, partial(_facts, matched=matched), by_groups(table))


def _facts(table, wording, matched):
    return {**facts(table, wording), "matched": ", ".join(matched_waves(matched, wording)) or "–"}
