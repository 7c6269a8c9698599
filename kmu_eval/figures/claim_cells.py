"""What is claimed, what was found, and the verdict, side by side."""

from kmu_eval import claim_speech
from kmu_eval.figures.cells import Cells, paint
from kmu_eval.figures.figure import compose
from kmu_eval.small_claims import hide_claims

_SHARES = (2.05, 3.05, 1.2)


def claims(table, origin):
    """Show each claim beside what the data say of it.

    Parameters
    ----------
    table : DataFrame
        From ``claims``.
    origin : Origin
        Its labels hold the sentences.

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> row = {"claim": "firms", "relation": "more_than", "held_against": "count", "indicator": "enterprises"}
    >>> row |= {"unit": "organisations", "estimate": 130.0, "lower": 130.0, "upper": 150.0, "value": 120.0}
    >>> row |= {"tolerance": None, "verdict": "supported", "on_these_data": "supported", "untested": None, "rule": None}
    >>> labels = {("claim", "firms", "en"): "More than 120 firms came."}
    >>> print(claims(pd.DataFrame([row]), Origin("Centre", labels=labels)).alts["en"])
    Table of claims. 'More than 120 firms came.': supported (Enterprises: 130 (possible: 130 to 150); \
claimed: more than 120).
    """
    return compose("claims", hide_claims(table, origin.smallest_cell), origin, _paint, _facts)


def _facts(table, wording):
    return {"rows": "; ".join(_told(row, wording) for _, row in table.iterrows())}


def _told(row, wording):
    found = "; ".join(_found(row, wording))
    names = {"sentence": wording.label("claim", row["claim"]), "verdict": claim_speech.verdict(row, wording)}
    return wording.caption("told", **names, found=found)


def _found(row, wording):
    """What was counted or measured with its number, what was claimed of it, and why nothing is said."""
    against, number = claim_speech.counted(row, wording), claim_speech.number(row, wording)
    told = wording.caption("number", against=against, number=number) if number else against
    return [part for part in (told, claim_speech.claimed(row, wording), claim_speech.untested(row, wording)) if part]


def _paint(table, wording):
    heads = tuple(wording.caption(f"{name}_head") for name in ("claim", "found", "verdict"))
    rows = [
        (wording.label("claim", row["claim"]), "\n".join(_found(row, wording)), claim_speech.verdict(row, wording))
        for _, row in table.iterrows()
    ]
    return paint(Cells(heads, rows, _SHARES), wording)
