"""A document as a Word file: in our own style, or in that of a template."""

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from kmu_eval.errors import KmuEvalError
from kmu_eval.report import pandoc
from kmu_eval.report.columns import LINE, laid_out
from kmu_eval.report.pictures import embedded
from kmu_eval.report.word_body import BODY, DENSE, HOUSE_WIDTH, finished, text_area
from kmu_eval.report.word_contents import with_front
from kmu_eval.report.word_media import without_unused
from kmu_eval.report.word_numbers import with_fields
from kmu_eval.report.word_package import packed, parts_of, read
from kmu_eval.report.word_reference import house_reference, template_reference
from kmu_eval.report.word_settings import described

_WIDER = 0.85


def to_word(document, template=None):
    """The document as a Word file (.docx).

    Parameters
    ----------
    document : Document
    template : path, optional
        A Word file or template (.docx, .dotx) whose styles, page, headers and footers are taken; styles that it lacks
        are added. Without one the document has our own style.

    Returns
    -------
    bytes
        The same for the same document: without a date.

    Raises
    ------
    KmuEvalError
        If the template cannot be read, or pandoc is absent or refuses.

    Examples
    --------
    >>> from kmu_eval.report.document import Document
    >>> to_word(Document("Report", "en", "# Who came?\\n\\nMany."))[:2]
    b'PK'
    """
    reference = _taken(Path(template)) if template else house_reference(document)
    parts = parts_of(_written(_tree(document, _line(reference) if template else LINE), reference))
    return packed(described(without_unused(finished(parts)), document))


def _line(template):
    """Letters that stand side by side on a template's page; its font may be a wider one than ours."""
    wide, _ = text_area(read(parts_of(template)[BODY]))
    return int(LINE * _WIDER * wide / HOUSE_WIDTH)


def _tree(document, line):
    tree = with_front(with_fields(document.tree), pandoc.legal(document.source), document.language)
    return embedded(laid_out(tree, _marked, line), document.media)


def _marked(table, density):
    """Dense tables bear a style of their own on the way, by which their cells are found again."""
    marks, *rest = table["c"]
    return {**table, "c": [[*marks[:2], [*marks[2], ["custom-style", DENSE[density]]]], *rest]}


def _written(tree, reference):
    with TemporaryDirectory(prefix="kmu_eval-") as folder:
        place = Path(folder, "reference.docx")
        place.write_bytes(reference)
        plain = ("--syntax-highlighting", "none")
        return pandoc.written(tree, "-t", "docx", *plain, "--reference-doc", str(place))


def _taken(template):
    try:
        return template_reference(template.read_bytes())
    except OSError:
        raise KmuEvalError(("template_absent", {"where": str(template)})) from None
    except (KeyError, ValueError, BadZipFile, ExpatError):
        raise KmuEvalError(("template_unreadable", {"where": str(template)})) from None
