"""Numbers of figures and tables: in their captions, and where the text points to them."""

from collections import Counter

from kmu_eval.report.tree import SPACE, changed, text
from kmu_eval.words import report

_COUNTED = {"Figure": "figure", "Table": "table"}
_NUMBER = "number"


def numbered(tree, language):
    """The tree with numbers before its captions, and in the empty links to them.

    Parameters
    ----------
    tree : dict
        As pandoc reads it.
    language : str

    Returns
    -------
    dict

    Examples
    --------
    >>> from kmu_eval.report.pandoc import tree_of
    >>> from kmu_eval.report.tree import text_of
    >>> tree = numbered(tree_of("See [](#t).\\n\\n|a|b|\\n|-|-|\\n|1|2|\\n\\n: All {#t}"), "en")
    >>> text_of(tree["blocks"][0]), text_of(tree["blocks"][1]["c"][1])
    ('See Table\\xa01.', 'Table\\xa01: All')
    """
    counts, by_name = Counter(), {}

    def count(element):
        if element["t"] not in _COUNTED or not element["c"][1][1]:
            return element
        counts[element["t"]] += 1
        told = [report(_COUNTED[element["t"]], language), "\N{NO-BREAK SPACE}", str(counts[element["t"]])]
        by_name[element["c"][0][0]] = "".join(told)
        return {**element, "c": [element["c"][0], _told(told, element["c"][1]), *element["c"][2:]]}

    def point(element):
        if element["t"] != "Link" or element["c"][1]:
            return element
        marks, _, target = element["c"]
        return {"t": "Link", "c": [marks, [text(by_name.get(target[0][1:], target[0]))], target]}

    return changed(changed(tree, count), point)


def is_number(element):
    """Whether an element is the number of a figure or table: its word, a blank, the number and a colon."""
    return element["t"] == "Span" and element["c"][0][1] == [_NUMBER]


def _told(told, caption):
    short, (first, *others) = caption
    number = {"t": "Span", "c": [["", [_NUMBER], []], [*map(text, told), text(":")]]}
    return [short, [{**first, "c": [number, SPACE, *first["c"]]}, *others]]
