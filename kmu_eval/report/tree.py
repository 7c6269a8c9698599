"""Pandoc's tree of a document: walking it, reading its text, building its parts."""

NO_MARKS = ("", [], [])
"""The attributes of an element that has none: no id, no classes, no pairs."""
_BLANK = ("Space", "SoftBreak", "LineBreak")


def changed(tree, change):
    """The tree with every element changed, those inside first, in the order of reading.

    Parameters
    ----------
    tree : dict or list
        Pandoc's JSON, or a part of it; stays as it is.
    change : callable
        Takes an element (``t`` its kind, ``c`` its content), returns the one to stand in its place.

    Returns
    -------
    dict or list

    Examples
    --------
    >>> changed([text("a"), SPACE], lambda element: text("b") if element["t"] == "Str" else element)
    [{'t': 'Str', 'c': 'b'}, {'t': 'Space'}]
    """
    if isinstance(tree, list):
        return [changed(each, change) for each in tree]
    if not isinstance(tree, dict):
        return tree
    inside = {key: changed(each, change) for key, each in tree.items()}
    return change(inside) if "t" in inside else inside


def elements(tree, *kinds):
    """The elements of some kinds, outer ones first, in the order of reading.

    Examples
    --------
    >>> [each["c"] for each in elements([text("a"), SPACE, text("b")], "Str")]
    ['a', 'b']
    """
    if isinstance(tree, dict):
        if tree.get("t") in kinds:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from elements(each, *kinds)


def text_of(tree):
    """The plain text of a part of the tree, footnotes left out.

    Examples
    --------
    >>> text_of([text("one"), SPACE, {"t": "Emph", "c": [text("two")]}])
    'one two'
    """
    if isinstance(tree, list):
        return "".join(map(text_of, tree))
    if not isinstance(tree, dict) or tree.get("t") == "Note":
        return ""
    if tree.get("t") in _BLANK:
        return " "
    content = tree.get("c", "")
    if tree.get("t") == "Code":
        return content[1]
    return content if isinstance(content, str) else text_of(content)


def text(content):
    """A piece of text.

    Examples
    --------
    >>> text("Müller & Söhne")
    {'t': 'Str', 'c': 'Müller & Söhne'}
    """
    return {"t": "Str", "c": content}


SPACE = {"t": "Space"}


def raw(language, content):
    """A piece of text in the language of one kind of document; the other kinds leave it out."""
    return {"t": "RawInline", "c": [language, content]}


def box(content, marks):
    """A block around blocks: an id, classes and pairs on it."""
    return {"t": "Div", "c": [marks, content]}
