"""What breaks ordinary programs, through the whole intake: one test for each row of "Files and encodings" and "Values".

Left for the part that reads surveys: header rows of survey tools, labels in one export and codes in the next, reversed
scales, and answers that the code book does not declare. A sheet of a million rows stands in ``benchmarks``; shares
above 100 % and 0/0 are told by the measures, stays that overlap or are too long by ``test_stays``.
"""

import datetime
import gzip
import unicodedata

import pandas as pd
import pytest
import xlsxwriter

from kmu_eval.errors import IntakeError
from kmu_eval.intake.prepare import prepare
from kmu_eval.schema import PREPARED
from kmu_eval.storage import read_table
from tests.intake.workbook_files import (
    ods_rows,
    ole2,
    write_ods,
    write_xls,
    write_xlsx,
    xlsx_rows,
)

LISTS = """
[sources.lists]
table = "participations"
files = "raw/list*"
{more}

[sources.lists.columns]
event = "Nr"
name = "Name"
organisation = "Firma"
postcode = "PLZ"
attended = {{ from = "Da", words = {words} }}
"""
WORDS = '{ ja = "yes", nein = "no" }'
HEADS = """
[sources.heads]
table = "head_counts"
files = "raw/heads*"
{more}

[sources.heads.columns]
event = "Nr"
registered = {{ from = "Angemeldet"{rule} }}
attended = {{ from = "Da"{rule} }}
"""
EVENTS = """
[sources.events]
table = "events"
files = "raw/events*"

[sources.events.columns]
event = "Nr"
date = {{ from = "Datum"{date} }}
start = {{ from = "Beginn"{clock} }}
end = {{ from = "Ende"{clock} }}
kind = {{ from = "Art", words = {{ "Vortrag" = "talk", "Unternehmer's Talk" = "talk" }} }}
"""
HEADER = ["Nr", "Name", "Firma", "PLZ", "Da"]
KERN = ["E1", "Anna Kern", "Kern GmbH", "50667", "ja"]
WEISS = ["E1", "Jörg Weiß", "Bäckerei Weiß", "01067", "nein"]
LIST = ";".join(HEADER) + "\n" + ";".join(KERN) + "\n" + ";".join(WEISS) + "\n"
COUNTS = ["Nr", "Angemeldet", "Da"]


@pytest.fixture
def programme(tmp_path, write_folder):
    """A function that makes a programme of one source."""

    def make(source, files=None):
        (tmp_path / "p/raw").mkdir(parents=True, exist_ok=True)
        return write_folder(tmp_path / "p", source, {f"raw/{name}": content for name, content in (files or {}).items()})

    return make


@pytest.fixture
def lists(programme):
    return lambda files=None, more="", words=WORDS: programme(LISTS.format(more=more, words=words), files)


@pytest.fixture
def heads(programme):
    return lambda files=None, rule="", more="": programme(HEADS.format(rule=rule, more=more), files)


@pytest.fixture
def events(programme):
    return lambda files=None, date="", clock="": programme(EVENTS.format(date=date, clock=clock), files)


def tables(folder):
    place = prepare(folder)
    return {name: read_table(place / f"{name}.parquet", name) for name in PREPARED}


def read(folder, language="en"):
    """The prepared tables, and the issues: rule to message."""
    text = (folder / "programme.toml").read_text(encoding="utf-8")
    both = '["en", "de"]' if language == "en" else '["de", "en"]'
    text = text.replace('["en", "de"]', both).replace('["de", "en"]', both)
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    found = tables(folder)
    issues = pd.read_csv(folder / "prepared/issues.csv", keep_default_na=False)
    return found, issues[~issues["rule"].isin(["unknown_event", "key_created", "unread_file"])]


def told(folder):
    """All issues in both languages."""
    return {language: read(folder, language)[1]["message"].tolist() for language in ("en", "de")}


def ledger(folder):
    table = pd.read_csv(prepare(folder) / "ledger.csv", keep_default_na=False)
    return dict(zip(table["reason"], table["rows"], strict=True))


def refused(folder):
    with pytest.raises(IntakeError) as error:
        prepare(folder)
    return {language: error.value.text(language) for language in ("en", "de")}


def is_whole(folder, people=2, firms=2):
    found, _ = read(folder)
    attended = found["participations"]["attended"].astype(str).tolist()
    counts = len(found["participants"]), len(found["organisations"])
    return counts == (people, firms) and sorted(attended) == ["no", "yes"]


def counts(folder):
    """Registered and attended of each head count; those without a list of events have no order of their own."""
    frame = tables(folder)["head_counts"]
    both = frame[["registered", "attended"]].astype(object)
    return sorted(both.where(both.notna(), None).to_numpy().tolist(), key=str)


def workbook(path, rows, hidden=(), merged=()):
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Liste")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for number in hidden:
        sheet.set_row(number, None, None, {"hidden": True})
    for *place, text in merged:
        sheet.merge_range(*place, text)
    book.close()
    return path


# Files and encodings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_tabs_in_utf16(encoding, lists):
    assert is_whole(lists({"list.csv": LIST.replace(";", "\t").encode(encoding)}))


def test_windows_1252(lists, snapshot):
    folder = lists({"list.csv": LIST.encode("cp1252")})
    assert is_whole(folder)
    assert told(folder) == snapshot


def test_text_encoded_twice(lists, snapshot):
    folder = lists({"list.csv": LIST.encode().decode("cp1252", errors="ignore").encode()})
    assert told(folder) == snapshot


def test_blanks_and_composed_letters(lists):
    odd = LIST.replace("Nr;", "\ufeff Nr\u00a0;").replace("Anna Kern", " Anna\u00a0 Kern\u200a")
    folder = lists({"list.csv": odd, "list-2.csv": unicodedata.normalize("NFD", LIST.replace("E1", "E2"))})
    found, _ = read(folder)
    assert (len(found["participants"]), len(found["organisations"]), len(found["participations"])) == (2, 2, 4)


def test_semicolons_and_decimal_commas(heads, snapshot):
    folder = heads({"heads.csv": "Nr;Angemeldet;Da\nE1;12,0;10,0\n"}, ', decimal = ","')
    assert counts(folder) == [[12, 10]]
    assert refused(heads({"heads.csv": "Nr Angemeldet Da\nE1 12 10\n"})) == snapshot


def test_numbers_that_can_be_read_in_two_ways(heads, snapshot):
    folder = heads({"heads.csv": "Nr;Angemeldet;Da\nE1;1.234;1,5\n"})
    assert counts(folder) == [[None, None]]
    assert told(folder) == snapshot(name="told")
    assert counts(heads({"heads.csv": "Nr;Angemeldet;Da\nE1;1.234;1.200\n"}, ', decimal = ","')) == [[1234, 1200]]
    assert refused(heads({"heads.csv": "Nr,Angemeldet,Da\nE1,1,5,10\n"})) == snapshot(name="refused")


@pytest.mark.parametrize(
    "broken",
    ['E1;"Anna;Kern GmbH;50667;ja\n', "E1;Anna;Kern GmbH;50667;ja;ja\n", "E1;Anna;Kern\n", 'E1;"A"B;C;1;ja\n'],
    ids=["unclosed quote", "long row", "short row", "stray quote"],
)
def test_rows_that_do_not_fit_the_header(broken, lists, snapshot):
    assert refused(lists({"list.csv": LIST + broken})) == snapshot


@pytest.mark.parametrize("content", [LIST + "E1;An\0na;x;1;ja\n", LIST[:-12]], ids=["nul", "cut in mid-row"])
def test_damaged_text(content, lists, snapshot):
    assert refused(lists({"list.csv": content})) == snapshot


def test_titles_blank_lines_and_totals(heads, snapshot):
    text = "Zählung 2020\n\nNr;Angemeldet;Da\nE1;12;10\n\nE2;8;5\nSumme;20;15\n"
    folder = heads({"heads.csv": text})
    assert counts(folder) == [[12, 10], [8, 5]]
    assert ledger(folder) == {"": 2, "blank_row": 1, "total_row": 1}
    assert told(folder) == snapshot(name="right total")
    (folder / "raw/heads.csv").write_text(text.replace("20;15", "30;15"), encoding="utf-8")
    assert told(folder) == snapshot(name="wrong total")


def test_packed_cut_and_misnamed_files_are_told_together(lists, tmp_path, snapshot):
    whole = write_xlsx(tmp_path / "whole.xlsx", xlsx_rows(HEADER, KERN)).read_bytes()
    files = {
        "list-1.xlsx": whole[:-60],
        "list-2.csv": gzip.compress(LIST.encode(), mtime=0)[:-5],
        "list-3.xlsx": b"<html><body><table><tr><td>Nr</td></tr></table></body></html>",
        "list-4.xlsx": ole2("EncryptedPackage", b"secret"),
        "list-5.xls": b"%PDF-1.7",
        "list-6.csv": b"",
    }
    assert refused(lists(files)) == snapshot


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.ods", "list.lst"])
def test_text_under_another_name(name, lists):
    folder = lists({name: LIST})
    assert is_whole(folder)
    assert ("other_kind" in set(read(folder)[1]["rule"])) == (name != "list.lst")


def test_text_under_the_name_of_a_workbook_is_told(lists, snapshot):
    assert told(lists({"list.xlsx": LIST})) == snapshot


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.ods"])
def test_workbooks_of_all_kinds(name, lists, tmp_path, snapshot):
    rows = [HEADER, KERN, WEISS]
    folder = lists()
    write_xlsx(folder / "raw" / name, xlsx_rows(*rows))
    assert is_whole(folder)
    write_ods(folder / "raw" / name, ods_rows(*rows))
    assert is_whole(folder)
    write_xls(folder / "raw" / name, rows)
    assert is_whole(folder)
    assert told(folder) == snapshot


def test_a_cell_far_out(lists, snapshot):
    folder = lists()
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    write_xlsx(folder / "raw/list.xlsx", xlsx_rows(HEADER, KERN) + far)
    assert refused(folder) == snapshot


def test_bombs_doctypes_and_endless_lines(lists, snapshot):
    folder = lists({"list.csv": LIST + "x" * 1_000_001})
    write_xlsx(folder / "raw/list-1.xlsx", xlsx_rows(HEADER, KERN), after=" " * 2**27)
    write_xlsx(folder / "raw/list-2.xlsx", xlsx_rows(HEADER, KERN), before="<!DOCTYPE a [<!ENTITY b 'c'>]>")
    assert refused(folder) == snapshot


def test_limits_can_be_set(lists):
    folder = lists({"list.csv": LIST})
    with (folder / "programme.toml").open("a", encoding="utf-8") as opened:
        opened.write("\n[limits]\nline_characters = 10\n")
    assert "longer than 10 characters" in refused(folder)["en"]


def test_headings_that_stand_twice_or_are_blank(lists, snapshot):
    rows = [[*HEADER, "Wert", "Wert", "", ""], [*KERN, "a", "b", "Notiz", ""], [*WEISS, "a", "b", "", ""]]
    folder = lists({"list.csv": "".join(";".join(row) + "\n" for row in rows)})
    assert is_whole(folder)
    assert told(folder) == snapshot(name="not needed")
    twice = "".join(f"{line};{line.rsplit(';')[-1]}\n" for line in LIST.splitlines())
    assert refused(lists({"list.csv": twice})) == snapshot(name="needed")


def test_merged_cells(lists, snapshot):
    rows = [["Liste"], HEADER, ["", *KERN[1:]], ["", *WEISS[1:]], ["E2", "Ida Weg", "", "", "ja"]]
    folder = lists()
    merged = [(0, 0, 0, 4, "Teilnahmen 2020"), (2, 0, 3, 0, "E1"), (4, 2, 4, 3, "04109")]
    workbook(folder / "raw/list.xlsx", rows, merged=merged)
    found, issues = read(folder)
    assert sorted(found["organisations"]["postcode"]) == ["01067", "04109", "50667"]
    assert "row_without_event" not in set(issues["rule"])
    assert told(folder) == snapshot


def test_the_sheet_that_fits_is_chosen(lists, tmp_path):
    folder = lists()
    book = xlsxwriter.Workbook(folder / "raw/list.xlsx")
    book.add_worksheet("Deckblatt").write_row(0, 0, ["Nr", "Name"])
    sheet = book.add_worksheet("Daten")
    for number, row in enumerate([HEADER, KERN, WEISS]):
        sheet.write_row(number, 0, row)
    book.close()
    assert is_whole(folder)


def test_hidden_rows(lists, snapshot):
    folder = lists()
    workbook(folder / "raw/list.xlsx", [HEADER, KERN, WEISS], hidden=[2, 7])
    assert is_whole(folder)
    assert told(folder) == snapshot


def test_a_second_table_below_the_first_is_told(heads, snapshot):
    folder = heads()
    rows = [COUNTS, ["E1", 12, 10], [], ["Ort", "Raum", "Plätze"], ["Köln", "A1", 30]]
    workbook(folder / "raw/heads.xlsx", rows)
    assert counts(folder)[0] == [12, 10]
    assert told(folder) == snapshot


def test_errors_and_formulas_without_a_value(heads, snapshot):
    error = '<c r="{at}" t="e"><f>1/0</f><v>%s</v></c>'
    rows = [
        ["Nr", "Angemeldet", "Da", "Notiz"],
        ["E1", 12, error % "#DIV/0!"],
        ["E2", '<c r="{at}"><f>A1+1</f></c>', 5],
        ["E3", '<c r="{at}"><f>A1+1</f><v></v></c>', error % "#N/A"],
        ["E4", '<c r="{at}"><f>A1+1</f><v>7</v></c>', error % "#REF!", error % "#REF!"],
        ["E5", 9, 8, '<c r="{at}" t="str"><f>""</f><v></v></c>'],
        ["", '<c r="{at}"><f>SUM(B2:B6)</f><v/></c>'],
    ]
    folder = heads()
    write_xlsx(folder / "raw/heads.xlsx", xlsx_rows(*rows))
    assert counts(folder) == [[12, None], [7, None], [9, 8], [None, 5], [None, None], [None, None]]
    assert told(folder) == snapshot(name="workbook")
    (folder / "raw/heads.xlsx").unlink()
    text = "Nr;Angemeldet;Da\nE1;#NV;#DIV/0!\nE2;#BEZUG!;5\n"
    folder = heads({"heads.csv": text})
    assert counts(folder) == [[None, 5], [None, None]]
    assert told(folder) == snapshot(name="text")


# Values


def days(folder):
    return [None if pd.isna(day) else day.date().isoformat() for day in tables(folder)["events"]["date"]]


def list_of_events(*rows):
    return "Nr;Datum;Beginn;Ende;Art\n" + "".join(";".join([*row, "", "", "", ""][:5]) + "\n" for row in rows)


@pytest.mark.parametrize(
    "column",
    [("03/04/2020", "05/06/2020"), ("03.04.2020", "2020-05-06"), ("03.04.2020", "04/13/2020")],
    ids=["two forms fit", "mixed with ISO", "mixed"],
)
def test_dates_of_several_forms(column, events, snapshot):
    folder = events({"events.csv": list_of_events(("E1", column[0]), ("E2", column[1]))})
    assert days(folder) == [None, None]
    assert told(folder) == snapshot


def test_a_stated_form_of_dates(events):
    folder = events({"events.csv": list_of_events(("E1", "03/04/2020"))}, date=', format = "%m/%d/%Y"')
    assert days(folder) == ["2020-03-04"]


def test_days_that_do_not_exist_and_serial_numbers_in_text(events, snapshot):
    rows = [("E1", "30.06.2020"), ("E2", "31.06.2020"), ("E3", "45385"), ("E4", "14:00 Uhr"), ("E5", "01.02.20")]
    folder = events({"events.csv": list_of_events(*rows)}, date=', format = "%d.%m.%Y"')
    assert days(folder) == ["2020-06-30", None, None, None, None]
    assert told(folder) == snapshot


def test_years_of_two_digits(events):
    assert days(events({"events.csv": list_of_events(("E1", "01.02.20"), ("E2", "28.02.20"))})) == [
        "2020-02-01",
        "2020-02-28",
    ]


def test_serial_numbers_in_a_workbook(events, snapshot):
    folder = events()
    rows = [["E1", 43924], ["E2", datetime.date(2020, 4, 4)], ["E3", 2020], ["E4", "43924"]]
    workbook(folder / "raw/events.xlsx", [["Nr", "Datum", "Beginn", "Ende", "Art"], *rows])
    assert days(folder) == ["2020-04-03", "2020-04-04", None, None]
    assert told(folder) == snapshot


def test_the_hours_that_summer_time_skips_and_repeats(events, snapshot):
    rows = [
        ("E1", "2020-03-29", "2020-03-29 02:30", "2020-03-29 04:00"),
        ("E2", "2020-10-25", "2020-10-25 02:30", "2020-10-25 04:00"),
        ("E3", "2020-10-25", "2020-10-25 01:30", "2020-10-25 04:00"),
    ]
    folder = events({"events.csv": list_of_events(*rows)})
    found = tables(folder)["events"]
    assert found["start"].isna().tolist() == [True, True, False]
    assert (found["end"] - found["start"]).iloc[2] == pd.Timedelta(hours=3.5)
    assert told(folder) == snapshot


def test_ids_and_postcodes_are_text(events, lists):
    ids = ["007", "01067", "1E5", "12345678901234567", "12345678901234568"]
    assert tables(events({"events.csv": list_of_events(*[(i, "01.02.2020") for i in ids])}))["events"][
        "event"
    ].tolist() == sorted(ids)


def test_only_what_is_declared_is_missing(lists, snapshot):
    firms = ["NA", "None", "n/a", "k. A.", "-", "99", "-9", "keine"]
    rows = "".join(f"E1;P{i};{firm};50667;ja\n" for i, firm in enumerate(firms))
    folder = lists({"list.csv": ";".join(HEADER) + "\n" + rows})
    text = (folder / "programme.toml").read_text(encoding="utf-8")
    declared = text.replace('organisation = "Firma"', 'organisation = { from = "Firma", missing = ["keine", "99"] }')
    (folder / "programme.toml").write_text(declared, encoding="utf-8")
    assert len(read(folder)[0]["organisations"]) == 5  # "NA" and "n/a" are one name
    assert told(folder) == snapshot


def test_numbers_with_words(heads, snapshot):
    text = "Nr;Angemeldet;Da\nE1;45%;ca. 10\nE2;10-15;5\nE3;-3;1E2\n"
    folder = heads({"heads.csv": text})
    assert counts(folder) == [[None, 5], [None, None], [None, None]]
    assert told(folder) == snapshot


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ('{ Ja = "yes", Nein = "no" }', ["Ja", "Nein"]),
        ('{ x = "yes", "" = "no" }', ["x", ""]),
        ('{ TRUE = "yes", FALSE = "no" }', ["TRUE", "FALSE"]),
        ('{ WAHR = "yes", FALSCH = "no" }', ["WAHR", "FALSCH"]),
        ('{ 1 = "yes", 0 = "no" }', ["1", "0"]),
    ],
)
def test_yes_and_no_by_declared_words(words, given, lists):
    text = "".join(";".join([*row[:4], word]) + "\n" for row, word in zip((KERN, WEISS), given, strict=True))
    assert is_whole(lists({"list.csv": ";".join(HEADER) + "\n" + text}, words=words))


def test_yes_and_no_that_nobody_declared(lists, snapshot):
    folder = lists({"list.csv": LIST.replace(";nein", ";Nein").replace(";ja", ";x")})
    assert read(folder)[0]["participations"]["attended"].astype(str).unique().tolist() == ["unknown"]
    assert told(folder) == snapshot


def test_unknown_words_and_another_apostrophe(events, snapshot):
    rows = [("E1", "01.02.2020", "", "", "Unternehmer’s Talk"), ("E2", "01.02.2020", "", "", "Vortag")]
    folder = events({"events.csv": list_of_events(*rows)})
    assert tables(folder)["events"]["kind"].isna().all()
    assert told(folder) == snapshot


def test_more_attended_than_registered_and_counts_of_nobody(heads, snapshot):
    folder = heads({"heads.csv": "Nr;Angemeldet;Da\nE1;10;12\nE2;0;0\n"})
    assert counts(folder) == [[0, 0], [10, 12]]
    assert told(folder) == snapshot


def test_an_end_before_the_start(events, snapshot):
    rows = [("E1", "2020-02-01", "2020-02-01 14:00", "2020-02-01 12:00")]
    folder = events({"events.csv": list_of_events(*rows)})
    assert tables(folder)["events"]["end"].isna().all()
    assert told(folder) == snapshot


def test_negative_minutes(programme, snapshot):
    source = LISTS.format(more="", words=WORDS) + 'minutes = "Minuten"\n'
    text = ";".join([*HEADER, "Minuten"]) + "\n" + ";".join([*KERN, "-20"]) + "\n" + ";".join([*WEISS, "30"]) + "\n"
    folder = programme(source, {"list.csv": text})
    assert tables(folder)["participations"]["minutes"].isna().sum() == 1
    assert told(folder) == snapshot
