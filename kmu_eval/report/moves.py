"""Two runs compared: which numbers moved, by how much, and why."""

import math

import pandas as pd

from kmu_eval import words
from kmu_eval.report.causes import causes

UNEXPLAINED = "unexplained"
COLUMNS = ("kind", "name", "label", "earlier", "later", "by", "was", "now", "cause", "why")
_COMPARED = ("estimate", "lower", "upper", "ci_low", "ci_high", "verdict", "hidden")
_ABSENT = {"hidden": "absent"}


def diff(earlier, later, language="en"):
    """Every number that moved between two runs, and why.

    Parameters
    ----------
    earlier, later : dict
        From `manifest.read_run`.
    language : str

    Returns
    -------
    DataFrame
        A row per number that moved, came or went: kind (indicators, targets, comparisons, claims), name, label, earlier
        and later (missing where there is none or it is hidden), by (later less earlier), was and now (as people write
        them), cause (``input``, ``rule``, ``code``; all that are possible if several changed; ``unexplained`` where
        nothing changed that can move it) and why, in sentences.

    Examples
    --------
    >>> run = {"inputs": {}, "rules": {}, "targets": {}, "kmu_eval": "0.1.0", "code": {}, "packages": {}}
    >>> runs = [{**run, "results": {"indicators": {"smes": {"estimate": n}}}} for n in (40, 42)]
    >>> diff(*runs)[["name", "earlier", "later", "by", "cause"]].values.tolist()
    [['smes', 40.0, 42.0, 2.0, 'unexplained']]
    """
    found = causes(earlier, later, language)
    pairs = [*_pairs(_of_results(earlier), _of_results(later)), *_pairs(_of_targets(earlier), _of_targets(later))]
    rows = [_row(kind, name, was, now, found, language) for kind, name, was, now in pairs if _moved(was, now)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"earlier": "float64", "later": "float64", "by": "float64"})


def _of_results(run):
    return {(kind, name): row for kind, rows in run["results"].items() for name, row in rows.items()}


def _of_targets(run):
    return {("targets", name): {"estimate": target} for name, target in run["targets"].items()}


def _pairs(earlier, later):
    for kind, name in dict.fromkeys([*earlier, *later]):
        yield kind, name, earlier.get((kind, name), _ABSENT), later.get((kind, name), _ABSENT)


def _moved(was, now):
    return not all(_same(was.get(name), now.get(name)) for name in _COMPARED)


def _same(was, now):
    """Computers differ in the last digits of what is worked out."""
    if isinstance(was, (int, float)) and isinstance(now, (int, float)):
        return math.isclose(was, now, rel_tol=1e-9, abs_tol=1e-12)
    return was == now


def _row(kind, name, was, now, found, language):
    possible = [cause for cause in found if kind in cause.moves]
    numbers = [row.get("estimate", math.nan) for row in (was, now)]
    kinds = " / ".join(dict.fromkeys(cause.kind for cause in possible))
    return {
        "kind": kind,
        "name": name,
        "label": words.message(f"moved_{kind}", language, name=_label(kind, name, language)),
        "earlier": numbers[0],
        "later": numbers[1],
        "by": numbers[1] - numbers[0],
        "was": _told(was, language),
        "now": _told(now, language),
        "cause": kinds or UNEXPLAINED,
        "why": " ".join(cause.text(language) for cause in possible),
    }


def _label(kind, name, language):
    return words.label("indicator", name, language) if kind in ("indicators", "targets") else name


def _told(row, language):
    """A number with its range or interval and verdict, or that there is none."""
    if "estimate" not in row:
        hidden = row.get("hidden", "no")
        return words.message("moved_absent" if hidden in ("absent", "no") else "moved_hidden", language)
    low, high = (row.get(name, row.get(other)) for name, other in (("lower", "ci_low"), ("upper", "ci_high")))
    ends = [_number(end, language) for end in (row["estimate"], low, high) if end is not None]
    spread = len(ends) > 2 and len(set(ends)) > 1
    told = words.message("moved_between", language, number=ends[0], low=ends[1], high=ends[2]) if spread else ends[0]
    return f"{told}, {words.label('verdict', row['verdict'], language)}" if "verdict" in row else told


def _number(value, language):
    return words.signed(value, language, 0 if float(value).is_integer() else 4)


def lines(earlier, later, language):
    """What two runs differ in, as ``kmu-eval diff`` prints it.

    Returns
    -------
    list of str, int
        The lines, and how many moves are not explained.
    """
    moved, found = diff(earlier, later, language), causes(earlier, later, language)
    told = [_line(row, language) for _, row in moved.iterrows()] or [words.message("nothing_moved", language)]
    told += [words.message("changed_between" if found else "nothing_changed", language)]
    told += [f"- {cause.text(language)}" for cause in found]
    unexplained = int((moved["cause"] == UNEXPLAINED).sum())
    if unexplained:
        told.append(words.message("unexplained_moves", language, n=unexplained))
    return told, unexplained


def _line(row, language):
    by = "" if math.isnan(row["by"]) or row["by"] == 0 else f" ({_difference(row['by'], language)})"
    values = {name: row[name] for name in ("label", "was", "now")}
    return words.message("moved_by", language, **values, by=by, cause=_cause(row["cause"], language))


def _difference(value, language):
    return words.signed(value, language, 0 if float(value).is_integer() else 4, plus=True)


def _cause(kinds, language):
    if kinds == UNEXPLAINED:
        return words.message("moved_unexplained", language)
    named = [words.message(f"cause_{kind}", language) for kind in kinds.split(" / ")]
    return words.message("moved_because" if len(named) == 1 else "moved_perhaps", language, kinds=", ".join(named))
