"""One frame of each prepared table, with values at the edges of every kind."""

import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from kmu_eval.schema import KINDS, PREPARED
from kmu_eval.tables import typed

BERLIN = ZoneInfo("Europe/Berlin")
SOME = {
    "text": ["E1", None, "Köln \N{SNOWMAN}", ""],
    "integer": [0, None, 5, 2**31 - 1],
    "date": [datetime.datetime(2020, 2, 29), None, datetime.datetime(1970, 1, 1), datetime.datetime(2262, 12, 31)],
    "time": [
        datetime.datetime(2020, 1, 1, 10, tzinfo=BERLIN),
        None,
        datetime.datetime(2020, 7, 1, 10, 30, tzinfo=BERLIN),
        datetime.datetime(1999, 12, 31, 23, 59, tzinfo=BERLIN),
    ],
    "reference": [0, -1, 7, 2**31 - 1],
}


def some(column):
    return (
        [*column.words[:3], None]
        if column.words
        else ["b", None, "a", "b"]
        if column.kind == "word"
        else SOME[column.kind]
    )


def padded(column):
    values = some(column)
    return values + [None] * (4 - len(values))


def dtype(column, zone="Europe/Berlin"):
    kinds = {**KINDS, "time": f"datetime64[s, {zone}]", "date": "datetime64[s]"}
    return kinds[column.kind]


LISTED = ("event", "name", "email", "organisation", "postcode", "attended")


def lists_of(*rows):
    """Rows of attendance lists as the linkage takes them; who is on a list was there, unless it says otherwise."""
    return pd.DataFrame([(*row, "yes")[: len(LISTED)] for row in rows], columns=list(LISTED), dtype=object)


def full(name):
    return typed({column.name: padded(column) for column in PREPARED[name].columns}, name)
