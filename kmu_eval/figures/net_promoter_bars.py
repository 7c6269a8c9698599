"""Would they recommend it: promoters, passives and detractors, and the net promoter score."""

from dataclasses import replace

from kmu_eval.figures.answer_bars import Stack, bars, key, key_height
from kmu_eval.figures.dots import Dot, colour_of, dots, point_scale
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import asked, named_after
from kmu_eval.figures.item_blocks import item_blocks, told
from kmu_eval.figures.lines import Column, arrange, panels
from kmu_eval.figures.told import base, bases, level
from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide

_SHARES = ("detractors", "passives", "promoters")
_SCALE = 0.25


def net_promoter(table, origin):
    """Draw who would recommend, and the net promoter score with its interval.

    Parameters
    ----------
    table : DataFrame
        From ``net_promoter``: perhaps grouping columns, then ``item, n, n_events, promoters, passives, detractors,
        estimate, ci_low, ci_high, ci_level``; the score lies between -1 and 1 and is drawn in points.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"item": ["recommend"], "n": [90], "n_events": [12], "promoters": [0.5], "passives": [0.3]}
    >>> found |= {"detractors": [0.2], "estimate": [0.3], "ci_low": [0.2], "ci_high": [0.4], "ci_level": [0.95]}
    >>> print(net_promoter(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Bars of promoters, passives and detractors, and the net promoter score. recommend: 50% promoters, 30% passives, \
20% detractors, score 30 (20–40), n = 90 from 12 events.
    """
    shown = hide(asked(table, by_columns(table)), origin.smallest_cell, ("n", "n_asked"))
    return compose("net_promoter", shown, origin, _paint, _facts, named_after(table))


def _facts(table, wording):
    return {"rows": told(item_blocks(table, wording), wording, _sentence), "level": level(table, wording)}


def _sentence(found, wording):
    row = found.iloc[0]
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    shares = {name: wording.share(row, name) for name in _SHARES}
    return wording.caption(
        "told", **shares, score=_score(row, wording), interval=wording.interval(row), base=base(row, wording)
    )


def _score(row, wording):
    """The score in points."""
    return wording.signed(100 * row["estimate"]) if row["hidden"] == "no" else wording.hidden(row["hidden"])


def _paint(table, wording):
    texts = [wording.caption(name) for name in _SHARES]
    blocks = [*item_blocks(table, wording)]
    lines = arrange([replace(blocks[0], above=key_height(texts)), *blocks[1:]])
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.caption("score"), [_score(row, wording) for row in rows]),
        Column(wording.shared("interval_head", level=level(table, wording)), [wording.interval(row) for row in rows]),
        *bases(rows, wording),
    ]
    sheet = panels(wording, lines, (1, 0.55), columns, below=_SCALE)
    bars(sheet.axes[0], lines, [_stack(row) for row in rows], wording)
    key(sheet.axes[0], lines.free[0], texts, lines.margin)
    dots(sheet.axes[1], lines, [Dot("estimate", "ci_low", "ci_high")], colour_of(by_columns(table)))
    point_scale(sheet.axes[1], lines, wording, by=100)
    return sheet


def _stack(row):
    """The bar of a row; none where it is hidden or nobody answered."""
    shares = [float(row[name]) for name in _SHARES]
    return None if any(share != share for share in shares) else Stack(shares)
