"""The pictures in a Word file: a template's own text is gone, and with it what stood there must go."""

from kmu_eval.report.word_package import read, told

_MEDIA, _TYPES = "word/media/", "[Content_Types].xml"
_BODY, _LINKS = "word/document.xml", "word/_rels/document.xml.rels"
_SHOWN_BY_ID = ("/image", "/hyperlink")


def without_unused(parts):
    """The parts without pictures and links that nothing shows.

    Parameters
    ----------
    parts : dict of str to bytes

    Returns
    -------
    dict of str to bytes
    """
    parts = {**parts, _LINKS: _used(parts[_LINKS], parts[_BODY].decode())}
    shown = {target for name, part in parts.items() if name.endswith(".rels") for target in _targets(part)}
    unused = {name for name in parts if name.startswith(_MEDIA) and name.removeprefix("word/") not in shown}
    kept = {name: part for name, part in parts.items() if name not in unused}
    return {**kept, _TYPES: _without(kept[_TYPES], unused)}


def _used(links, body):
    """The links of a body without those whose id does not stand in it."""
    told_links = read(links)
    for link in told_links.getElementsByTagName("Relationship"):
        by_id = link.getAttribute("Type").endswith(_SHOWN_BY_ID)
        if by_id and f'"{link.getAttribute("Id")}"' not in body:
            link.parentNode.removeChild(link)
    return told(told_links)


def _targets(part):
    links = read(part).getElementsByTagName("Relationship")
    return [link.getAttribute("Target").removeprefix("/word/") for link in links]


def _without(part, names):
    types = read(part)
    for entry in types.getElementsByTagName("Override"):
        if entry.getAttribute("PartName").removeprefix("/") in names:
            entry.parentNode.removeChild(entry)
    return told(types)
