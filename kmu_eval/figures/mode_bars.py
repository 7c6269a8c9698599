"""Events and attendances by mode over time: one row of panels per indicator, one column per mode."""

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import group_columns, rows_of, words_of
from kmu_eval.figures.marks import furthest, heading
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide


def modes_over_time(table, origin):
    """Draw events and attendances by mode over periods.

    Parameters
    ----------
    table : DataFrame
        A period column (``quarter``, ``month`` or ``year``), then ``mode, indicator, unit, estimate``.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> held = {"quarter": ["2020-Q1", "2020-Q2"], "mode": "online", "indicator": "events", "unit": "events"}
    >>> print(modes_over_time(pd.DataFrame({**held, "estimate": [2.0, 9.0]}), Origin("Centre")).alts["en"])
    Bars over time, one panel per mode and indicator. Events, online: highest in 2020-Q2 with 9.
    """
    return compose("modes_over_time", hide(table, origin.smallest_cell), origin, _paint, _facts)


def _facts(table, wording):
    dated = _dated(table)
    panels = [(indicator, mode) for indicator in words_of(dated["indicator"]) for mode in _modes(dated)]
    told = [_peak(rows_of(dated, indicator=indicator, mode=mode), wording) for indicator, mode in panels]
    ring = wording.shared("ring", small=wording.hidden()) if (table["hidden"] != "no").any() else ""
    period = wording.column_inline(group_columns(table)[0])
    rows = "; ".join(text for text in told if text)
    return {"rows": rows, "period": period, "ring": ring, "undated": _undated(table, wording)}


def _dated(table):
    """The rows that have a place on the time axis."""
    return table[table[group_columns(table)[0]].notna()]


def _undated(table, wording):
    """What is told of the rows without a period, if anything was counted in them."""
    without = rows_of(table, **{group_columns(table)[0]: None})
    rows = without[(without["estimate"] > 0) | (without["hidden"] != "no")]
    told = [f"{wording.label('indicator', row['indicator'])} {wording.value(row)}" for _, row in rows.iterrows()]
    return wording.caption("without_date", rows=", ".join(told)) if told else ""


def _peak(found, wording):
    if not found["estimate"].max() > 0:
        return ""
    row = found.loc[found["estimate"].idxmax()]
    names = f"{wording.label('indicator', row['indicator'])}, {wording.label('mode', row['mode'])}"
    period = str(row[group_columns(found)[0]])
    return wording.caption("peak", names=names, period=period, value=wording.value(row))


def _modes(table):
    """The modes; the missing one only where something was counted in it."""
    counted = (table["estimate"] > 0) | (table["hidden"] != "no") | table["mode"].notna()
    return words_of(table.loc[counted, "mode"])


def _paint(table, wording):
    table = _dated(table)
    indicators, modes = words_of(table["indicator"]), _modes(table)
    sheet = page(wording, 1.55 * len(indicators))
    grid = sheet.subplots(len(indicators), len(modes), sharex=True, sharey="row", squeeze=False)
    for indicator, line in zip(indicators, grid, strict=True):
        for mode, axes in zip(modes, line, strict=True):
            _panel(axes, rows_of(table, indicator=indicator, mode=mode), mode, wording)
        line[0].set_ylim(0, 1.05 * furthest(rows_of(table, indicator=indicator)["estimate"]))
        line[0].set_ylabel(wording.label("indicator", indicator), color=style.INK, fontsize=style.TEXT)
    for mode, axes in zip(modes, grid[0], strict=True):
        heading(axes, wording.label("mode", mode), pad=12)
    return sheet


def _panel(axes, found, mode, wording):
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    heights = found["estimate"].fillna(0).to_list()
    axes.bar(range(len(heights)), heights, width=0.8, color=style.colour("mode", mode), linewidth=0)
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", labelsize=style.SMALL, labelcolor=style.SOFT)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: wording.number(value)))
    _periods(axes, words_of(found[group_columns(found)[0]]))
    _highest(axes, found, wording)
    if (found["hidden"] != "no").any():
        _hidden(axes, found, mode)


def _periods(axes, periods):
    """Ticks where a year begins, labelled with the year."""
    texts = [str(period) for period in periods if period is not None]
    starts = [place for place, text in enumerate(texts) if place == 0 or text[:4] != texts[place - 1][:4]]
    crowded = len(starts) > 1 and starts[1] - starts[0] < len(texts) / 8
    labels = ["" if crowded and place == starts[0] else texts[place][:4] for place in starts]
    axes.set_xticks([start - 0.5 for start in starts], labels, ha="left")
    axes.set_xlim(-0.7, len(texts) - 0.3)


def _highest(axes, found, wording):
    if found["estimate"].max() > 0:
        place, last = int(found["estimate"].reset_index(drop=True).idxmax()), len(found) - 1
        side = "left" if place < 2 else "right" if place > last - 2 else "center"
        x = place + {"left": -0.4, "center": 0, "right": 0.4}[side]
        text, height = wording.value(found.iloc[place]), found["estimate"].iloc[place]
        settings = {"textcoords": "offset points", "ha": side, "va": "bottom", "fontsize": style.SMALL}
        axes.annotate(text, (x, height), (0, 2), **settings)


def _hidden(axes, found, mode):
    """A ring on the base line where the number is too small to be shown."""
    places = [place for place, kind in enumerate(found["hidden"]) if kind != "no"]
    ring = {"markerfacecolor": "white", "markeredgecolor": style.colour("mode", mode), "clip_on": False, "zorder": 4}
    axes.plot(places, [0] * len(places), "o", markersize=4, **ring)
