"""Advisers and their bodies by type of organisation."""

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import by_words, rows_of, words_of
from kmu_eval.figures.marks import bars, blank_axes, furthest, heading, rows
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide

_BODY, _CHARACTERS = "organisation_type", 17


def adviser_bodies(table, origin):
    """Draw advisers reached and trained, and their organisations, by type of body.

    Parameters
    ----------
    table : DataFrame
        ``organisation_type, indicator, unit, estimate``.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> bodies = {"organisation_type": ["chamber", "association"], "indicator": "advisers_reached"}
    >>> counted = pd.DataFrame({**bodies, "unit": "participants", "estimate": [80.0, 3.0]})
    >>> print(adviser_bodies(counted, Origin("Centre")).alts["en"])
    Bars by type of organisation. Advisers reached: chamber 80, association < 5.
    """
    return compose("adviser_bodies", hide(table, origin.smallest_cell), origin, _paint, _facts)


def _facts(table, wording):
    return {"rows": "; ".join(_sentence(table, indicator, wording) for indicator in words_of(table["indicator"]))}


def _sentence(table, indicator, wording):
    found = rows_of(table, indicator=indicator).iterrows()
    parts = [f"{wording.label(_BODY, row[_BODY])} {wording.value(row)}" for _, row in found]
    return f"{wording.label('indicator', indicator)}: {', '.join(parts)}"


def _paint(table, wording):
    indicators, bodies = words_of(table["indicator"]), words_of(table[_BODY])
    sheet = page(wording, 0.24 * len(bodies) + 0.5)
    panels = sheet.subplots(1, len(indicators), sharey=True, sharex=True, squeeze=False)[0]
    found = by_words(table, _BODY, "indicator")
    for indicator, axes in zip(indicators, panels, strict=True):
        _panel(axes, [found.get((body, indicator)) for body in bodies], indicator, wording)
    rows(panels[0], [wording.label(_BODY, body) for body in bodies])
    panels[0].set_xlim(0, furthest(table["estimate"]))
    return sheet


def _panel(axes, found, indicator, wording):
    blank_axes(axes, left=True)
    heading(axes, wording.label("indicator", indicator), _CHARACTERS)
    values = [float("nan") if row is None else row["estimate"] for row in found]
    texts = ["–" if row is None else wording.value(row) for row in found]
    bars(axes, values, texts, style.colour("indicator", indicator))
