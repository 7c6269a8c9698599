"""What the export of a tool is: how it is recognised, and how it is read to rows in our words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd


@dataclass(frozen=True, eq=False)
class ExportRows:
    """The rows of one export, in our words; every row that is about a person is kept.

    Parameters
    ----------
    cells : DataFrame of str
        Text as the file has it, missing as an empty text; columns are those of the table in ``INTAKE`` that the tool
        fills; the index is the row as a spreadsheet counts it.
    fate : Series of str
        Per row ``kept``, or the reason why it is set aside: ``host`` (who held it or sat on the panel),
        ``repeated_section`` (a section that says again what another says), ``joined_stay`` (a leaving that stands with
        its coming).
    event : mapping of str to str
        What the file says of the event it is about: ``tool_id``, ``title``, ``opened``; empty where it says nothing. A
        file about several events has the tool's id of each row's event in the column ``event`` of ``cells``.
    stated : mapping of str to int
        Numbers that the file states of itself, such as ``registered``; they are shown beside ours.
    """

    cells: pd.DataFrame
    fate: pd.Series
    event: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    stated: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Export:
    """One kind of export of one tool.

    Parameters
    ----------
    name : str
        Such as ``zoom_webinar``.
    table : str
        The table that it fills: ``participations`` or ``responses``.
    recognise : callable
        Takes the leading rows of a grid (lists of text), returns whether they are of this kind; it looks at the
        content, never at the name of the file.
    read : callable
        Takes all rows of the grid, returns `ExportRows`.
    zone : str
        The time zone of its clock times, where it is not that of the programme.
    ticks : mapping of str to str
        What it writes into the column of an option, where it has signs of its own: by text ``chosen``, ``not_chosen``
        or, where the option was left out, an empty text.
    part : callable, optional
        Takes a text and its delimiter, returns its rows as the tool wrote them, where its quotes are none of CSV; None
        where the text is not as the tool writes it.
    """

    name: str
    table: str
    recognise: Callable[[list], bool]
    read: Callable[[list], ExportRows]
    zone: str = ""
    ticks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    part: Callable[[str, str], list | None] | None = None
