"""Who is who: persons and organisations told apart by exact normalised keys."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.schema import NONE

BETWEEN = "\n"
"""Stands between the texts of a key; no cell holds it, so that different texts never make one key."""


@dataclass(frozen=True)
class Identified:
    """Rows told apart.

    Parameters
    ----------
    codes : ndarray of int64
        Per row the row of `pseudonyms`, or -1.
    pseudonyms : ndarray of str
        Sorted, so that they do not depend on the order of rows or files.
    rules : Series
        Per row the rule that told who it is.
    """

    codes: np.ndarray
    pseudonyms: np.ndarray
    rules: pd.Series


def normalised(texts):
    """Texts as keys compare them: case folded, missing as an empty text.

    Parameters
    ----------
    texts : Series of str
        Already NFC with single blanks.

    Returns
    -------
    Series of str
    """
    given = texts.fillna("")
    return given.map({text: text.casefold() for text in given.unique()}).astype("str")


def normalised_names(texts):
    """Names of persons as keys compare them: "Surname, First" is "First Surname", case folded.

    Examples
    --------
    >>> normalised_names(pd.Series(["Groß, Anna", "Anna GROSS"])).tolist()
    ['anna gross', 'anna gross']
    """
    return normalised(texts).str.replace(r"^([^,]+?) ?, ?([^,]+)$", r"\2 \1", regex=True)


def identify_organisations(rows, key):
    """Organisations by name and postcode; a row without a name belongs to none.

    Parameters
    ----------
    rows : DataFrame
        With the columns organisation and postcode.
    key : Key
        The pseudonym key.

    Returns
    -------
    Identified
    """
    name = normalised(rows["organisation"])
    keys = (name + BETWEEN + normalised(rows["postcode"])).where(name != "", "")
    rules = pd.Series(np.where(name != "", "name_and_postcode", ""), index=rows.index)
    return _pseudonymised(keys, rules, "organisation", key)


def identify_participants(rows, key):
    """Participants by e-mail address; else name and organisation; a bare name is never taken beyond its event.

    Parameters
    ----------
    rows : DataFrame
        With the columns event, name, email, organisation and postcode.
    key : Key
        The pseudonym key.

    Returns
    -------
    Identified
        Rows with neither address nor name, or with a bare name at no event, are unnamed: code -1.
    """
    email, name = normalised(rows["email"]).str.replace(" ", ""), normalised_names(rows["name"])
    organisation, event = normalised(rows["organisation"]), rows["event"].fillna("").astype("str")
    choices = {
        "e_mail": (email.str.contains("@", regex=False), "mail|" + email),
        "name_and_organisation": ((name != "") & (organisation != ""), "name|" + name + BETWEEN + organisation),
        "name_and_event": ((name != "") & (event != ""), "event|" + name + BETWEEN + event),
    }
    conditions = [condition.to_numpy() for condition, _ in choices.values()]
    keys = np.select(conditions, [keys.to_numpy(dtype=object) for _, keys in choices.values()], "")
    rules = np.select(conditions, list(choices), "unnamed")
    return _pseudonymised(pd.Series(keys, rows.index), pd.Series(rules, rows.index), "participant", key)


def _pseudonymised(keys, rules, what, key):
    codes, distinct = pd.factorize(keys.where(keys != ""))
    names = np.array([key.pseudonym(what, text) for text in distinct], dtype=object)
    order = np.argsort(names)
    place = np.empty(len(names) + 1, dtype=np.int64)
    place[order], place[-1] = np.arange(len(names)), NONE
    return Identified(place[codes], names[order], rules)
