"""Claims about two groups: what the verdict of their declared comparison says of them."""

import pandas as pd

from kmu_eval.errors import MeasureError
from kmu_eval.measures.claimed import Found, untested
from kmu_eval.measures.comparisons import comparison
from kmu_eval.measures.relations import judged_difference

_NUMBERS = ("unit", "n", "n_events", "estimate", "ci_low", "ci_high", "ci_level", "margin_pp")


def of_difference(tables, claim):
    """What a comparison says of a claim about its two groups.

    Parameters
    ----------
    tables : Tables
    claim : Claim

    Returns
    -------
    Found
        By the adjusted difference. Where that was refused, or the outcome is secondary and has no verdict, the claim is
        not tested.
    """
    tables.comparing.comparison(claim.comparison)
    tables.comparing.outcome(claim.outcome)
    if tables.responses.empty:
        return untested("no_answers")
    try:
        rows = comparison(tables, claim.comparison, claim.outcome)
    except MeasureError:
        # What is declared was looked up above: it is the lists that know no such group.
        return untested("no_groups")
    return _judged(claim, rows, tables.origin.smallest_cell)


def _judged(claim, rows, smallest):
    first, second, row = (each for _, each in rows[rows["estimator"] == "adjusted"].iterrows())
    clauses = (row["rule"],)
    if row["verdict"] == "refused":
        return untested("not_adjusted", {"unit": "answers"}, clauses)
    if not (first["n"] and second["n"]):
        return untested("no_answers", {"unit": "answers"}, clauses)
    numbers = {name: row[name] for name in _NUMBERS} | _sizes(rows, first["n"], second["n"], smallest=smallest)
    if row["verdict"] != row["verdict"]:
        return untested("secondary", numbers, clauses)
    return Found(judged_difference(claim.relation, row["verdict"]), numbers, clauses)


def _sizes(rows, *adjusted, smallest):
    unadjusted = rows.loc[rows["estimator"] == "unadjusted", "n"].iloc[:2]
    left_out = [before - after for before, after in zip(unadjusted, adjusted, strict=True)]
    sizes = {"n": sum(adjusted), "n_first": adjusted[0], "n_second": adjusted[1]}
    # Beside the sizes of the unadjusted groups, which comparisons show, these would give so few away.
    few = any(0 < rest < smallest for rest in left_out)
    return dict.fromkeys(sizes, pd.NA) if few else sizes
