"""Rows of the lists that intake must set aside: own staff, the same registration twice, an event after the period."""

import numpy as np
import pandas as pd

from kmu_eval.sample.entries import NOT_STATED, WALKED_IN

STAFF_DOMAIN = "zentrum.example"
_STAFF = (
    ("Frieda", "Zentrum-Adler"),
    ("Kilian", "Zentrum-Bode"),
    ("Marlene", "Zentrum-Curtius"),
    ("Oskar", "Zentrum-Damm"),
    ("Paula", "Zentrum-Eberle"),
    ("Quirin", "Zentrum-Fink"),
)
_LATE_EVENT = {"number": "2022-9001", "date": np.datetime64("2022-04-06")}


def with_extras(rng, entries, centre, scale):
    """The entries with those that must be set aside, in the order of the lists.

    Parameters
    ----------
    rng : numpy Generator
    entries : DataFrame
        As of `kmu_eval.sample.entries.draw_entries`.
    centre : str
        Name of the programme's own organisation.
    scale : float

    Returns
    -------
    DataFrame
    """
    lists = entries[~entries["training"]]
    extra = [_staff(rng, lists, centre), _twice(rng, lists, max(3, round(60 * scale))), _late(rng, lists)]
    return pd.concat([entries, *extra]).sort_values(["date", "number"], kind="stable", ignore_index=True)


def late_event(events):
    """The event after the period: the first event's copy with another number and date."""
    shift = _LATE_EVENT["date"] - events["date"].iloc[0]
    clock = {name: events[name].iloc[:1] + shift for name in ("start", "end")}
    return events.iloc[:1].assign(event=_LATE_EVENT["number"], date=_LATE_EVENT["date"], kind="talk", days=1, **clock)


def _staff(rng, lists, centre):
    first = lists.drop_duplicates("event")
    rows = first[rng.random(len(first)) < 0.35]
    who = rng.integers(len(_STAFF), size=len(rows))
    how = rng.random(len(rows))
    names = np.array(_STAFF, dtype=object)[who]
    address = [f"{first}.{last}@{STAFF_DOMAIN}".lower() for first, last in names]
    return rows.assign(
        person=-1,
        organisation=-1,
        set_aside="own_staff",
        first=names[:, 0],
        last=names[:, 1],
        email=np.where(how < 0.15, "", address),
        firm=np.where(how > 0.85, "", centre),
        spelling="",
        signature="",
        present=np.where(rows["present"].isin(["ja", "nein"]), "ja", "anwesend"),
        attended=0,
        role_text="Sonstige",
        **dict.fromkeys(["type", "postcode", "state", "sector", "size"], NOT_STATED),
    )


def _twice(rng, lists, count):
    named = lists[(lists["person"] >= 0) & (lists["email"].str.contains("@"))]
    chosen = np.sort(rng.choice(len(named), min(count, len(named)), replace=False))
    return named.iloc[chosen].assign(set_aside="duplicate_participation")


def _late(rng, lists):
    named = lists[(lists["person"] >= 0) & (lists["email"].str.contains("@"))].drop_duplicates("person")
    chosen = rng.choice(len(named), min(18, len(named)), replace=False)
    late = named.iloc[np.sort(chosen)]
    return late.assign(
        set_aside="outside_period", event=-1, registered_on="21.03.2022", present="ja", access=WALKED_IN, **_LATE_EVENT
    )
