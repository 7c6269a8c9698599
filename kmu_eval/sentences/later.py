"""What was applied later."""

from kmu_eval import words
from kmu_eval.sentences.spoken import shares
from kmu_eval.small_cells import hide


def applied(top_shares, matching, origin, language="en"):
    """How many say they have applied something, and how many could be matched with what they answered before.

    Parameters
    ----------
    top_shares : DataFrame
        The ``top_share`` of an item of the later wave, perhaps grouped: item, n, n_events, estimate, ci_low, ci_high,
        ci_level.
    matching : DataFrame
        From ``matching``: wave, n, estimate.
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
    >>> found = {"kind": ["training"], "item": ["applied"], "n": [310], "n_events": [42], "estimate": [0.6]}
    >>> table = pd.DataFrame({**found, "ci_low": [0.52], "ci_high": [0.67], "ci_level": [0.95]})
    >>> print(applied(table, pd.DataFrame({"wave": ["follow_up"], "n": [330], "estimate": [0.8]}), Origin("Centre")))
    Say that they have started or done it: training 60% (95% interval 52 to 67%, n = 310 from 42 events). Matched with \
another wave: follow-up 80% of 330.
    """
    shown = hide(top_shares, origin.smallest_cell, ("n", "n_asked"))[(top_shares["n"] > 0).to_numpy()]
    rows = shares(shown, origin, language)
    told = {"answer_applied": rows, "answer_matched": _matched(matching, origin, language)}
    return " ".join(words.phrase(key, language, rows="; ".join(parts)) for key, parts in told.items() if parts)


def _matched(matching, origin, language):
    """Per wave the share that could be matched; nothing of small waves."""
    waves = matching[matching["wave"].notna() & (matching["n"] >= origin.smallest_cell)].drop_duplicates("wave")
    return [_of_wave(row, origin, language) for _, row in waves.iterrows()]


def _of_wave(row, origin, language):
    wave = words.label("wave", row["wave"], language, origin.labels)
    numbers = {"share": words.percent(row["estimate"], language), "n": words.number(row["n"], language)}
    return words.phrase("matched_of_wave", language, wave=wave, **numbers)
