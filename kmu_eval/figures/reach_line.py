"""Distinct participants or organisations reached so far, day by day."""

from functools import partial

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.marks import beside, furthest
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide, join_days


def cumulative_reach(table, origin):
    """Draw how the number of those reached grew.

    Parameters
    ----------
    table : DataFrame
        ``date, unit, n_events, new, cumulative``, one row per day; ``role`` where only one role is counted.
    origin : Origin

    Returns
    -------
    Figure
        Days that bring too few new ones to be shown are joined with those that follow, and the caption says so.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> days = pd.DataFrame({"date": pd.to_datetime(["2020-01-07", "2020-02-04"]), "unit": "participants"})
    >>> reached = cumulative_reach(days.assign(n_events=1, new=[40, 20], cumulative=[40, 60]), Origin("Centre"))
    >>> print(reached.captions["en"])
    Participants (persons) reached since the start: 60 by Feb 4, 2020. Each counts once, on the first day of attendance.
    """
    unit = str(table["unit"].iloc[0]) if len(table) else ""
    shown = hide(join_days(table, origin.smallest_cell), origin.smallest_cell, ("new", "cumulative"))
    facts = partial(_facts, joined=len(shown) < len(table))
    return compose("cumulative_reach", shown, origin, _paint, facts, "_".join([unit, *_role(table)]))


def _role(table):
    """The one role that is counted, if it is not all of them."""
    return [role for role in table["role"].astype("str").unique() if role != "all"] if "role" in table else []


def _who(table, wording):
    unit = wording.label("indicator", str(table["unit"].iloc[-1]))
    roles = [wording.label("role", role) for role in _role(table)]
    return wording.caption("of_role", unit=unit, role=roles[0]) if roles else unit


def _facts(table, wording, joined):
    if not len(table):
        unit = wording.label("indicator", "participants")
        return {"unit": unit, "total": "0", "day": "–", "first": "–", "joined": ""}
    first, last = table.iloc[0], table.iloc[-1]
    return {
        "unit": _who(table, wording),
        "total": wording.value(last, "cumulative"),
        "first": wording.day(first["date"]),
        "day": wording.day(last["date"]),
        "joined": wording.caption("joined", smallest=wording.origin.smallest_cell) if joined else "",
    }


def _paint(table, wording):
    sheet = page(wording, 2.7)
    axes = sheet.add_subplot()
    shown = table[table["hidden"] == "no"]
    axes.fill_between(shown["date"], shown["cumulative"], step="post", color=style.NEUTRAL, alpha=0.15, linewidth=0)
    axes.plot(shown["date"], shown["cumulative"], drawstyle="steps-post", color=style.NEUTRAL, linewidth=1.6)
    axes.set_ylim(0, 1.05 * furthest(shown["cumulative"]))
    axes.grid(axis="y")
    axes.tick_params(axis="y", labelsize=style.SMALL, labelcolor=style.SOFT)
    axes.spines["left"].set_visible(False)
    _years(axes, table, wording)
    _ends(axes, table, wording)
    return sheet


def _years(axes, table, wording):
    from matplotlib.dates import DateFormatter, MonthLocator
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if len(table) > 1:
        axes.set_xlim(table["date"].iloc[0], table["date"].iloc[-1])
    months = (table["date"].iloc[-1] - table["date"].iloc[0]).days / 30
    axes.xaxis.set_major_locator(MonthLocator((1, 7) if months > 9 else None))
    axes.xaxis.set_major_formatter(DateFormatter("%m/%Y"))
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: wording.number(value)))


def _ends(axes, table, wording):
    last_of_year = table.groupby(table["date"].dt.year, observed=False).tail(1)
    for _, row in last_of_year.iterrows():
        final = row["date"] == table["date"].iloc[-1]
        height = row["cumulative"] if row["hidden"] == "no" else 0
        axes.plot(row["date"], height, "o", color=style.NEUTRAL, markersize=5 if final else 4, clip_on=False)
        if final:
            text = wording.value(row, "cumulative")
            beside(axes, row["date"], height, text, points=6, weight="bold", fontsize=style.HEADING)
        else:
            _above(axes, row["date"], height, wording.value(row, "cumulative"))


def _above(axes, date, height, text):
    axes.annotate(
        text, (date, height), (-5, 3), textcoords="offset points", ha="right", va="bottom", fontsize=style.SMALL
    )
