"""What the markers of claims are filled with."""

from functools import cache, partial

from kmu_eval import claim_speech
from kmu_eval.measures.claims import claims
from kmu_eval.report.draft_values import Filling
from kmu_eval.small_claims import hide_claims

_PARTS = {"": claim_speech.number, ".verdict": claim_speech.verdict, ".claimed": claim_speech.claimed}


def of_claims(project, speech):
    """``claims.NAME``, the number that it was held against, and its parts verdict and claimed.

    Examples
    --------
    >>> import kmu_eval
    >>> from kmu_eval.speech import Speech
    >>> programme = kmu_eval.simulate(seed=1, scale=0.1)[0]
    >>> made = of_claims(programme, Speech("en", programme.origin))
    >>> made["strategy_first.verdict"]().text
    'not testable with these data'
    """
    rows = cache(partial(_rows, project))
    return {
        f"{claim.word}{part}": partial(_filling, rows, claim.word, say, speech)
        for claim in project.claims
        for part, say in _PARTS.items()
    }


def _rows(project):
    return hide_claims(claims(project), project.origin.smallest_cell).set_index("claim", drop=False)


def _filling(rows, word, say, speech):
    row = rows().loc[word]
    rule = row["rule"] if isinstance(row["rule"], str) else ""
    return Filling(say(row, speech), rule=speech.rule(rule))
