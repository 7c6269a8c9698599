"""A document as PDF/UA-1, through Typst: tagged, with alt texts, its letters inside it."""

from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from kmu_eval.errors import KmuEvalError
from kmu_eval.report import pandoc, running
from kmu_eval.report.columns import laid_out
from kmu_eval.report.pictures import fitted, size_cm
from kmu_eval.report.tree import changed, elements, raw, text_of
from kmu_eval.words import report

TEXT_CM = (16.0, 20.5)
"""Width and height that a picture may have, so that its caption stands on the same page."""
STANDARD = "ua-1"
_FEW_HEADINGS = 3
_DENSE_SIZE, _TALL_CELL = "7pt", 900
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
        tree = laid_out(_with_files(document, Path(folder)), _sized)
        Path(folder, "main.typ").write_bytes(_template() + pandoc.written(tree, "-t", "typst"))
        return _compiled(Path(folder), _told(document))


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


def _quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _sized(table, dense):
    """Dense tables in small letters; rows stay together, save where a cell would outgrow the page."""
    marks, caption, widths, head, bodies, foot = table["c"]
    size = [["typst:text:size", _DENSE_SIZE]] if dense else []
    return {**table, "c": [[*marks[:2], [*marks[2], *size]], caption, widths, head, _breaking(bodies), foot]}


def _breaking(bodies):
    """Cells that hold more than a page may break; all others stay whole."""

    def cell(marks, *rest):
        tall = len(text_of(rest[-1])) > _TALL_CELL
        return [[*marks[:2], [*marks[2], *(_BREAKS if tall else [])]], *rest]

    def rows(each):
        return [[marks, [cell(*one) for one in cells]] for marks, cells in each]

    return [[*body[:2], rows(body[2]), rows(body[3])] for body in bodies]


def _compiled(folder, told):
    try:
        import typst
    except ImportError:
        raise KmuEvalError(("report_extra_absent", {"package": "typst"})) from None
    try:
        return typst.compile(
            folder / "main.typ",
            root=folder,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs=told,
            pdf_standards=[STANDARD],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise KmuEvalError(("document_failed", {"program": "Typst", "fault": error.message})) from None
