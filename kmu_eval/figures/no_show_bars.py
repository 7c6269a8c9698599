"""Registered but not there: the share of no-shows, group by group."""

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import group_columns
from kmu_eval.figures.marks import bars, blank_axes, furthest, rows
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide


def no_shows(table, origin):
    """Draw the share of no-shows by mode, or whatever else the table is grouped by.

    Parameters
    ----------
    table : DataFrame
        Grouping columns, then ``indicator, n, n_missing, estimate``; ``n`` are the registrations whose attendance is
        known, ``n_missing`` those whose is not.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"mode": ["online"], "indicator": ["no_shows"], "n": [200], "n_missing": [40], "estimate": [0.25]}
    >>> print(no_shows(pd.DataFrame(counted), Origin("Centre")).alts["en"])
    Bars of the share of no-shows. online: 25% of 200, unknown: 40.
    """
    shown = hide(table, origin.smallest_cell, ("n",))
    unknown = shown["n_missing"].astype("float64")
    shown["n_missing"] = unknown.mask((unknown > 0) & (unknown < origin.smallest_cell))
    return compose("no_shows", shown, origin, _paint, _facts, "by_" + "_and_".join(group_columns(table)))


def _facts(table, wording):
    told = [f"{_name(row, table, wording)}: {_sentence(row, wording)}" for _, row in table.iterrows()]
    return {"rows": "; ".join(told)}


def _name(row, table, wording):
    return " · ".join(wording.label(column, row[column]) for column in group_columns(table))


def _sentence(row, wording):
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    known = wording.caption("of", share=wording.percent(row["estimate"]), n=wording.number(row["n"]))
    return known if row["n_missing"] == 0 else f"{known}, {_unknown(row['n_missing'], wording)}"


def _unknown(count, wording):
    return wording.caption("unknown", n=wording.number(count) if count > 0 else wording.hidden())


def _paint(table, wording):
    sheet = page(wording, 0.34 * len(table) + 0.1)
    axes = sheet.add_subplot()
    blank_axes(axes, left=True)
    rows(axes, [_name(row, table, wording) for _, row in table.iterrows()])
    texts = [_sentence(row, wording) for _, row in table.iterrows()]
    bars(axes, table["estimate"], texts, [_colour(row, table) for _, row in table.iterrows()])
    axes.set_xlim(0, furthest(table["estimate"]))
    return sheet


def _colour(row, table):
    column = group_columns(table)[0]
    return style.colour(column, None if row[column] != row[column] else row[column])
