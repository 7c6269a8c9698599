"""What is claimed of a programme, held against its own data."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.claimed import untested
from kmu_eval.measures.claimed_answers import of_answers
from kmu_eval.measures.claimed_counts import of_count, of_share
from kmu_eval.measures.claimed_differences import of_difference
from kmu_eval.measures.rows import of_codes, result, texts
from kmu_eval.schema import RESULT_COLUMNS

_SAID = ("option", "comparison", "outcome", "indicator", "relation", "value", "tolerance", "source")
_INTEGERS = ("n", "n_events", "numerator", "answers", "n_first", "n_second")
_NUMBERS = ("estimate", "lower", "upper", "ci_low", "ci_high", "ci_level", "margin_pp")
_CLOSED = {
    "relation": vocabulary.CLAIM_RELATION,
    "held_against": vocabulary.CLAIM_MEASURE,
    "untested": vocabulary.UNTESTED,
    "verdict": vocabulary.CLAIM_VERDICT,
    "on_these_data": vocabulary.CLAIM_VERDICT,
    "wave": vocabulary.WAVE,
    "measure": vocabulary.OUTCOME_MEASURE,
}


def claims(tables):
    """What the data say of each claim of ``claims.toml``.

    Parameters
    ----------
    tables : Tables
        With ``claims``.

    Returns
    -------
    DataFrame
        claim, wave, item, option, relation, held_against, where, of_where, comparison, outcome, measure, indicator,
        unit, n, numerator, n_events, answers, estimate, value, tolerance, n_first, n_second, ci_low, ci_high, ci_level,
        lower and upper (the range of a count), margin_pp, verdict, on_these_data, untested (why nothing is said),
        source, rule, in the order declared. The verdict is ``supported`` if the claim holds for the whole range or
        interval, ``contradicted`` if for none of it, else ``inconclusive``; ``not_testable`` if there is nothing to
        hold it against. Data that are made up support and contradict nothing: the verdict is ``demonstration``, and
        on_these_data holds what it would be.

    Raises
    ------
    MeasureError
        If a claim names an item, comparison or outcome that there is not.

    Examples
    --------
    >>> import kmu_eval
    >>> made = claims(kmu_eval.simulate(seed=1, scale=0.1)[0]).set_index("claim")
    >>> made.loc["strategy_first", ["verdict", "untested"]].tolist()
    ['not_testable', 'declared']
    >>> made.loc["moved_online_2021", ["verdict", "on_these_data"]].tolist()
    ['demonstration', 'supported']
    """
    measures = {"count": of_count, "share_of_count": of_share, "difference": of_difference, None: _nothing}
    found = [measures.get(claim.kind, of_answers)(tables, claim) for claim in tables.claims]
    rows = [_row(tables, *each) for each in zip(tables.claims, found, strict=True)]
    return result({name: _column(name, [row.get(name) for row in rows]) for name in _names()}, ["claim"])


def _nothing(tables, claim):
    return untested("declared")


def _row(tables, claim, found):
    said = {name: getattr(claim, name) for name in _SAID} | {"claim": claim.word, "held_against": claim.kind}
    said |= {name: _limit(getattr(claim, name)) for name in ("where", "of_where")} | _asked(tables, claim)
    told = {"on_these_data": found.verdict, "untested": found.untested, "rule": "; ".join(found.clauses) or None}
    tested = found.verdict != vocabulary.NOT_TESTABLE
    verdict = "demonstration" if tables.origin.synthetic and tested else found.verdict
    return {**said, **found.numbers, **told, "verdict": verdict}


def _asked(tables, claim):
    """The item of a claim, and when it was asked; of a comparison that of its outcome."""
    if claim.comparison:
        outcome = tables.comparing.outcome(claim.outcome)
        return {"item": outcome.item, "wave": outcome.wave, "measure": outcome.measure}
    return {"item": claim.item, "wave": claim.wave} if claim.item else {}


def _limit(where):
    return None if where is None else ", ".join(f"{column}={word}" for column, word in where.items())


def _names():
    return ("claim", "where", "of_where", "item", "unit", "rule", *_SAID, *_CLOSED, *_INTEGERS, *_NUMBERS)


def _column(name, values):
    if name in _INTEGERS:
        return pd.array([pd.NA if value is None else value for value in values], "Int64")
    if RESULT_COLUMNS[name].kind == "number":
        return np.array([np.nan if value is None else value for value in values], float)
    if RESULT_COLUMNS[name].kind == "text":
        return texts(values)
    given = [value or None for value in values]
    known = _CLOSED.get(name) or tuple(dict.fromkeys(value for value in given if value))
    return of_codes([known.index(value) if value else -1 for value in given], known)
