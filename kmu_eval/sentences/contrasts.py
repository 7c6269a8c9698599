"""How a difference of two groups is told within a sentence."""

from kmu_eval import words

_FEWEST_EVENTS = 10


def numbers(row, language):
    """What phrases name of a difference: it and its ends in points, its margin, and what points these are.

    Parameters
    ----------
    row : Series
        Of a comparison: estimator, measure, estimate, ci_low, ci_high, ci_level, margin_pp.
    language : str

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"estimator": "adjusted", "measure": "top_share", "estimate": 0.006, "ci_low": -0.039, "ci_high": 0.06}
    >>> told = numbers(pd.Series({**row, "ci_level": 0.95, "margin_pp": 10.0}), "de")
    >>> told["name"], told["difference"], told["low"], told["high"], told["margin"]
    ('bereinigte Differenz', '+0,6', '−3,9', '6,0', '10')
    """
    of_scale = row["measure"] == "mean"
    by, decimals, kind = (1, 2, "scale_points") if of_scale else (100, 1, "points")
    ends = {name: words.signed(by * row[f"ci_{name}"], language, decimals) for name in ("low", "high")}
    return {
        **ends,
        "name": words.phrase(f"difference_{row['estimator']}", language),
        "difference": words.signed(by * row["estimate"], language, decimals, plus=True),
        "level": words.number(100 * row["ci_level"], language),
        "margin": words.number(row["margin_pp"], language, int(row["margin_pp"] % 1 > 0)),
        "points": words.phrase(kind, language),
        "points_of": words.phrase(f"{kind}_of", language),
    }


def number(row, language):
    """A difference with its interval, as far as there are any."""
    if row["estimate"] != row["estimate"]:
        return words.phrase("compared_no_number", language)
    key = "compared_number" if row["ci_low"] == row["ci_low"] else "compared_no_interval"
    return words.phrase(key, language, **numbers(row, language))


def verdict(row, language, **groups):
    """What the difference of a primary outcome says; never that a difference that is not significant is none.

    Parameters
    ----------
    row : Series
        Of a comparison, with verdict and p_value.
    language : str
    **groups : str
        The labels of the first and the second group.

    Returns
    -------
    str
    """
    places = {**numbers(row, language), **groups, "number": number(row, language), "test": _test(row, language)}
    return words.phrase(f"compared_{_key(row)}", language, **places)


def _key(row):
    """The phrase of a verdict; of an inconclusive one why it is."""
    if row["verdict"] != "inconclusive":
        return row["verdict"]
    if row["ci_low"] != row["ci_low"]:
        return "undecided"
    return "inconclusive" if row["ci_low"] <= 0 <= row["ci_high"] else "too_few"


def _test(row, language):
    if row["p_value"] != row["p_value"]:
        return words.phrase("compared_not_tested", language)
    return words.phrase("compared_tested", language, p=words.p_value(row["p_value"], language))


def secondary(row, language):
    """The difference of a secondary outcome with its corrected p-value, and no verdict."""
    parts = [number(row, language)]
    if row.get("p_adjusted") is not None and row["p_adjusted"] == row["p_adjusted"]:
        parts.append(words.phrase("compared_corrected", language, p=words.p_value(row["p_adjusted"], language)))
    return words.phrase("compared_secondary", language, number="; ".join(parts))


def few_events(rows, labels, language):
    """A warning where a group has few events, with the smallest p-value that so few can give; else nothing.

    Parameters
    ----------
    rows : DataFrame
        Both groups and the difference.
    labels : sequence of str
        Of both groups.
    language : str

    Returns
    -------
    str
    """
    events, least = rows["n_events"].iloc[:2].tolist(), rows["least_p"].iloc[-1]
    if min(events) >= _FEWEST_EVENTS:
        return ""
    told = ", ".join(f"{label} {words.number(n, language)}" for label, n in zip(labels, events, strict=True))
    reach = words.number(least, language, 3) if least == least else ""
    clause = words.phrase("compared_least", language, p=reach) if reach else ""
    return words.phrase("compared_few", language, groups=told, least=clause)
