"""What the records of an old workbook (.xls) say: how far its cells reach, hidden rows, errors."""

import struct
from dataclasses import dataclass, field

from kmu_eval.intake.old_containers import Container, Damaged

STREAMS = ("Workbook", "Book")
LAST_COLUMN, MOST_ROWS, MOST_COLUMNS = 255, 65_536, 256
BEGIN, END, LOCK, SHEET, SIZE, ROW = 0x0809, 0x000A, 0x002F, 0x0085, 0x0200, 0x0208
FORMULA, ERROR, SEVERAL = 0x0006, 0x0205, 0x00BD
CELLS = frozenset({FORMULA, ERROR, SEVERAL, 0x0203, 0x0204, 0x027E, 0x00FD})
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}
ERRORS |= {0x2A: "#N/A", 0x2B: "#GETTING_DATA"}
TWO, FOUR = struct.Struct("<HH"), struct.Struct("<I")


class Locked(ValueError):
    """A workbook that only a password opens."""


@dataclass
class OldSheet:
    """A sheet.

    Parameters
    ----------
    rows, columns : int
        How far its cells reach.
    hidden : set of int
        Numbers of the rows that Excel does not show.
    faults : dict of (int, int) to str
        By row and column, counted from 1: the error in the cell.
    formulas : bool
        Whether there are any: of an old workbook nothing tells those that were never calculated.
    """

    rows: int = 0
    columns: int = 0
    hidden: set = field(default_factory=set)
    faults: dict = field(default_factory=dict)
    formulas: bool = False

    @property
    def cells(self):
        """Cells of the whole rectangle."""
        return self.rows * self.columns


def old_sheets(content):
    """The sheets of each workbook in a container: at times there is one more for a yet older Excel.

    Parameters
    ----------
    content : bytes
        All of the file.

    Returns
    -------
    list of list of OldSheet
        In the order in which a workbook names them; first the workbook that a parser reads.

    Raises
    ------
    Damaged
        Where records lead out of the workbook, cells out of their sheet, or one sheet into another.
    Locked
    """
    container = Container(content)
    if "EncryptedPackage" in container.names:
        raise Locked
    return [sheets_of_stream(container.stream(name)) for name in STREAMS if name in container.names]


def sheets_of_stream(stream):
    """The sheets of a workbook by its records.

    Examples
    --------
    >>> begin, end = bytes.fromhex("0908 0400 0006 0500"), bytes.fromhex("0a00 0000")
    >>> name, number = bytes.fromhex("8500 0800 18000000 0000 0000"), bytes.fromhex("0302 0e00 0400 0200") + bytes(10)
    >>> sheets_of_stream(begin + name + end + begin + number + end)[0].cells
    15
    """
    try:
        sheets, read = [], 0
        for start in _starts(stream):
            sheet, end = _sheet(stream, start)
            sheets, read = [*sheets, sheet], read + end - start
            if read > len(stream):
                raise Damaged
    except (struct.error, IndexError):
        raise Damaged from None
    return sheets


def _starts(stream):
    starts = []
    for kind, at, _ in _records(stream, 0):
        if kind == LOCK:
            raise Locked
        if kind == SHEET:
            starts += FOUR.unpack_from(stream, at)
    return starts


def _records(stream, at):
    """Kind, place and length of records, from one that begins a part up to the one that ends it."""
    kind, length = TWO.unpack_from(stream, at)
    if kind != BEGIN:
        raise Damaged
    while kind != END:
        at += 4
        yield kind, at, length
        at += length
        if at == len(stream):
            return
        kind, length = TWO.unpack_from(stream, at)


def _sheet(stream, start):
    """A sheet, and where its last record stands."""
    sheet, at = OldSheet(), start
    for kind, at, length in _records(stream, start):
        if kind in CELLS:
            _add_cell(sheet, stream, kind, at, length)
        elif kind == ROW and stream[at + 12] & 0x20:
            sheet.hidden.add(TWO.unpack_from(stream, at)[0] + 1)
        elif kind == SIZE:
            _check_size(stream, at, length)
    return sheet, at


def _add_cell(sheet, stream, kind, at, length):
    row, column = TWO.unpack_from(stream, at)
    last = TWO.unpack_from(stream, at + length - 4)[1] if kind == SEVERAL else column
    if max(column, last) > LAST_COLUMN:
        raise Damaged
    if row >= sheet.rows:
        sheet.rows = row + 1
    if last >= sheet.columns:
        sheet.columns = last + 1
    if kind in (FORMULA, ERROR):
        sheet.formulas |= kind == FORMULA
        code = _error(stream[at + 6 : at + 14], kind)
        sheet.faults |= {} if code is None else {(row + 1, column + 1): ERRORS.get(code, "#VALUE!")}


def _error(value, kind):
    """The number of the error in a cell, or that a formula gave."""
    if kind == ERROR:
        return value[0] if value[1] else None
    return value[2] if value[0] == 2 and value[6:] == b"\xff\xff" else None


def _check_size(stream, at, length):
    """The parser sets memory aside for the size that a sheet states, whatever it holds."""
    form = {10: "<4H", 14: "<2I2H"}.get(length)
    top, bottom, left, right = struct.unpack_from(form, stream, at) if form else (0, 0, 0, 0)
    if bottom and right and not (top <= bottom <= MOST_ROWS and left <= right <= MOST_COLUMNS):
        raise Damaged
