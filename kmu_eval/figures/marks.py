"""Marks that several figures share: rows of bars with their numbers written beside them."""

import textwrap

from kmu_eval.figures import style

THICK = 0.62
"""Thickness of a bar, where rows are one apart."""


def blank_axes(axes, left=False):
    """Axes without frame and ticks, for rows whose numbers are written beside the marks."""
    axes.spines[:].set_visible(False)
    axes.spines["left"].set_visible(left)
    axes.tick_params(length=0)
    axes.set_xticks([])


def rows(axes, labels, places=None):
    """One row per label, the first on top; at the given places, else one below the other."""
    places = range(len(labels)) if places is None else places
    axes.set_yticks(places, labels)
    axes.set_ylim(max(places, default=0) + 0.5, -0.5)


def bars(axes, values, texts, colours, places=None):
    """Horizontal bars from zero, each with its text behind its end.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    values : sequence of float
        A missing value has no bar, only its text.
    texts : sequence of str
        An empty one is not written.
    colours : str or sequence of str
    places : sequence of float, optional
        Where the rows stand; one below the other unless given.
    """
    lengths = [0 if value != value else value for value in values]
    places = range(len(lengths)) if places is None else places
    axes.barh(places, lengths, height=THICK, color=colours, linewidth=0)
    for place, length, text in zip(places, lengths, texts, strict=True):
        if text:
            beside(axes, length, place, text)


def furthest(values):
    """The greatest of the values, to scale by; one where there is none above zero.

    Examples
    --------
    >>> furthest([3.0, float("nan")]), furthest([0.0]), furthest([])
    (3.0, 1, 1)
    """
    return max((value for value in values if value > 0), default=1)


def beside(axes, x, y, text, points=3, **style_of_text):
    """A text to the right of a mark, at a distance in points."""
    settings = {"va": "center_baseline", "ha": "left", "fontsize": style.SMALL, **style_of_text}
    return axes.annotate(text, (x, y), xytext=(points, 0), textcoords="offset points", **settings)


def heading(axes, text, characters=80, pad=4):
    """The heading of one panel, in lines of at most so many characters, and its first letter a capital."""
    axes.set_title("\n".join(textwrap.wrap(text[:1].upper() + text[1:], characters)), pad=pad)


def wide(text, size, weight="normal"):
    """How wide a text is in inches.

    Examples
    --------
    >>> with style.context():
    ...     round(wide("online", 8), 2)
    0.33
    """
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    font = FontProperties(family="DejaVu Sans", weight=weight)
    return float(TextPath((0, 0), text, size=size, prop=font).get_extents().width) / 72 if text.strip() else 0.0
