"""What is refused in the text of a document, because one of its readers would lose it."""

from collections import Counter

from kmu_eval.report.pictures import is_png
from kmu_eval.report.tree import elements, text_of


def of_words(title, language, known):
    """Findings on the title and the language of a document.

    Examples
    --------
    >>> of_words("Rapport", "fr", ("de", "en"))
    [('unknown_language', {'found': 'fr', 'known': ['de', 'en']})]
    """
    found = [] if title.strip() else [("title_absent", {})]
    return found if language in known else [*found, ("unknown_language", {"found": language, "known": list(known)})]


def of_tree(tree, media):
    """Findings on the pictures, links, names and headings of a document.

    Parameters
    ----------
    tree : dict
        As pandoc reads it.
    media : mapping of str to bytes

    Returns
    -------
    list of (str, dict)
    """
    return [*_of_pictures(tree, media), *_of_places(tree), *_of_headings(tree)]


def _of_pictures(tree, media):
    for _, alt, (name, _) in (each["c"] for each in elements(tree, "Image")):
        if not text_of(alt).strip():
            yield "picture_without_alt", {"name": name}
        if name not in media:
            yield "picture_absent", {"found": name, "known": sorted(media)}
        elif not is_png(media[name]):
            yield "picture_not_png", {"name": name}


def _of_places(tree):
    """A name that two parts have, a link to a name that none has."""
    names = Counter(_names(tree))
    for name in sorted(name for name, times in names.items() if times > 1):
        yield "place_twice", {"name": name}
    for link in elements(tree, "Link"):
        target = link["c"][2][0]
        if target.startswith("#") and target[1:] not in names:
            yield "place_absent", {"found": target[1:], "known": sorted(names)}


def _names(tree):
    for each in elements(tree, "Header", "Figure", "Table", "Div", "Span", "Image", "Link", "Code", "CodeBlock"):
        marks = each["c"][1] if each["t"] == "Header" else each["c"][0]
        if marks[0]:
            yield marks[0]


def _of_headings(tree):
    above = 0
    for level, _, content in (each["c"] for each in elements(tree, "Header")):
        if level > above + 1:
            yield "heading_too_deep", {"heading": text_of(content), "level": level, "deepest": above + 1}
        above = level
