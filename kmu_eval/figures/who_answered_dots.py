"""Who answered, beside who came: each group's share of the respondents and of the attendances."""

from kmu_eval.figures import style
from kmu_eval.figures.dots import SCALE, Dot, dots, joined, share_scale
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import rows_of, words_of
from kmu_eval.figures.item_blocks import told
from kmu_eval.figures.lines import Block, Column, arrange, panels
from kmu_eval.figures.told import unless_hidden
from kmu_eval.small_cells import hide_parts

_COLUMN, _WORD = "group_column", "group"


def who_answered(table, origin):
    """Draw each group's share of the respondents beside its share of the attendances.

    Parameters
    ----------
    table : DataFrame
        From ``who_answered``: ``group_column, group, n, n_attendances, estimate, share_of_attendances, difference_pp``.
    origin : Origin

    Returns
    -------
    Figure
        One panel per column compared. As the shares of a column add up, no group is hidden alone.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> came = {"group_column": "mode", "group": ["in_person", "online"], "n": [60, 40], "n_attendances": [300, 100]}
    >>> came |= {"estimate": [0.6, 0.4], "share_of_attendances": [0.75, 0.25], "difference_pp": [-15.0, 15.0]}
    >>> print(who_answered(pd.DataFrame(came), Origin("Centre")).alts["en"])
    Dots of each group's share of respondents and of attendances. Mode: in person: 60% of respondents, 75% of \
attendances, n = 60; online: 40% of respondents, 25% of attendances, n = 40.
    """
    drawn = table[(table[["n", "n_attendances"]] > 0).any(axis=1)].reset_index(drop=True)
    shown = hide_parts(drawn, origin.smallest_cell, _COLUMN, ("n", "n_attendances"))
    return compose(
        "who_answered", shown, origin, _paint, _facts, "by_" + "_and_".join(map(str, words_of(drawn[_COLUMN])))
    )


def _facts(table, wording):
    return {"rows": told(_blocks(table, wording), wording, _sentence)}


@unless_hidden
def _sentence(found, wording):
    row = found.iloc[0]
    shares = {"answered": wording.share(row), "came": wording.share(row, "share_of_attendances")}
    return wording.caption("both", **shares, n=wording.count(row))


def _blocks(table, wording):
    for name in words_of(table[_COLUMN]):
        found = rows_of(table, group_column=name)
        rows = [(wording.label(name, word), rows_of(found, group=word)) for word in words_of(found[_WORD])]
        yield Block(rows, wording.column(name))


def _paint(table, wording):
    lines = arrange(_blocks(table, wording))
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.caption("answered"), [wording.share(row) for row in rows]),
        Column(wording.caption("came"), [wording.share(row, "share_of_attendances") for row in rows]),
        Column(wording.caption("difference"), [_difference(row, wording) for row in rows]),
        Column(wording.shared("n_head"), [wording.count(row) for row in rows]),
    ]
    sheet = panels(wording, lines, (1,), columns, below=SCALE)
    axes = sheet.axes[0]
    joined(axes, lines, "estimate", "share_of_attendances")
    dots(axes, lines, [Dot("share_of_attendances", filled=False), Dot("estimate")], lambda row: style.NEUTRAL)
    share_scale(axes, lines, wording)
    return sheet


def _difference(row, wording):
    return wording.change(row["difference_pp"], 1) if row["hidden"] == "no" else ""
