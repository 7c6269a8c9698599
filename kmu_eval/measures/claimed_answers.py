"""Claims about answers: a share or a net promoter score, with its interval in the place of a range."""

from kmu_eval.measures.claimed import Found, limited, limits, untested
from kmu_eval.measures.options import options
from kmu_eval.measures.recommendation import net_promoter
from kmu_eval.measures.relations import judged
from kmu_eval.measures.top_shares import top_share

_NUMBERS = ("unit", "n", "n_events", "answers", "estimate", "ci_low", "ci_high", "ci_level")


def of_answers(tables, claim):
    """What the surveys say of a claim about an item.

    Parameters
    ----------
    tables : Tables
    claim : Claim

    Returns
    -------
    Found
        *All* without a tolerance is contradicted by one answer that differs, and never supported: those who did not
        answer may differ.
    """
    if tables.responses.empty:
        return untested("no_answers")
    inside, _ = limited(_table(tables, claim), claim.where)
    if claim.option:
        inside = inside[inside["option"] == claim.option]
    if inside.empty:
        return untested("no_groups")
    row = inside.iloc[0]
    if not row["n"]:
        return untested("no_answers")
    numbers = {name: row[name] for name in _NUMBERS if name in row}
    return _judged(claim, numbers, (row["rule"], *limits(claim.where)))


def _table(tables, claim):
    measure = {"chosen": options, "top_share": top_share, "net_promoter": net_promoter}[claim.kind]
    return measure(tables, claim.item, list(claim.where), claim.wave)


def _judged(claim, numbers, clauses):
    if claim.relation == "all" and claim.tolerance is None:
        verdict = "contradicted" if numbers["answers"] < numbers["n"] else "inconclusive"
    elif numbers["ci_low"] != numbers["ci_low"]:
        return untested("few_events", numbers, clauses)
    else:
        verdict = judged(claim.relation, numbers["ci_low"], numbers["ci_high"], claim.value, claim.tolerance)
    return Found(verdict, numbers, clauses)
