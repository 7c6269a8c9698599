"""The page of a figure: title and subtitle above, source line below, axes between."""

import textwrap

from kmu_eval.figures import style

_LINE, _HEAD, _GAP = 0.16, 0.24, 0.1
_CHARACTERS = 98


def page(wording, height):
    """An empty page of the standard width.

    Parameters
    ----------
    wording : Wording
        Whose title, subtitle and source stand on it.
    height : float
        Inches for the axes; the lines of text come on top of that.

    Returns
    -------
    matplotlib.figure.Figure
        With a constrained layout that keeps clear of the lines of text.
    """
    from matplotlib.figure import Figure

    title = textwrap.wrap(wording.caption("title"), int(_CHARACTERS * 0.7))
    subtitle = textwrap.wrap(wording.caption("subtitle"), _CHARACTERS)
    source = textwrap.wrap(wording.source, _CHARACTERS + 4)
    above = _HEAD * len(title) + _LINE * len(subtitle) + _GAP
    below = _LINE * len(source) + _GAP
    full = height + above + below
    sheet = Figure(figsize=(style.WIDTH, full), layout="constrained")
    sheet.get_layout_engine().set(
        rect=(0.004, below / full, 0.992, height / full), w_pad=0.03, h_pad=0.03, wspace=0.03, hspace=0.03
    )
    _write(sheet, title, 1 - 0.03 / full, style.TITLE, style.INK, weight="bold")
    _write(sheet, subtitle, 1 - (0.03 + _HEAD * len(title)) / full, style.TEXT, style.SOFT)
    _write(sheet, source, (below - _GAP + 0.02) / full, style.SMALL, style.SOFT)
    return sheet


def settle(sheet):
    """Lay the page out once and for all, and round where its axes stand.

    The solver behind the layout leaves other last digits in every process; rounded, the files stay the same.
    """
    sheet.draw_without_rendering()
    places = [[round(edge, 5) for edge in axes.get_position(original=True).bounds] for axes in sheet.axes]
    sheet.set_layout_engine("none")
    for axes, place in zip(sheet.axes, places, strict=True):
        axes.set_position(place)
    return sheet


def empty_page(wording):
    """A page that says that there is nothing to draw."""
    sheet = page(wording, 0.6)
    sheet.text(0.5, 0.4, wording.shared("no_rows"), ha="center", va="center", fontsize=style.TEXT, color=style.SOFT)
    return sheet


def _write(sheet, lines, top, size, colour, **font):
    text = sheet.text(0.006, top, "\n".join(lines), va="top", ha="left", fontsize=size, color=colour, linespacing=1.25)
    text.set(**font)
    text.set_in_layout(False)
