"""What was claimed, and what the data say of it."""

from kmu_eval import claim_speech
from kmu_eval.small_claims import hide_claims
from kmu_eval.speech import Speech
from kmu_eval.vocabulary import CLAIM_VERDICT


def claims(claims, origin, language="en"):
    """How many claims hold, and then each with its verdict and what it rests on, a line each.

    Parameters
    ----------
    claims : DataFrame
        From ``claims``.
    origin : Origin
        Its ``smallest_cell`` is obeyed, its labels hold the sentences.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> row = {"claim": "firms", "relation": "more_than", "held_against": "count", "indicator": "enterprises"}
    >>> row |= {"unit": "organisations", "estimate": 130.0, "lower": 130.0, "upper": 150.0, "value": 120.0}
    >>> row |= {"tolerance": None, "verdict": "supported", "on_these_data": "supported", "untested": None}
    >>> labels = {("claim", "firms", "en"): "More than 120 firms came."}
    >>> print(claims(pd.DataFrame([row]), Origin("Centre", labels=labels)))
    Claims: 1, of these supported 1.
    'More than 120 firms came.': supported – Enterprises: 130 (possible: 130 to 150); claimed: more than 120.
    """
    shown = hide_claims(claims, origin.smallest_cell)
    lines = [_line(row, Speech(language, origin, wave=row.get("wave"))) for _, row in shown.iterrows()]
    return "\n".join([_summary(shown, Speech(language, origin)), *lines])


def _summary(shown, speech):
    if shown.empty:
        return speech.phrase("answer_no_claims")
    key = "answer_claims_synthetic" if speech.origin.synthetic else "answer_claims"
    said = [(word, int((shown["on_these_data"] == word).sum())) for word in CLAIM_VERDICT]
    told = [
        speech.phrase("claims_of_verdict", verdict=speech.label("on_these_data", word), n=n) for word, n in said if n
    ]
    return speech.phrase(key, n=len(shown), rows=", ".join(told) or speech.hidden())


def _line(row, speech):
    against, number = claim_speech.counted(row, speech), claim_speech.number(row, speech)
    found = [": ".join(filter(None, [against, number])), claim_speech.claimed(row, speech)]
    found = "; ".join(filter(None, [*found, claim_speech.untested(row, speech)]))
    source = row.get("source")
    source = f" ({source})" if isinstance(source, str) and source else ""
    sentence = speech.phrase("quoted", text=speech.label("claim", row["claim"]))
    return speech.phrase(
        "answer_claim", sentence=sentence, source=source, verdict=claim_speech.verdict(row, speech), found=found
    )
