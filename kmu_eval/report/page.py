"""A document as one HTML page that needs nothing else: no file, no address, no script."""

from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from kmu_eval.report import pandoc
from kmu_eval.report.columns import laid_out
from kmu_eval.report.pictures import embedded
from kmu_eval.report.tree import box, changed, text_of
from kmu_eval.words import report

_OURS = ("skip", "contents")
_ARGUMENTS = ("-t", "html5", "--toc", "--toc-depth=3", "--shift-heading-level-by=1", "--wrap=none")
"""The title is the page's only heading of the first level."""
_LONGEST_NUMBERS = 24
_COLUMN, _ROW = [["scope", "col"]], [["scope", "row"]]


def to_page(document):
    """The document as an HTML page.

    Parameters
    ----------
    document : Document

    Returns
    -------
    bytes
        The same for the same document; pictures and style are inside it.

    Raises
    ------
    KmuEvalError
        If pandoc is absent, or refuses.

    Examples
    --------
    >>> from kmu_eval.report.document import Document
    >>> "<h1>A &lt;b&gt;</h1>" in to_page(Document("A <b>", "en", "# Who came?\\n\\nMany.")).decode()
    True
    """
    tree = laid_out(embedded(document.tree, document.media))
    page = changed(tree, lambda element: _table(element, document.language) if element["t"] == "Table" else element)
    with TemporaryDirectory(prefix="kmu_eval-") as folder:
        template = Path(folder, "page.html")
        template.write_text(_template(), encoding="utf-8")
        return pandoc.written(_with_words(page, document.language), *_ARGUMENTS, "--template", str(template))


def _template():
    ours = files("kmu_eval.report")
    page, style = (ours.joinpath(f"page.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
    return page.replace("/*STYLE*/", style)


def _with_words(tree, language):
    words = {key: {"t": "MetaString", "c": report(key, language)} for key in _OURS}
    return {**tree, "meta": {**tree["meta"], **words}}


def _table(element, language):
    """A table that scrolls inside a region of its own."""
    marks, caption, columns, head, bodies, foot = element["c"]
    heads = [head[0], [_scoped(row, len(columns), _COLUMN) for row in head[1]]]
    rows = [[*body[:3], [_scoped(row, body[1], _ROW) for row in body[3]]] for body in bodies]
    table = {**element, "c": [marks, _one_line(caption), columns, heads, rows, foot]}
    named = text_of(caption[1]).strip() or report("table_region", language)
    return box([table], ["", ["scroll"], [["role", "region"], ["tabindex", "0"], ["aria-label", named]]])


def _scoped(row, heads, scope):
    """A row whose first cells say what they are the heads of."""
    marks, cells = row
    told = [[[*cell[0][:2], [*cell[0][2], *scope]], *cell[1:]] for cell in cells[:heads]]
    return [marks, [*told, *map(_held, cells[heads:])]]


def _held(cell):
    """A cell of numbers alone is marked: it stays in one line, as ``1.008–1.020``."""
    content = text_of(cell[4])
    if any(map(str.isalpha, content)) or len(content) > _LONGEST_NUMBERS:
        return cell
    return [[cell[0][0], [*cell[0][1], "numbers"], cell[0][2]], *cell[1:]]


def _one_line(caption):
    """A caption's text in an element of its own, which stays in sight while the table scrolls."""
    short, blocks = caption
    inside = [{**block, "c": [{"t": "Span", "c": [["", ["caption"], []], block["c"]]}]} for block in blocks]
    return [short, inside]
