"""What stands below the headers, as columns of clean text, and which of its rows are blank."""

from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import as_text
from kmu_eval.intake.sheet_cells import fill_merged, read_days
from kmu_eval.intake.text_columns import empty, to_texts

SHOWN = 10


@dataclass(frozen=True)
class Body:
    """The rows below the headers.

    Parameters
    ----------
    texts : tuple of ArrowStringArray
        By place, the cells of each column.
    first : int
        The number of the first row as a spreadsheet counts it.
    filled : tuple of int
        Rows, counted from 0 in the file, that merged cells gave a value.
    days : dict of str to int
        By heading, how many numbers were read as days.
    """

    texts: tuple
    first: int
    filled: tuple = ()
    days: dict | None = None

    def __len__(self):
        return len(self.texts[0])

    def row(self, place):
        """The texts of a row, counted from 0."""
        return [column[place] for column in self.texts]

    @cached_property
    def blank(self):
        """Per row, whether it holds no text."""
        blank = empty(self.texts[0])
        for column in self.texts[1:]:
            if not blank.any():
                break
            blank = blank & empty(column)
        return blank


def read_body(grid, place, source, file):
    """The body of the table in a grid.

    Parameters
    ----------
    grid : Grid
    place : Place
        Where it stands.
    source : Source
    file : str

    Returns
    -------
    Body

    Raises
    ------
    IntakeError
        Where a row has fewer cells than there are headers, or values beyond them.
    """
    names, first = place.names, place.below + 1
    if grid.columns is not None:
        return Body(tuple(map(to_texts, grid.columns)), first)
    rows, filled = fill_merged(grid.rows, grid.merged, place.below)
    rows = _of_one_width(rows[place.below : place.end], len(names), file, first)
    cells = [list(map(itemgetter(place), rows)) for place in range(len(names))]  # a zip of a million rows is slow
    cells, days = read_days(cells, names, source, grid.day_zero)
    marks = {header: rule.decimal for rule in source.columns.values() if rule.decimal for header in rule.from_}
    texts = (_as_texts(column, marks.get(name, ".")) for name, column in zip(names, cells, strict=True))
    return Body(tuple(texts), first, tuple(filled), days)


def _of_one_width(rows, width, file, first):
    """A row that lacks cells or has values beyond the headers is refused, unless it is blank."""
    uneven = [(first + i, len(row)) for i, row in enumerate(rows) if len(row) != width and _is_uneven(row, width)]
    if uneven:
        shown = ", ".join(str(row) for row, _ in uneven[:SHOWN]) + (", …" if len(uneven) > SHOWN else "")
        values = {"where": file, "rows": shown, "count": len(uneven), "width": width, "found": uneven[0][1]}
        raise IntakeError(("uneven_rows", values))
    return [row if len(row) == width else [*row, *[""] * width][:width] for row in rows]


def _is_uneven(row, width):
    return any(map(as_text, row if len(row) < width else row[width:]))


def _as_texts(cells, mark):
    if set(map(type, cells)) <= {str}:
        return to_texts(cells)
    known = {}
    return to_texts(
        [known[key] if (key := (type(c), c)) in known else known.setdefault(key, as_text(c, mark)) for c in cells]
    )
