"""What a Word file says about itself: title and language, but no date, no author and no machine."""

from kmu_eval.report.word_package import first, put, read, told

_SETTINGS, _CORE, _APP = "word/settings.xml", "docProps/core.xml", "docProps/app.xml"
_UNTOLD = ("dcterms:created", "dcterms:modified", "dc:creator", "cp:lastModifiedBy", "cp:keywords")
_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>kmu_eval</Application></Properties>"
)


def described(parts, document):
    """The parts with what is told about the file.

    Parameters
    ----------
    parts : dict of str to bytes
    document : Document

    Returns
    -------
    dict of str to bytes
    """
    told_parts = {_SETTINGS: _settings(parts[_SETTINGS], document.tag), _CORE: _core(parts[_CORE])}
    return {**parts, **told_parts, _APP: _PROGRAM.encode()}


def _core(part):
    core = read(part)
    for name in _UNTOLD:
        for element in core.getElementsByTagName(name):
            element.parentNode.removeChild(element)
    return told(core)


def _settings(part, tag):
    """The language, and words divided at the ends of lines: long ones in narrow columns need it."""
    settings = read(part)
    if (language := first(settings, "w:themeFontLang")) is not None:
        language.setAttribute("w:val", tag)
    before = first(settings, "w:defaultTabStop")
    if before is not None and first(settings, "w:autoHyphenation") is None:
        put(settings.documentElement, "autoHyphenation", before.nextSibling)
    return told(settings)
