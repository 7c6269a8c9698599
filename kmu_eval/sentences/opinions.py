"""What participants said, and what they still need."""

from kmu_eval.schema import wave_of
from kmu_eval.sentences import spoken
from kmu_eval.speech import Speech


def participants_said(top_shares, origin, language="en"):
    """How many gave a top answer to each item, a line each.

    Parameters
    ----------
    top_shares : DataFrame
        From ``top_share``: perhaps grouping columns, then item, n, n_events, estimate, ci_low, ci_high, ci_level, rule.
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
    "'useful' – top answers: 84% (95% interval 81 to 87%, n = 2,310 from 142 events)."
    """
    return "\n".join(spoken.top_shares(top_shares, Speech(language, origin, wave=wave_of(top_shares))))


def still_needed(options, statements, origin, language="en", most=3):
    """What was named most often, and how many gave a top answer to the statements, a line each.

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
    of_options, of_statements = (Speech(language, origin, wave=wave_of(table)) for table in (options, statements))
    named = [_named(rows, item, of_options, most) for item, rows in spoken.by_item(options, origin)]
    return "\n".join([*named, *spoken.top_shares(statements, of_statements)])


def _named(rows, item, speech, most):
    ranked = rows.sort_values("estimate", ascending=False, kind="stable").head(most)
    labels = [speech.label("option", f"{item}/{word}") for word in ranked["option"]]
    shares = [spoken.share(row, speech) for _, row in ranked.iterrows()]
    told = [" ".join(parts) for parts in zip(labels, shares, strict=True)]
    return speech.phrase("answer_named", item=speech.label("item", item), rows="; ".join(told))
