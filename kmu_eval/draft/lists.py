"""Lists: files of one kind taken together, and the table that they most likely feed."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

import pandas as pd

from kmu_eval.draft.contents import is_whole, values_of
from kmu_eval.draft.matches import INTAKE_COLUMNS, match_columns
from kmu_eval.draft.surveys import is_survey
from kmu_eval.intake.manifest import matching

TABLES = ("events", "participations", "head_counts", "organisations", "responses")
_LEAST_NAME = 4
_OF_EVENTS = ("kind", "mode", "capacity", "topic", "difficulty", "series", "start", "days")
_OF_BODIES = (
    "organisation_type",
    "size_class",
    "sector",
    "state",
    "postcode",
    "sme",
    "employees_awu",
    "turnover_million_eur",
)


@dataclass(frozen=True, eq=False)
class FoundList:
    """Files of the same headings: one source.

    Parameters
    ----------
    name : str
        Of the source.
    title : str
        The same as people write it.
    globs : tuple of str
        Patterns that name these files and no other list.
    looks : tuple of Look
    """

    name: str
    title: str
    globs: tuple
    looks: tuple

    @cached_property
    def cells(self):
        """The rows of all files."""
        return pd.concat([look.cells for look in self.looks], ignore_index=True).fillna("")

    @cached_property
    def values(self):
        """The distinct texts under each heading."""
        return {header: values_of(self.cells[header]) for header in self.cells.columns}

    @property
    def export(self):
        """The kind of export of a tool that the files are, or an empty text."""
        return self.looks[0].export

    @property
    def survey(self):
        """Whether the files are exports of a survey tool."""
        return self.looks[0].survey

    @property
    def sheet(self):
        """The sheet, where a workbook holds several tables."""
        return self.looks[0].sheet

    @property
    def where(self):
        """The files as questions name them."""
        return ", ".join(PurePosixPath(glob).name for glob in self.globs) + (f" [{self.sheet}]" if self.sheet else "")


def gather(folder, looks):
    """Files with the same headings taken together; those that name no event stay apart.

    Parameters
    ----------
    folder : Path
    looks : list of Look

    Returns
    -------
    list of FoundList
    """
    groups = {}
    for look in looks:
        same = look.export if look.export and not look.survey else look.headers
        groups.setdefault((look.export, same, look.sheet, _apart(look)), []).append(look)
    named = {}
    for group in groups.values():
        files = [look.file for look in group]
        title = _called(files, group[0])
        name = _free(slug(title), named)
        named[name] = FoundList(name, title, _globs(folder, files), tuple(group))
    return list(named.values())


def table_of(found, event):
    """The table that a list most likely feeds.

    Parameters
    ----------
    found : FoundList
    event : str or None
        The heading whose values are the ids of events.

    Returns
    -------
    tuple of (str, bool)
        The table, or an empty text; and whether it is sure.
    """
    if is_survey(found.values):
        return "responses", False
    matches = match_columns(found.values, INTAKE_COLUMNS, event)
    person = {"email", "name"} & set(matches)
    about_event, about_body = (sum(each in matches for each in some) for some in (_OF_EVENTS, _OF_BODIES))
    if person and not (about_event >= 3 and "date" in matches and "email" not in matches):
        return "participations", any(matches[each].sure for each in person)
    if "date" in matches and about_event:
        return "events", about_event >= 2 and matches["date"].sure
    if "event" in matches and _counts(found, matches):
        return "head_counts", True
    if "organisation" in matches and about_body and "event" not in matches:
        return "organisations", matches["organisation"].sure
    return "", False


def _apart(look):
    """What keeps files of the same headings apart: a list of persons that names no event is of one event."""
    if look.export:
        return ""
    values = {header: values_of(look.cells[header]) for header in look.headers}
    return "" if match_columns(values, ("event",)) or is_survey(values) else look.file


def _counts(found, matches):
    numbers = [matches[each] for each in ("registered", "attended", "completed") if each in matches]
    return any(found.values[match.headers[0]].share(is_whole) == 1 for match in numbers)


def _globs(folder, files):
    """One pattern, if it names these files alone, else the files."""
    if len(files) == 1:
        return (_escaped(files[0]),)
    pattern = _pattern(files)
    paths = [path.relative_to(folder).as_posix() for path in matching(folder, [pattern])] if pattern else []
    return (pattern,) if paths == sorted(files) else tuple(map(_escaped, files))


def _pattern(files):
    """What the names have in common at their beginning and end, with a star between."""
    start = _common(files).rstrip("0123456789")
    end = _common([file[len(start) :][::-1] for file in files])[::-1]
    named = start.rpartition("/")[2] or len(PurePosixPath(end).stem) >= _LEAST_NAME
    return f"{_escaped(start)}*{_escaped(end)}" if named and "/" not in end else ""


def _common(texts):
    shortest = min(texts, key=len)
    unequal = (i for i, letter in enumerate(shortest) if any(text[i] != letter for text in texts))
    return shortest[: next(unequal, len(shortest))]


def _escaped(path):
    return re.sub(r"([*?\[])", r"[\1]", path)


def _called(files, look):
    """What a source is called: an export by its tool, a list by what the names of its files have in common."""
    if look.export and not look.survey:
        return look.export.replace("_", " ").capitalize()
    return _title(files, look.sheet)


def _title(files, sheet):
    stems = [PurePosixPath(file).stem for file in files]
    common = re.sub(r"[\s_\-.(]+\d{0,3}$", "", _common(stems)) if len(files) > 1 else stems[0]
    return " ".join(part for part in (common.strip(" _-.") or stems[0], sheet) if part)


def slug(title):
    """A name for TOML: small letters, digits and lines.

    Examples
    --------
    >>> slug("Größe (2019)")
    'groesse_2019'
    """
    spelled = title.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}))
    return re.sub(r"[^a-z0-9]+", "_", spelled).strip("_") or "list"


def _free(name, taken):
    numbered = (f"{name}_{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(each for each in numbered if each not in taken)
