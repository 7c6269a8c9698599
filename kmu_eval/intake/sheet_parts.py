"""What a sheet of Excel says that its parser keeps to itself: hidden rows, errors, formulas without a value."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from kmu_eval.intake.extents import column_number
from kmu_eval.intake.safety import blocks

UNCALCULATED = "=?"
"""Stands in a cell whose formula was never calculated."""
REFERENCE = re.compile(rb'\br="([A-Za-z]+)([0-9]+)"')
HIDDEN_ROW = re.compile(rb'<row\s(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="([0-9]+)"')
FAULTY_CELL = re.compile(rb'<c\s([^<>]*\bt="e"[^<>]*)>.*?<v>([^<]*)</v>', re.DOTALL)
FORMULA_ONLY = re.compile(rb"<c\s([^<>]*)>\s*<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>")


@dataclass(frozen=True)
class SheetMarks:
    """Marks of a sheet.

    Parameters
    ----------
    hidden : frozenset of int
        Numbers of the rows that Excel does not show.
    faults : dict of (int, int) to str
        By row and column, counted from 1: the error in the cell, or `UNCALCULATED`.
    half_seen : str
        The kind of the workbook where not all of this can be seen.
    """

    hidden: frozenset = frozenset()
    faults: dict = field(default_factory=dict)
    half_seen: str = ""


def marks_of_sheet(path, name):
    """The marks of a sheet of a workbook that was found safe to read.

    Parameters
    ----------
    path : Path
    name : str
        The sheet.

    Returns
    -------
    SheetMarks
    """
    hidden, faults = set(), {}
    with zipfile.ZipFile(path) as package:
        part = _part_of_sheet(package, name)
        if part is not None:
            with package.open(part) as opened:
                for block in blocks(opened, b"<row"):
                    hidden |= {int(row) for row in HIDDEN_ROW.findall(block)} if b'hidden="' in block else set()
                    faults |= _faults(block)
    return SheetMarks(frozenset(hidden), faults)


def _faults(block):
    faults = {}
    for attributes, error in FAULTY_CELL.findall(block) if b't="e"' in block else ():
        faults[_place(attributes)] = error.decode()
    for attributes, value in FORMULA_ONLY.findall(block) if b"<f" in block else ():
        if not (value and b't="str"' in attributes):  # which is how a formula that gives an empty text is stored
            faults[_place(attributes)] = UNCALCULATED
    return {place: fault for place, fault in faults.items() if place}


def _place(attributes):
    found = REFERENCE.search(attributes)
    return found and (int(found[2]), column_number(found[1]))


def _part_of_sheet(package, name):
    """The part that holds a sheet: the workbook names its relation, the relation names the part."""
    parts = {part.casefold().replace("\\", "/"): part for part in package.namelist()}
    workbook = next(part for part in parts if re.fullmatch(r"xl/workbook\d*\.xml", part))
    relations = parts.get(f"xl/_rels/{posixpath.basename(workbook)}.rels")
    targets = {each.get("Id"): each.get("Target", "") for each in _elements(package, relations)}
    sheets = [each for each in _elements(package, parts[workbook]) if each.tag.endswith("}sheet")]
    ids = [value for each in sheets if each.get("name") == name for key, value in each.items() if key.endswith("}id")]
    target = posixpath.normpath(posixpath.join("/xl", targets.get(ids[0], ""))) if ids else ""
    return parts.get(target.lstrip("/").casefold())


def _elements(package, part):
    return ElementTree.fromstring(package.read(part)).iter() if part else ()
