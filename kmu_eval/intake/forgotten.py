"""People who asked to be forgotten: known by pseudonym alone, their rows set aside at every later preparation."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.identity import identify_participants

FILE_NAME = "forgotten.csv"
COLUMNS = ("key", "pseudonym")
_NAMED = ("email", "name", "organisation", "postcode", "event")


@dataclass(frozen=True)
class Person:
    """Who wants to be forgotten, as the lists name them.

    Parameters
    ----------
    email, name, organisation, event : str
        The address; else name and organisation, or name and event.
    """

    email: str = ""
    name: str = ""
    organisation: str = ""
    event: str = ""

    def pseudonym(self, key):
        """The pseudonym under which the prepared tables know this person."""
        row = {name: [getattr(self, name, "") or None] for name in _NAMED}
        found = identify_participants(pd.DataFrame(row, dtype=object), key)
        if not len(found.pseudonyms):
            raise IntakeError(("who_is_it", {}))
        return found.pseudonyms[0]


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


def without_forgotten(rows, key, forgotten):
    """Rows of lists, those of people who are to be forgotten set aside.

    Parameters
    ----------
    rows : DataFrame
        Placed rows.
    key : Key
    forgotten : frozenset of str
        Pseudonyms.

    Returns
    -------
    DataFrame
        With the fate ``forgotten``.
    """
    kept = rows[rows["fate"] == KEPT]
    if not forgotten or kept.empty:
        return rows
    persons = identify_participants(kept, key)
    gone = np.append(np.isin(persons.pseudonyms.astype(str), list(forgotten)), False)[persons.codes]
    return rows.assign(fate=rows["fate"].mask(rows.index.isin(kept.index[gone]), "forgotten"))
