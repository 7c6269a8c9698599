"""Claims about counts, and about shares of counts: a census, with the range that incomplete lists leave."""

import numpy as np

from kmu_eval.measures.claimed import Found, limited, limits, untested
from kmu_eval.measures.reach import indicators, reach
from kmu_eval.measures.relations import judged


def of_count(tables, claim):
    """What the lists say of a claim about a count.

    Parameters
    ----------
    tables : Tables
    claim : Claim

    Returns
    -------
    Found
    """
    if why := _lacking(tables, claim):
        return untested(why)
    counted = _counted(tables, claim.indicator, claim.where) if claim.where else _whole(tables, claim.indicator)
    if counted is None:
        return untested("no_groups")
    return _judged(claim, counted, [counted["rule"], *limits(claim.where)])


def of_share(tables, claim):
    """What the lists say of a claim about a share of a count.

    Parameters
    ----------
    tables : Tables
    claim : Claim

    Returns
    -------
    Found

    Notes
    -----
    The least of the part over the most of the whole, to the most of the part over the least of the whole: as wide as it
    can be, for what is not known of one is taken to be independent of what is not known of the other.
    """
    if why := _lacking(tables, claim):
        return untested(why)
    whole = _counted(tables, claim.indicator, claim.of_where)
    part = _counted(tables, claim.indicator, {**claim.of_where, **claim.where})
    if whole is None or part is None:
        return untested("no_groups")
    if not whole["estimate"]:
        return untested("none_counted")
    said = [f"of those with {column}: {word}" for column, word in claim.of_where.items()] or ["of all"]
    only = {column: word for column, word in claim.where.items() if column not in claim.of_where}
    return _judged(claim, _share(part, whole), [whole["rule"], *limits(only), *said])


def _lacking(tables, claim):
    """Which table a claim needs that has no rows; events held are told by events alone."""
    if claim.indicator == "events" and (claim.where or claim.of_where is not None):
        return "no_events" if tables.events.empty else None
    return "no_lists" if tables.participations.empty and tables.head_counts.empty else None


def _whole(tables, indicator):
    found = indicators(tables)
    return found[found["indicator"] == indicator].iloc[0].to_dict()


def _counted(tables, indicator, where):
    """A count within a limit; None where there is no such group. What is not stated may belong to it."""
    inside, perhaps = limited(reach(tables, list(where), [indicator]), where)
    if inside.empty:
        return None
    row = inside.iloc[0].to_dict()
    return {**row, "upper": row["upper"] + perhaps["upper"].sum()}


def _share(part, whole):
    most = part["upper"] / whole["lower"] if whole["lower"] else np.inf
    return {
        "unit": whole["unit"],
        "n": int(whole["estimate"]),
        "n_events": whole["n_events"],
        "numerator": int(part["estimate"]),
        "estimate": part["estimate"] / whole["estimate"],
        "lower": part["lower"] / whole["upper"],
        "upper": min(1.0, most),
    }


def _judged(claim, counted, clauses):
    verdict = judged(claim.relation, counted["lower"], counted["upper"], claim.value, claim.tolerance)
    names = ("unit", "n", "n_events", "numerator", "estimate", "lower", "upper")
    return Found(verdict, {name: counted[name] for name in names if name in counted}, tuple(clauses))
