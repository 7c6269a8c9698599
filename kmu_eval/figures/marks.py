"""Marks that several figures share: rows of bars with their numbers written beside them."""

from kmu_eval.figures import style


def blank_axes(axes, left=False):
    """Axes without frame and ticks, for rows whose numbers are written beside the marks."""
    axes.spines[:].set_visible(False)
    axes.spines["left"].set_visible(left)
    axes.tick_params(length=0)
    axes.set_xticks([])


def rows(axes, labels):
    """One row per label, the first on top."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)


def bars(axes, values, texts, colours, height=0.62):
    """Horizontal bars from zero, each with its text behind its end.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    values : sequence of float
        A missing value has no bar, only its text.
    texts : sequence of str
    colours : str or sequence of str
    height : float
    """
    lengths = [0 if value != value else value for value in values]
    axes.barh(range(len(lengths)), lengths, height=height, color=colours, linewidth=0)
    for place, (length, text) in enumerate(zip(lengths, texts, strict=True)):
        beside(axes, length, place, text)


def beside(axes, x, y, text, points=3, **style_of_text):
    """A text to the right of a mark, at a distance in points."""
    settings = {"va": "center_baseline", "ha": "left", "fontsize": style.SMALL, **style_of_text}
    return axes.annotate(text, (x, y), xytext=(points, 0), textcoords="offset points", **settings)


def heading(axes, text):
    """The heading of one panel."""
    axes.set_title(text, pad=4)
