"""Cells of a sheet that say more, or less, than their value: merged cells, numbers of days."""

import datetime

from kmu_eval.intake.issues import Issue
from kmu_eval.schema import INTAKE

FIRST_DAY, LAST_DAY = datetime.datetime(1990, 1, 1), datetime.datetime(2100, 1, 1)
"""A number outside of these days is none: a year such as 2020 would else be a day of 1905."""


def fill_merged(rows, merged, first):
    """The value of merged cells in every row and column that they cover, below the header.

    Parameters
    ----------
    rows : list of list
    merged : iterable of ((int, int), (int, int))
        First and last row and column of each, counted from 0.
    first : int
        The first row below the header.

    Returns
    -------
    rows : list of list
    filled : list of int
        The rows that got a value.
    """
    rows, filled = list(rows), []
    for (top, left), (bottom, right) in merged:
        if first <= top < len(rows) and left < len(rows[top]) and rows[top][left] != "":
            for place in range(top, min(bottom + 1, len(rows))):
                end = min(right + 1, len(rows[place]))
                rows[place] = [*rows[place][:left], *[rows[top][left]] * (end - left), *rows[place][end:]]
                filled.append(place)
    return rows, sorted(set(filled))


def day_headings(source):
    """Headings of columns that are read as a date or clock time, and as nothing else."""
    kinds = {}
    for name, rule in source.columns.items():
        for header in rule.from_:
            kinds.setdefault(header, set()).add(INTAKE[source.table][name].kind)
    return {header for header, kind in kinds.items() if kind <= {"date", "time"}}


def as_day(cell, day_zero):
    """The day that a number of a workbook stands for; any other cell as it is.

    Examples
    --------
    >>> as_day(45385.0, datetime.datetime(1899, 12, 30))
    datetime.datetime(2024, 4, 3, 0, 0)
    >>> as_day(2024.0, datetime.datetime(1899, 12, 30)), as_day("45385", datetime.datetime(1899, 12, 30))
    (2024.0, '45385')
    """
    if not isinstance(cell, (int, float)) or isinstance(cell, bool) or not 0 <= cell < 1e6:
        return cell
    day = day_zero + datetime.timedelta(seconds=round(cell * 86400))
    return day if FIRST_DAY <= day < LAST_DAY else cell


def read_days(columns, names, source, day_zero):
    """Columns of cells with numbers read as days where a column is one of days, and how many were, by heading."""
    columns, read = list(columns), {}
    for place, name in enumerate(names) if day_zero else ():
        if name in day_headings(source):
            days = [as_day(cell, day_zero) for cell in columns[place]]
            read[name] = sum(day is not cell for day, cell in zip(days, columns[place], strict=True))
            columns[place] = days
    return columns, {name: count for name, count in read.items() if count}


def sheet_issues(filled, days, source, file):
    """What was filled, and which numbers were read as days."""
    if filled:
        yield Issue("note", "merged_cells", source, file, filled[0] + 1, rows=len(filled))
    for header, count in days.items():
        yield Issue("note", "serial_days", source, file, rows=count, values={"header": header})
