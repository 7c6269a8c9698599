"""Demand: registrations per event and fill rate by topic and difficulty."""

import textwrap

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import group_columns, row_of, rows_of, words_of
from kmu_eval.figures.marks import bars, blank_axes, heading, rows
from kmu_eval.figures.page import page
from kmu_eval.figures.small_cells import hide

_ROW, _LINE, _TOPIC = 0.19, 0.14, 24


def demand(table, origin):
    """Draw how much each topic was asked for, by difficulty.

    Parameters
    ----------
    table : DataFrame
        Two grouping columns (``topic, difficulty``), then ``indicator, n, n_events, estimate``.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> asked = {"topic": ["Video"], "difficulty": ["introductory"], "indicator": ["registrations_per_event"]}
    >>> print(demand(pd.DataFrame({**asked, "n": [60], "n_events": [4], "estimate": [15.0]}), Origin("Centre")).alts["en"])
    Bars by topic and difficulty. Highest: Registrations per event: Video, introductory 15.0 (4).
    """
    shown = hide(table, origin.smallest_cell, ("n",))
    return compose("demand", shown, origin, _paint, _facts)


def _facts(table, wording):
    told = [_highest(rows_of(table, indicator=indicator), wording) for indicator in words_of(table["indicator"])]
    return {"rows": "; ".join(text for text in told if text)}


def _highest(found, wording):
    if not found["estimate"].max() > 0:
        return ""
    row = found.loc[found["estimate"].idxmax()]
    names = ", ".join(wording.label(column, row[column]) for column in group_columns(found))
    return f"{wording.label('indicator', row['indicator'])}: {names} {_text(row, wording)}"


def _text(row, wording):
    if row is None or (row["hidden"] == "no" and row["estimate"] != row["estimate"]):
        return "–"
    share = row["indicator"] == "fill_rate" and row["hidden"] == "no"
    value = wording.percent(row["estimate"]) if share else wording.value(row, decimals=1)
    return f"{value} ({wording.number(row['n_events'])})"


def _paint(table, wording):
    lines = _lines(table)
    sheet = page(wording, _ROW * len(lines) + 0.35)
    indicators = words_of(table["indicator"])
    panels = sheet.subplots(1, len(indicators), sharey=True, squeeze=False)[0]
    for indicator, axes in zip(indicators, panels, strict=True):
        _panel(axes, rows_of(table, indicator=indicator), lines, wording)
        heading(axes, wording.label("indicator", indicator))
    columns = group_columns(table)
    rows(panels[0], [wording.label(columns[-1], line[-1]) for line in lines])
    if len(columns) > 1:
        _outer(panels, columns[0], lines, wording)
    return sheet


def _lines(table):
    """The rows of the figure: groups as they stand in the table, the outer ones by their highest estimate."""
    columns = group_columns(table)
    first = rows_of(table, indicator=words_of(table["indicator"])[0])
    words = [words_of(table[column]) for column in columns]
    best = {word: rows_of(first, **{columns[0]: word})["estimate"].max() for word in words[0]}
    outer = sorted(words[0], key=lambda word: (word is None, -best[word] if best[word] == best[word] else 1))
    return [(word,) for word in outer] if len(columns) == 1 else [(a, b) for a in outer for b in words[1]]


def _panel(axes, found, lines, wording):
    blank_axes(axes, left=True)
    cells = [row_of(found, **dict(zip(group_columns(found), line, strict=True))) for line in lines]
    values = [float("nan") if cell is None else cell["estimate"] for cell in cells]
    bars(axes, values, [_text(cell, wording) for cell in cells], style.NEUTRAL)
    longest = found["estimate"].max()
    axes.set_xlim(0, longest if longest > 0 else 1)


def _outer(panels, column, lines, wording):
    size = sum(line[0] == lines[0][0] for line in lines)
    widest = max(len(wording.label("difficulty", line[-1])) for line in lines)
    for start in range(0, len(lines), size):
        text = "\n".join(textwrap.wrap(wording.label(column, lines[start][0]), _TOPIC))
        panels[0].annotate(
            text,
            (0, start + (size - 1) / 2),
            (-14 - 4.6 * widest, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=style.TEXT,
        )
        for axes in panels[: len(panels) if start else 0]:
            axes.axhline(start - 0.5, color=style.RULE, linewidth=0.5)
