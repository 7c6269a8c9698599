"""The styles of our Word documents, and of those that follow a template."""

from importlib.resources import files

from kmu_eval.report.word_package import first, read, told

_POINTERS = ("w:basedOn", "w:next", "w:link")


def house_styles(styles):
    """Pandoc's styles with ours in place of those that we have, and the rest of ours added.

    Parameters
    ----------
    styles : bytes
        Pandoc's ``styles.xml``.

    Returns
    -------
    bytes
    """
    theirs, ours = read(styles), read(_ours())
    root = theirs.documentElement
    for style in _styles(theirs):
        if _name(style) in {_name(each) for each in _styles(ours)} | _links(ours):
            root.removeChild(style)
    root.replaceChild(theirs.importNode(first(ours, "w:docDefaults"), True), first(theirs, "w:docDefaults"))
    for style in _styles(ours):
        root.appendChild(theirs.importNode(style, True))
    return told(theirs)


def completed(styles, house):
    """A template's styles, its own untouched, with those of ours that it lacks.

    Parameters
    ----------
    styles, house : bytes
        The template's ``styles.xml`` and ours.

    Returns
    -------
    bytes
    """
    theirs, ours = read(styles), read(house)
    known = {_name(style): style.getAttribute("w:styleId") for style in _styles(theirs)}
    lacking = [style for style in _styles(ours) if _name(style) not in known]
    ids = {style.getAttribute("w:styleId"): known.get(_name(style)) for style in _styles(ours)}
    taken = set(known.values())
    ids = {ours_id: theirs_id or _free(ours_id, taken) for ours_id, theirs_id in ids.items()}
    for style in lacking:
        theirs.documentElement.appendChild(_pointing(theirs.importNode(style, True), ids))
    return told(theirs)


def style_ids(styles):
    """The ids of styles by their names in small letters, as Word tells them apart.

    Examples
    --------
    >>> style_ids(_ours())["table text"]
    'TableText'
    """
    return {_name(style): style.getAttribute("w:styleId") for style in _styles(read(styles))}


def _ours():
    return files("kmu_eval.report").joinpath("word_styles.xml").read_bytes()


def _styles(xml):
    return [each for each in xml.getElementsByTagName("w:style") if each.parentNode is xml.documentElement]


def _name(style):
    return first(style, "w:name").getAttribute("w:val").lower()


def _links(xml):
    """The names of pandoc's letter styles that mirror paragraph styles of ours: they would contradict them."""
    return {f"{_name(style)} char" for style in _styles(xml)}


def _free(wanted, taken):
    return wanted if wanted not in taken else _free(f"{wanted}Report", taken)


def _pointing(style, ids):
    """A style with its own id and the ids it points to as they are called in the template; never its default."""
    style.setAttribute("w:styleId", ids[style.getAttribute("w:styleId")])
    if style.hasAttribute("w:default"):
        style.removeAttribute("w:default")
    for name in _POINTERS:
        for pointer in style.getElementsByTagName(name):
            pointer.setAttribute("w:val", ids.get(pointer.getAttribute("w:val"), pointer.getAttribute("w:val")))
    return style
