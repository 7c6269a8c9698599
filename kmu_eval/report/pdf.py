"""A document as PDF/UA-1, through Typst: tagged, with alt texts, its letters inside it."""

import re
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from kmu_eval.errors import KmuEvalError
from kmu_eval.report import pandoc, running
from kmu_eval.report.columns import laid_out
from kmu_eval.report.pictures import fitted, size_cm
from kmu_eval.report.tree import changed, elements, raw, text_of
from kmu_eval.words import report

TEXT_CM = (16.0, 20.5)
"""Width and height that a picture may have, so that its caption stands on the same page."""
_SETTINGS = MappingProxyType({"format": "pdf", "pdf_standards": ["ua-1"], "ignore_system_fonts": True, "timestamp": 0})
_FEW_HEADINGS = 3
_DENSE = (
    [],
    [["typst:text:size", "7pt"], ["typst:inset", "3pt"]],
    [["typst:text:size", "5pt"], ["typst:inset", "2pt"]],
)
_TALL_ROW = 900
_BREAKS = [["typst:breakable", "true"]]


def to_pdf(document):
    """The document as PDF.

    Parameters
    ----------
    document : Document

    Returns
    -------
    bytes
        PDF/UA-1, the same bytes for the same document: no date, and no font of this machine.

    Raises
    ------
    KmuEvalError
        If Typst is absent, or refuses.

    Examples
    --------
    >>> from kmu_eval.report.document import Document
    >>> to_pdf(Document("Report", "en", "# Who came?\\n\\nMany."))[:5]
    b'%PDF-'
    """
    with TemporaryDirectory(prefix="kmu_eval-") as folder:
        tree = _as_strings(laid_out(_with_files(document, Path(folder)), _sized))
        return _compiled(Path(folder), _template() + pandoc.written(tree, "-t", "typst"), _told(document))


def _template():
    return files("kmu_eval.report").joinpath("report.typ").read_bytes()


def _told(document):
    """What the template names, as plain texts: nothing in them can be taken for code."""
    headings = len(list(elements(document.tree, "Header")))
    language, region = document.tag.split("-")
    told = {"title": document.title, "subtitle": document.subtitle, "source": document.source}
    told |= {"language": language, "region": region, "page": report("page", document.language)}
    contents = report("contents", document.language) if headings >= _FEW_HEADINGS else ""
    told |= {"contents": contents, "running": running.shortened(document.title)}
    return {key: pandoc.legal(value) for key, value in told.items()}


def _with_files(document, folder):
    """The tree with Typst's own pictures, which carry size and alt text; the files beside it."""
    names = {name: f"{place}.png" for place, name in enumerate(document.media)}

    def place(element):
        if element["t"] != "Image":
            return element
        _, alt, (name, _) = element["c"]
        content = document.media[name]
        Path(folder, names[name]).write_bytes(content)
        width = fitted(size_cm(content), TEXT_CM)[0]
        return raw("typst", f"#image({_quoted(names[name])}, width: {width:.3f}cm, alt: {_quoted(text_of(alt))})")

    return changed(document.tree, place)


def _as_strings(tree):
    """The tree with every word as Typst's string: at the start of a cell it would take ``- x`` for a list."""
    return changed(tree, lambda each: raw("typst", f"#{_quoted(each['c'])}") if each["t"] == "Str" else each)


def _quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _sized(table, density):
    """Dense tables in small letters; rows stay together, save where one would outgrow the page."""
    marks, caption, widths, head, bodies, foot = table["c"]
    size = _DENSE[density]
    kept = [[*body[:2], *([_kept(row) for row in rows] for rows in body[2:])] for body in bodies]
    return {**table, "c": [[*marks[:2], [*marks[2], *size]], caption, widths, head, kept, foot]}


def _kept(row):
    marks, cells = row
    tall = sum(len(text_of(cell[4])) for cell in cells) > _TALL_ROW
    return [marks, [[[*cell[0][:2], [*cell[0][2], *_BREAKS]], *cell[1:]] for cell in cells]] if tall else row


def _compiled(folder, source, told, unshown=frozenset()):
    """The PDF; letters that no font has are shown as a box, for the standard refuses them."""
    place = folder / "main.typ"
    place.write_bytes(_boxes(unshown) + source)
    try:
        return _typst().compile(place, root=folder, sys_inputs=told, **_SETTINGS)
    except RuntimeError as error:
        more = _unshown(error) - unshown
        if not more:
            raise KmuEvalError(("document_failed", {"program": "Typst", "fault": str(error)})) from None
    return _compiled(folder, source, told, unshown | more)


def _typst():
    try:
        import typst
    except ImportError:
        raise KmuEvalError(("report_extra_absent", {"package": "typst"})) from None
    return typst


def _unshown(error):
    found = "".join(re.findall(r'the text `"(.+?)"` could not be displayed', getattr(error, "diagnostic", "")))
    return frozenset(letter for letter in found if not letter.isascii())


def _boxes(letters):
    return f'#show regex("[{"".join(sorted(letters))}]"): "□"\n'.encode() if letters else b""
