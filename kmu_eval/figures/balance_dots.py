"""Who came to which of two formats: differences of shares around 0, with both shares beside."""

import re
from functools import partial

from kmu_eval.figures import style
from kmu_eval.figures.contrasts import plus
from kmu_eval.figures.dots import Dot, dots
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import rows_of, words_of
from kmu_eval.figures.item_blocks import told
from kmu_eval.figures.lines import Block, Column, arrange, panels, upright
from kmu_eval.small_cells import hide_parts

_SCALE = 0.25
_BANDS = ((0.25, "#f1f1f1"), (0.1, "#dedede"))
"""Differences that count as moderate and as small, and the grey behind them."""
_COUNTS = ("n_first", "n_second")


def balance(table, origin, by="mode"):
    """Draw how much the groups of two audiences differ.

    Parameters
    ----------
    table : DataFrame
        From ``balance``: ``first, second, group_column, group, n_first, n_second, share_first, share_second,
        normalised_difference``.
    origin : Origin
    by : str
        The column of which ``first`` and ``second`` are words.

    Returns
    -------
    Figure
        One panel per column described, the greatest difference first. As the shares of a column add up, no group is
        hidden alone.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> came = {"first": "online", "second": "in_person", "group_column": "role", "group": ["enterprise", "adviser"]}
    >>> came |= {"n_first": [80, 20], "n_second": [50, 50], "share_first": [0.8, 0.2], "share_second": [0.5, 0.5]}
    >>> print(balance(pd.DataFrame({**came, "normalised_difference": [0.66, -0.66]}), Origin("Centre")).alts["en"])
    Dots of differences in who came, online less in person. Role: enterprise: online 80% (n = 80), in person 50% \
(n = 50), difference +0.66; adviser: online 20% (n = 20), in person 50% (n = 50), difference −0.66.
    """
    drawn = table[(table[list(_COUNTS)] > 0).any(axis=1)].reset_index(drop=True)
    shown = _hidden(drawn, origin.smallest_cell)
    paint, facts = partial(_paint, by=by), partial(_facts, by=by)
    pair = [str(word) for name in ("first", "second") for word in words_of(drawn[name])]
    return compose("balance", shown, origin, paint, facts, re.sub(r"\W+", "_", "_or_".join(pair)))


def _hidden(table, smallest):
    """No group alone; those not stated are no part of what the shares are of."""
    stated = table["group"].notna()
    shown = hide_parts(table.assign(stated=stated), smallest, ["group_column", "stated"], _COUNTS)
    return shown.drop(columns="stated")


def _facts(table, wording, by):
    first, second = _pair(table, wording, by)
    sentence = partial(_sentence, first=first, second=second)
    return {"rows": told(_blocks(table, wording), wording, sentence), "first": first, "second": second}


def _pair(table, wording, by):
    found = [words_of(table[name]) for name in ("first", "second")]
    return [wording.label(by, words[0]) if words else "" for words in found]


def _sentence(found, wording, first, second):
    row = found.iloc[0]
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    shares = {"share_1": wording.share(row, "share_first"), "share_2": wording.share(row, "share_second")}
    counts = {"n_1": wording.count(row, "n_first"), "n_2": wording.count(row, "n_second")}
    told_as = {"first": first, "second": second, "difference": _difference(row, wording)}
    return wording.caption("both", **told_as, **shares, **counts)


def _difference(row, wording):
    value = row["normalised_difference"]
    return plus(value, wording, 2) if row["hidden"] == "no" and value == value else "–"


def _blocks(table, wording):
    for name in words_of(table["group_column"]):
        found = rows_of(table, group_column=name).sort_values("normalised_difference", ascending=False, kind="stable")
        rows = [(wording.label(name, row["group"]), found.loc[[place]]) for place, row in found.iterrows()]
        yield Block(rows, wording.column(name))


def _paint(table, wording, by):
    lines = arrange(_blocks(table, wording))
    sheet = panels(wording, lines, (1,), _columns(lines, _pair(table, wording, by), wording), below=_SCALE)
    axes = sheet.axes[0]
    dots(axes, lines, [Dot("normalised_difference")], lambda row: style.NEUTRAL)
    _scale(axes, lines, wording)
    return sheet


def _columns(lines, pair, wording):
    rows, columns = [line.row for line in lines.rows], []
    for group, place in zip(pair, ("first", "second"), strict=True):
        shares = [_share(row, place, wording) for row in rows]
        columns.append(Column(wording.caption("share_head", group=group), shares))
    for group, place in zip(pair, ("first", "second"), strict=True):
        counts = [wording.count(row, f"n_{place}") if row["hidden"] == "no" else "" for row in rows]
        columns.append(Column(wording.caption("n_head", group=group), counts))
    differences = [_difference(row, wording) if row["hidden"] == "no" else "" for row in rows]
    return [*columns, Column(wording.caption("difference_head"), differences)]


def _share(row, place, wording):
    """The share; what stands for a hidden row once."""
    return "" if row["hidden"] != "no" and place == "second" else wording.share(row, f"share_{place}")


def _scale(axes, lines, wording):
    from matplotlib.ticker import FuncFormatter, MultipleLocator

    found = [abs(float(line.row["normalised_difference"])) for line in lines.rows]
    edge = 1.12 * max([0.3, *(value for value in found if value == value)])
    axes.set_xlim(-edge, edge)
    step, decimals = (0.25, 2) if edge < 0.6 else (0.5, 1)
    axes.xaxis.set_major_locator(MultipleLocator(step))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: wording.signed(value, decimals)))
    axes.tick_params(axis="x", labelsize=style.SMALL, length=2)
    for line in lines.rows:
        for width, colour in _BANDS:
            axes.barh(line.place, 2 * width, left=-width, height=line.height, color=colour, linewidth=0, zorder=0)
        upright(axes, line, 0)
