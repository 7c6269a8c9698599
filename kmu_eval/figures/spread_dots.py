"""How people took part and how far they came: each group's value beside the spread between events or attendances."""

from functools import partial

from kmu_eval.figures import style
from kmu_eval.figures.dots import Dot, colour_of, dots, share_scale
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import asked, by_groups, rows_of, words_of
from kmu_eval.figures.item_blocks import group_rows, told
from kmu_eval.figures.lines import Block, Column, Facet, arrange, facets
from kmu_eval.figures.told import bases
from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide

_SCALE = 0.25
_EVENTS, _ATTENDANCES = ("event_q1", "event_median", "event_q3"), ("q1", "median", "q3")
_SHARES = ("no_show", "first_time", "returned", "far_from_venue", "far_from_nearest_venue")
"""Aspects that are shares; the others are minutes, kilometres or hours."""


def taking_part(table, origin):
    """Draw no-shows, minutes, first attendances and returns by group, and how far the groups' events lie apart.

    Parameters
    ----------
    table : DataFrame
        From ``taking_part``: perhaps grouping columns, then ``aspect, n, n_events, n_missing, estimate, event_q1,
        event_median, event_q3, rule``.
    origin : Origin

    Returns
    -------
    Figure
        A part with a scale of its own for each aspect.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"mode": ["online"], "aspect": ["minutes"], "n": [90], "n_events": [12], "estimate": [61.0]}
    >>> found |= {"event_q1": [44.0], "event_median": [58.0], "event_q3": [75.0], "rule": "mean minutes"}
    >>> print(taking_part(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Dots by group with the spread of the events. Minutes per attendance: online: 61, median of the events 58 (44–75), \
n = 90 from 12 events.
    """
    return _spread("taking_part", table, origin, _EVENTS)


def distances(table, origin):
    """Draw how far people came by group, how far it would have been, and what those online were spared.

    Parameters
    ----------
    table : DataFrame
        From ``distances``: perhaps grouping columns, then ``aspect, n, n_events, n_missing, estimate, q1, median, q3,
        rule``.
    origin : Origin

    Returns
    -------
    Figure
        A part with a scale of its own for each aspect.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"mode": ["online"], "aspect": ["km_saved"], "n": [90], "n_events": [12], "estimate": [16100.0]}
    >>> found |= {**dict.fromkeys(["q1", "median", "q3"], [None]), "rule": "added up"}
    >>> print(distances(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Dots of distances by group. Kilometres saved: online: 16,100, n = 90 from 12 events.
    """
    return _spread("distances", table, origin, _ATTENDANCES)


def _spread(key, table, origin, quartiles):
    shown = hide(asked(table, [*by_columns(table), "aspect"]), origin.smallest_cell, ("n",))
    paint, facts = (partial(each, quartiles=quartiles) for each in (_paint, _facts))
    return compose(key, shown, origin, paint, facts, by_groups(table))


def _facts(table, wording, quartiles):
    blocks = [_block(table, word, wording) for word in words_of(table["aspect"])]
    return {"rows": told(blocks, wording, partial(_sentence, quartiles=quartiles))}


def _block(table, aspect, wording):
    found = rows_of(table, aspect=aspect)
    return Block(group_rows(found, by_columns(table), wording), wording.aspect(aspect, found["rule"].iloc[0]))


def _sentence(found, wording, quartiles):
    row = found.iloc[0]
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    parts = {"value": _number(row, wording), "base": wording.base(row)}
    spread = _told_spread(row, wording, quartiles)
    return wording.caption("told", **parts, spread=spread) if spread else wording.caption("told_alone", **parts)


def _number(row, wording, column="estimate"):
    return wording.share(row, column) if row["aspect"] in _SHARES else wording.value(row, column)


def _told_spread(row, wording, quartiles):
    """Median and quartiles; nothing where there are none, or where they are hidden."""
    if row["hidden"] != "no" or row[quartiles[1]] != row[quartiles[1]] or row[quartiles[1]] is None:
        return ""
    low, median, high = (_number(row, wording, name) for name in quartiles)
    unit = "\N{NO-BREAK SPACE}%" if low.endswith("\N{NO-BREAK SPACE}%") else "%"
    return wording.caption("spread", median=median, low=low.removesuffix(unit), high=high.removesuffix(unit))


def _paint(table, wording, quartiles):
    aspects = words_of(table["aspect"])
    parts = [_facet(table, word, wording, quartiles) for word in aspects]
    sheet = facets(wording, parts, (1,), below=_SCALE)
    abreast = len(sheet.axes) // len(parts)
    for place, part in enumerate(parts):
        _draw(sheet.axes[place * abreast], part.lines, wording, quartiles)
    return sheet


def _facet(table, aspect, wording, quartiles):
    lines = arrange([_block(table, aspect, wording)])
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.caption("value_head"), [_number(row, wording) for row in rows]),
        Column(wording.caption("spread_head"), [_told_spread(row, wording, quartiles) for row in rows]),
        *bases(rows, wording),
    ]
    return Facet(lines, columns)


def _draw(axes, lines, wording, quartiles):
    low, median, high = quartiles
    kinds, colour = [Dot("estimate", low, high)], colour_of(by_columns(lines.rows[0].found))
    dots(axes, lines, kinds, colour)
    for line in lines.rows:
        if line.row["hidden"] == "no" and line.row[median] is not None:
            ends = [line.place - 0.07, line.place + 0.07]
            axes.plot([float(line.row[median])] * 2, ends, color=colour(line.row), linewidth=1.6, zorder=3)
    if lines.rows[0].row["aspect"] in _SHARES:
        share_scale(axes, lines, wording)
    else:
        _amounts(axes, lines, wording, quartiles)


def _amounts(axes, lines, wording, quartiles):
    """A scale from 0 as far as the values reach."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    found = [float(line.row[name]) for line in lines.rows for name in ("estimate", *quartiles) if line.row[name]]
    axes.set_xlim(0, 1.05 * max([value for value in found if value == value], default=1))
    axes.xaxis.set_major_locator(MaxNLocator(3))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: wording.number(value)))
    axes.tick_params(axis="x", labelsize=style.SMALL, length=2)
