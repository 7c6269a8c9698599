"""The rows of a comparison: both groups, and the difference with its verdict."""

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.effect_sizes import hedges_g, odds_ratio
from kmu_eval.measures.jackknife import event_average
from kmu_eval.measures.recommendation import RULE as NET_RULE
from kmu_eval.measures.rows import of_codes, result, texts
from kmu_eval.measures.top_shares import RULE as TOP_RULE
from kmu_eval.measures.verdicts import smallest_margin

_OF_GROUPS = {"top_share": "wilson_jackknife", "mean": "t_jackknife", "net_promoter": "t_jackknife"}
_OF_DIFFERENCE = ("p_value", "least_p", "smallest_margin_pp", "odds_ratio", "hedges_g")
_NO_TEST = "events cannot be exchanged: never called better or worse"
_RULES = {"top_share": TOP_RULE, "mean": "mean value of valid answers", "net_promoter": NET_RULE}


def rows_of(made, found, estimator, level, *clauses):
    """The rows of a comparison.

    Parameters
    ----------
    made : Arms
    found : Contrast or None
        None where nothing is adjusted.
    estimator : str
        One of `kmu_eval.vocabulary.ESTIMATOR`.
    level : float
    *clauses : str
        What else is said of the numbers.

    Returns
    -------
    DataFrame
        See `kmu_eval.measures.formats.compare`.
    """
    outcome = made.outcome
    columns = {
        **_numbers(made),
        **(_found(made, found, estimator, level) if found else _refused(outcome)),
        made.by: of_codes([0, 1, -1], made.order),
        "estimator": of_codes([vocabulary.ESTIMATOR.index(estimator)] * 3, vocabulary.ESTIMATOR),
        "part": of_codes([0, 0, 1], vocabulary.COMPARISON_PART),
        "measure": of_codes([vocabulary.OUTCOME_MEASURE.index(outcome.measure)] * 3, vocabulary.OUTCOME_MEASURE),
        "outcome": of_codes([0] * 3, [outcome.word]),
        "item": of_codes([0] * 3, [outcome.item]),
        "unit": of_codes([0] * 3, ["answers"]),
        "ci_level": np.full(3, level),
        "margin_pp": np.array([np.nan, np.nan, np.nan if outcome.margin_pp is None else outcome.margin_pp]),
        "rule": texts([rule_of(made, found, *clauses)] * 3),
    }
    return result(columns, [made.by])


def _found(made, found, estimator, level):
    at, outcome = found.difference_at(level), made.outcome
    word = found.verdict(outcome.margin, level) if outcome.primary and estimator != "on_common_support" else None
    return {
        **_interval(found.groups, at, level),
        **(_averages(made) if estimator != "adjusted" else {"event_average": np.full(3, np.nan)}),
        **_of_difference(made, found, at),
        "verdict": _of_the_difference(word),
        "method": texts([_OF_GROUPS[outcome.measure]] * 2 + [at.method]),
    }


def _refused(outcome):
    """Nothing but the word, which every refused outcome gets: nobody is to take it for a number."""
    names = ("estimate", "ci_low", "ci_high", "event_average", *_OF_DIFFERENCE)
    missing = {name: np.full(3, np.nan) for name in names}
    return {**missing, "verdict": _of_the_difference("refused"), "method": texts(["none"] * 3)}


def _of_the_difference(word):
    words = vocabulary.COMPARISON_VERDICT
    return of_codes([-1, -1, words.index(word) if word else -1], words)


def _numbers(made):
    n, missing = made.n.sum(axis=0), made.n_missing.sum(axis=0)
    both = np.count_nonzero(made.n.any(axis=1) & (made.events >= 0))
    of_three = {"n": [*n, n.sum()], "n_events": [*made.n_events, both], "n_missing": [*missing, missing.sum()]}
    return {name: np.array(values, np.int64) for name, values in of_three.items()}


def _interval(groups, at, level):
    low, high = groups.ends(level)
    ends = {"estimate": [*groups.estimate, at.estimate], "ci_low": [*low, at.low], "ci_high": [*high, at.high]}
    return {name: np.array(values, float) for name, values in ends.items()}


def _averages(made):
    own = event_average(made.sums, made.n)
    return {"event_average": np.array([*own, own[0] - own[1]])}


def _of_difference(made, found, at):
    """What only the difference has."""
    measure, margin = made.outcome.measure, smallest_margin(at.low, at.high, found.n_events)
    values = (
        *(found.p_value, found.exchanged.least_p, margin if measure == "mean" else 100 * margin),
        odds_ratio(found.groups.estimate) if measure == "top_share" else np.nan,
        hedges_g(made, at.estimate) if measure == "mean" else np.nan,
    )
    return {name: np.array([np.nan, np.nan, value]) for name, value in zip(_OF_DIFFERENCE, values, strict=True)}


def rule_of(made, found, *clauses):
    """How a comparison was made, in one sentence of clauses."""
    outcome = made.outcome
    said = [
        _RULES[outcome.measure],
        *_top(made),
        f"wave {made.wave}",
        f"{made.by}: {made.order[0]} less {made.order[1]}",
    ]
    if made.n_elsewhere:
        said.append(f"valid answers of other groups left out: {made.n_elsewhere}")
    if outcome.margin_pp is not None:
        said.append(f"margin {outcome.margin_pp:g} points, set on {outcome.date}")
    if found and found.few:
        said += ["fewer than ten events in a group: never called equal", _exchanged(found.exchanged.method)]
    return "; ".join([*said, *clauses])


def _exchanged(method):
    return _NO_TEST if method == "none" else f"p by exchanging events, {method}"


def _top(made):
    counted = ["don't know counts as an answer"] if made.outcome.of_dont_know else []
    return [f"top: {'/'.join(made.top)}", *counted] if made.top else []
