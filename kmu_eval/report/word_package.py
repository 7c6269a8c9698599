"""A Word file as what it is: a zip of parts, most of them XML."""

from io import BytesIO
from xml.dom import minidom
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 100_000_000


def parts_of(content):
    """The parts of a file by name.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    ValueError
        If unpacked it would be larger than any template is.
    zipfile.BadZipFile
        If it is none.
    """
    with ZipFile(BytesIO(content)) as package:
        if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
            raise ValueError(f"> {_MOST_BYTES // 1_000_000} MB")
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def packed(parts):
    """The file made of parts: same parts, same bytes.

    Examples
    --------
    >>> packed({"b": b"1", "a": b"2"}) == packed({"a": b"2", "b": b"1"})
    True
    """
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            package.writestr(_stamped(name), parts[name], compresslevel=6)
    return stream.getvalue()


def read(part):
    """A part as XML."""
    return minidom.parseString(part)


def told(xml):
    """XML as a part."""
    return xml.toxml(encoding="UTF-8")


def put(parent, name, before=None, **attributes):
    """A new element inside another, before one of those in it or else at the end; its attributes are Word's."""
    element = parent.ownerDocument.createElement(f"w:{name}")
    for key, value in attributes.items():
        element.setAttribute(f"w:{key}", str(value))
    return parent.insertBefore(element, before)


def first(parent, *path):
    """The first descendant found along a path of names, or nothing."""
    for name in path:
        parent = next(iter(parent.getElementsByTagName(name)), None)
        if parent is None:
            return None
    return parent


def _stamped(name):
    entry = ZipInfo(name, date_time=_LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry
