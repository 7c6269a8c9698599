"""The sheet of indicators: what each counts, target and actual, how it was counted, and what to bear in mind."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from kmu_eval import words
from kmu_eval.measures.reach import indicators
from kmu_eval.measures.targets import targets
from kmu_eval.small_cells import hide
from kmu_eval.speech import Speech

COLUMNS = ("indicator", "definition", "target", "actual", "percent", "verdict", "rule", "n", "source", "caveat")
"""Of the sheet as people read it."""


@dataclass(frozen=True, eq=False)
class IndicatorSheet:
    """The sheet of indicators in one language.

    Parameters
    ----------
    numbers : DataFrame
        A row per indicator, small groups hidden: indicator, label, definition, unit, target, estimate, lower, upper,
        share_of_target, verdict, n_events, target_source, data_source, caveat, rule, hidden.
    speech : Speech
    """

    numbers: pd.DataFrame = field(repr=False)
    speech: Speech = field(repr=False)

    def __repr__(self):
        return f"IndicatorSheet({len(self.numbers)} indicators, {self.speech.language!r})"

    @cached_property
    def cells(self):
        """The sheet as text, numbers as people write them: the columns `COLUMNS`."""
        return pd.DataFrame([_cells(row, self.speech) for _, row in self.numbers.iterrows()], columns=list(COLUMNS))

    @property
    def headings(self):
        """The headings of `COLUMNS`."""
        return {name: self.speech.report(f"sheet_{name}") for name in COLUMNS}


def sheet(tables, language):
    """The sheet of indicators: those with a target first, in the order declared, then the others.

    Parameters
    ----------
    tables : Tables
        Or a `Project`.
    language : str

    Returns
    -------
    IndicatorSheet

    Examples
    --------
    >>> import kmu_eval
    >>> sheet(kmu_eval.simulate(seed=1, scale=0.01)[0], "en").cells.loc[0, ["indicator", "target"]].tolist()
    ['Events', '90']
    """
    speech = Speech(language, tables.origin)
    found = hide(_all(tables), tables.origin.smallest_cell)
    told = {
        "label": [speech.label("indicator", name) for name in found["indicator"]],
        "definition": [words.definition(name, language) for name in found["indicator"]],
        "data_source": speech.report("own_count", programme=tables.origin.programme),
        "caveat": [_caveat(row, speech) for _, row in found.iterrows()],
        "rule": [speech.rule(rule) for rule in found["rule"]],
    }
    return IndicatorSheet(_ordered(found.rename(columns={"source": "target_source"}).assign(**told)), speech)


def _all(tables):
    """Indicators with a target, then those without, with the same columns."""
    against = targets(tables).astype({"indicator": "str", "unit": "str", "verdict": "str"})
    counted = indicators(tables).astype({"indicator": "str", "unit": "str"})
    others = counted[~counted["indicator"].isin(against["indicator"])]
    return pd.concat([against, others], ignore_index=True)


def _ordered(found):
    counts = ["target", "estimate", "lower", "upper", "share_of_target", "verdict", "n_events"]
    told = ["target_source", "data_source", "caveat", "rule", "hidden"]
    return found[["indicator", "label", "definition", "unit", *counts, *told]]


def _caveat(row, speech):
    return " ".join(speech.report(key, **values) for key, values in _caveats(row, speech))


def _caveats(row, speech):
    if row["hidden"] != "no":
        yield "caveat_small", {"smallest": speech.number(speech.origin.smallest_cell)}
    elif row["upper"] != row["estimate"] or row["lower"] != row["estimate"]:
        ends = {end: speech.bound(row[end]) for end in ("lower", "upper")}
        yield "caveat_range", ends
    if speech.origin.synthetic:
        yield "caveat_synthetic", {}


def _cells(row, speech):
    hidden, aimed = row["hidden"] != "no", row["target"] == row["target"]
    shown = {"percent": speech.of_target(row["share_of_target"]), "verdict": speech.label("verdict", row["verdict"])}
    stands = speech.hidden() if hidden else speech.number(None)
    against = shown if aimed and not hidden else dict.fromkeys(shown, stands if aimed else speech.number(None))
    return {
        "indicator": row["label"],
        "target": speech.number(row["target"]),
        "actual": speech.with_range(row),
        "n": speech.report("events_of_one" if row["n_events"] == 1 else "events_of", n=speech.number(row["n_events"])),
        "source": _sources(row, speech),
        **{name: row[name] for name in ("definition", "rule", "caveat")},
        **against,
    }


def _sources(row, speech):
    actual = speech.report("source_of_actual", source=row["data_source"])
    declared = row["target_source"]
    if not isinstance(declared, str) or not declared:
        return actual
    return f"{speech.report('source_of_target', source=declared)} {actual}"
