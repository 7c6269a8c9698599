"""People who asked to be forgotten: known by pseudonym alone, their rows set aside at every later preparation."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from kmu_eval.errors import IntakeError
from kmu_eval.intake.identity import normalised, normalised_names
from kmu_eval.intake.identity.keys import BETWEEN, normalised_addresses

FILE_NAME = "forgotten.csv"
COLUMNS = ("key", "pseudonym")
_NAMED = ("email", "name", "organisation", "postcode", "event")


@dataclass(frozen=True)
class Person:
    """Who wants to be forgotten, as the lists name them.

    Parameters
    ----------
    email, name, organisation, event : str
        The address, with the name where several share it; else name and organisation, or name and event.
    """

    email: str = ""
    name: str = ""
    organisation: str = ""
    event: str = ""

    def pseudonym(self, key):
        """What the file keeps of this person: the pseudonym of the details given."""
        row = {name: [getattr(self, name, "") or None] for name in _NAMED}
        known = [texts.iloc[0] for texts in _details(pd.DataFrame(row, dtype=object)) if texts.iloc[0]]
        if not known:
            raise IntakeError(("who_is_it", {}))
        return key.pseudonym("participant", known[0])


def _details(rows):
    """Per row the texts by which somebody may be named, most telling first; empty where the row lacks a part.

    Address and name, the address alone, name and organisation, name and event.
    """
    email, name = normalised_addresses(rows["email"]), normalised_names(rows["name"])
    organisation, event = normalised(rows["organisation"]), normalised(rows["event"])
    parts = {"both": (email, name), "mail": (email, email), "name": (name, organisation), "event": (name, event)}
    for kind, (first, second) in parts.items():
        yield (kind + "|" + first + BETWEEN + second).where((first != "") & (second != ""), "")


def read_forgotten(folder, key):
    """The pseudonyms to be set aside.

    Parameters
    ----------
    folder : path
        The programme folder.
    key : Key

    Returns
    -------
    frozenset of str

    Raises
    ------
    IntakeError
        Where the file is not what `forget` writes, or was written under another key: nobody could be found by it.
    """
    path = Path(folder, FILE_NAME)
    if not path.exists():
        return frozenset()
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    if any(set(row) != set(COLUMNS) or not all(row.values()) for row in rows):
        raise IntakeError(("forgotten_edited", {"where": FILE_NAME}))
    if any(row["key"] != key.fingerprint for row in rows):
        raise IntakeError(("forgotten_other_key", {"where": FILE_NAME}))
    return frozenset(row["pseudonym"] for row in rows)


def forget(folder, key, person):
    """Add a person to ``forgotten.csv``; who it is stands there as a pseudonym.

    Parameters
    ----------
    folder : path
    key : Key
    person : Person

    Raises
    ------
    IntakeError
        As of `read_forgotten`, or where the person is not named well enough to be known again.
    """
    known = sorted(read_forgotten(folder, key) | {person.pseudonym(key)})
    lines = [",".join(COLUMNS), *(f"{key.fingerprint},{pseudonym}" for pseudonym in known)]
    Path(folder, FILE_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def forgotten_rows(rows, persons, key, forgotten):
    """Which rows name people who are to be forgotten, under whatever spelling.

    Parameters
    ----------
    rows : DataFrame
        Kept rows of lists.
    persons : Identified
        Who they name.
    key : Key
    forgotten : frozenset of str
        Pseudonyms.

    Returns
    -------
    ndarray of bool
    """
    gone = np.zeros(len(rows), bool)
    for texts in _details(rows) if forgotten else ():
        known = {text for text in texts.unique() if text and key.pseudonym("participant", text) in forgotten}
        gone |= texts.isin(known).to_numpy()
    same = np.append(np.isin(np.arange(len(persons.pseudonyms)), persons.codes[gone]), False)
    return gone | same[persons.codes]


def forgotten_answers(answers, lists, key, forgotten):
    """Which answers give the address of people who are to be forgotten.

    Parameters
    ----------
    answers : DataFrame
        Rows of surveys.
    lists : DataFrame
        Rows of lists, those of forgotten people set aside.
    key : Key
    forgotten : frozenset of str
        Pseudonyms.

    Returns
    -------
    ndarray of bool
        Anonymous answers name nobody; an address that others use too is nobody's.
    """
    given, listed = normalised_addresses(answers["email"]), normalised_addresses(lists["email"])
    gone = lists["fate"] == "forgotten"
    theirs = set(listed[gone]) - set(listed[~gone]) - {""}
    named = {text for text in given.unique() if text and key.pseudonym("participant", _address(text)) in forgotten}
    return given.isin(theirs | named).to_numpy()


def _address(text):
    return "mail|" + text + BETWEEN + text
