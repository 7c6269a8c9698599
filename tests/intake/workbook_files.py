"""Workbooks made by hand for tests: parts as text, so that they can hold what no library writes."""

import struct
import zipfile
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def write_parts(path, parts, packing=zipfile.ZIP_DEFLATED):
    """A zip package of parts, packed."""
    with zipfile.ZipFile(path, "w", packing) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def write_xlsx(path, rows, after="", before="<?xml version='1.0' encoding='UTF-8'?>"):
    """A workbook of one sheet, its rows and what follows them as XML."""
    sheet = f"{before}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"
    return write_parts(path, {**PARTS, "xl/worksheets/sheet1.xml": sheet})


def xlsx_rows(*rows):
    """Rows of cells: text, a number, or XML of a cell with ``{at}`` where its reference belongs."""
    return "".join(
        f'<row r="{number}">{"".join(_xlsx_cell(f"{chr(65 + i)}{number}", cell) for i, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )


def _xlsx_cell(at, cell):
    if isinstance(cell, str) and cell.startswith("<c"):
        return cell.replace("{at}", at)
    if isinstance(cell, str):
        return f'<c r="{at}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else ""
    return f'<c r="{at}"><v>{cell}</v></c>'


def write_ods(path, rows, packing=zipfile.ZIP_DEFLATED):
    """A sheet of OpenDocument, its rows as XML."""
    table = f'<table:table table:name="Liste">{rows}</table:table>'
    content = (
        f"<office:document-content {ODS}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": f"<?xml version='1.0' encoding='UTF-8'?>{content}</office:document-content>",
    }
    return write_parts(path, parts, packing)


def ods_rows(*rows):
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)


def ods_cell(text):
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def write_xls(path, rows, name="Workbook", locked=False, more=b""):
    """A workbook of Excel 97: records of one sheet in an OLE2 container of one stream; more come after its cells."""
    path.write_bytes(ole2(name, xls_stream(rows, locked, more)))
    return path


def xls_stream(rows, locked=False, more=b""):
    begin, end = xls_record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0)), xls_record(0x0A, b"")
    lock = xls_record(0x2F, struct.pack("<HHH", 1, 1, 1)) if locked else b""
    size = len(begin) + len(lock) + len(_sheet_entry(0)) + len(end)
    sheet = xls_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    sheet += b"".join(_xls_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row))
    return begin + lock + _sheet_entry(size) + end + sheet + more + end


def xls_record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def _sheet_entry(offset):
    return xls_record(0x85, struct.pack("<IBBBB", offset, 0, 0, 5, 0) + b"Liste")


def _xls_cell(row, column, cell):
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        return xls_record(0x204, struct.pack("<HHHHB", row, column, 0, len(cell), 1) + text)
    return xls_record(0x203, struct.pack("<HHHd", row, column, 0, cell))


def ole2(name, content):
    """An OLE2 container with one stream."""
    content = content.ljust(4096, b"\0")
    content += bytes(-len(content) % 512)
    sectors = len(content) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    root = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    directory = root + _entry(name, 2, 2, len(content))
    return (
        header
        + struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
        + directory.ljust(512, b"\0")
        + content
    )


def _entry(name, kind, start, size, child=0xFFFFFFFF):
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return head + links + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
