"""Actual against target."""

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.reach import indicators
from kmu_eval.measures.rows import result, texts, words


def targets(tables):
    """Each declared target with the number reached.

    Parameters
    ----------
    tables : Tables
        With ``targets``: indicator, target and source of each.

    Returns
    -------
    DataFrame
        indicator, unit, n_events, estimate, lower, upper, target, share_of_target, verdict, source, rule; in the order
        declared. Reached if even the lower number meets the target, missed if not even the upper does, else open.

    Raises
    ------
    MeasureError
        If a target names an unknown indicator.

    Examples
    --------
    >>> import kmu_eval
    >>> list(targets(kmu_eval.simulate(seed=1, scale=0.01)[0]).columns[-5:])
    ['target', 'share_of_target', 'verdict', 'source', 'rule']
    """
    declared = [row["indicator"] for row in tables.targets]
    choose(declared, vocabulary.INDICATOR, "targets.csv")
    found = indicators(tables).set_index("indicator").loc[declared].reset_index(drop=True)
    target = np.array([row["target"] for row in tables.targets], float)
    columns = {name: found[name].array for name in ("n_events", "estimate", "lower", "upper", "rule")}
    columns |= {
        "indicator": words(declared),
        "unit": words(list(found["unit"])),
        "target": target,
        "share_of_target": np.divide(found["estimate"], target, out=np.full(len(target), np.nan), where=target > 0),
        "verdict": words(_verdicts(found, target), vocabulary.TARGET_VERDICT),
        "source": texts([row.get("source") for row in tables.targets]),
    }
    return result(columns, ["indicator"])


def _verdicts(found, target):
    return np.where(found["lower"] >= target, "reached", np.where(found["upper"] < target, "missed", "open"))
