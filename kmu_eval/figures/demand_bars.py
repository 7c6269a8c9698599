"""Demand: registrations per event and fill rate by topic and difficulty."""

import textwrap

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import by_words, group_columns, rows_of, words_of
from kmu_eval.figures.marks import bars, blank_axes, furthest, heading, rows
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide_rows

_ROW, _GAP, _TOPIC, _CHARACTERS = 0.19, 0.5, 24, 20
"""Inches per row, rows between two topics, and how long lines of topics and headings are."""


def demand(table, origin):
    """Draw how much each topic was asked for, by difficulty.

    Parameters
    ----------
    table : DataFrame
        Two grouping columns (``topic, difficulty``), then ``indicator, n, n_events, estimate``; ``estimate`` times
        ``n`` are registrations, and rows with too few of them are hidden.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> asked = {"topic": ["Video"], "difficulty": ["introductory"], "indicator": ["registrations_per_event"]}
    >>> table = pd.DataFrame({**asked, "n": [4], "n_events": [4], "estimate": [15.0]})
    >>> print(demand(table, Origin("Centre")).alts["en"])
    Bars by topic and difficulty. Highest: Registrations per event: Video, introductory 15.0 (4).
    """
    registered = table["estimate"] * table["n"]
    shown = hide_rows(table, (registered > 0) & (registered < origin.smallest_cell))
    return compose("demand", shown, origin, _paint, _facts, "by_" + "_and_".join(group_columns(table)))


def _facts(table, wording):
    told = [_highest(rows_of(table, indicator=indicator), wording) for indicator in words_of(table["indicator"])]
    groups = wording.shared("and").join(wording.column_inline(column) for column in group_columns(table))
    return {"groups": groups, "rows": "; ".join(text for text in told if text)}


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
    lines, columns = _lines(table), group_columns(table)
    places = _places(lines)
    sheet = page(wording, _ROW * (places[-1] + 1) + 0.45)
    indicators = words_of(table["indicator"])
    panels = sheet.subplots(1, len(indicators), sharey=True, squeeze=False)[0]
    for indicator, axes in zip(indicators, panels, strict=True):
        _panel(axes, rows_of(table, indicator=indicator), lines, places, wording)
        heading(axes, wording.label("indicator", indicator), _CHARACTERS * (3 - len(columns)))
    rows(panels[0], [wording.label(columns[-1], line[-1]) for line in lines], places)
    if len(columns) > 1:
        _outer(panels[0], columns, lines, places, wording)
    return sheet


def _lines(table):
    """The rows of the figure: groups as they stand in the table, the outer ones by their highest estimate."""
    columns = group_columns(table)
    first = rows_of(table, indicator=words_of(table["indicator"])[0])
    words = [words_of(table[column]) for column in columns]
    best = {word: rows_of(first, **{columns[0]: word})["estimate"].max() for word in words[0]}
    outer = sorted(words[0], key=lambda word: (word is None, -best[word] if best[word] == best[word] else 1))
    return [(word,) for word in outer] if len(columns) == 1 else [(a, b) for a in outer for b in words[1]]


def _panel(axes, found, lines, places, wording):
    blank_axes(axes, left=True)
    rows_by_line = by_words(found, *group_columns(found))
    cells = [rows_by_line.get(line) for line in lines]
    values = [float("nan") if cell is None else cell["estimate"] for cell in cells]
    bars(axes, values, [_text(cell, wording) for cell in cells], style.NEUTRAL, places)
    axes.set_xlim(0, furthest(found["estimate"]))


def _places(lines):
    """Where each row stands: a gap before every further topic that has rows of its own."""
    if len(lines[0]) == 1:
        return list(range(len(lines)))
    topics = list(dict.fromkeys(line[0] for line in lines))
    return [place + _GAP * topics.index(line[0]) for place, line in enumerate(lines)]


def _outer(axes, columns, lines, places, wording):
    """The topics, to the left of their rows."""
    widest = max(len(wording.label(columns[1], line[1])) for line in lines)
    settings = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "ha": "right", "va": "center"}
    for word in dict.fromkeys(line[0] for line in lines):
        own = [place for place, line in zip(places, lines, strict=True) if line[0] == word]
        text = "\n".join(textwrap.wrap(wording.label(columns[0], word), _TOPIC))
        offset = (-16 - 4.8 * widest, 0)
        axes.annotate(text, (0, (own[0] + own[-1]) / 2), offset, fontsize=style.TEXT, **settings)
