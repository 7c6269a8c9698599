"""The rows of a comparison as they stand on the page: under each outcome both groups, as answered and adjusted."""

from itertools import groupby

from kmu_eval.figures.contrasts import difference, judged, refusal, told_group
from kmu_eval.figures.groups import rows_of, words_of
from kmu_eval.figures.lines import Block
from kmu_eval.schema import by_columns

SHOWN = ("unadjusted", "adjusted")
"""The estimators that are drawn."""


def blocks(table, wording, primary):
    """A block for each outcome.

    Parameters
    ----------
    table : DataFrame
        A comparison, small groups hidden.
    wording : Wording
    primary : tuple of str
        The outcomes that were named as primary.

    Yields
    ------
    Block
        A row for each group, which draws the group's row of the table and that of the difference; where nothing was
        adjusted one row for both, which draws all three.
    """
    for outcome in words_of(table["outcome"]):
        found = rows_of(table, outcome=outcome)
        rows = [row for block in _of_estimators(found) for row in _rows(block, wording)]
        yield Block(rows, _heading(found.iloc[-1], wording, outcome in primary))


def _of_estimators(found):
    return [rows_of(found, estimator=word) for word in SHOWN if (found["estimator"] == word).any()]


def _rows(block, wording):
    if is_refused(block.iloc[-1]):
        yield "", block
        return
    for place, label in enumerate(_labels(block, wording)):
        yield label, block.iloc[[place, -1]]


def _labels(block, wording):
    by = by_columns(block)[0]
    groups = [wording.label(by, word) for word in block[by].iloc[:2]]
    if block["estimator"].iloc[0] == "unadjusted":
        return groups
    return [wording.caption("group_adjusted", group=group) for group in groups]


def is_refused(row):
    """Whether nothing was adjusted."""
    return row["verdict"] == "refused"


def _heading(row, wording, primary):
    marks = [wording.caption("primary" if primary else "secondary")]
    if row["measure"] != "top_share":
        marks.insert(0, wording.label("measure", row["measure"]))
    if row["margin_pp"] == row["margin_pp"]:
        margin = wording.number(row["margin_pp"], int(row["margin_pp"] % 1 > 0))
        marks.append(wording.caption("margin", margin=margin))
    item = wording.label("item", row["item"]).rstrip(".")
    return wording.caption("heading", item=item, marks=", ".join(marks))


def pairs(lines):
    """The lines that have one difference together."""
    return [list(pair) for _, pair in groupby(lines.rows, key=lambda line: line.found.index[-1])]


def deciding(table):
    """The estimator whose verdicts and p-values are told: adjusted, where the table has it."""
    return "adjusted" if (table["estimator"] == "adjusted").any() else "unadjusted"


def told(table, wording, primary):
    """All blocks in words."""
    parts = []
    for block in blocks(table, wording, primary):
        found = table.loc[sorted({row for _, frame in block.rows for row in frame.index})]
        of_block = [_told_block(rows, wording, primary, deciding(table)) for rows in _of_estimators(found)]
        parts.append(f"{block.heading}: {'; '.join(of_block)}")
    return ". ".join(parts)


def _told_block(rows, wording, primary, decides):
    last, by = rows.iloc[-1], by_columns(rows)[0]
    if is_refused(last):
        return refusal(last, wording)
    groups = [told_group(row, wording.label(by, row[by]), wording) for _, row in rows.iloc[:2].iterrows()]
    said = judged(last, wording, last["outcome"] in primary) if last["estimator"] == decides else ""
    points = wording.caption("told_difference", difference=difference(last, wording))
    parts = [*groups, *([", ".join(filter(None, [points, said]))] if last["hidden"] == "no" else [])]
    return wording.caption("told_block", estimator=wording.caption(last["estimator"]), parts="; ".join(parts))
