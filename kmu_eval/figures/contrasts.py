"""How the numbers of a comparison are told: values, differences, and what stands in their place."""

import pandas as pd

from kmu_eval import words


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
    return words.signed(points, wording.language, decimals, plus=True)


def judged(row, wording, primary):
    """What a difference says: the verdict of a primary outcome, the corrected p-value of a secondary one."""
    if row["hidden"] != "no":
        return ""
    if primary:
        return wording.label("verdict", row["verdict"]) if pd.notna(row["verdict"]) else ""
    p = row.get("p_adjusted")
    return "" if p is None or pd.isna(p) else words.p_value(p, wording.language)


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
    parts = {"group": label, "value": value(row, wording), "interval": ends or "–", "base": wording.base(row)}
    return wording.caption("told_group", **parts)
