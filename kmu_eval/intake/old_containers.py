"""The container of an old workbook (.xls): streams in chained sectors, followed before a parser does."""

import struct

SECTOR_SHIFTS = (9, 12)
NO_SECTOR, END = 0xFFFFFFFC, 0xFFFFFFFE
"""Numbers from the first on stand for no sector; the other one ends a chain."""
SMALL_STREAM, SMALL_SECTOR = 4096, 64
ENTRY = 128


class Damaged(ValueError):
    """What is no workbook, although it begins as one."""


class Container:
    """Streams by name.

    Parameters
    ----------
    content : bytes
        All of the file.

    Raises
    ------
    Damaged
        Where a chain of sectors leads out of the file or into itself.
    """

    def __init__(self, content):
        try:
            self._open(content)
        except struct.error:
            raise Damaged from None

    def _open(self, content):
        self._shift = struct.unpack_from("<H", content, 30)[0]
        if self._shift not in SECTOR_SHIFTS:
            raise Damaged
        self._sectors = memoryview(content)[1 << self._shift :]
        start, _, _, small, count, listing = struct.unpack_from("<6I", content, 48)
        self._following = self._table([*struct.unpack_from("<109I", content, 76)], listing)
        directory = self._chained(start, len(content))
        places = [self._place(directory[at : at + ENTRY]) for at in range(0, len(directory), ENTRY)]
        if not places:
            raise Damaged
        # Of two streams of one name the parser takes the first.
        self._places = dict(reversed(places))
        self._small_following = _numbers(self._chained(small, count << self._shift))
        self._small_sectors = memoryview(self._chained(*places[0][1])) if count else b""

    def _table(self, listed, listing):
        """Which sector follows which, out of sectors that the header lists, and further sectors, one by one."""
        read = set()
        while listing < NO_SECTOR:
            if listing in read:
                raise Damaged
            read.add(listing)
            *more, listing = _numbers(self._sector(listing))
            listed += more
        listed = [number for number in listed if number < NO_SECTOR]
        if len(set(listed)) < len(listed):
            raise Damaged
        return _numbers(b"".join(map(self._sector, listed)))

    def _sector(self, number):
        sector = self._sectors[number << self._shift : (number + 1) << self._shift]
        if len(sector) < 4:
            raise Damaged
        return sector

    def _place(self, entry):
        name = entry[:64].decode("utf-16-le", errors="ignore").partition("\0")[0]
        return name, struct.unpack_from("<II" if self._shift == SECTOR_SHIFTS[0] else "<IQ", entry, 116)

    def _chained(self, start, size):
        return _chained(self._sectors, 1 << self._shift, self._following, start, size)

    @property
    def names(self):
        """Names of all streams."""
        return self._places.keys()

    def stream(self, name):
        """The bytes of a stream."""
        start, size = self._places[name]
        if size < SMALL_STREAM:
            return _chained(self._small_sectors, SMALL_SECTOR, self._small_following, start, size)
        return self._chained(start, size)


def _chained(sectors, width, following, start, size):
    """The bytes of a chain up to a size; a chain of more sectors than there are runs in a circle."""
    found, most = [], min(len(following), -(-len(sectors) // width))
    while start != END and len(found) * width < size:
        if start >= most or len(found) >= most:
            raise Damaged
        found.append(sectors[start * width : (start + 1) * width])
        start = following[start]
    return b"".join(found)[:size]


def _numbers(sectors):
    count = len(sectors) // 4
    return struct.unpack_from(f"<{count}I", sectors)
