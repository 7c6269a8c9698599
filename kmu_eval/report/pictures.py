"""The pictures of a document: what kind they are, how large they are shown."""

import struct
from base64 import b64encode

from kmu_eval.report.tree import changed, text

_PNG = b"\x89PNG\r\n\x1a\n"
_CM_PER_INCH, _USUAL_DPI = 2.54, 96


def is_png(content):
    """Whether bytes are a PNG.

    Examples
    --------
    >>> is_png(b"GIF89a")
    False
    """
    return content[:8] == _PNG and len(content) > 24


def size_cm(png):
    """Width and height of a PNG in centimetres, by the resolution that it states.

    Parameters
    ----------
    png : bytes

    Returns
    -------
    tuple of float
    """
    width, height = struct.unpack(">II", png[16:24])
    per_cm = _pixels_per_cm(png)
    return width / per_cm, height / per_cm


def fitted(size, most):
    """A size made smaller, its proportions kept, until it fits; never made larger.

    Parameters
    ----------
    size, most : tuple of float
        Width and height.

    Returns
    -------
    tuple of float

    Examples
    --------
    >>> fitted((32.0, 10.0), (16.0, 20.0)), fitted((8.0, 4.0), (16.0, 20.0))
    ((16.0, 5.0), (8.0, 4.0))
    """
    by = min(1.0, *(allowed / found for found, allowed in zip(size, most, strict=True)))
    return size[0] * by, size[1] * by


def with_alts(tree):
    """The tree with the alt text of every picture at one place: what is told in braces stands for what is in brackets.

    Examples
    --------
    >>> from kmu_eval.report.pandoc import tree_of
    >>> with_alts(tree_of('A ![b](c.png){alt="d"}'))["blocks"][0]["c"][2]["c"][:2]
    [['', [], []], [{'t': 'Str', 'c': 'd'}]]
    """

    def place(element):
        if element["t"] != "Image":
            return element
        (name, kinds, pairs), alt, target = element["c"]
        told = [text(value) for key, value in pairs if key == "alt"]
        others = [[key, value] for key, value in pairs if key != "alt"]
        return {"t": "Image", "c": [[name, kinds, others], told or alt, target]}

    return changed(tree, place)


def embedded(tree, media):
    """The tree with its pictures inside it, as data URIs, so that no file and no address is needed."""

    def embed(element):
        if element["t"] != "Image":
            return element
        marks, alt, (name, title) = element["c"]
        uri = "data:image/png;base64," + b64encode(media[name]).decode()
        return {"t": "Image", "c": [marks, alt, [uri, title]]}

    return changed(tree, embed)


def _pixels_per_cm(png):
    """From the chunk pHYs, which stands before the pixels and counts per metre."""
    place = png.find(b"pHYs", 8, png.find(b"IDAT"))
    if place < 0 or png[place + 12] != 1:
        return _USUAL_DPI / _CM_PER_INCH
    return struct.unpack(">I", png[place + 4 : place + 8])[0] / 100 or _USUAL_DPI / _CM_PER_INCH
