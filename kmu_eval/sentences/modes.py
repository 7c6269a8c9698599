"""How much was held online, and who stayed away."""

from kmu_eval import words
from kmu_eval.sentences.spoken import hidden
from kmu_eval.small_cells import hide


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
    shown = hide(events_by_mode, origin.smallest_cell)
    by_year = shown.groupby("year", observed=True, sort=True)
    years = [_online_of_year(year, rows, language) for year, rows in by_year if _known_modes(rows)]
    asked = no_shows_by_mode[no_shows_by_mode["n"] > 0]
    absent = [_absent(row, origin, language) for row in hide(asked, origin.smallest_cell, ("n",)).itertuples()]
    told = {"held_online": years, "no_shows": absent}
    return " ".join(words.phrase(key, language, rows=", ".join(rows)) for key, rows in told.items() if rows)


def _events(rows):
    return rows[rows["indicator"] == "events"]


def _known_modes(rows):
    events = _events(rows)
    return events.loc[events["mode"].notna(), "estimate"].sum() > 0


def _online_of_year(year, rows, language):
    events, attendances = _events(rows), rows[rows["indicator"] == "attendances"]
    numbers = {"year": year, "events": _online(events, language), "n": words.number(events["estimate"].sum(), language)}
    unknown, notes = events.loc[events["mode"].isna(), "estimate"].sum(), []
    if (attendances["hidden"] == "no").all() and attendances["estimate"].sum() > 0:
        notes.append(words.phrase("of_attendances", language, share=_online(attendances, language)))
    if unknown:
        notes.append(words.phrase("mode_not_known", language, n=words.number(unknown, language)))
    told = words.phrase("online_of_year", language, **numbers)
    return f"{told} ({'; '.join(notes)})" if notes else told


def _online(rows, language):
    return words.percent(rows.loc[rows["mode"] == "online", "estimate"].sum() / rows["estimate"].sum(), language)


def _absent(row, origin, language):
    known = isinstance(row.mode, str)
    mode = words.label("mode", row.mode, language, origin.labels) if known else words.phrase("missing", language)
    if row.hidden != "no":
        return f"{mode} {hidden(origin, language)}"
    share, n = words.percent(row.estimate, language), words.number(row.n, language)
    return words.phrase("no_show_of_mode", language, mode=mode, share=share, n=n)
