"""The contents of a Word document: a field that Word can update, filled with links already."""

from kmu_eval.report.tree import box, elements, raw, text
from kmu_eval.words import report

DEEPEST, FEWEST = 2, 3
"""Headings down to this level are listed, where there are at least so many."""
_CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_CODE = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEPEST}" \\h \\z \\u </w:instrText></w:r>'
_BEGIN = _CHAR.format("begin") + _CODE + _CHAR.format("separate")


def with_contents(tree, language):
    """The tree with its contents at the beginning; short ones need none.

    Parameters
    ----------
    tree : dict
    language : str

    Returns
    -------
    dict
    """
    headings = [each["c"] for each in elements(tree, "Header") if each["c"][0] <= DEEPEST]
    if len(headings) < FEWEST:
        return tree
    lines = [_line(level, [_linked(marks, content)]) for level, marks, content in headings]
    lines[0]["c"][1][0]["c"].insert(0, raw("openxml", _BEGIN))
    lines[-1]["c"][1][0]["c"].append(raw("openxml", _CHAR.format("end")))
    title = _styled("TOC Heading", [text(report("contents", language))])
    return {**tree, "blocks": [title, *lines, *tree["blocks"]]}


def _line(level, content):
    return _styled(f"toc {level}", content)


def _linked(marks, content):
    return {"t": "Link", "c": [["", [], []], content, [f"#{marks[0]}", ""]]}


def _styled(style, content):
    return box([{"t": "Para", "c": content}], ["", [], [["custom-style", style]]])
