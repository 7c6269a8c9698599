"""What was applied later."""

from kmu_eval.schema import wave_of
from kmu_eval.sentences import spoken
from kmu_eval.speech import Speech, matched_waves


def applied(top_shares, matching, origin, language="en"):
    """How many gave a top answer to what was applied, and how many could be matched with what they answered before.

    Parameters
    ----------
    top_shares : DataFrame
        The ``top_share`` of an item of the later wave, perhaps grouped: item, n, n_events, estimate, ci_low, ci_high,
        ci_level, rule.
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
    'applied' – top answers: training 60% (95% interval 52 to 67%, n = 310 from 42 events). Matched with another wave: \
follow-up 80% of 330 respondents.
    """
    speech = Speech(language, origin, wave=wave_of(top_shares))
    waves = matched_waves(matching, speech)
    told = [speech.phrase("answer_matched", rows="; ".join(waves))] if waves else []
    return " ".join([*spoken.top_shares(top_shares, speech), *told])
