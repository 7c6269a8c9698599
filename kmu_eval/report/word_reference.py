"""The Word file that pandoc takes styles, page, header and footer from."""

from functools import cache
from xml.sax.saxutils import escape

from kmu_eval.report import pandoc
from kmu_eval.report.running import shortened
from kmu_eval.report.word_package import first, packed, parts_of, read, told
from kmu_eval.report.word_styles import completed, house_styles
from kmu_eval.words import report

_STYLES, _BODY, _TYPES = "word/styles.xml", "word/document.xml", "[Content_Types].xml"
_LINKS = "word/_rels/document.xml.rels"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ENDS = ("header", "footer")
_PAGE = (
    f"<w:sectPr {_W} {_R}>"
    '<w:headerReference w:type="default" r:id="rIdHeader"/>'
    '<w:footerReference w:type="default" r:id="rIdFooter"/>'
    '<w:footerReference w:type="first" r:id="rIdFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1531" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="624" w:gutter="0"/>'
    "<w:titlePg/></w:sectPr>"
)
"""A4 with 2.5 cm at the sides: 16 cm of text, the width that figures are drawn for; no header on the first page."""


def house_reference(document):
    """A reference in our own style, with the document's title at the head of its pages and its source at the foot.

    Parameters
    ----------
    document : Document

    Returns
    -------
    bytes
    """
    parts = dict(_pandocs_parts())
    parts[_STYLES] = house_styles(parts[_STYLES])
    parts["word/header1.xml"], parts["word/footer1.xml"] = _header(document), _footer(document)
    parts[_LINKS] = _added(parts[_LINKS], *(_link(end) for end in _ENDS))
    parts[_TYPES] = _added(parts[_TYPES], *(_type(end) for end in _ENDS))
    parts[_BODY] = _with_page(parts[_BODY])
    return packed(parts)


def template_reference(content):
    """A template with the styles added that it lacks.

    Parameters
    ----------
    content : bytes
        A .docx or .dotx.

    Returns
    -------
    bytes
    """
    parts = parts_of(content)
    read(parts[_BODY])
    parts[_STYLES] = completed(parts[_STYLES], house_styles(dict(_pandocs_parts())[_STYLES]))
    return packed(parts)


@cache
def _pandocs_parts():
    return tuple(parts_of(pandoc.run(["--print-default-data-file", "reference.docx"], "")).items())


def _header(document):
    return f"<w:hdr {_W}><w:p>{_style('Header')}{_run(shortened(document.title))}</w:p></w:hdr>".encode()


def _footer(document):
    page = f"{_run(report('page', document.language) + ' ')}{_field('PAGE')}{_run(' / ')}{_field('NUMPAGES')}"
    source = f"{_run(document.source)}<w:r><w:tab/></w:r>"
    return f"<w:ftr {_W}><w:p>{_style('Footer')}{source}{page}</w:p></w:ftr>".encode()


def _style(name):
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'


def _run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(pandoc.legal(text))}</w:t></w:r>'


def _field(name):
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _link(end):
    return f'<Relationship Id="rId{end.title()}" Type="{_OFFICE}/{end}" Target="{end}1.xml"/>'


def _type(end):
    return f'<Override PartName="/word/{end}1.xml" ContentType="{_KIND}.{end}+xml"/>'


def _added(part, *elements):
    """A list of parts with more entries; pandoc's own have no namespace prefix."""
    head, end = part.decode().rsplit("</", 1)
    return f"{head}{''.join(elements)}</{end}".encode()


def _with_page(part):
    body = read(part)
    earlier = first(body, "w:sectPr")
    earlier.parentNode.replaceChild(body.importNode(read(_PAGE).documentElement, True), earlier)
    return told(body)
