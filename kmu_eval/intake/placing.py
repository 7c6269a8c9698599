"""Which event an export of a tool belongs to: by the tool's id, else by title and day; never by a guess."""

import re

import numpy as np
import pandas as pd

from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.identity import normalised
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.values import days_of

ABOUT = ("tool_id", "title", "opened")
"""What an export says of its event."""


def place_exports(rows, events):
    """Rows of exports with the id of the event that their file is about.

    Parameters
    ----------
    rows : DataFrame
        Rows read of lists; those of exports say in `ABOUT` what their file says of its event.
    events : DataFrame
        Rows read of events: event, tool_id, title, date.

    Returns
    -------
    rows : DataFrame
        With ``event`` filled in where it was missing and the event could be made out.
    issues : list of Issue
        One for each file whose event could not.
    """
    if ABOUT[0] not in rows:
        return rows, []
    open_rows = rows[of_export(rows) & rows["event"].isna() & (rows["fate"] == KEPT)]
    known, ids, issues = _known(events), rows["event"].copy(), []
    for (file, _), found in open_rows.groupby(["file", ABOUT[0]], sort=True, observed=True):
        about = {name: found[name].iloc[0] for name in ABOUT}
        event = find_event(about, known)
        ids.loc[found.index] = event
        if event is None:
            issues.append(_unplaced(file, found, about))
    return rows.assign(event=ids), issues


def of_export(rows):
    """Per row whether it comes from the export of a tool."""
    return rows[ABOUT[0]].notna() if ABOUT[0] in rows else pd.Series(False, index=rows.index)


def find_event(about, events):
    """The event that a file is about, or None where none or more than one fits.

    Parameters
    ----------
    about : mapping of str to str
        ``tool_id``, ``title``, ``opened``, as the file has them.
    events : DataFrame
        event, tool_ids (sets of digits), title (case folded), day.

    Returns
    -------
    str or None
    """
    days = days_of(about["opened"])
    on_day = events["day"].isin(days).to_numpy() | (not days)
    by_id = np.array([about["tool_id"] in ids for ids in events["tool_ids"]], bool)
    by_title = (events["title"] == about["title"].casefold()).to_numpy() & bool(about["title"] and days)
    fits = events.loc[on_day & (by_id if by_id.any() else by_title), "event"]
    return fits.iloc[0] if len(fits) == 1 else None


def with_absences(participations, rows):
    """Those registered whom a complete export of their event does not name stayed away.

    Parameters
    ----------
    participations : DataFrame
        The prepared table.
    rows : DataFrame
        Placed rows of lists: place, fate, and ``complete`` where they come from an export.

    Returns
    -------
    participations : DataFrame
    issues : list of Issue
        How many, if any.
    """
    if "complete" not in rows:
        return participations, []
    covered = rows.loc[(rows["fate"] == KEPT) & rows["complete"].eq(True) & (rows["place"] >= 0), "place"].unique()
    open_ones = participations["registered"].eq("yes") & participations["attended"].eq("unknown")
    absent = open_ones & participations["event"].isin(covered)
    issues = [Issue("note", "absent_by_export", column="attended", rows=int(absent.sum()))] if absent.any() else []
    return participations.assign(attended=participations["attended"].mask(absent, "no")), issues


def _known(events):
    """The events that a file may be about, those outside the period too; ids of tools are written in many ways."""
    kept = events[events["fate"].isin([KEPT, "outside_period"])]
    digits = normalised(kept["tool_id"]).str.replace(r"(?<=\d)[ -](?=\d)", "", regex=True)
    days = pd.to_datetime(kept["date"]).dt.date
    ids = [set(re.findall(r"\d{6,}", text)) for text in digits]
    return pd.DataFrame({"event": kept["event"], "tool_ids": ids, "title": normalised(kept["title"]), "day": days})


def _unplaced(file, found, about):
    first = found.iloc[0]
    place = (first["source"], file, int(first["row"]), "event")
    return Issue("error", "export_without_event", *place, rows=len(found), values={**about})
