"""Actual against target: one dot per indicator on a line that ends at the target."""

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.marks import beside, blank_axes, rows
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide

_FILL = {"reached": "full", "open": "left", "missed": "none"}


def targets(table, origin):
    """Draw the results against their targets.

    Parameters
    ----------
    table : DataFrame
        ``indicator, unit, target, estimate, lower, upper, share_of_target, verdict``.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> row = {"indicator": ["smes"], "unit": ["organisations"], "target": [100.0], "estimate": [120.0]}
    >>> row |= {"lower": [120.0], "upper": [130.0], "share_of_target": [1.2], "verdict": ["reached"]}
    >>> print(targets(pd.DataFrame(row), Origin("Centre")).alts["en"])
    Dot chart of results as a share of their targets. SMEs: 120–130, target 100, reached.
    """
    return compose("targets", hide(table, origin.smallest_cell), origin, _paint, _facts)


def _facts(table, wording):
    return {"rows": "; ".join(_sentence(row, wording) for _, row in table.iterrows())}


def _sentence(row, wording):
    parts = [_against(row, wording), *([wording.label("verdict", row["verdict"])] if row["hidden"] == "no" else [])]
    return f"{wording.label('indicator', row['indicator'])}: {', '.join(parts)}"


def _against(row, wording):
    return wording.caption("against", value=wording.range(row), target=wording.number(row["target"]))


def _paint(table, wording):
    sheet = page(wording, 0.4 * len(table) + 0.45)
    axes = sheet.add_subplot()
    blank_axes(axes)
    rows(axes, [""] * len(table))
    for place, (_, row) in enumerate(table.iterrows()):
        _name(axes, place, row, wording)
        _dot(axes, place, row, wording)
    _scale(axes, table, wording)
    return sheet


def _name(axes, place, row, wording):
    settings = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "ha": "right"}
    axes.annotate(
        wording.label("indicator", row["indicator"]), (0, place), (-8, 0), va="bottom", fontsize=style.TEXT, **settings
    )
    axes.annotate(
        _against(row, wording), (0, place), (-8, -1), va="top", fontsize=style.SMALL, color=style.SOFT, **settings
    )


def _dot(axes, place, row, wording):
    colour = style.colour("indicator", row["indicator"])
    furthest = 1 if row["hidden"] != "no" else max(1, row["estimate"] / row["target"])
    axes.plot([0, furthest], [place, place], color=style.RULE, linewidth=1, zorder=1)
    axes.plot([1, 1], [place - 0.3, place + 0.3], color=style.INK, linewidth=1.6, zorder=2)
    if row["hidden"] != "no":
        return
    share = row["estimate"] / row["target"]
    bounds = row[["estimate", "lower", "upper"]].astype("float64") / row["target"]
    low, high = bounds.min(), bounds.max()
    axes.plot([low, high], [place, place], color=colour, linewidth=4, alpha=0.4, zorder=3)
    verdict = wording.label("verdict", row["verdict"])
    axes.plot(
        share,
        place,
        marker="o",
        markersize=8,
        color=colour,
        markerfacecoloralt="white",
        fillstyle=_FILL[row["verdict"]],
        zorder=4,
    )
    beside(axes, max(high, 1), place, f"{wording.of_target(share)}, {verdict}", points=8)


def _scale(axes, table, wording):
    furthest = table[["estimate", "upper"]].max(axis=1) / table["target"]
    axes.set_xlim(0, 1.02 * max([1, *furthest.dropna()]))
    axes.annotate(
        wording.caption("target"),
        (1, -0.5),
        (0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=style.SMALL,
        weight="bold",
    )
