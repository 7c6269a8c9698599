"""Workbooks of the old kind (.xls): records in a stream, the stream in chained sectors; walked before a parser does."""

import struct
from dataclasses import dataclass, field

SECTOR_SHIFTS = (9, 12)
FREE, END = 0xFFFFFFFC, 0xFFFFFFFE
"""From `FREE` on a number of a sector says what is no sector."""
SMALL_STREAM, SMALL_SECTOR = 4096, 64
ENTRY = 128
LAST_COLUMN, MOST_ROWS, MOST_COLUMNS = 255, 65_536, 256
BOF, EOF, FILE_PASS, SHEET, DIMENSIONS, ROW = 0x0809, 0x000A, 0x002F, 0x0085, 0x0200, 0x0208
FORMULA, ERROR, SEVERAL = 0x0006, 0x0205, 0x00BD
CELLS = frozenset({FORMULA, ERROR, SEVERAL, 0x0203, 0x0204, 0x027E, 0x00FD})
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}
ERRORS |= {0x2A: "#N/A", 0x2B: "#GETTING_DATA"}
TWO, FOUR = struct.Struct("<HH"), struct.Struct("<I")


class Damaged(ValueError):
    """What is no workbook, although it begins as one."""


class Locked(ValueError):
    """A workbook that is read with a password only."""


@dataclass
class OldSheet:
    """What the records of a sheet say.

    Parameters
    ----------
    rows, columns : int
        How far its cells reach.
    hidden : set of int
        Numbers of the rows that Excel does not show.
    faults : dict of (int, int) to str
        By row and column, counted from 1: the error in the cell.
    formulas : bool
        Whether a cell holds a formula: nothing tells those that were never calculated.
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


def streams(content):
    """The streams of a container by name: the first of each, as the parser takes it.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    dict of str to callable
        What gives the bytes of the stream.

    Raises
    ------
    Damaged
        Where a chain of sectors leads out of the file or into itself.
    """
    try:
        return _Container(content).streams
    except struct.error:
        raise Damaged from None


class _Container:
    def __init__(self, content):
        self.shift = struct.unpack_from("<H", content, 30)[0]
        if self.shift not in SECTOR_SHIFTS:
            raise Damaged
        self.content = memoryview(content)[1 << self.shift :]
        first, _, _, _, small, count, far = struct.unpack_from("<7I", content, 48)
        self.following = self._table(struct.unpack_from("<109I", content, 76), far)
        directory = self._chained(first, len(content))
        entries = [directory[at : at + ENTRY] for at in range(0, len(directory) - ENTRY + 1, ENTRY)]
        if not entries:
            raise Damaged
        self._small = _numbers(self._chained(small, count << self.shift)) if count else ()
        self._small_sectors = self._chained(*self._place(entries[0])) if count else b""
        self.streams = {_name(entry): lambda entry=entry: self._stream(*self._place(entry)) for entry in entries[::-1]}

    def _table(self, listed, far):
        """Which sector follows which, from the sectors that the header, and others in turn, list."""
        listed, seen = list(listed), set()
        while far < FREE:
            if far in seen:
                raise Damaged
            seen.add(far)
            *more, far = _numbers(self._sector(far))
            listed += more
        listed = [number for number in listed if number < FREE]
        if len(set(listed)) < len(listed):
            raise Damaged
        return _numbers(b"".join(map(self._sector, listed)))

    def _sector(self, number):
        sector = self.content[number << self.shift : (number + 1) << self.shift]
        if not sector:
            raise Damaged
        return sector

    def _chained(self, start, size):
        return _chain(self.content, 1 << self.shift, self.following, start, size)

    def _place(self, entry):
        return struct.unpack_from("<IQ" if self.shift > SECTOR_SHIFTS[0] else "<II", entry, 116)

    def _stream(self, start, size):
        if size < SMALL_STREAM:
            return _chain(memoryview(self._small_sectors), SMALL_SECTOR, self._small, start, size)
        return self._chained(start, size)


def _chain(sectors, width, following, start, size):
    """The sectors of one chain, as many as its size asks for; each stands in the file, so none comes twice."""
    found, most = [], min(len(following), -(-len(sectors) // width))
    while start != END and len(found) * width < size:
        if start >= most or len(found) >= most:
            raise Damaged
        found.append(sectors[start * width : (start + 1) * width])
        start = following[start]
    return b"".join(found)[:size]


def _numbers(sectors):
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _name(entry):
    return entry[:64].decode("utf-16-le", errors="ignore").partition("\0")[0]


def old_sheets(stream):
    """What the records of a workbook say of each sheet.

    Parameters
    ----------
    stream : bytes

    Returns
    -------
    list of OldSheet
        In the order in which the workbook names them.

    Raises
    ------
    Damaged
        Where records lead out of the stream, cells out of the sheet, or sheets into each other.
    Locked

    Examples
    --------
    >>> begin, end = bytes.fromhex("0908 0400 0006 0500"), bytes.fromhex("0a00 0000")
    >>> number = bytes.fromhex("0302 0e00 0400 0200") + bytes(10)
    >>> name = bytes.fromhex("8500 0800 18000000 0000 0000")
    >>> [(sheet.rows, sheet.columns) for sheet in old_sheets(begin + name + end + begin + number + end)]
    [(5, 3)]
    """
    try:
        found, read = [], 0
        for start in _starts(stream):
            sheet, end = _sheet(stream, start)
            read += end - start
            if read > len(stream):
                raise Damaged
            found.append(sheet)
        return found
    except (struct.error, IndexError):
        raise Damaged from None


def _starts(stream):
    starts = []
    for kind, at, _ in _records(stream, 0):
        if kind == FILE_PASS:
            raise Locked
        if kind == SHEET:
            starts += FOUR.unpack_from(stream, at)
    return starts


def _records(stream, at):
    """Kind, place and length of the records from a first one to a last one."""
    kind, length = TWO.unpack_from(stream, at)
    if kind != BOF:
        raise Damaged
    while kind != EOF:
        at += 4
        yield kind, at, length
        at += length
        if at == len(stream):
            return
        kind, length = TWO.unpack_from(stream, at)


def _sheet(stream, start):
    """A sheet, and where its records end."""
    sheet, at, length = OldSheet(), start, 0
    for kind, at, length in _records(stream, start):
        if kind in CELLS:
            _add_cell(sheet, stream, kind, at, length)
        elif kind == ROW and stream[at + 12] & 0x20:
            sheet.hidden.add(TWO.unpack_from(stream, at)[0] + 1)
        elif kind == DIMENSIONS:
            _check_dimensions(stream, at, length)
    return sheet, at + length


def _add_cell(sheet, stream, kind, at, length):
    row, column = TWO.unpack_from(stream, at)
    last = struct.unpack_from("<H", stream, at + length - 2)[0] if kind == SEVERAL else column
    if last > LAST_COLUMN:
        raise Damaged
    sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, last + 1)
    if kind == FORMULA:
        sheet.formulas = True
        code = stream[at + 8] if stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff" else None
    else:
        code = stream[at + 6] if kind == ERROR and stream[at + 7] else None
    if code is not None:
        sheet.faults[row + 1, column + 1] = ERRORS.get(code, ERRORS[0x0F])


def _check_dimensions(stream, at, length):
    """The parser sets memory aside for what the sheet says of itself, whatever it holds."""
    form = {10: "<4H", 14: "<2I2H"}.get(length)
    if form:
        top, bottom, left, right = struct.unpack_from(form, stream, at)
        if bottom and right and not (top <= bottom <= MOST_ROWS and left <= right <= MOST_COLUMNS):
            raise Damaged
