"""What is claimed, what was found, and the verdict, side by side."""

from dataclasses import replace
from functools import partial
from types import MappingProxyType

from kmu_eval import claim_speech
from kmu_eval.figures.cells import Cells, paint
from kmu_eval.figures.figure import compose
from kmu_eval.small_claims import hide_claims

_SHARES = (2.05, 3.05, 1.2)
_PARTS = MappingProxyType(
    {
        "counts": ("count", "share_of_count"),
        "answers": ("top_share", "chosen", "net_promoter", "difference"),
        "untested": (),
    }
)


def claims(table, origin, part=""):
    """Show each claim beside what the data say of it.

    Parameters
    ----------
    table : DataFrame
        From ``claims``.
    origin : Origin
        Its labels hold the sentences.
    part : str, optional
        Only claims about ``counts`` or about ``answers``, or those ``untested`` that are about neither: so that many
        claims fit on pages.

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> row = {"claim": "firms", "relation": "more_than", "held_against": "count", "indicator": "enterprises"}
    >>> row |= {"unit": "organisations", "estimate": 130.0, "lower": 130.0, "upper": 150.0, "value": 120.0}
    >>> row |= {"tolerance": None, "verdict": "supported", "on_these_data": "supported", "untested": None}
    >>> labels = {("claim", "firms", "en"): "More than 120 firms came."}
    >>> print(claims(pd.DataFrame([row]), Origin("Centre", labels=labels)).alts["en"])
    Table of claims. 'More than 120 firms came.': supported (Enterprises: 130 (possible: 130 to 150); \
claimed: more than 120).
    """
    chosen = table[_belongs(table["held_against"], part)].reset_index(drop=True)
    facts = partial(_facts, part=part)
    return compose("claims", hide_claims(chosen, origin.smallest_cell), origin, _paint, facts, part)


def _belongs(held_against, part):
    if part == "untested":
        return held_against.isna()
    return held_against.isin(_PARTS[part]) if part else held_against.isna() | True


def _facts(table, wording, part):
    about = wording.caption(f"about_{part}") if part else ""
    return {"rows": "; ".join(_told(row, wording) for _, row in table.iterrows()), "about": about}


def _told(row, wording):
    sentence, found, verdict = _texts(row, wording)
    return wording.caption("told", sentence=sentence, verdict=verdict, found="; ".join(found))


def _texts(row, wording):
    """The sentence; what it was held against, what was found and claimed, why nothing is said; and the verdict."""
    spoken = replace(wording, wave=row.get("wave"))
    against, number = claim_speech.counted(row, spoken), claim_speech.number(row, spoken)
    told = spoken.caption("number", against=against, number=number) if number else against
    parts = [told, claim_speech.claimed(row, spoken), claim_speech.untested(row, spoken)]
    return spoken.label("claim", row["claim"]), [*filter(None, parts)], claim_speech.verdict(row, spoken)


def _paint(table, wording):
    heads = tuple(wording.caption(f"{name}_head") for name in ("claim", "found", "verdict"))
    texts = [_texts(row, wording) for _, row in table.iterrows()]
    rows = [(sentence, _together(found), verdict) for sentence, found, verdict in texts]
    return paint(Cells(heads, rows, _SHARES), wording)


def _together(parts):
    """One part per line; no line ends between n and its number."""
    return "\n".join(parts).replace("n = ", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}")
