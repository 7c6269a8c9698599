"""What participants said, and what they still need."""

import pandas as pd

from kmu_eval import words
from kmu_eval.sentences.spoken import share, shares, wording
from kmu_eval.small_cells import hide


def participants_said(top_shares, origin, language="en"):
    """How many agreed to each item, a line each.

    Parameters
    ----------
    top_shares : DataFrame
        From ``top_share``: perhaps grouping columns, then item, n, n_events, estimate, ci_low, ci_high, ci_level.
    origin : Origin
        Its ``smallest_cell`` is obeyed, its labels hold the wordings.
    language : str

    Returns
    -------
    str
        Groups that nobody answered in are not told.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"item": ["useful"], "n": [2310], "n_events": [142], "estimate": [0.84], "ci_low": [0.81]}
    >>> table = pd.DataFrame({**found, "ci_high": [0.87], "ci_level": [0.95]})
    >>> participants_said(table, Origin("Centre"))
    "'useful' – agreed: 84% (95% interval 81 to 87%, n = 2,310 from 142 events)."
    """
    return "\n".join(_agreed(rows, item, origin, language) for item, rows in _by_item(top_shares, origin))


def still_needed(options, statements, origin, language="en", most=3):
    """What was named most often, and how many agreed to the statements, a line each.

    Parameters
    ----------
    options : DataFrame
        From ``options``, not grouped: item, option, n, n_events, estimate, ci_low, ci_high, ci_level.
    statements : DataFrame
        From ``top_share``.
    origin : Origin
        Its ``smallest_cell`` is obeyed, its labels hold the wordings.
    language : str
    most : int
        How many options of an item are told.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> base = {"n": 90, "n_events": 12, "ci_low": 0.1, "ci_high": 0.9, "ci_level": 0.95}
    >>> chosen = pd.DataFrame({"item": "needs", "option": ["time", "money"], "estimate": [0.2, 0.6], **base})
    >>> print(still_needed(chosen, chosen.iloc[:0], Origin("Centre"), most=1))
    'needs' – named most often: needs/money 60% (95% interval 10 to 90%, n = 90 from 12 events).
    """
    named = [_named(rows, item, origin, language, most) for item, rows in _by_item(options, origin)]
    return "\n".join([*named, *filter(None, [participants_said(statements, origin, language)])])


def _by_item(table, origin):
    """The rows of each item in which somebody answered, small groups hidden."""
    shown = hide(table, origin.smallest_cell, ("n", "n_asked"))[(table["n"] > 0).to_numpy()]
    return shown.groupby("item", observed=True, sort=isinstance(table["item"].dtype, pd.CategoricalDtype))


def _agreed(rows, item, origin, language):
    told = shares(rows, origin, language)
    return words.phrase("answer_agreed", language, item=wording(rows, item, origin, language), rows="; ".join(told))


def _named(rows, item, origin, language, most):
    ranked = rows.sort_values("estimate", ascending=False, kind="stable").head(most)
    labels = [words.label("option", f"{item}/{word}", language, origin.labels) for word in ranked["option"]]
    parts = [row for _, row in ranked.iterrows()]
    told = [f"{label} {share(row, origin, language)}" for label, row in zip(labels, parts, strict=True)]
    return words.phrase("answer_named", language, item=wording(rows, item, origin, language), rows="; ".join(told))
