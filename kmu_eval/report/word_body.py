"""The body of a Word document: tables that fit the page, rows that stay whole, pictures with their alt text."""

from kmu_eval.report.word_package import first, put, read, told
from kmu_eval.report.word_styles import style_ids

DENSE = ("Table", "Dense Table", "Very Dense Table")
"""The style that tables bear by how small their letters must be, until their cells have them."""
_CELLS = ("table text", "table text small", "table text smallest")
BODY, _STYLES = "word/document.xml", "word/styles.xml"
_WIDE, _HIGH, _MARGIN = 11906, 16838, 1418
HOUSE_WIDTH = _WIDE - 2 * _MARGIN
"""The text width of our own page, in twentieths of a point."""
_PICTURE_SHARE, _EMU, _WHOLE_TABLE = 0.83, 635, 5000
_CLOSE = 40
_TALL_ROW = 1500
"""A row with more letters may break across pages: on one it might not fit."""


def finished(parts):
    """The parts of a Word document with its body finished.

    Parameters
    ----------
    parts : dict of str to bytes
        As pandoc writes them.

    Returns
    -------
    dict of str to bytes
    """
    body, ids = read(parts[BODY]), style_ids(parts[_STYLES])
    wide, high = text_area(body)
    for table in body.getElementsByTagName("w:tbl"):
        _fit_table(table, wide, ids)
    for place, drawing in enumerate(body.getElementsByTagName("wp:inline"), start=1):
        _fit_picture(drawing, high * _PICTURE_SHARE)
        _describe(drawing, place)
    return {**parts, BODY: told(body)}


def text_area(body):
    """Width and height that the page of a body leaves for text, in twentieths of a point."""
    size, edge = first(body, "w:sectPr", "w:pgSz"), first(body, "w:sectPr", "w:pgMar")
    wide, high = _number(size, "w:w", _WIDE), _number(size, "w:h", _HIGH)
    sides = [abs(_number(edge, f"w:{side}", _MARGIN)) for side in ("left", "right", "gutter", "top", "bottom")]
    sides[2] = sides[2] if edge and edge.hasAttribute("w:gutter") else 0
    return wide - sum(sides[:3]), high - sum(sides[3:])


def _number(element, name, otherwise):
    return int(element.getAttribute(name)) if element and element.hasAttribute(name) else otherwise


def _fit_table(table, wide, ids):
    density = _density(first(table, "w:tblStyle"), ids)
    widths = _grid(table, wide)
    for row in table.getElementsByTagName("w:tr"):
        _keep(row)
        _set_widths(row, widths)
    for style in table.getElementsByTagName("w:pStyle"):
        style.setAttribute("w:val", ids[_CELLS[density]])
    if density:
        _close_up(table)


def _density(style, ids):
    """How small a table's letters must be; from now on its style is that of all tables."""
    found = style.getAttribute("w:val")
    style.setAttribute("w:val", ids["table"])
    return DENSE.index(found) if found in DENSE else 0


def _close_up(table):
    """Less room between columns."""
    about = first(table, "w:tblPr")
    margins = put(about, "tblCellMar", first(about, "w:tblLook"))
    for side in ("left", "right"):
        put(margins, side, w=_CLOSE, type="dxa")


def _grid(table, wide):
    """Each column's width, told in the table's grid too."""
    width, columns = first(table, "w:tblW"), table.getElementsByTagName("w:gridCol")
    found = [_number(column, "w:w", 1) for column in columns]
    share = _number(width, "w:w", 0) / _WHOLE_TABLE if width.getAttribute("w:type") == "pct" else 1
    widths = [int(wide * min(share, 1) * each / sum(found)) for each in found]
    for column, each in zip(columns, widths, strict=True):
        column.setAttribute("w:w", str(each))
    width.setAttribute("w:type", "dxa")
    width.setAttribute("w:w", str(sum(widths)))
    return widths


def _keep(row):
    """The row on one page, before what pandoc says of it: the order is Word's."""
    if len(_letters(row)) > _TALL_ROW:
        return
    about = first(row, "w:trPr") or put(row, "trPr", row.firstChild)
    put(about, "cantSplit", about.firstChild)


def _set_widths(row, widths):
    place = 0
    for cell in row.getElementsByTagName("w:tc"):
        about = first(cell, "w:tcPr") or put(cell, "tcPr", cell.firstChild)
        span = _number(first(about, "w:gridSpan"), "w:val", 1)
        put(about, "tcW", about.firstChild, type="dxa", w=sum(widths[place : place + span]))
        place += span


def _letters(row):
    return "".join(text.firstChild.data for text in row.getElementsByTagName("w:t") if text.firstChild)


def _fit_picture(drawing, high):
    """Pandoc fits the width; the height leaves room for the caption."""
    for side in "TBLR":
        drawing.setAttribute(f"dist{side}", "0")
    sizes = [first(drawing, "wp:extent"), first(drawing, "a:ext")]
    found = [_number(sizes[0], name, 1) for name in ("cx", "cy")]
    by = min(1, high * _EMU / found[1])
    for size in sizes:
        for name, length in zip(("cx", "cy"), found, strict=True):
            size.setAttribute(name, str(int(length * by)))


def _describe(drawing, place):
    """The alt text at both of Word's places for it, one of which holds the picture's address; a number of its own."""
    shown, inner = first(drawing, "wp:docPr"), first(drawing, "pic:cNvPr")
    for each in (shown, inner):
        each.setAttribute("id", str(place))
        each.setAttribute("name", f"Picture {place}")
        each.setAttribute("descr", shown.getAttribute("descr"))
