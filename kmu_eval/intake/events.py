"""Rows of event lists to the table of events."""

from functools import partial

import numpy as np
import pandas as pd

from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.issues import Issue, by_file
from kmu_eval.schema import NONE, PREPARED
from kmu_eval.tables import typed
from kmu_eval.vocabulary import INTERACTIVE_KINDS

OUTSIDE = -2
"""Reference of an event that lies outside the funding period."""


def build_events(rows, rules, zone):
    """The table of events, one row per id, inside the funding period.

    Parameters
    ----------
    rows : DataFrame
        Rows read for the table, with source, file, row, fate and the intake columns.
    rules : CountingRules
    zone : str
        Time zone of clock times.

    Returns
    -------
    events : DataFrame
        Sorted by date and id.
    rows : DataFrame
        The rows with their fate.
    references : Series
        Event id to row of ``events``, or `OUTSIDE`.
    issues : list of Issue
    """
    issues = []
    for step in (_usable, _first_of_each, partial(_inside, rules), _ends):
        rows, found = step(rows)
        issues += found
    kept = rows[rows["fate"] == KEPT].sort_values(["date", "event"], kind="stable").reset_index(drop=True)
    events = typed({name: kept[name] for name in PREPARED["events"].names}, "events", zone)
    events = events.assign(interactive=_interactive(events))
    outside = rows.loc[rows["fate"] == "outside_period", "event"]
    places = {**dict.fromkeys(outside, OUTSIDE), **{event: i for i, event in enumerate(kept["event"])}}
    return events, rows, pd.Series(places, dtype="int64"), issues


def find_events(ids, references):
    """The row of events for each id; -1 where no source describes it, `OUTSIDE` where it is outside the period."""
    return ids.map(references).fillna(NONE).astype(np.int64).to_numpy()


def _usable(rows):
    lacking = (rows["fate"] == KEPT) & rows["event"].isna()
    issues = by_file(rows[lacking], "error", "event_without_id", "event")
    return rows.assign(fate=rows["fate"].mask(lacking, "unusable")), issues


def _first_of_each(rows):
    """One row per id: the first by content, so that the order of rows and files does not matter."""
    kept = rows[rows["fate"] == KEPT]
    content = kept[list(PREPARED["events"].names)].astype("str").sort_values(list(PREPARED["events"].names))
    twice = content["event"].duplicated()
    differing = content.loc[twice & ~content.duplicated(), "event"].unique()
    issues = [_event_twice(kept[kept["event"] == event].iloc[-1]) for event in differing]
    fate = rows["fate"].mask(rows.index.isin(twice.index[twice]), "duplicate_event")
    return rows.assign(fate=fate), issues


def _inside(rules, rows):
    dates, kept = pd.to_datetime(rows["date"]), rows["fate"] == KEPT
    outside = kept & ((dates < rules.period_start) | (dates > rules.period_end))
    period = {"start": rules.period_start, "end": rules.period_end}
    undated = by_file(rows[kept & dates.isna()], "error", "event_without_date", "date")
    issues = [*undated, *by_file(rows[outside], "warning", "outside_period", "date", **period)]
    return rows.assign(fate=rows["fate"].mask(outside, "outside_period")), issues


def _ends(rows):
    start, end = (pd.to_datetime(rows[name], utc=True) for name in ("start", "end"))
    wrong = (rows["fate"] == KEPT) & (end < start)
    issues = by_file(rows[wrong], "error", "end_before_start", "end")
    return rows.assign(end=rows["end"].mask(wrong, None)), issues


def _interactive(events):
    """Where no list says it, the kind does: workshops, consultations and trainings are interactive."""
    by_kind = events["kind"].isin(INTERACTIVE_KINDS).map({True: "yes", False: "no"}).where(events["kind"].notna())
    declared = events["interactive"].astype(object)
    filled = declared.where(declared != "unknown", by_kind).fillna("unknown")
    return pd.Categorical(filled, categories=events["interactive"].cat.categories)


def _event_twice(row):
    return Issue("error", "event_twice", row["source"], row["file"], int(row["row"]), "event", row["event"])
