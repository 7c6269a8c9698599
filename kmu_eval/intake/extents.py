"""How far out the cells of a sheet lie, from the bytes of its XML: a parser makes the whole rectangle in memory."""

import re

FAR = re.compile(rb' r="(?:([A-Za-z]{2,})([0-9]+)|[A-Za-z]?([0-9]{6,}))')
"""A reference to column AA or beyond, or to row 100,000 or beyond: few cells have one, so the search is quick."""
ANY = re.compile(rb"""r\s*=\s*["']\s*([A-Za-z]*)([0-9]+)""")
ROW = re.compile(rb"<(?:[^\s<>/:]+:)?row(?=[\s/>])")
BARE_ROW = re.compile(rb"""<(?:[^\s<>/:]+:)?row(?=[\s/>])(?![^<]*?[\s"']r\s*=)""")
BARE_CELL = re.compile(rb"""<(?:[^\s<>/:]+:)?c(?=[\s/>])(?![^<]*?[\s"']r\s*=)""")
ODS_TAG = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*?)(/?)>")
ODS_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*([0-9]+)""")
NEAR_ROWS, NEAR_COLUMNS = 99_999, 26


def column_number(letters):
    """The number of a column.

    Examples
    --------
    >>> column_number(b"A"), column_number(b"xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


class SheetExtent:
    """Rows and columns that the cells of a sheet of Excel reach.

    Parameters
    ----------
    exact : bool
        Else only the far cells are looked for, which is quicker: never less than the cells reach, at times more.

    Examples
    --------
    >>> extent = SheetExtent()
    >>> extent.add(b'<sheetData><row r="1048576"><c t="n" r="XFD1048576"><v>1</v></c></row>')
    >>> extent.cells == 1048576 * 16384
    True
    """

    def __init__(self, exact=False):
        self.exact, self._begun = exact, False
        self._rows = self._columns = self._bare_rows = self._widest = self._last = 0

    @property
    def cells(self):
        """Cells of the whole rectangle."""
        return (self._rows + self._bare_rows) * (self._columns + self._widest)

    def add(self, block):
        """Look through the next block of the sheet, which begins and ends between two tags."""
        if not self._begun:
            _, self._begun, block = block.partition(b"sheetData")
        if not self._begun:
            return
        numbered = _all_numbered(block)
        if numbered and not self.exact:
            self._reach(FAR.findall(block), NEAR_ROWS, NEAR_COLUMNS)
        else:
            self._reach([(*found, b"") for found in ANY.findall(block)], 0, 0)
        if not numbered:
            self._count_bare(block)

    def _reach(self, references, rows, columns):
        rows_found = {int(row or alone) for _, row, alone in references}
        letters_found = {letters for letters, *_ in references}
        self._rows = max([self._rows, rows, *rows_found])
        self._columns = max([self._columns, columns, *map(column_number, letters_found)])

    def _count_bare(self, block):
        """Rows and cells that state no number of theirs stand after the one before them."""
        counts = [len(BARE_CELL.findall(piece)) for piece in ROW.split(block)]
        counts[0] += self._last
        self._bare_rows += len(BARE_ROW.findall(block))
        self._widest, self._last = max([self._widest, *counts]), counts[-1]


def _all_numbered(block):
    """Whether the block is written as nearly all programs do: the number of each row and cell first."""
    plain = (b"<row", b'<row r="'), (b"<c", b'<c r="')
    return all(block.count(tag) == block.count(numbered) for tag, numbered in plain) and not (
        b":c" in block or b":row" in block
    )


class OpenDocumentExtent:
    """The same for a sheet of OpenDocument, which numbers nothing but says how often a row or cell is repeated.

    Examples
    --------
    >>> extent = OpenDocumentExtent()
    >>> far = b'<table:table-cell table:number-columns-repeated="16383"/><table:table-cell>'
    >>> extent.add(b'<table:table><table:table-row table:number-rows-repeated="9"/><table:table-row>' + far)
    >>> extent.tables
    [163840]
    """

    def __init__(self):
        self._sizes = [(0, 0)]
        self._row = self._column = self._repeat = 0

    @property
    def tables(self):
        """Cells of the whole rectangle of each table."""
        return [rows * columns for rows, columns in self._sizes[1:]]

    def add(self, block):
        """Look through the next block of the document, which begins and ends between two tags."""
        for closing, tag, attributes, closed in ODS_TAG.findall(block):
            if not closing:
                repeated = ODS_REPEATED.search(attributes)
                self._open(tag, int(repeated[1]) if repeated else 1, bool(closed) and b"value-type" not in attributes)

    def _open(self, tag, repeated, empty):
        if tag == b"table":
            self._row = self._repeat = 0
            self._sizes.append((0, 0))
        elif tag == b"table-row":
            self._row, self._repeat, self._column = self._row + self._repeat, repeated, 0
        else:
            self._column += repeated
            if not empty:
                self._sizes[-1] = self._row + self._repeat, max(self._sizes[-1][1], self._column)
