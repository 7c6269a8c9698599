"""Which column of a file holds which of ours: by heading, by content, and by ids that lists share."""

from dataclasses import dataclass

from kmu_eval.draft.contents import fit, is_mail, is_when
from kmu_eval.draft.headings import likeness
from kmu_eval.draft.meanings import is_truth
from kmu_eval.schema import INTAKE
from kmu_eval.vocabulary import CLOSED

NAME_PARTS = ("first_name", "last_name")
_SHARED = 200
_BY_CONTENT = {"postcode": 0.95}
_BY_VALUES = frozenset({"email", "postcode", *(name for name in CLOSED if not is_truth(name))} - {"size_class"})
_DOUBTFUL, _FEW = 60, 30
"""A known heading over a few words that mean nothing to us is believed less than what words themselves say."""
_LEAST_SHARED = 0.5
_FILLED, _DIFFERENT = 0.9, 0.95


@dataclass(frozen=True)
class Match:
    """The headings that hold one of our columns, how strong the evidence is, and whether it needs no question."""

    headers: tuple
    strength: float
    sure: bool


def match_columns(values, columns, event=None):
    """Match the columns of a file with ours, the strongest evidence first, each heading once.

    Parameters
    ----------
    values : mapping of str to Values
        By heading.
    columns : iterable of str
        Ours.
    event : str, optional
        The heading whose values are the ids of events, where lists share them.

    Returns
    -------
    dict of str to Match
    """
    wanted = [*columns, *(NAME_PARTS if "name" in columns else ())]
    found = sorted(_candidates(values, wanted, event), key=lambda each: (-each[2].strength, each[0], each[1]))
    matches, taken = {}, set()
    for header, column, match in found:
        if header not in taken and column not in matches:
            matches[column] = match
            taken.add(header)
    return _whole_names(matches)


def shared_ids(tables):
    """The heading of each table whose values are ids of events, where a list of events and other lists share them.

    Parameters
    ----------
    tables : list of mapping of str to Values
        Of each table, by heading.

    Returns
    -------
    dict of int to str
        The heading, by the place of the table.
    """
    matched = [match_columns(values, INTAKE_COLUMNS) for values in tables]
    of_events = [place for place, matches in enumerate(matched) if "date" in matches and not _persons(matches)]
    found = {}
    for place in of_events:
        ids = _ids(tables[place])
        others = [other for other in range(len(tables)) if other != place and other not in of_events]
        header, shared = _most_shared(ids, {other: _distinct(tables[other]) for other in others})
        if header:
            found |= {place: header, **shared}
    return found


INTAKE_COLUMNS = tuple(dict.fromkeys(name for table in INTAKE.values() for name in table.names))
"""All columns of all tables, each once."""


def _persons(matches):
    return "email" in matches or "name" in matches


def _candidates(values, columns, event):
    for header, found in values.items():
        if header == event:
            yield header, "event", Match((header,), _SHARED, True)
            continue
        for column in columns:
            if match := _match(header, column, found):
                yield header, column, match


def _match(header, column, values):
    alike = likeness(header, column)
    if not alike and column not in _BY_VALUES:
        return None
    content = fit(column, values)
    known = alike == 100
    if likeness(header, "ignored") == 100 and not known:
        return None
    if known and (content >= 0.2 or not values.total):
        return Match((header,), alike + 20 * content, content >= 0.5 or not values.total)
    if known and column in CLOSED and len(values.rows) <= _FEW:
        return Match((header,), _DOUBTFUL, False)
    if alike and content >= 0.5:
        return Match((header,), alike + 20 * content, content >= 0.8 and column in (*CLOSED, "email", "postcode"))
    return _by_content(header, column, values, content)


def _by_content(header, column, values, content):
    """Evidence from the values alone, for columns whose values are of an own kind."""
    single = column in CLOSED and len(values.rows) < 2
    if column not in _BY_VALUES or content < _BY_CONTENT.get(column, 0.9) or single:
        return None
    return Match((header,), 50 + 20 * content, column == "email")


def _whole_names(matches):
    """First and last name are one name; a first name alone is none."""
    parts = [matches.pop(part) for part in NAME_PARTS if part in matches]
    if len(parts) == len(NAME_PARTS):
        headers = tuple(header for part in parts for header in part.headers)
        matches["name"] = Match(headers, min(part.strength for part in parts), all(part.sure for part in parts))
    elif parts and "name" in matches:
        headers = (*(header for part in parts for header in part.headers), *matches["name"].headers)
        matches["name"] = Match(headers, matches["name"].strength, parts[0].sure and matches["name"].sure)
    elif parts:
        matches["name"] = Match(parts[0].headers, parts[0].strength, False)
    return matches


def _distinct(table):
    return {header: set(values.rows) for header, values in table.items()}


def _ids(table):
    """The columns whose values are different on (almost) all rows and are neither days nor addresses."""
    most, found = max((values.total for values in table.values()), default=0), {}
    for header, values in table.items():
        telling = values.total >= _FILLED * most and len(values.rows) >= _DIFFERENT * values.total
        if telling and not any(is_when(text) or is_mail(text) for text in values.rows):
            found[header] = set(values.rows)
    return found


def _most_shared(ids, others):
    """The column of ids that most other tables share, and the heading under which each of them has it."""
    best = ""
    best_shared = {}
    for header, known in ids.items():
        overlaps = {other: _best_overlap(columns, known) for other, columns in others.items()}
        shared = {other: name for other, (name, share) in overlaps.items() if share >= _LEAST_SHARED}
        if len(shared) > len(best_shared):
            best, best_shared = header, shared
    return best, best_shared


def _best_overlap(columns, known):
    shares = {name: len(values & known) / len(values) for name, values in columns.items() if values}
    name = max(shares, key=shares.__getitem__, default="")
    return name, shares.get(name, 0.0)
