"""The sheet of indicators as tables of a report."""

from kmu_eval.report.blocks import TextTable
from kmu_eval.report.sheet import sheet

_AGAINST = ("indicator", "target", "actual", "percent", "verdict")
_COUNTED = ("indicator", "actual", "n", "source")
_DEFINED = ("indicator", "definition", "rule", "caveat")
_NUMERIC = {"target", "actual", "percent"}


def against_targets(project, speech):
    """Each indicator with a target: target, actual, per cent and verdict; None where there is no target.

    Parameters
    ----------
    project : Tables
    speech : Speech

    Returns
    -------
    TextTable or None
    """
    made = sheet(project, speech.language)
    aimed = made.numbers["target"].notna().to_numpy()
    return _table(made, made.cells[aimed], _AGAINST, speech.report("against_targets_caption")) if aimed.any() else None


def all_indicators(project, speech):
    """All indicators: what came out, what each counts and by which rule.

    Parameters
    ----------
    project : Tables
    speech : Speech

    Yields
    ------
    TextTable
    """
    made = sheet(project, speech.language)
    yield _table(made, made.cells, _COUNTED, speech.report("indicators_caption"))
    yield _table(made, made.cells, _DEFINED, speech.report("rules_caption"))


def _table(made, cells, columns, caption):
    heads = tuple(made.headings[name] for name in columns)
    rows = tuple(map(tuple, cells[list(columns)].astype("str").to_numpy().tolist()))
    numeric = frozenset(place for place, name in enumerate(columns) if name in _NUMERIC)
    return TextTable(caption, heads, rows, numeric)
