"""The exact keys of rows: what two rows must have in common to name the same without any rule of linkage."""

import numpy as np
import pandas as pd

BETWEEN = "\n"
"""Stands between the texts of a key; no cell holds it, so that different texts never make one key."""


def normalised(texts):
    """Texts as exact keys compare them: case folded, missing as an empty text.

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
    """Names of persons as exact keys compare them: "Surname, First" is "First Surname", case folded.

    Examples
    --------
    >>> normalised_names(pd.Series(["Groß, Anna", "Anna GROSS"])).tolist()
    ['anna gross', 'anna gross']
    """
    return normalised(texts).str.replace(r"^([^,]+?) ?, ?([^,]+)$", r"\2 \1", regex=True)


def normalised_addresses(texts):
    """E-mail addresses as exact keys compare them; what holds no @ is none.

    Examples
    --------
    >>> normalised_addresses(pd.Series(["Anna@Firma.example", "k. A."])).tolist()
    ['anna@firma.example', '']
    """
    plain = normalised(texts).str.replace(" ", "")
    return plain.where(plain.str.contains("@", regex=False), "")


def organisation_fields(rows):
    """Name and postcode of the organisation of each row, normalised.

    Parameters
    ----------
    rows : DataFrame
        With the columns organisation and postcode.

    Returns
    -------
    DataFrame
        Columns name, postcode; rule: what the key is made of.
    """
    name = normalised(rows["organisation"])
    rule = np.where(name != "", "name_and_postcode", "unnamed")
    return pd.DataFrame({"name": name, "postcode": normalised(rows["postcode"]).where(name != "", ""), "rule": rule})


def person_fields(rows):
    """What tells who each row names: address and name; else name and organisation; else name and event.

    Parameters
    ----------
    rows : DataFrame
        With the columns event, name, email, organisation and postcode.

    Returns
    -------
    DataFrame
        Columns email, name, firm, postcode, event: those that make the key, the others empty; rule: its kind.
    """
    email, name = normalised_addresses(rows["email"]), normalised_names(rows["name"])
    firm = organisation_fields(rows)
    event = rows["event"].fillna("").astype("str")
    named = name != ""
    kinds = [email != "", named & (firm["name"] != ""), named & (event != "")]
    rule = np.select(kinds, ["e_mail", "name_and_organisation", "name_and_event"], "unnamed")
    columns = {"email": email, "name": name.where(rule != "unnamed", "")}
    columns |= {field: firm[source].where(rule == "name_and_organisation", "") for field, source in _OF_FIRM.items()}
    return pd.DataFrame(columns | {"event": event.where(rule == "name_and_event", ""), "rule": rule})


_OF_FIRM = {"firm": "name", "postcode": "postcode"}


def key_texts(fields):
    """One text per row that holds all fields of its key; empty where the row names nobody.

    Parameters
    ----------
    fields : DataFrame
        From `organisation_fields` or `person_fields`.

    Returns
    -------
    Series of str
    """
    first, *others = (fields[name] for name in fields if name != "rule")
    texts = fields["rule"].astype("str").str.cat([first, *others], sep=BETWEEN)
    return texts.where(fields["rule"] != "unnamed", "")
