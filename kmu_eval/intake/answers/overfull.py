"""Events at which more people answered than came: one of the two lists is wrong."""

import numpy as np

from kmu_eval.intake.issues import Issue


def overfull_events(frames):
    """Events with more respondents in one wave than attendances; none where the programme has no attendance at all.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The prepared tables.

    Yields
    ------
    Issue
    """
    if not _any_known(frames):
        return
    events, respondents, came = frames["events"], frames["respondents"], _came(frames)
    for wave, found in respondents[respondents["event"] >= 0].groupby("wave", observed=True):
        answered = np.bincount(found["event"], minlength=len(events))
        for event in np.flatnonzero(answered > came).tolist():
            values = {"event": events["event"].iloc[event], "attendances": int(came[event]), "wave": wave}
            values["answers"] = int(answered[event])
            excess = int(answered[event] - came[event])
            yield Issue("warning", "more_answers_than_attendances", rows=excess, values=values)


def _any_known(frames):
    return (frames["participations"]["attended"] != "unknown").any() or frames["head_counts"]["attended"].notna().any()


def _came(frames):
    rows, heads, count = frames["participations"], frames["head_counts"], len(frames["events"])
    heads = heads[heads["event"] >= 0]
    listed = rows.loc[(rows["attended"] == "yes") & (rows["event"] >= 0), "event"]
    counted = heads["attended"].fillna(0).to_numpy(dtype=float)
    return np.bincount(listed, minlength=count) + np.bincount(heads["event"], counted, count)
