"""One table written in every dialect: it comes back equal, or what is told is an ambiguity that is really there."""

import datetime
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval.errors import IntakeError
from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.raw_files import read_file
from kmu_eval.programme import Limits, Source

HEADINGS = ["Nr.", "Titel; Thema, „Reihe“", "PLZ", "Plätze", "Datum\n(Beginn)"]
OURS = ["event", "title", "postcode", "capacity", "date"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"]
LINE_ENDS = ["\n", "\r\n", "\r"]
FORMS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y"]
TITLES = [["Liste der Veranstaltungen"], [], ["Stand:", "1.2.2020"], ['Raum "Nord"; 2. OG', "", "x"], ["Nr.", "PLZ"]]


@dataclass(frozen=True)
class Dialect:
    encoding: str = "utf-8"
    delimiter: str = ";"
    line_end: str = "\n"
    quote_all: bool = False
    form: str = "%Y-%m-%d"
    form_declared: bool = False
    decimal: str = ","
    thousands: bool = False
    fraction: bool = False
    decimal_declared: bool = False
    titles: tuple = ()
    trailing: tuple = ()

    def lines(self, rows):
        return "".join(self.delimiter.join(map(self._quoted, row)) + self.line_end for row in rows)

    def _quoted(self, text):
        quoted = self.quote_all or any(mark in text for mark in f'{self.delimiter}"\n\r')
        return '"' + text.replace('"', '""') + '"' if quoted else text

    def bytes(self, rows):
        text = self.lines([*self.titles, HEADINGS, *map(self.texts, rows), *self.trailing])
        return (self.encoding.startswith("utf-16") * "\ufeff" + text).encode(self.encoding)

    def texts(self, row):
        event, title, postcode, capacity, day = row
        title = unicodedata.normalize("NFC", title) if self.encoding == "cp1252" else title
        return [event, title, postcode, self.number(capacity), day.strftime(self.form) if day else ""]

    def number(self, whole):
        if whole is None:
            return ""
        text = f"{whole:,}".replace(",", {",": ".", ".": ","}[self.decimal]) if self.thousands else str(whole)
        return text + (self.decimal + "00" if self.fraction else "")

    @property
    def source(self):
        nr, title, postcode, capacity, date = (" ".join(heading.split()) for heading in HEADINGS)
        number = {"from": capacity, **({"decimal": self.decimal} if self.decimal_declared else {})}
        when = {"from": date, **({"format": self.form} if self.form_declared else {})}
        columns = {"event": nr, "title": title, "postcode": postcode, "capacity": number, "date": when}
        return Source.model_validate({"table": "events", "files": "raw/a.csv", "columns": columns})


PIECES = [
    "ü",
    "ß",
    "o\u0308",
    "a",
    "7",
    " ",
    "\u00a0",
    '"',
    "'",
    ";",
    ",",
    "\t",
    "|",
    "\n",
    "\r\n",
    "\r",
    "€",
    "„",
    "=",
]
days = st.dates(datetime.date(2019, 1, 1), datetime.date(2022, 12, 31))
either_way = days.map(lambda day: day.replace(day=1 + day.day % 12))
same_either_way = days.map(lambda day: day.replace(day=day.month))
dialects = st.builds(
    Dialect,
    encoding=st.sampled_from(ENCODINGS),
    delimiter=st.sampled_from(";,\t|"),
    line_end=st.sampled_from(LINE_ENDS),
    form=st.sampled_from(FORMS),
    decimal=st.sampled_from(",."),
    titles=st.lists(st.sampled_from(TITLES), max_size=3),
    trailing=st.lists(st.sampled_from([[], [""] * 5, [" "]]), max_size=3),
    **dict.fromkeys(["quote_all", "form_declared", "thousands", "fraction", "decimal_declared"], st.booleans()),
)


def rows_on(day, size=5):
    event = st.sampled_from(["007", "0", "E1", "1E5", "12345678901234567890"])
    title = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
    postcode = st.sampled_from(["01067", "1010", "", "A-1010"])
    capacity = st.sampled_from([None, 0, 7, 999, 1000, 1234, 99999])
    return st.lists(st.tuples(event, title, postcode, capacity, st.none() | day), max_size=size)


tables = st.sampled_from([days, either_way, same_either_way]).flatmap(rows_on)


def read(path, source):
    """The rows in our columns, in plain Python, with the fate of each; and the rules of all that was told."""
    raw, rules, _ = read_file(path, "raw/a.csv", "events", source, Limits())
    frame, faults = read_columns(raw, rules, "Europe/Berlin")
    columns = [frame[name].tolist() for name in (*OURS, "fate") if name in source.columns or name == "fate"]
    rows = [tuple(None if pd.isna(value) else value for value in row) for row in zip(*columns, strict=True)]
    return rows, {issue.rule for issue in (*raw.issues, *faults)}


def read_bytes(folder, content, source):
    path = folder / "a.csv"
    path.write_bytes(content)
    return read(path, source)


def may_be_two_days(row_days):
    return all(day.day <= 12 for day in row_days) and any(day.day != day.month for day in row_days)


def meanings(text):
    """The numbers that a text may stand for, by either decimal mark."""
    found = set()
    for decimal, group in (",.", ".,"):
        whole, _, fraction = text.partition(decimal)
        first, *others = whole.split(group)
        if all(len(each) == 3 for each in others) and (len(first) <= 3 or not others) and group not in fraction:
            found.add(Decimal("".join([first, *others]) + "." + (fraction or "0")))
    return found


def expected(rows, dialect):
    """What has to come back, and what has to be told."""
    told = {"title_rows"} if any(map(any, dialect.titles)) else set()
    told |= {"encoding_assumed"} if dialect.encoding == "cp1252" else set()
    told |= {"postcode_short"} if any(row[2] == "1010" for row in rows) else set()
    two_days = "/" in dialect.form and not dialect.form_declared and may_be_two_days([r[4] for r in rows if r[4]])
    told |= {"ambiguous_date"} if two_days else set()
    found = []
    for event, title, postcode, capacity, day in rows:
        text = dialect.number(capacity)
        if text and not (text.isdigit() or dialect.decimal_declared):
            told.add("ambiguous_number" if len(meanings(text)) > 1 else "no_integer")
            capacity = None
        when = None if two_days or day is None else datetime.datetime.combine(day, datetime.time())
        title = " ".join(unicodedata.normalize("NFC", title).split())
        found.append((event, title or None, postcode or None, capacity, when, "kept"))
    return [*found, *[(None,) * 5 + ("blank_row",)] * len(dialect.trailing)], told


@settings(max_examples=250)
@given(rows=tables, dialect=dialects)
def test_a_table_comes_back_or_what_is_told_is_really_there(rows, dialect, tmp_path):
    assert read_bytes(tmp_path, dialect.bytes(rows), dialect.source) == expected(rows, dialect)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", list(";,\t|"))
def test_one_table_comes_back_from_every_dialect(encoding, delimiter, tmp_path):
    rows = [
        ("007", 'Größe; "Maß", a|b\tund\nmehr', "01067", 20, datetime.date(2020, 1, 31)),
        ("E1", "=1+1", "", None, datetime.date(2020, 2, 3)),
    ]
    for line_end, quote_all, form in product(LINE_ENDS, [False, True], FORMS):
        dialect = Dialect(encoding, delimiter, line_end, quote_all, form, titles=(["Liste"], []), trailing=([],))
        assert read_bytes(tmp_path, dialect.bytes(rows), dialect.source) == expected(rows, dialect)


@settings(max_examples=60)
@given(rows=tables, dialect=dialects, data=st.data())
def test_the_order_of_rows_changes_nothing_but_their_order(rows, dialect, data, tmp_path):
    dialect = replace(dialect, trailing=())
    order = data.draw(st.permutations(range(len(rows))))
    found, told = read_bytes(tmp_path, dialect.bytes(rows), dialect.source)
    others, told_then = read_bytes(tmp_path, dialect.bytes([rows[place] for place in order]), dialect.source)
    assert (others, told_then) == ([found[place] for place in order], told)


@settings(max_examples=40)
@given(rows=tables, dialect=dialects, as_text=st.booleans())
def test_a_workbook_of_the_same_table_is_the_same(rows, dialect, as_text, tmp_path):
    """With its numbers and days as numbers and days, or all of it as the text that the other file holds."""
    dialect = replace(dialect, encoding="utf-8", trailing=())
    dialect = dialect if as_text else replace(dialect, thousands=False, fraction=False, form="%Y-%m-%d")
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet, day = book.add_worksheet("Liste"), book.add_format({"num_format": "dd/mm/yyyy"})
        for place, row in enumerate([*dialect.titles, HEADINGS, *(map(dialect.texts, rows) if as_text else rows)]):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(place, column, datetime.datetime.combine(cell, datetime.time()), day)
                elif isinstance(cell, int):
                    sheet.write_number(place, column, cell)
                elif cell:
                    sheet.write_string(place, column, cell)
    assert read(tmp_path / "a.xlsx", dialect.source) == read_bytes(tmp_path, dialect.bytes(rows), dialect.source)


one_text = st.lists(st.sampled_from(["a", "ü", "7", " ", '"', "\n", ",b", ";b", "|b", "\tb"]), max_size=4).map("".join)


@settings(max_examples=100)
@given(texts=st.lists(one_text, max_size=5), dialect=dialects, declared=st.booleans())
def test_a_single_column_comes_back_where_its_delimiter_is_told_or_does_not_matter(texts, dialect, declared, tmp_path):
    content = dialect.lines([["Größe"], *([text] for text in texts)]).encode()
    about = {"delimiter": dialect.delimiter} if declared else {}
    about |= {"table": "events", "files": "raw/a.csv", "columns": {"event": "Größe"}}
    unquoted = [text for text in texts if dialect.lines([[text]]) == text + dialect.line_end]
    if not declared and any(";" in text for text in unquoted):
        with pytest.raises(IntakeError) as error:
            read_bytes(tmp_path, content, Source.model_validate(about))
        assert [rule for rule, _ in error.value.findings] == ["uneven_rows"]
        return
    cleaned = [" ".join(text.split()) or None for text in texts]
    found, _ = read_bytes(tmp_path, content, Source.model_validate(about))
    assert found == [(text, "kept" if text else "blank_row") for text in cleaned]
