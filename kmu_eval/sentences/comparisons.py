"""What comparisons say, in careful sentences, and what lets them be made."""

from kmu_eval import words
from kmu_eval.schema import by_columns
from kmu_eval.sentences.contrasts import few_events, number, secondary, verdict
from kmu_eval.small_comparisons import hide_compared, hide_overlap
from kmu_eval.speech import Speech


def compared(comparison, origin, language="en", outcomes=None):
    """What a comparison says of each outcome, a line each, those named as primary first.

    Parameters
    ----------
    comparison : DataFrame
        From ``comparison`` or ``compare``: the column that splits the answers, ``item, estimator, part, outcome,
        measure, n, n_events, estimate, ci_low, ci_high, ci_level, margin_pp, p_value, least_p, verdict, rule``, perhaps
        ``p_adjusted``.
    origin : Origin
        Its ``smallest_cell`` is obeyed, its labels hold the wordings.
    language : str
    outcomes : sequence of str, optional
        Names of outcomes; all if not given.

    Returns
    -------
    str
        The adjusted number where there is one, the unadjusted one beside it; where nothing was adjusted the reason.
        Secondary outcomes get no verdict. What is not significant is never called equal.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> modes = pd.Categorical(["online", "in_person", None], categories=["online", "in_person"])
    >>> found = {"mode": modes, "item": "useful", "estimator": "unadjusted", "outcome": "useful", "n": [90, 60, 150]}
    >>> found |= {"part": ["group", "group", "difference"], "measure": "top_share", "n_events": [12, 11, 23]}
    >>> found |= {"estimate": [0.8, 0.7, 0.1], "ci_low": [0.7, 0.6, -0.04], "ci_high": [0.9, 0.8, 0.24]}
    >>> found |= {"ci_level": 0.95, "margin_pp": 10.0, "verdict": [None, None, "inconclusive"], "rule": ""}
    >>> print(compared(pd.DataFrame({**found, "p_value": 0.1, "least_p": None}), Origin("Centre")))
    'useful' (online less in person, share of top answers): not told apart, but not shown to be equivalent either \
(unadjusted difference +10.0 points, 95% interval −4.0 to 24.0, margin ±10 points).
    """
    unadjusted = comparison["estimator"] == "unadjusted"
    primary = list(comparison.loc[unadjusted & comparison["verdict"].notna(), "outcome"].unique())
    names = [*primary, *(name for name in comparison["outcome"].unique() if name not in primary)]
    shown = hide_compared(comparison[comparison["estimator"] != "on_common_support"], origin.smallest_cell)
    chosen = [name for name in names if outcomes is None or name in outcomes]
    rows = [(shown[shown["outcome"] == name], name in primary) for name in chosen]
    return "\n".join(_line(found, is_primary, origin, language) for found, is_primary in rows)


def _line(found, primary, origin, language):
    row, labels = found.iloc[0], _labels(found, origin, language)
    names = {"first": labels[0], "second": labels[1], "measure": words.label("measure", row["measure"], language)}
    item = words.label("item", row["item"], language, origin.labels)
    parts = "; ".join(filter(None, _parts(found, primary, labels, origin, language)))
    return words.phrase("answer_compared", language, item=item, parts=parts, **names)


def _labels(found, origin, language):
    by = by_columns(found)[0]
    return [words.label(by, word, language, origin.labels) for word in found[by].iloc[:2]]


def _parts(found, primary, labels, origin, language):
    given = found[found["estimator"] == "unadjusted"]
    adjusted = found[found["estimator"] == "adjusted"]
    if given["hidden"].iloc[-1] != "no":
        return [words.phrase("compared_hidden", language, few=Speech(language, origin).hidden())]
    if adjusted.empty:
        return [_said(given, primary, labels, language), few_events(given, labels, language)]
    if adjusted["verdict"].iloc[-1] == "refused" or adjusted["hidden"].iloc[-1] != "no":
        return [_refused(given, adjusted, language), few_events(given, labels, language)]
    said = _said(adjusted, primary, labels, language)
    return [said, number(given.iloc[-1], language), few_events(adjusted, labels, language)]


def _said(rows, primary, labels, language):
    row = rows.iloc[-1]
    return verdict(row, language, first=labels[0], second=labels[1]) if primary else secondary(row, language)


def _refused(given, adjusted, language):
    """Why nothing was adjusted; a hidden block tells no share that is comparable."""
    row = adjusted.iloc[-1]
    why = words.refusal(row["rule"], language) if row["hidden"] == "no" else ""
    why = why or words.phrase("refused", language)
    return words.phrase("compared_refused", language, why=why, number=number(given.iloc[-1], language))


def overlap(overlap, origin, language="en"):
    """How much of what was answered can be compared at all.

    Parameters
    ----------
    overlap : DataFrame
        From ``overlap``: the confounders, the column that splits the answers, ``outcome, kept, n, share_kept, rule``.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str
        Where that is too little, what cannot be told apart.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> cells = {"year": ["2019"] * 2 + ["2020"] * 2, "mode": ["online", "in_person"] * 2, "outcome": "useful"}
    >>> cells |= {"kept": ["no", "no", "yes", "yes"], "n": [0, 30, 90, 40], "share_kept": 0.8125, "rule": ""}
    >>> overlap(pd.DataFrame(cells), Origin("Centre"))
    'In 1 of 2 cells of year both groups (online, in person) have enough events; they hold 81% of the answers. \
Adjusted comparisons are made there only.'
    """
    if overlap.empty:
        return words.phrase("overlap_none", language)
    shown = hide_overlap(overlap, origin.smallest_cell)
    *confounders, by = list(shown.columns)[: list(shown.columns).index("outcome")]
    first, second = (words.label(by, word, language, origin.labels) for word in shown[by].iloc[:2])
    cells = {"kept": (shown["kept"] == "yes").sum() // 2, "cells": len(shown) // 2}
    counts = {name: words.number(count, language) for name, count in cells.items()}
    share = _share(shown["share_kept"].iloc[0], language)
    told = {"columns": _listed(confounders, language), "so": _so(shown, by, confounders, language)}
    return words.phrase("answer_overlap", language, first=first, second=second, share=share, **told, **counts)


def _share(share, language):
    """The share; words for one that would tell a small rest."""
    return words.percent(share, language) if share == share else f"({words.caption('shared', 'withheld', language)})"


def _listed(names, language):
    *others, last = [words.column_inline(name, language) for name in names] or ["–"]
    return words.phrase("and", language).join(filter(None, [", ".join(others), last]))


def _so(table, by, confounders, language):
    why = words.refusal(table["rule"].iloc[0], language)
    if not why:
        return words.phrase("overlap_enough", language)
    names = {"by": words.column_inline(by, language), "columns": _listed(confounders, language)}
    return words.phrase("overlap_refused", language, why=why, **names)
