"""A workbook of tables: real Excel tables, frozen headings, no merged cells, text never a formula; the same bytes."""

import datetime
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import wrap

import pandas as pd

from kmu_eval.report.cell_formats import CODES, DAY, number_formats
from kmu_eval.report.cell_sizes import BUTTON, cell_text, lines_of, width_of

CREATED = datetime.datetime(2020, 1, 1, 12, 0)
_LONGEST_NAME, _LONGEST_HEADING = 31, 250
_CAPTION = 110
"""Letters of a caption in a line."""
_LINE, _MOST_LINES = 15, 27
_PORTRAIT_WIDTH = 95


@dataclass(frozen=True, eq=False)
class WorkbookTable:
    """A table on a sheet of its own.

    Parameters
    ----------
    name : str
        Of the sheet; made legal and unique when written.
    table : DataFrame
        What the cells hold: numbers in full, words as they are read.
    headings : sequence of str
        Of its columns.
    caption : str
        Stands above it.
    note : str
        Stands below the caption.
    formats : mapping of str to list of str
        From `cell_formats.number_formats`: by column the format of each cell.
    """

    name: str
    table: pd.DataFrame = field(repr=False)
    headings: tuple[str, ...]
    caption: str = ""
    note: str = ""
    formats: Mapping[str, list] = field(default_factory=dict, repr=False)


def table_of_results(name, table, speech, caption=""):
    """A result table, small groups already hidden, as it stands in a workbook: a rule that all rows share above it.

    Examples
    --------
    >>> from kmu_eval.speech import Speech
    >>> from kmu_eval.tables import Origin
    >>> found = pd.DataFrame({"n": [12], "deff": [None], "rule": ["role adviser"], "hidden": ["no"]})
    >>> made = table_of_results("Counts", found, Speech("de", Origin("Zentrum")), "Beratende.")
    >>> made.caption, made.note, made.headings
    ('Beratende.', 'Zählregel: Rolle Beratende.', ('n (Basis)',))
    """
    from kmu_eval.report.labelled import headings, labelled

    told, shared = labelled(table, speech), _shared_rule(table)
    kept = [column for column in table if _says_something(column, table[column]) and not (shared and column == "rule")]
    rule = speech.report("rule_of_all", rule=told["rule"].iloc[0]) if shared else ""
    heads = tuple(headings(table[kept], speech.language))
    return WorkbookTable(name, told[kept], heads, caption, rule, number_formats(table[kept]))


def _shared_rule(table):
    return (
        "rule" in table and len(table) > 0 and table["rule"].nunique(dropna=False) == 1 and table["rule"].notna().all()
    )


def _says_something(name, values):
    return values.empty or bool((values != "no").any() if name == "hidden" else values.notna().any())


def to_workbook(tables, language, title):
    """The workbook as bytes.

    Parameters
    ----------
    tables : sequence of WorkbookTable
    language : str
    title : str
        Of the document.

    Returns
    -------
    bytes

    Examples
    --------
    >>> made = WorkbookTable("Counts", pd.DataFrame({"n": [12]}), ("n",), formats={"n": ["count"]})
    >>> to_workbook([made], "en", "Counts") == to_workbook([made], "en", "Counts")
    True
    """
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": title[:255], "created": CREATED})
        writer = _Writer(book, language)
        for place, (name, table) in enumerate(zip(sheet_names(tables), tables, strict=True), start=1):
            writer.write(book.add_worksheet(name), table, place)
    return content.getvalue()


def sheet_names(tables):
    """Names of sheets that Excel allows: without its signs, at most 31 letters, each once.

    Examples
    --------
    >>> empty = pd.DataFrame()
    >>> sheet_names([WorkbookTable("a/b", empty, ()), WorkbookTable("A b", empty, ()), WorkbookTable("'", empty, ())])
    ['a b', 'A b 2', 'Sheet']
    """
    names = []
    for table in tables:
        words = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", table.name).strip("' ").split()
        plain = " ".join(words)[:_LONGEST_NAME].strip("' ")
        names.append(_unused("Sheet" if plain.casefold() in ("", "history") else plain, names, _LONGEST_NAME))
    return names


def _unused(name, names, longest):
    taken, number, free = {each.casefold() for each in names}, 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name[: longest - len(str(number)) - 1]} {number}"
    return free


class _Writer:
    """Writes tables into the sheets of one workbook."""

    def __init__(self, book, language):
        line = {"valign": "top", "top": 4, "top_color": "#BFBFBF"}
        head = {"text_wrap": True, "bold": True, "valign": "top", "bottom": 1}
        self.text = book.add_format({"text_wrap": True, "align": "left", "indent": 1, **line})
        self.head = {
            False: book.add_format({"align": "left", "indent": 1, **head}),
            True: book.add_format({"align": "right", **head}),
        }
        self.caption, self.note = book.add_format({"bold": True}), book.add_format({"italic": True})
        self.number = {kind: book.add_format({"num_format": code, **line}) for kind, code in CODES[language].items()}
        self.day = book.add_format({"num_format": DAY[language], "align": "left", "indent": 1, **line})

    def write(self, sheet, made, number):
        """One table: its caption in rows of their own, then headings and rows."""
        lines = [(line, self.caption) for line in wrap(made.caption, _CAPTION)]
        lines += [(line, self.note) for line in wrap(made.note, _CAPTION)]
        for row, (line, look) in enumerate(lines):
            sheet.write_string(row, 0, line, look)
        first = len(lines) + bool(lines)
        self._table(sheet, made, first, number)
        widths = [width_of(made, column) for column in range(len(made.headings))]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self._heights(sheet, made, first, widths)
        self._page(sheet, first, sum(widths))

    def _table(self, sheet, made, first, number):
        last = first + max(len(made.table), 1)
        heads = [self.head[name in made.formats] for name in made.table]
        columns = [
            {"header": text, "header_format": head} for text, head in zip(_unique(made.headings), heads, strict=True)
        ]
        settings = {"name": f"Table_{number}", "style": "Table Style Light 1", "columns": columns}
        sheet.add_table(first, 0, last, len(columns) - 1, settings)
        for column, name in enumerate(made.table):
            kinds = made.formats.get(name) or [None] * len(made.table)
            for row, (value, kind) in enumerate(zip(made.table[name], kinds, strict=True), start=first + 1):
                self._cell(sheet, row, column, value, kind)

    def _cell(self, sheet, row, column, value, kind):
        if pd.isna(value):
            sheet.write_blank(row, column, None, self.text)
        elif isinstance(value, datetime.datetime):
            sheet.write_datetime(row, column, value, self.day)
        elif kind is not None:
            sheet.write_number(row, column, float(value), self.number[kind])
        else:
            sheet.write_string(row, column, cell_text(value), self.text)

    def _heights(self, sheet, made, first, widths):
        """Not every program makes a row as tall as its text."""
        rows = [_unique(made.headings), *(map(cell_text, row) for row in made.table.itertuples(index=False))]
        for row, cells in enumerate(rows, start=first):
            room = [width - BUTTON * (row == first) for width in widths]
            sheet.set_row(row, _LINE * min(lines_of(cells, room), _MOST_LINES))

    def _page(self, sheet, first, width):
        sheet.freeze_panes(first + 1, 1)
        sheet.set_paper(9)
        if width > _PORTRAIT_WIDTH:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first)
        sheet.set_footer("&L&A&R&P / &N")


def _unique(headings):
    """An Excel table takes each heading once, whatever its case, and none that is empty."""
    unique = []
    for text in headings:
        unique.append(_unused(text[:_LONGEST_HEADING] or "–", unique, _LONGEST_HEADING))
    return unique
