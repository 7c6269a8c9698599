"""How the numbers of a comparison are told: values, differences, and what stands in their place."""

import pandas as pd

from kmu_eval import words
from kmu_eval.figures.told import base

LEAST_P = 0.001
"""Smaller p-values are told as smaller than this."""


def in_points(row):
    """How many points one unit of a row's estimate is, and with how many decimals points are told."""
    return (1, 2) if row["measure"] == "mean" else (100, 1)


def value(row, wording):
    """The estimate of one group: a share as a percentage, else points."""
    if row["hidden"] != "no" or row["measure"] == "top_share":
        return wording.share(row)
    by, decimals = in_points(row)
    return wording.signed(by * row["estimate"], decimals if by == 1 else 0)


def difference(row, wording):
    """The difference in points with its sign and interval."""
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    by, decimals = in_points(row)
    points, interval = plus(by * row["estimate"], wording, decimals), wording.interval(row, by=by, decimals=decimals)
    return wording.caption("difference", difference=points, interval=interval) if interval else points


def plus(points, wording, decimals=0):
    """A number with its sign, also above 0."""
    return f"{'+' if round(points, decimals) > 0 else ''}{wording.signed(points, decimals)}"


def judged(row, wording, primary):
    """What a difference says: the verdict of a primary outcome, the corrected p-value of a secondary one."""
    if row["hidden"] != "no":
        return ""
    if primary:
        return wording.label("verdict", row["verdict"]) if pd.notna(row["verdict"]) else ""
    p = row.get("p_adjusted")
    if p is None or pd.isna(p):
        return ""
    if p < LEAST_P:
        return wording.caption("least_p", p=wording.number(LEAST_P, 3))
    return wording.caption("p_value", p=wording.number(p, 3 if p < 0.1 else 2))


def refusal(row, wording):
    """That nothing was adjusted, and why."""
    why = words.refusal(row["rule"], wording.language) if row["hidden"] == "no" else ""
    return wording.caption("refused", why=why or words.phrase("refused", wording.language))


def told_group(row, label, wording):
    """One group in words."""
    if row["hidden"] != "no":
        return f"{label} {wording.hidden(row['hidden'])}"
    by, decimals = in_points(row)
    ends = wording.interval(row, by=by, decimals=decimals if by == 1 else 0)
    parts = {"group": label, "value": value(row, wording), "interval": ends or "–", "base": base(row, wording)}
    return wording.caption("told_group", **parts)
