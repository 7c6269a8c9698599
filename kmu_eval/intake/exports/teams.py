"""The attendance report of Microsoft Teams since 2021: a summary, the participants and, join by join, their activities.

Sections and columns are told by the shape of their rows: titles and headers are written in the tenant's language.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from kmu_eval.intake.exports.attendees import HOST, HOST_ROLES, REPEATED, Seen, export_rows, stay
from kmu_eval.intake.exports.devices import is_address, person
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.pairs import TIME
from kmu_eval.intake.exports.sections import alone, cell, plain, texts, unpadded
from kmu_eval.intake.grid import KEPT

ROLES = frozenset({"role", "rolle", "funktion"})
TITLES = frozenset({"meetingtitle", "besprechungstitel", "titelderbesprechung"})
UPN = re.compile(r"\bupn\b", re.IGNORECASE)
SECONDS = {"h": 3600, "std": 3600, "godz": 3600, "m": 60, "s": 1}
PARTS = re.compile(rf"(\d{{1,6}}) ?({'|'.join(SECONDS)})")
NAME, FROM, TO, DURATION, EMAIL = range(5)
"""The places of the columns that stand first in every section, in every language."""


@dataclass(frozen=True)
class Table:
    """A table of people inside a report: its numbered title, if there is one, its header and its rows."""

    title: str
    header: list
    rows: list

    @property
    def upn(self):
        """The place of the sign-in name (UPN), which the participants' section alone has; else None."""
        return next((i for i, text in enumerate(self.header) if UPN.search(text)), None)

    @property
    def role(self):
        """The place of the role: the column called so, else the last but that of the sign-in name."""
        places = [i for i, text in enumerate(self.header) if text and i != self.upn]
        return next((i for i in places if plain(self.header[i]) in ROLES), places[-1])


def recognise(rows):
    """Whether the leading rows hold the header of a report's participants: six columns or more, one of them the UPN."""
    return any(_is_header(row) and _has_upn(row) for _, row in texts(rows))


def read(rows):
    """The rows of all sections; participants whose stays stand in the activities are set aside."""
    filled = texts(rows)
    tables = list(_tables(filled))
    upns = _upns(tables)
    stays = {cell(row, NAME) for table in tables if table.upn is None for _, row in table.rows}
    seen = [_seen(number, row, table, upns, stays) for table in tables for number, row in table.rows]
    return export_rows(seen, *_about(filled))


def _is_header(row):
    """Five labels or more, none of them a time or holding an address."""
    labels = [text for text in row if text]
    return len(labels) >= 5 and all(row[:5]) and not any(TIME.fullmatch(text) or "@" in text for text in labels)


def _is_title(row):
    return re.match(r"\d+\. ?\D", alone(row)) is not None


def _tables(filled):
    """Tables begin with a header under a numbered title, and with one that has the sign-in name."""
    headers = [i for i, (_, row) in enumerate(filled) if _is_header(row)]
    titled = {i + 1: row[0] for i, (_, row) in enumerate(filled) if _is_title(row)}
    starts = [i for i in headers if i in titled or _has_upn(filled[i][1])]
    for first, last in pairwise([*starts, len(filled)]):
        end = next((i - 1 for i in titled if first < i - 1 < last), last)
        yield Table(titled.get(first, ""), filled[first][1], filled[first + 1 : end])


def _has_upn(row):
    return any(UPN.search(text) for text in row)


def _upns(tables):
    """The address of each name, from the sign-in names; none where two people bear one name."""
    found = {}
    for table in tables:
        for _, row in table.rows:
            if is_address(cell(row, table.upn)):
                found.setdefault(cell(row, NAME), set()).add(cell(row, table.upn))
    return {name: next(iter(addresses)) for name, addresses in found.items() if len(addresses) == 1}


def _seen(number, row, table, upns, stays):
    name, own = cell(row, NAME), cell(row, table.upn)
    stated = "" if table.upn == EMAIL else cell(row, EMAIL)
    email = stated or (own if is_address(own) else "" if table.upn is not None else upns.get(name, ""))
    cells = {**person(name, email), "attended": "yes", **_times(row, table)}
    if table.upn is not None and name in stays:
        return Seen(number, cells, REPEATED)
    return Seen(number, cells, HOST if plain(cell(row, table.role)) in HOST_ROLES else KEPT)


def _times(row, table):
    """Of the participants' section first join and last leave are no stay, but their duration is."""
    minutes = _minutes(cell(row, DURATION))
    if table.title and table.upn is not None and minutes:
        return stay("", "", minutes)
    return stay(cell(row, FROM), cell(row, TO), minutes)


def _minutes(text):
    """Whole minutes of a duration such as "1h 30m 51s" or "59 Min. 0 Sek."; an empty text where it is none.

    Examples
    --------
    >>> _minutes("1h 30m 51s"), _minutes("59 Min. 0 Sek."), _minutes("1 Std. 2 Min."), _minutes("soon")
    ('91', '59', '62', '')
    """
    parts = PARTS.findall(text.casefold())
    seconds = sum(int(number) * SECONDS[unit] for number, unit in parts)
    return str((seconds + 30) // 60) if parts else ""


def _about(filled):
    """The meeting by the pairs of label and value above the first table."""
    first = next((i for i, (_, row) in enumerate(filled) if _is_header(row)), len(filled))
    pairs = [(plain(row[0]), row[1]) for _, row in filled[:first] if len(unpadded(row)) == 2]
    titles = [text for label, text in pairs if label in TITLES] or [text for _, text in pairs if not _told(text)]
    opened = next((text for _, text in pairs if TIME.fullmatch(text)), "")
    attended = next((text for label, text in pairs if text.isdigit() and label not in TITLES), "")
    return {"tool_id": "", "title": next(iter(titles), ""), "opened": opened}, {"attended": attended}


def _told(text):
    return text.isdigit() or TIME.fullmatch(text) is not None


EXPORT = Export("teams_report", "participations", recognise, read)
