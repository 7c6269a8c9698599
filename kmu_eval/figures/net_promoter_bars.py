"""Would they recommend it: promoters, passives and detractors, and the net promoter score."""

from kmu_eval.figures.answer_bars import Stack, bars, key, under_key
from kmu_eval.figures.dots import SCALE, Dot, colour_of, dots, point_scale
from kmu_eval.figures.item_blocks import figure_of_items, item_blocks, told
from kmu_eval.figures.lines import Column, head, panels
from kmu_eval.figures.told import bases, intervals, level, unless_hidden
from kmu_eval.schema import by_columns

_SHARES = ("detractors", "passives", "promoters")


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
    return figure_of_items("net_promoter", table, origin, _paint, _facts)


def _facts(table, wording):
    return {"rows": told(item_blocks(table, wording), wording, _sentence), "level": level(table, wording)}


@unless_hidden
def _sentence(found, wording):
    row = found.iloc[0]
    told = {name: wording.share(row, name) for name in _SHARES} | {"score": _score(row, wording)}
    return wording.caption("told", **told, interval=wording.in_brackets(wording.interval(row)), base=wording.base(row))


def _score(row, wording):
    """The score in points."""
    return wording.signed(100 * row["estimate"]) if row["hidden"] == "no" else wording.hidden(row["hidden"])


def _paint(table, wording):
    texts = [wording.caption(name) for name in _SHARES]
    lines = under_key(item_blocks(table, wording), texts)
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.caption("score"), [_score(row, wording) for row in rows]),
        intervals(rows, [wording.interval(row) for row in rows], wording),
        *bases(rows, wording),
    ]
    sheet = panels(wording, lines, (1, 0.55), columns, below=SCALE)
    bars(sheet.axes[0], lines, [_stack(row) for row in rows], wording)
    key(sheet.axes[0], lines.free[0], texts, lines.margin)
    head(sheet.axes[1], lines, wording.caption("score_head"))
    dots(sheet.axes[1], lines, [Dot("estimate", "ci_low", "ci_high")], colour_of(by_columns(table)))
    point_scale(sheet.axes[1], lines, wording, by=100)
    return sheet


def _stack(row):
    """The bar of a row; none where it is hidden or nobody answered."""
    shares = [float(row[name]) for name in _SHARES]
    return None if any(share != share for share in shares) else Stack(shares)
