"""A funder's template: a heading of its own colour and id, a header with a logo, a narrow page, none of our styles."""

import re

from kmu_eval.report import pandoc
from kmu_eval.report.word_package import packed
from tests.report.opened import parts

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="{WORD}">
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>
<w:rPr><w:color w:val="C00000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Hausstil"/><w:basedOn w:val="Standard"/></w:style>
</w:styles>"""
HEADER = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>Ministerium</w:t></w:r></w:p></w:hdr>'
MARGINS = 'w:top="1000" w:right="2400" w:bottom="1000" w:left="2400" w:header="400" w:footer="400" w:gutter="0"'
PAGE = (
    f'<w:sectPr xmlns:r="{OFFICE}"><w:headerReference w:type="default" r:id="rId99"/>'
    f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {MARGINS}/></w:sectPr>'
)
LINK = (
    f'<Relationship Id="rId99" Type="{OFFICE}/header" Target="header7.xml"/>'
    f'<Relationship Id="rId98" Type="{OFFICE}/image" Target="media/old.png"/>'
)
LOGO = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/image" Target="media/logo.png"/></Relationships>'
)
TYPES = (
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/header7.xml" ContentType="{KIND}.header+xml"/></Types>'
)
TEMPLATES = {"docx": f"{KIND}.document.main+xml", "dotx": f"{KIND}.template.main+xml"}
"""What a Word file is declared to be by its kind."""


def funders_template(folder, kind="docx"):
    """The template written into a folder as a document or a template of Word's; its path."""
    found = parts(pandoc.run(["--print-default-data-file", "reference.docx"], ""))
    texts = {name: content.decode() for name, content in found.items()}
    declared = texts["[Content_Types].xml"].replace("</Types>", TYPES)
    texts["[Content_Types].xml"] = declared.replace(TEMPLATES["docx"], TEMPLATES[kind])
    texts["word/_rels/document.xml.rels"] = texts["word/_rels/document.xml.rels"].replace("</Rel", f"{LINK}</Rel")
    texts["word/document.xml"] = re.sub(r"<w:sectPr>.*</w:sectPr>", PAGE, texts["word/document.xml"], flags=re.DOTALL)
    texts |= {"word/styles.xml": STYLES, "word/header7.xml": HEADER, "word/_rels/header7.xml.rels": LOGO}
    path = folder / f"funder.{kind}"
    content = {name: text.encode() for name, text in texts.items()}
    path.write_bytes(packed({**content, "word/media/logo.png": b"a logo", "word/media/old.png": b"old"}))
    return path
