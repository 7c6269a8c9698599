"""How sure each count is: by who is taken for the same, by the minimum stay, and by what the lists leave open."""

from dataclasses import dataclass

import pandas as pd

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import words_of
from kmu_eval.figures.marks import blank_axes, heading, rows
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide

_ROW, _HEAD, _CELL = 0.2, 0.82, 0.9
"""Inches per row and for the head and scale of a panel; what a range is wider than a number, whose width is 1."""
_FARTHEST = 1.25
"""Bands that run beyond this share of the count end in an arrow, else the dots would stand on one another."""
_MARKS = {"strict": ("\N{WHITE RIGHT-POINTING TRIANGLE}", ">", "none"), "default": ("\N{BLACK CIRCLE}", "o", "full")}
_MARKS |= {"wide": ("\N{WHITE LEFT-POINTING TRIANGLE}", "<", "none")}
_SHADES = (style.INK, "#44617b", "#7f9db6", "#b3c8d8")
"""From no minimum stay to the longest."""
_APART = 0.19
"""How far below one another the dots of a row stand, where rows are 1 apart."""


@dataclass(frozen=True)
class _Column:
    """One column of numbers and its dots: the rows of the table, and how head and dot look."""

    found: pd.DataFrame
    head: str
    glyph: str
    look: dict


def sensitivity(table, origin):
    """Draw how far each count moves with the linkage and with the minimum stay, and how far it is open anyway.

    Parameters
    ----------
    table : DataFrame
        ``linkage, minimum_stay_minutes, indicator, unit, estimate, lower, upper``. Linkages are compared at the first
        minimum stay of the table, minimum stays at the linkage default (else the first).
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"linkage": ["strict", "default"], "minimum_stay_minutes": None, "indicator": "smes"}
    >>> counted |= {"unit": "organisations", "estimate": [110, 100], "lower": [110, 100], "upper": [130, 120]}
    >>> print(sensitivity(pd.DataFrame(counted), Origin("Centre")).alts["en"])
    Dot chart of counts under other rules. SMEs: 100; by linkage 100–110; possible 100–120.
    """
    shown = _with_rules_once(hide(table, origin.smallest_cell))
    return compose("sensitivity", shown, origin, _paint, _facts)


def _with_rules_once(table):
    """The table with the rules of the compared counts alone; linkage and minimum stay say what is other elsewhere."""
    if table.empty or "rule" not in table:
        return table
    linkage, stay = _base(table)
    return table.assign(rule=table["rule"].where(_under(table, linkage, stay)))


def _base(table):
    """The linkage and the minimum stay with which the others are compared."""
    linkages, stays = words_of(table["linkage"]), _stays(table)
    return ("default" if "default" in linkages else linkages[0]), stays[0]


def _stays(table):
    return [None if stay != stay else int(stay) for stay in table["minimum_stay_minutes"].astype("float64").unique()]


def _at(table, linkage, stay):
    """The rows of one rule, by indicator."""
    return table[_under(table, linkage, stay)].astype({"indicator": "str"}).set_index("indicator")


def _under(table, linkage, stay):
    minutes = table["minimum_stay_minutes"].astype("float64")
    return (table["linkage"] == linkage) & (minutes.isna() if stay is None else minutes == stay)


def _by_linkage(table, wording):
    _, stay = _base(table)
    for linkage in reversed(words_of(table["linkage"])):
        glyph, marker, fill = _MARKS[linkage]
        look = {"marker": marker, "fillstyle": fill, "color": style.INK}
        yield _Column(_at(table, linkage, stay), wording.label("linkage", linkage), glyph, look)


def _by_stay(table, wording):
    linkage, _ = _base(table)
    for place, stay in enumerate(_stays(table)):
        head = wording.caption("no_stay") if stay is None else str(stay)
        look = {"marker": "o", "fillstyle": "full", "color": _SHADES[min(place, len(_SHADES) - 1)]}
        yield _Column(_at(table, linkage, stay), head, "\N{BLACK CIRCLE}", look)


def _facts(table, wording):
    if table.empty:
        return {"rows": ""}
    base, families = _at(table, *_base(table)), _families(table, wording)
    return {"rows": "; ".join(_sentence(name, row, families, wording) for name, row in base.iterrows())}


def _families(table, wording):
    """The columns by what they vary, without what does not vary."""
    families = {"linkages": list(_by_linkage(table, wording)), "stays": list(_by_stay(table, wording))}
    return {name: columns for name, columns in families.items() if name == "linkages" or len(columns) > 1}


def _sentence(name, row, families, wording):
    told = [wording.value(row)]
    for family, columns in families.items():
        found = [column.found.loc[name, "estimate"] for column in columns]
        if len(found) > 1 and row["hidden"] == "no":
            low, high = (wording.number(end(found)) for end in (min, max))
            told.append(wording.caption(f"by_{family}", low=low, high=high))
    told.append(wording.caption("possible", range=_possible(row, wording)))
    return f"{wording.label('indicator', name)}: {'; '.join(told)}"


def _possible(row, wording):
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    low, high = (wording.hidden() if row[end] != row[end] else wording.number(row[end]) for end in ("lower", "upper"))
    return low if low == high else f"{low}–{high}"


def _paint(table, wording):
    base, families = _at(table, *_base(table)), _families(table, wording)
    sheet = page(wording, len(families) * (_ROW * len(base) + _HEAD))
    panels = sheet.subplots(len(families), 2, squeeze=False, sharex="col", sharey="row", width_ratios=(0.68, 1))
    limits = _limits(base, [column for columns in families.values() for column in columns])
    for (family, columns), (axes, grid) in zip(families.items(), panels, strict=True):
        _dots(axes, base, columns, limits, band=family == "linkages")
        _numbers(grid, base, columns, wording, ranges=family == "linkages")
        heading(axes, wording.caption(family), pad=27)
        rows(axes, [wording.label("indicator", name) for name in base.index])
        _scale(axes, limits, wording)
    return sheet


def _shares(found, base, column="estimate"):
    """Of each indicator its share of the count that it is compared with; missing where that is hidden or 0."""
    whole = base["estimate"].where((base["hidden"] == "no") & (base["estimate"] > 0))
    return found[column].astype("float64").reindex(base.index) / whole


def _limits(base, columns):
    """The scale: all dots are inside, and the bands up to where they would press the dots together."""
    dots = [1, 0.95, 1.05, *(share for column in columns for share in _shares(column.found, base).dropna())]
    band = min(_shares(base, base, "upper").max(), _FARTHEST)
    low, high = min(dots), max([*dots, band] if band == band else dots)
    edge = 0.04 * (high - low)
    return low - edge, high + edge


def _dots(axes, base, columns, limits, band):
    blank_axes(axes)
    axes.grid(axis="x")
    axes.axvline(1, color=style.RULE, linewidth=0.9, zorder=1)
    if band:
        _bands(axes, _shares(base, base, "lower"), _shares(base, base, "upper"), limits)
    for lane, column in enumerate(columns):
        shares = _shares(column.found, base)
        settings = {"linestyle": "", "markersize": 3.6, "markeredgewidth": 0.9, "zorder": 4, **column.look}
        axes.plot(
            shares, [place + _APART * (lane - (len(columns) - 1) / 2) for place in range(len(shares))], **settings
        )


def _bands(axes, lower, upper, limits):
    """What each count can be where lists are incomplete; an arrow where it can be more than the scale holds."""
    for place, (low, high) in enumerate(zip(lower, upper, strict=True)):
        axes.plot([low, min(high, limits[1])], [place] * 2, color=style.PALE, linewidth=9, solid_capstyle="butt")
        if high > limits[1]:
            axes.plot(limits[1], place, marker=">", markersize=5, color=style.RULE, clip_on=False)


def _numbers(axes, base, columns, wording, ranges):
    """The counts themselves, a column under the mark of each rule; and what the middle one can be."""
    blank_axes(axes)
    axes.tick_params(labelleft=False)
    for x, column in enumerate(columns):
        _head(axes, x, column.head, 13)
        _head(axes, x, column.glyph, 3, color=column.look["color"])
        _cells(axes, x, [wording.value(column.found.loc[name]) for name in base.index])
    if ranges:
        _head(axes, 3 + _CELL, wording.caption("open"), 13)
        _cells(axes, 3 + _CELL, [_possible(row, wording) for _, row in base.iterrows()])
    axes.set_xlim(-1, max(3 + _CELL, len(columns) - 1, axes.get_xlim()[1]))


def _head(axes, x, text, points, **font):
    places = {"xytext": (0, points), "xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    axes.annotate(text, (x, 1), ha="right", fontsize=style.SMALL, **places, **font)


def _cells(axes, x, texts):
    for place, text in enumerate(texts):
        axes.text(x, place, text, ha="right", va="center_baseline", fontsize=style.SMALL)


def _scale(axes, limits, wording):
    low, high = limits
    step = next(step for step in (0.05, 0.1, 0.2, 0.5, 1) if (high - low) / step < 4.5 or step == 1)
    steps = [n for n in range(-20, 200) if low <= 1 + step * n <= high]
    crowded = len(steps) > 3
    axes.set_xticks(
        [1 + step * n for n in steps], ["" if n % 2 and crowded else wording.percent(1 + step * n) for n in steps]
    )
    axes.tick_params(axis="x", labelsize=style.SMALL, length=2)
    axes.set_xlim(limits)
