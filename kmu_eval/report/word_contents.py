"""What stands before the text of a Word document: its source, its contents as a field that is filled already."""

from kmu_eval.report.tree import box, elements, raw, text
from kmu_eval.words import report

DEEPEST, FEWEST = 2, 3
"""Headings down to this level are listed, where there are at least so many."""
_CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_CODE = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEPEST}" \\h \\z \\u </w:instrText></w:r>'
_BEGIN = _CHAR.format("begin") + _CODE + _CHAR.format("separate")


def with_front(tree, source, language):
    """The tree with its source and its contents at the beginning; short ones need no contents.

    Parameters
    ----------
    tree : dict
    source, language : str

    Returns
    -------
    dict
    """
    line = [_styled("Source Line", [text(source)])] if source else []
    return {**tree, "blocks": [*line, *_contents(tree, language), *tree["blocks"]]}


def _contents(tree, language):
    headings = [each["c"] for each in elements(tree, "Header") if each["c"][0] <= DEEPEST]
    if len(headings) < FEWEST:
        return []
    lines = [[_linked(marks, content)] for _, marks, content in headings]
    lines[0].insert(0, raw("openxml", _BEGIN))
    lines[-1].append(raw("openxml", _CHAR.format("end")))
    title = _styled("TOC Heading", [text(report("contents", language))])
    return [title, *(_styled(f"toc {level}", line) for (level, _, _), line in zip(headings, lines, strict=True))]


def _linked(marks, content):
    return {"t": "Link", "c": [["", [], []], content, [f"#{marks[0]}", ""]]}


def _styled(style, content):
    return box([{"t": "Para", "c": content}], ["", [], [["custom-style", style]]])
