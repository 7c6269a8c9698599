"""What the exports of attendance lists are made into: one row for each row about a person."""

from dataclasses import dataclass

import pandas as pd

from kmu_eval.intake.exports.export import ExportRows
from kmu_eval.intake.grid import KEPT
from kmu_eval.schema import ACTIVITY

COLUMNS = ("name", "email", "registered", "attended", "join", "leave", "minutes", "channel", "device")
SELDOM = ("event", *(column.name for column in ACTIVITY))
"""Columns that are there where the export fills them."""
HOST_ROLES = frozenset({"organizer", "organiser", "organisator", "organisatorin"})
HOST, REPEATED, JOINED_STAY = "host", "repeated_section", "joined_stay"


@dataclass(frozen=True)
class Seen:
    """A row about a person.

    Parameters
    ----------
    row : int
        Its number in the file.
    cells : dict of str to str
        What it says, by column.
    fate : str
    """

    row: int
    cells: dict
    fate: str = KEPT


def stay(join, leave, minutes=""):
    """The columns of a stay; a stated duration only where there are no times to count it from.

    Examples
    --------
    >>> stay("", "", "48")
    {'join': '', 'leave': '', 'minutes': '48'}
    """
    return {"join": join, "leave": leave, "minutes": "" if join or leave else minutes}


def export_rows(seen, event, stated):
    """The rows of an export of an online event.

    Parameters
    ----------
    seen : list of Seen
    event : dict of str to str
        ``tool_id``, ``title``, ``opened``.
    stated : dict of str to str
        Numbers as the file states them; what is no whole number is left out.

    Returns
    -------
    ExportRows
    """
    columns = [*COLUMNS, *(name for name in SELDOM if any(name in each.cells for each in seen))]
    rows = pd.Index([each.row for each in seen], dtype="int64", name="row")
    texts = {name: [each.cells.get(name, "") for each in seen] for name in columns}
    cells = pd.DataFrame(texts, index=rows, dtype="str").assign(channel="online")
    fate = pd.Series([each.fate for each in seen], index=rows, dtype="str")
    return ExportRows(cells, fate, event, {name: int(text) for name, text in stated.items() if _whole(text)})


def _whole(text):
    return text.isascii() and text.isdigit() and len(text) <= 9
