"""Where in a file its table stands: the section, the rows of headings, and the rows below them."""

from dataclasses import dataclass

from kmu_eval.intake.grid import as_text

LOOK_FOR_HEADER_IN = 50
SHOWN = 10
BETWEEN = " / "


@dataclass(frozen=True)
class Place:
    """Where a table stands among the rows of a file, counted from 0.

    Parameters
    ----------
    header : int
        Its first row of headings.
    below : int
        The first row under them.
    end : int
        The row after its last.
    names : list of str
        The headings.
    """

    header: int
    below: int
    end: int
    names: list


def find_place(rows, source):
    """The place of the table whose headings hold all those that a source names; without any, its first row of text.

    Parameters
    ----------
    rows : list of list
        The rows of a file, or the leading ones.
    source : Source
        Its ``header_row``, ``header_rows`` and ``section`` say where to look.

    Returns
    -------
    Place or None
    """
    start, end = _section(rows, source.section)
    needed, height = set(source.headers), source.header_rows
    places = range(start, start + LOOK_FOR_HEADER_IN) if source.header_row is None else [source.header_row - 1]
    for at in places:
        if at + height <= end and needed <= set(names := headings(rows[at : at + height])) and any(names):
            return Place(at, at + height, end, names)
    return None


def headings(rows):
    """The headings of columns; of several rows one above the other, of which an upper one reaches to the right.

    Examples
    --------
    >>> headings([["Person", "", "Firma"], ["Vorname", "Nachname", ""]])
    ['Person / Vorname', 'Person / Nachname', 'Firma']
    >>> headings([["Name ", None, 3]])
    ['Name', '', '3']
    """
    texts = [[as_text(cell) for cell in row] for row in rows]
    if len(texts) == 1:
        return texts[0]
    width = max(map(len, texts), default=0)
    texts = [[*row, *[""] * (width - len(row))] for row in texts]
    above = [_to_the_right(row) for row in texts[:-1]]
    stacked = zip(zip(*texts, strict=True), zip(*above, texts[-1], strict=True), strict=True)
    return [BETWEEN.join(filter(None, full)) if any(own) else "" for own, full in stacked]


def missing_headings(rows, source, file, sheet=""):
    """What to say where no row holds all headings: the row that holds most of them, and what it lacks.

    Returns
    -------
    list of (str, dict)
        Findings of an `IntakeError`.
    """
    where = f"{file}, {sheet}" if sheet else file
    start, end = _section(rows, source.section)
    if source.section and start == end:
        titles = [rows[i][0] for i in range(len(rows)) if _is_title(rows, i)]
        known = [as_text(title) for title in titles[:SHOWN]]
        return [("section_missing", {"where": where, "found": source.section, "known": known})]
    needed, at = set(source.headers), source.header_row
    leading = range(start, min(end, start + LOOK_FOR_HEADER_IN)) if at is None else [at - 1]
    found = [headings(rows[i : i + source.header_rows]) for i in leading if i < len(rows)]
    known = [name for name in max(found, key=lambda names: len(needed & set(names)), default=[]) if name]
    if not known:
        return [("no_header", {"where": where})]
    return [("header_missing", {"where": where, "found": h, "known": known}) for h in source.headers if h not in known]


def _to_the_right(texts):
    reached, last = [], ""
    for text in texts:
        last = text or last
        reached.append(last)
    return reached


def _section(rows, title):
    """The first row under the title of a section and the row after its last; all rows where none is named."""
    if title is None:
        return 0, len(rows)
    wanted = _plain(title)
    at = next((i for i, row in enumerate(rows) if _plain(_alone(row)) == wanted), None)
    if at is None:
        return len(rows), len(rows)
    return at + 1, next((i for i in range(at + 1, len(rows)) if _is_title(rows, i)), len(rows))


def _is_title(rows, at):
    """Whether a row holds one text in its first cell, and nothing stands right above it."""
    return bool(_alone(rows[at])) and (at == 0 or not any(map(as_text, rows[at - 1])))


def _alone(row):
    return as_text(row[0]) if row and not any(map(as_text, row[1:])) else ""


def _plain(text):
    return text.casefold().rstrip(":, ")
