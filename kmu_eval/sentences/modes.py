"""How much was held online, and who stayed away."""

from kmu_eval.small_cells import hide
from kmu_eval.speech import Speech


def move_online(events_by_mode, no_shows_by_mode, origin, language="en"):
    """Which share of events and attendances was online each year, and the no-show shares by mode.

    Parameters
    ----------
    events_by_mode : DataFrame
        Columns year, mode, indicator (events, attendances), unit, estimate.
    no_shows_by_mode : DataFrame
        Columns mode, unit, n, estimate.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str
        Events whose mode is not known belong to all events of their year, and how many they are is told. A share of
        attendances is left out where it would tell a small group; so are years in which no mode is known, and modes
        without registrations.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> held = pd.DataFrame({"year": "2020", "mode": ["in_person", "online", None] * 2})
    >>> held["indicator"] = ["events"] * 3 + ["attendances"] * 3
    >>> held["unit"], held["estimate"] = held["indicator"], [1, 2, 1, 20, 70, 10]
    >>> stayed_away = pd.DataFrame({"mode": ["online"], "unit": "registrations", "n": [90], "estimate": [0.3]})
    >>> move_online(held, stayed_away, Origin("Centre"))
    'Held online: 2020 50% of 4 events (70% of attendances; mode of 1 not known). No-shows: online 30% of 90.'
    """
    shown, speech = hide(events_by_mode, origin.smallest_cell), Speech(language, origin)
    by_year = shown.groupby("year", observed=True, sort=True)
    years = [_online_of_year(year, rows, speech) for year, rows in by_year if _known_modes(rows)]
    asked = no_shows_by_mode[no_shows_by_mode["n"] > 0]
    absent = [_absent(row, speech) for row in hide(asked, origin.smallest_cell, ("n",)).itertuples()]
    told = {"held_online": years, "no_shows": absent}
    return " ".join(speech.phrase(key, rows=", ".join(rows)) for key, rows in told.items() if rows)


def _events(rows):
    return rows[rows["indicator"] == "events"]


def _known_modes(rows):
    events = _events(rows)
    return events.loc[events["mode"].notna(), "estimate"].sum() > 0


def _online_of_year(year, rows, speech):
    events, attendances = _events(rows), rows[rows["indicator"] == "attendances"]
    numbers = {"year": year, "events": _online(events, speech), "n": speech.number(events["estimate"].sum())}
    unknown, notes = events.loc[events["mode"].isna(), "estimate"].sum(), []
    if (attendances["hidden"] == "no").all() and attendances["estimate"].sum() > 0:
        notes.append(speech.phrase("of_attendances", share=_online(attendances, speech)))
    if unknown:
        notes.append(speech.phrase("mode_not_known", n=speech.number(unknown)))
    told = speech.phrase("online_of_year", **numbers)
    return f"{told} ({'; '.join(notes)})" if notes else told


def _online(rows, speech):
    return speech.percent(rows.loc[rows["mode"] == "online", "estimate"].sum() / rows["estimate"].sum())


def _absent(row, speech):
    mode = speech.label("mode", row.mode)
    if row.hidden != "no":
        return f"{mode} {speech.hidden()}"
    return speech.phrase("no_show_of_mode", mode=mode, share=speech.percent(row.estimate), n=speech.number(row.n))
