"""Documents opened by other means than those that wrote them: zip, zlib and the standard library's parsers."""

import re
import zlib
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = {"meta", "img", "hr", "br", "col", "link", "input"}


def parts(word):
    with ZipFile(BytesIO(word)) as package:
        return {name: package.read(name) for name in package.namelist()}


def xml(word, part="word/document.xml"):
    return ElementTree.fromstring(parts(word)[part])


def words_of(element):
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def pdf_text(pdf):
    """A PDF with its streams unpacked; what they hold is code, but names, titles and alt texts stand in it readably."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"\n".join([pdf, *filter(None, map(_unpacked, streams))]).decode("latin-1")


def pdf_strings(pdf, key):
    """The texts under a key of a PDF, each once; it writes them plainly, or in UTF-16 with its mark as hex digits."""
    told = pdf_text(pdf)
    found = re.finditer(rf"/{key}(?:\(((?:[^()\\]|\\.|\([^()]*\))*)\)|<FEFF([0-9A-F]*)>)", told, re.DOTALL)
    return list(dict.fromkeys(_decoded(*each.groups()) for each in found))


def _decoded(plain, digits):
    return re.sub(r"\\(.)", r"\1", plain) if digits is None else bytes.fromhex(digits).decode("utf-16-be")


def _unpacked(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


class Page(HTMLParser):
    """The elements of a page: tag, attributes, and the tags around each; and its visible text."""

    def __init__(self, content):
        super().__init__()
        self.open, self.found, self.text = [], [], []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    def all(self, tag):
        return [attrs for name, attrs, _ in self.found if name == tag]
