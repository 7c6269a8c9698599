"""How people write themselves from list to list: their name, or the address that they give."""

import numpy as np

from kmu_eval.sample.names import slug, without_umlauts

_CHANGED = 0.04


def _title(row):
    return {"first": f"Dr. {row.first}"}


def _initial(row):
    return {"first": f"{row.first[0]}."}


def _umlaut(row):
    return {"first": without_umlauts(row.first), "last": without_umlauts(row.last)}


def _case(row):
    return {"first": row.first.upper(), "last": row.last.upper()}


def _slip(row):
    middle = len(row.last) // 2
    return {"last": f"{row.last[: middle - 1]}{row.last[middle]}{row.last[middle - 1]}{row.last[middle + 1 :]}"}


def _near_address(row):
    box, domain = row.email.split("@")
    return {"email": f"{box[: len(box) // 2 - 1]}{box[len(box) // 2 :]}@{domain}"}


def _second_address(row):
    return {"email": f"{slug(row.last)[:12]}{row.person}@brief.example"}


_RULES = (_title, _initial, _umlaut, _case, _slip, _near_address, _second_address)
KINDS = tuple(rule.__name__.lstrip("_") for rule in _RULES)
"""The kinds of change, as they stand in ``Truth.written``."""


def signed(rng, entries):
    """The entries, in some of which a person is written otherwise than elsewhere.

    Parameters
    ----------
    rng : numpy Generator
    entries : DataFrame
        With first, last, email, person, organisation.

    Returns
    -------
    DataFrame
        With ``signature``: the kind of change, empty if there is none.
    """
    can = (entries["person"] >= 0) & entries["email"].str.contains("@") & (entries["organisation"] >= 0)
    can &= entries["email"].str.isascii() & ~entries["email"].str.startswith("info@")
    drawn = rng.integers(1, len(_RULES) + 1, len(entries))
    kind = np.where(can & (rng.random(len(entries)) < _CHANGED), drawn, 0)
    changed = {name: entries[name].to_numpy(dtype=object, copy=True) for name in ("first", "last", "email")}
    for place, row in zip(np.flatnonzero(kind), entries[kind > 0].itertuples(), strict=True):
        for name, text in _RULES[kind[place] - 1](row).items():
            changed[name][place] = text
    same = np.logical_and.reduce([changed[name] == entries[name].to_numpy(dtype=object) for name in changed])
    names = np.array(["", *KINDS], dtype=object)
    return entries.assign(**changed, signature=np.where(same, "", names[kind]))
