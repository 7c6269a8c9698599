"""A result table in the words of a language: headings, and the labels of its words."""

import pandas as pd

from kmu_eval import words

_WITHIN_ITEM = ("answer", "option")
"""Columns whose words belong to the item of their row."""
_COMPARED_BY = ("mode", "channel", "kind", "interactive")
"""Columns that two groups compared may come from, where the table does not name it."""


def labelled(table, speech):
    """A result table as people read it: words and rules in a language, numbers as they are.

    Parameters
    ----------
    table : DataFrame
        Small groups already hidden.
    speech : Speech

    Returns
    -------
    DataFrame
        The same columns; `headings` says what they are called.

    Examples
    --------
    >>> from kmu_eval.speech import Speech
    >>> from kmu_eval.tables import Origin
    >>> found = pd.DataFrame({"mode": ["in_person", None], "n": [12, 7], "hidden": ["no", "no"]})
    >>> labelled(found, Speech("de", Origin("Zentrum"))).values.tolist()
    [['in Präsenz', 12, 'nein'], ['', 7, 'nein']]
    """
    numeric = {name for name in table if pd.api.types.is_numeric_dtype(table[name].dtype)}
    dated = {name for name in table if pd.api.types.is_datetime64_any_dtype(table[name].dtype)}
    return pd.DataFrame(
        {name: table[name] if name in numeric | dated else _told(table, name, speech) for name in table}, copy=False
    )


def headings(table, language):
    """What the columns of a table are called, each once.

    Examples
    --------
    >>> headings(pd.DataFrame(columns=["mode", "n", "estimate"]), "de")
    ['Durchführung', 'n (Basis)', 'Wert']
    """
    found = [words.heading(name, language) for name in table]
    return [text if found.count(text) == 1 else f"{text} ({name})" for text, name in zip(found, table, strict=True)]


def _told(table, name, speech):
    items = table["item"] if "item" in table else [None] * len(table)
    columns = table["group_column"] if "group_column" in table else [name] * len(table)
    return [
        _label(name, value, item, column, speech)
        for value, item, column in zip(table[name], items, columns, strict=True)
    ]


def _label(name, value, item, column, speech):
    if pd.isna(value):
        return ""
    if name == "rule":
        return speech.rule(str(value), None if pd.isna(item) else item)
    if name in _WITHIN_ITEM:
        return speech.label(name, f"{item}/{value}")
    if name == "group":
        return speech.label(column, value)
    if name == "group_column":
        return words.heading(value, speech.language)
    if name in ("first", "second"):
        return _compared(value, speech)
    if name == "reason":
        return next((text for text in _labels(("reason", "not_counted"), value, speech)), value)
    return speech.label(name, value)


def _compared(word, speech):
    return next((text for text in _labels(_COMPARED_BY, word, speech)), word)


def _labels(columns, word, speech):
    """What a word is called in each of some columns that have it."""
    told = (speech.label(column, word) for column in columns)
    return (text for text in told if text != word)
