"""Events at which more people answered than came: one of the two lists is wrong."""

import numpy as np

from kmu_eval.intake.issues import Issue


def overfull_events(frames):
    """Events with more respondents in one wave than attendances; only of events whose attendance is known.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The prepared tables.

    Yields
    ------
    Issue
    """
    events, respondents, came = frames["events"], frames["respondents"], _came(frames)
    for wave, found in respondents[respondents["event"] >= 0].groupby("wave", observed=True):
        answered = np.bincount(found["event"], minlength=len(events))
        for event in np.flatnonzero(answered > came).tolist():
            values = {"event": events["event"].iloc[event], "attendances": int(came[event]), "wave": wave}
            values["answers"] = int(answered[event])
            excess = int(answered[event] - came[event])
            yield Issue("warning", "more_answers_than_attendances", rows=excess, values=values)


def _came(frames):
    """The most that may have come to each event; missing where a list or a head count of it does not say."""
    rows, heads, count = frames["participations"], frames["head_counts"], len(frames["events"])
    rows, heads = rows[rows["event"] >= 0], heads[heads["event"] >= 0]
    listed = rows.loc[rows["attended"] == "yes", "event"]
    counted = heads["attended"].fillna(0).to_numpy(dtype=float)
    came = np.bincount(listed, minlength=count) + np.bincount(heads["event"], counted, count)
    told = np.zeros(count, bool)
    told[np.append(rows["event"], heads["event"]).astype(np.int64)] = True
    silent = np.append(rows.loc[rows["attended"] == "unknown", "event"], heads.loc[heads["attended"].isna(), "event"])
    told[silent.astype(np.int64)] = False
    return np.where(told, came, np.nan)
