"""A look at the bytes of a file before any parser sees them: what it really is, and whether it is safe to read."""

import re
import zipfile
import zlib

from kmu_eval.errors import IntakeError
from kmu_eval.intake.extents import OpenDocumentExtent, SheetExtent
from kmu_eval.intake.old_containers import Damaged
from kmu_eval.intake.old_workbooks import Locked, old_sheets

MEGABYTE = 2**20
BLOCK = 4 * MEGABYTE
SMALL = 64 * MEGABYTE
"""What unpacks to less is no bomb, however well it was packed."""
HEAD = 4096
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STARTS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (OLD_OFFICE, "old office"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)
MARKUP = re.compile(
    r"\ufeff?\s*<(?:!--|(?:!doctype|\?xml|html|head|meta|style|body|div|table|workbook)\b)", re.IGNORECASE
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins, in which every second byte may be NUL."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def examine(path, limits, file, encoding=None):
    """What a file really is, whatever its name says.

    Parameters
    ----------
    path : Path
    limits : Limits
        From ``programme.toml``.
    file : str
        The file as messages name it.
    encoding : str, optional
        The declared encoding of a text file.

    Returns
    -------
    str
        ``text``, ``xlsx``, ``ods`` or ``xls``.

    Raises
    ------
    IntakeError
        Where it is empty, of another kind, damaged, or larger than the limits allow.
    """
    size = path.stat().st_size
    if not size:
        raise IntakeError(("empty_file", {"where": file}))
    if size > limits.megabytes * MEGABYTE:
        raise IntakeError(("file_too_large", {"where": file, **_megabytes(size, limits.megabytes)}))
    with path.open("rb") as opened:
        head = opened.read(HEAD)
    start = next((kind for mark, kind in STARTS if head.startswith(mark)), "text")
    if start == "zip":
        return _workbook(path, limits, file)
    if start == "old office":
        return _old_workbook(path, limits, file)
    return _text(path, limits, file, encoding, head, start)


def _megabytes(size, limit):
    return {"found": -(-size // MEGABYTE), "limit": limit}


def _old_workbook(path, limits, file):
    """An Excel file of the old kind, or, in the same shell, one with a password or no workbook at all."""
    try:
        books = old_sheets(path.read_bytes())
    except Locked:
        raise IntakeError(("has_password", {"where": file})) from None
    except Damaged:
        raise IntakeError(("damaged_old_workbook", {"where": file})) from None
    if not books:
        raise IntakeError(("unknown_type", {"where": file}))
    if zipfile.is_zipfile(path):  # which a parser reads where it cannot read what stands in front of it
        raise IntakeError(("damaged_old_workbook", {"where": file}))
    for sheets in books:
        _refuse_many([sheet.cells for sheet in sheets], limits.cells, file)
    return "xls"


def _refuse_many(cells, most, file):
    """Cells of sheets that a parser holds all at once."""
    if max(cells, default=0) > most:
        raise IntakeError(("cells_too_many", {"where": file, "found": max(cells), "limit": most}))
    if sum(cells) > most:
        raise IntakeError(("cells_too_many_together", {"where": file, "found": sum(cells), "limit": most}))


def _text(path, limits, file, encoding, head, start):
    if start == "pdf":
        raise IntakeError(("really_pdf", {"where": file}))
    if start != "text":
        raise IntakeError(("really_packed", {"where": file, "found": start}))
    wide = head.startswith(WIDE_MARKS)
    if MARKUP.match(head.decode("utf-16" if wide else "utf-8", errors="ignore")):
        raise IntakeError(("really_markup", {"where": file}))
    _look_through_text(path, limits.line_characters, file, wide or encoding == "utf-16")
    return "text"


def _look_through_text(path, longest, file, wide):
    """No NUL, unless two bytes make a character, and no endless line; in blocks, without loading it all."""
    width, rest = longest * (2 if wide else 1), b""
    with path.open("rb") as opened:
        while block := opened.read(BLOCK):
            if not wide and b"\0" in block:
                raise IntakeError(("nul_bytes", {"where": file}))
            rest = _unended(rest + block, width)
            if rest is None:
                raise IntakeError(("line_too_long", {"where": file, "limit": longest}))


def _unended(text, width):
    """The line that is not at its end yet; None where a line is wider than allowed."""
    start = 0
    while len(text) - start > width:
        end = max(text.rfind(mark, start, start + width + 1) for mark in (b"\n", b"\r"))
        if end < 0:
            return None
        start = end + 1
    return text[max(text.rfind(b"\n", start), text.rfind(b"\r", start), start - 1) + 1 :]


def _workbook(path, limits, file):
    try:
        with zipfile.ZipFile(path) as package:
            kind = _kind_of_package(package, file)
            _refuse_bombs(package.infolist(), limits, file)
            for part in package.infolist():
                _look_through_part(package, part, kind, limits.cells, file)
    except DAMAGED:
        raise IntakeError(("damaged_package", {"where": file})) from None
    return kind


def _kind_of_package(package, file):
    names = {part.filename.replace("\\", "/").casefold(): part for part in package.infolist()}
    if any(part.flag_bits & 1 for part in names.values()):
        raise IntakeError(("has_password", {"where": file}))
    if "xl/workbook.bin" in names:
        raise IntakeError(("really_binary_workbook", {"where": file}))
    if any(re.fullmatch(r"xl/workbook\d*\.xml", name) for name in names):
        return "xlsx"
    if "mimetype" in names and b"opendocument.spreadsheet" in package.open(names["mimetype"]).read(200):
        return _unlocked(package, names, file)
    if "[content_types].xml" in names or "mimetype" in names:
        raise IntakeError(("unknown_type", {"where": file}))
    raise IntakeError(("really_packed", {"where": file, "found": "zip"}))


def _unlocked(package, names, file):
    manifest = names.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in package.open(manifest).read(MEGABYTE):
        raise IntakeError(("has_password", {"where": file}))
    return "ods"


def _refuse_bombs(parts, limits, file):
    """By the directory of the package; a part that unpacks to more than it says there is found damaged."""
    unpacked, packed = (sum(getattr(part, size) for part in parts) for size in ("file_size", "compress_size"))
    if unpacked > limits.unpacked_megabytes * MEGABYTE:
        raise IntakeError(("unpacked_too_large", {"where": file, **_megabytes(unpacked, limits.unpacked_megabytes)}))
    if unpacked > SMALL and unpacked > limits.ratio * packed:
        found = round(unpacked / max(packed, 1))
        raise IntakeError(("packed_too_well", {"where": file, "found": found, "limit": limits.ratio}))


def _look_through_part(package, part, kind, most, file):
    """Every part is unpacked whole, which also checks its size and sum; what is no XML holds no cells."""
    if kind == "ods":
        _refuse_many(_extent(package, part, OpenDocumentExtent(), file).tables, most, file)
        return
    extent = _extent(package, part, SheetExtent(), file)
    if extent.cells > most:
        extent = _extent(package, part, SheetExtent(exact=True), file)
    _refuse_many([extent.cells], most, file)


def _extent(package, part, extent, file):
    with package.open(part) as opened:
        for block in blocks(opened):
            if (b"<!DOCTYPE" in block or b"<!ENTITY" in block) and not part.filename.endswith(".svg"):
                raise IntakeError(("doctype", {"where": file}))
            extent.add(block)
    return extent


def blocks(opened, tag=b"<"):
    """The bytes of an XML file in blocks that end before a tag begins; what is longer than a block may be cut.

    Examples
    --------
    >>> import io
    >>> list(blocks(io.BytesIO(b"<a>text<b/>")))
    [b'<a>text', b'<b/>']
    """
    rest = b""
    while block := opened.read(BLOCK):
        seen = rest + block
        cut = seen.rfind(tag)
        cut = cut if cut > 0 and len(seen) - cut < BLOCK else len(seen)
        yield seen[:cut]
        rest = seen[cut:]
    yield rest
