"""Year x sector x size class: a heat table, one panel per year."""

from functools import partial

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import by_words, group_columns, rows_of, words_of
from kmu_eval.figures.marks import furthest, heading
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide

_CELL, _NAMES = 0.2, 0.75
_WIDE = 10_000
"""From this number on a cell needs the whole width of the page."""


def reach_heat(table, origin, indicator="organisations"):
    """Draw who was reached by sector and size, year by year.

    Parameters
    ----------
    table : DataFrame
        Three grouping columns (panels, rows, columns; ``year, sector, size_class``), then
        ``indicator, unit, estimate``.
    origin : Origin
    indicator : str
        Which of the table's indicators is drawn.

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> cells = {"year": ["2020"], "sector": ["trade"], "size_class": ["micro"], "indicator": ["smes"]}
    >>> table = pd.DataFrame({**cells, "unit": "organisations", "estimate": [12.0]})
    >>> print(reach_heat(table, Origin("Centre"), "smes").alts["en"])
    Heat table of SMEs: one panel per year, rows by sector, columns by employees. Highest: 2020, trade, micro (1–9): 12.
    """
    shown = hide(rows_of(table, indicator=indicator).reset_index(drop=True), origin.smallest_cell)
    return compose("reach_heat", shown, origin, _paint, partial(_facts, indicator=indicator), indicator)


def _facts(table, wording, indicator):
    names = [wording.column_inline(name) for name in group_columns(table)]
    unit = wording.label("indicator", indicator)
    return {"unit": unit, "panel": names[0], "row": names[1], "column": names[2], "highest": _highest(table, wording)}


def _highest(table, wording):
    if not table["estimate"].max() > 0:
        return "–"
    row = table.loc[table["estimate"].idxmax()]
    labels = [wording.label(name, row[name]) for name in group_columns(table)]
    return f"{', '.join(labels)}: {wording.value(row)}"


def _paint(table, wording):
    panel, row, column = group_columns(table)
    panels, lines, columns = (words_of(table[name]) for name in (panel, row, column))
    abreast = 1 if len(panels) == 1 or table["estimate"].max() >= _WIDE else 2
    decks = -(-len(panels) // abreast)
    sheet = page(wording, decks * (_CELL * len(lines) + 0.3 + _NAMES))
    grid = sheet.subplots(decks, abreast, sharex=True, sharey=True, squeeze=False).ravel()
    largest = furthest(table["estimate"])
    for word, axes in zip(panels, grid, strict=False):
        cells = rows_of(table, **{panel: word})
        _panel(axes, _cells(cells, row, column, lines, columns), wording, largest)
        heading(axes, wording.label(panel, word))
    _edges(grid, len(panels))
    grid[0].set_yticks(range(len(lines)), [wording.label(row, word) for word in lines])
    grid[0].set_xticks(range(len(columns)), [wording.label(column, word) for word in columns])
    return sheet


def _cells(found, row, column, lines, columns):
    rows = by_words(found, row, column)
    return [[rows.get((line, word)) for word in columns] for line in lines]


def _panel(axes, cells, wording, largest):
    from matplotlib.colors import PowerNorm

    values = [[float("nan") if cell is None else cell["estimate"] for cell in line] for line in cells]
    scale = PowerNorm(0.5, 0, largest)
    axes.imshow(values, cmap=style.ramp(), norm=scale, aspect="auto", interpolation="nearest")
    for y, line in enumerate(cells):
        for x, cell in enumerate(line):
            if cell is not None:
                _number(axes, x, y, cell, wording, scale)
    _grid(axes, len(cells[0]), len(cells))


def _number(axes, x, y, cell, wording, scale):
    dark = cell["hidden"] == "no" and scale(cell["estimate"]) > 0.55
    empty = cell["hidden"] != "no" or cell["estimate"] == 0
    ink = "white" if dark else style.SOFT if empty else style.INK
    axes.text(x, y, wording.value(cell), ha="center", va="center_baseline", fontsize=style.SMALL, color=ink)


def _grid(axes, columns, lines):
    axes.set_xticks([place - 0.5 for place in range(1, columns)], minor=True)
    axes.set_yticks([place - 0.5 for place in range(1, lines)], minor=True)
    axes.grid(which="minor", color="white", linewidth=1)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)


def _edges(grid, used):
    for place, axes in enumerate(grid):
        axes.xaxis.tick_top()
        axes.tick_params(axis="x", length=0, labelrotation=90, labeltop=True)
        axes.set_axis_on() if place < used else axes.set_axis_off()
