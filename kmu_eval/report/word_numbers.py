"""The numbers of figures and tables as Word's own, so that it counts on when somebody adds one."""

from kmu_eval.report.numbering import is_number
from kmu_eval.report.tree import changed, raw


def with_fields(tree):
    """The tree with the number of each caption as a field.

    Parameters
    ----------
    tree : dict
        With numbered captions.

    Returns
    -------
    dict

    Examples
    --------
    >>> from kmu_eval.report.numbering import numbered
    >>> from kmu_eval.report.pandoc import tree_of
    >>> tree = with_fields(numbered(tree_of("|a|\\n|-|\\n|1|\\n\\n: All"), "en"))
    >>> tree["blocks"][0]["c"][1][1][0]["c"][0]["c"][1][2]["c"][1][:45]
    '<w:fldSimple w:instr=" SEQ Table \\\\* ARABIC ">'
    """

    def field(element):
        if not is_number(element):
            return element
        marks, (word, blank, count, *rest) = element["c"]
        number = f'<w:fldSimple w:instr=" SEQ {word["c"]} \\* ARABIC "><w:r><w:t>{count["c"]}</w:t></w:r></w:fldSimple>'
        return {"t": "Span", "c": [marks, [word, blank, raw("openxml", number), *rest]]}

    return changed(tree, field)
