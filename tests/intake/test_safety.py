"""What a file really is, and what is refused before a parser sees it.

What could exhaust the memory or abort the process is examined in a child process of limited memory.
"""

import gzip
import struct
import subprocess
import sys
import zipfile
from time import perf_counter

import pytest
import xlsxwriter

from kmu_eval.errors import IntakeError
from kmu_eval.intake.safety import BLOCK, SMALL, examine
from kmu_eval.programme import Limits
from tests.intake.workbook_files import (
    MAIN,
    PARTS,
    ods_cell,
    ods_rows,
    ole2,
    write_ods,
    write_parts,
    write_xls,
    write_xlsx,
    xls_record,
    xlsx_rows,
)

ROWS = xlsx_rows(["Nr", "Da"], ["E1", 3])
CHILD = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from kmu_eval.errors import IntakeError
from kmu_eval.intake.safety import examine
from kmu_eval.programme import Limits
try:
    print(examine(Path(sys.argv[1]), Limits(), "raw/a"))
except IntakeError as error:
    print(*(key for key, _ in error.findings))
"""


def refused(path, **limits):
    with pytest.raises(IntakeError) as error:
        examine(path, Limits(**limits), "raw/a.xlsx")
    return {language: error.value.text(language) for language in ("de", "en")}


def in_a_child(path):
    """What the examination says in a process of one gigabyte."""
    done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def written(path, content):
    path.write_bytes(content)
    return path


# What a file is


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a"])
def test_the_kind_is_told_by_content_and_not_by_name(name, tmp_path):
    assert examine(written(tmp_path / name, b"Nr;Da\n1;2\n"), Limits(), "a") == "text"
    assert examine(write_xlsx(tmp_path / name, ROWS), Limits(), "a") == "xlsx"
    assert examine(write_ods(tmp_path / name, ods_rows(["Nr", "Da"])), Limits(), "a") == "ods"
    assert examine(write_xls(tmp_path / name, [["Nr", "Da"]]), Limits(), "a") == "xls"
    assert examine(write_xls(tmp_path / name, [["Nr", "Da"]], name="Book"), Limits(), "a") == "xls"


OTHER = {
    "empty": b"",
    "html": b"\xef\xbb\xbf\r\n <HTML><table><tr><td>Nr</td></tr></table></html>",
    "html in utf-16": "<table><tr><td>Nr</td></tr></table>".encode("utf-16"),
    "xml": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "pdf": b"%PDF-1.7\n",
    "gzip": gzip.compress(b"Nr;Da\n1;2\n"),
    "7z": b"7z\xbc\xaf\x27\x1c\0\4",
    "rar": b"Rar!\x1a\x07\x01\0",
    "cut zip": b"PK\x03\x04" + bytes(100),
    "password": ole2("EncryptedPackage", b"secret"),
    "word of 1997": ole2("WordDocument", b"text"),
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}


@pytest.mark.parametrize("what", OTHER)
def test_what_is_no_list_is_refused_and_called_by_its_name(what, tmp_path, snapshot):
    assert refused(written(tmp_path / "a.xlsx", OTHER[what])) == snapshot


def test_other_packages(tmp_path, snapshot):
    assert refused(write_parts(tmp_path / "a.xlsx", {"list.csv": "Nr;Da\n"})) == snapshot(name="zip")
    word = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}
    assert refused(write_parts(tmp_path / "a.xlsx", word)) == snapshot(name="word")
    text = {"mimetype": "application/vnd.oasis.opendocument.text"}
    assert refused(write_parts(tmp_path / "a.xlsx", text)) == snapshot(name="text")
    assert refused(write_parts(tmp_path / "a.xlsx", {"xl/workbook.bin": b"\0"})) == snapshot(name="binary")


def test_workbooks_with_a_password(tmp_path):
    locked = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    locked |= {"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": b"\x01\x02"}
    assert "password" in refused(write_parts(tmp_path / "a.ods", locked))["en"]
    assert "password" in refused(write_xls(tmp_path / "a.xls", [["Nr"]], locked=True))["en"]
    path = write_xlsx(tmp_path / "a.xlsx", ROWS)
    content = bytearray(path.read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1  # the flag of an encrypted part
    assert "password" in refused(written(path, bytes(content)))["en"]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_workbook_cut_off(share, tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", ROWS)
    content = path.read_bytes()
    assert "cut off or damaged" in refused(written(path, content[: int(len(content) * share)]))["en"]


def test_a_workbook_with_a_damaged_part(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", xlsx_rows(*([f"E{i}", i] for i in range(500))))
    content = bytearray(path.read_bytes())
    content[content.index(b"sheet1.xml") + 200] ^= 255
    assert "cut off or damaged" in refused(written(path, bytes(content)))["en"]


# How large it is


def test_files_beyond_the_limits(tmp_path, snapshot):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as opened:
        opened.truncate(3 * 2**20 + 1)
    assert refused(path, megabytes=3) == snapshot(name="file")
    write_xlsx(path, ROWS, after="x" * 2**20)
    assert refused(path, unpacked_megabytes=1) == snapshot(name="unpacked")
    write_xlsx(path, xlsx_rows(["Nr"], *[["E"]] * 9))
    assert refused(path, cells=9) == snapshot(name="cells")
    assert examine(path, Limits(cells=10), "a") == "xlsx"


def test_a_zip_bomb(tmp_path, snapshot):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            package.writestr(name, content)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(bytes(BLOCK))
    assert path.stat().st_size < 2_000_000
    assert in_a_child(path) == "packed_too_well"
    assert refused(path) == snapshot


def test_a_zip_bomb_that_lies_about_its_size(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", ROWS, after=" " * (2 * SMALL))
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        found = content.rindex(mark)
        content[found + place : found + place + 4] = struct.pack("<I", 1000)
    assert in_a_child(written(path, bytes(content))) == "damaged_package"


def test_what_is_well_packed_but_small_is_no_bomb(tmp_path):
    assert examine(write_xlsx(tmp_path / "a.xlsx", ROWS, after=" " * 2**24), Limits(), "a") == "xlsx"


@pytest.mark.parametrize("declared", ["<!DOCTYPE x>", "<!-- x --><!DOCTYPE x [<!ENTITY a 'aaaa'>]>"])
def test_a_doctype_in_a_workbook(declared, tmp_path, snapshot):
    assert refused(write_xlsx(tmp_path / "a.xlsx", ROWS, before=declared)) == snapshot


def test_a_doctype_in_a_picture_is_none_of_the_workbook(tmp_path):
    sheet = f"<worksheet {MAIN}><sheetData>{ROWS}</sheetData></worksheet>"
    parts = {**PARTS, "xl/worksheets/sheet1.xml": sheet, "xl/media/a.svg": "<!DOCTYPE svg><svg/>"}
    assert examine(write_parts(tmp_path / "a.xlsx", parts), Limits(), "a") == "xlsx"


# Cells far out

FAR = {
    "plain": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "without a row": '<row><c r="XFD1048576"><v>1</v></c></row>',
    "other order": '<row spans="1:2" r="1048576"><c s="0" t="n" r="XFD1048576"><v>1</v></c></row>',
    "single quotes and blanks": "<row r = '1048576'><c\n r = 'XFD1048576' ><v>1</v></c></row>",
    "small letters": '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    "column and row in two cells": '<row r="9"><c r="XFD9"><v>1</v></c></row><row r="900000"><c r="A900000"/></row>',
    "a mark of larger in a value": '<row r="1048576"><c t=">" r="XFD1048576"><v>1</v></c></row>',
    "row number only": '<row r="9"><c r="XFD9"><v>1</v></c></row><row r="1000000"><c><v>1</v></c></row>',
    "without numbers": f"<row>{'<c><v>1</v></c>' * 9000}</row>{'<row/>' * 9000}<row><c><v>1</v></c></row>",
    "after a block": xlsx_rows(["x" * BLOCK]) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
}


@pytest.mark.parametrize("what", FAR)
def test_a_cell_far_out(what, tmp_path):
    assert in_a_child(write_xlsx(tmp_path / "a.xlsx", ROWS + FAR[what])) == "cells_too_many"


def test_a_cell_far_out_across_the_cut_between_two_blocks(tmp_path):
    far = '<c r="XFD1048576"><v>1</v></c>'
    for shift in range(0, len(far) + 2, 5):
        head = f"<worksheet {MAIN}><sheetData><row><c r='A1' t='inlineStr'><is><t></t></is></c>"
        text = head.replace("<t></t>", f"<t>{'x' * (BLOCK - len(head) - shift)}</t>")
        parts = {**PARTS, "xl/worksheets/sheet1.xml": f"{text}{far}</row></sheetData></worksheet>"}
        assert "stray cell" in refused(write_parts(tmp_path / "a.xlsx", parts))["en"], shift


def test_a_prefix_of_the_names_hides_no_cell(tmp_path):
    sheet = f"<x:worksheet {MAIN.replace('xmlns', 'xmlns:x')}><x:sheetData>{{}}</x:sheetData></x:worksheet>"
    far = "<x:row>" + "<x:c><x:v>1</x:v></x:c>" * 9000 + "</x:row>" + "<x:row/>" * 9000
    path = write_parts(tmp_path / "a.xlsx", {**PARTS, "xl/worksheets/sheet1.xml": sheet.format(far)})
    assert in_a_child(path) == "cells_too_many"


def test_the_message_of_a_far_cell(tmp_path, snapshot):
    assert refused(write_xlsx(tmp_path / "a.xlsx", ROWS + FAR["plain"])) == snapshot


def test_large_sheets_that_fit_are_not_refused(tmp_path):
    long = xlsx_rows(["Nr", "Da"]) + '<row r="1048576"><c r="AT1048576"><v>1</v></c></row>'
    assert examine(write_xlsx(tmp_path / "a.xlsx", long), Limits(), "a") == "xlsx"
    wide = xlsx_rows(["Nr", "Da"]) + '<row r="3000"><c r="XFD3000"><v>1</v></c></row>'
    assert examine(write_xlsx(tmp_path / "a.xlsx", wide), Limits(), "a") == "xlsx"
    bare = "<row>" + "<c><v>1</v></c>" * 15 + "</row>"
    assert examine(write_xlsx(tmp_path / "a.xlsx", bare * 20_000), Limits(cells=300_000), "a") == "xlsx"
    formatted = '<conditionalFormatting sqref="A1"><cfRule type="x" priority="1"/></conditionalFormatting>'
    exact = xlsx_rows(*[["Nr", "Da"]] * 1000)
    assert examine(write_xlsx(tmp_path / "a.xlsx", exact, after=formatted), Limits(cells=2000), "a") == "xlsx"


def repeated(rows, columns, cell=""):
    row = f'<table:table-cell table:number-columns-repeated="{columns}"{cell}/>'
    return f'<table:table-row table:number-rows-repeated="{rows}">{row}</table:table-row>'


def test_cells_far_out_in_opendocument(tmp_path, snapshot):
    start = ods_rows(["Nr", "Da"], ["E1", "3"])
    empty = repeated(1_048_574, 16_384)
    assert in_a_child(write_ods(tmp_path / "a.ods", start + empty)) == "ods"
    far = "<table:table-row><table:table-cell table:number-columns-repeated='16383'/>" + ods_cell("x")
    full = repeated(1_048_574, 16_384, ' office:value-type="float" office:value="1"')
    for rows in (start + empty + far + "</table:table-row>", start + full):
        assert in_a_child(write_ods(tmp_path / "a.ods", rows)) == "cells_too_many"
    two = f'</table:table><table:table table:name="b">{start}'
    assert examine(write_ods(tmp_path / "a.ods", start + empty + two), Limits(cells=8), "a") == "ods"
    assert refused(write_ods(tmp_path / "a.ods", start + empty + two), cells=7) == snapshot


def test_cells_far_out_in_old_workbooks(tmp_path):
    path = write_xls(
        tmp_path / "a.xls", [["Nr", "Da"]], more=xls_record(0x203, struct.pack("<HHHd", 65_535, 255, 0, 1))
    )
    assert in_a_child(path) == "xls"
    assert "stray cell" in refused(path, cells=65_536 * 256 - 1)["en"]


def test_old_workbooks_cut_off_or_leading_out_of_themselves(tmp_path, snapshot):
    path = write_xls(tmp_path / "a.xls", [["Nr", "Da"]])
    whole = path.read_bytes()
    for size in (300, 512, 700, 1024, 1100):
        assert refused(written(path, whole[:size])) == snapshot(name="cut")
    circle = bytearray(whole)
    circle[512 + 1 * 4 : 512 + 2 * 4] = struct.pack("<I", 1)  # the list of streams goes on with itself
    wide = xls_record(0x203, struct.pack("<HHHd", 1, 256, 0, 1))
    stated = xls_record(0x200, struct.pack("<2I2H2x", 0, 2**31, 0, 2))
    beyond = struct.pack("<HH", 0x203, 60_000)
    assert refused(written(path, bytes(circle))) == snapshot(name="cut")
    for more in (wide, stated, beyond):
        assert refused(write_xls(path, [["Nr"]], more=more)) == snapshot(name="cut")


# Text


def test_lines_beyond_the_limit(tmp_path, snapshot):
    path = tmp_path / "a.csv"
    line = b"x" * 999
    assert examine(written(path, (line + b"\n") * 9000), Limits(line_characters=1000), "a") == "text"
    assert examine(written(path, (line + b"\r") * 9000), Limits(line_characters=1000), "a") == "text"
    wide = ("ä" * 999 + "\n") * 3000
    assert examine(written(path, wide.encode("utf-16")), Limits(line_characters=1000), "a") == "text"
    for content in (line * 2, b"Nr;Da\n" + line * 2 + b"\n1;2\n", (line + b"\n") * 9000 + line * 2):
        assert refused(written(path, content), line_characters=1000) == snapshot(name="line")


def test_a_line_of_a_gigabyte(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as opened:
        opened.write(b"Nr;Da\n")
        for _ in range(12):
            opened.write(b"x" * BLOCK)
    assert in_a_child(path) == "line_too_long"


def test_nul_bytes_in_text(tmp_path):
    path = tmp_path / "a.csv"
    for content in (b"Nr;Da\n1;\0\n", b"Nr;Da\n" + b"1;2\n" * 2_000_000 + b"\0", "Nr;Da\n".encode("utf-16-le")):
        assert "NUL" in refused(written(path, content))["en"]
    assert examine(written(path, "Nr;Da\n".encode("utf-16")), Limits(), "a") == "text"
    assert examine(written(path, "Nr;Da\n".encode("utf-16-le")), Limits(), "a", encoding="utf-16") == "text"


def test_an_ordinary_sheet_costs_little(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    for row in range(20_000):
        sheet.write_row(row, 0, [f"E{row}", *range(14)])
    book.close()
    start = perf_counter()
    assert examine(tmp_path / "a.xlsx", Limits(), "a") == "xlsx"
    assert perf_counter() - start < 2  # some 0.1 s; the rest is for slow machines
