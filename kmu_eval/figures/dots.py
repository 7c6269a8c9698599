"""Dots with intervals on the lines of a page."""

from dataclasses import dataclass

from kmu_eval.figures import style
from kmu_eval.figures.lines import inches, upright

SCALE, _NARROW, _ROOM = 0.25, 1.8, -0.03
"""Inches that a scale needs under a drawing, and up to which width it names three steps; where it begins, so that a dot
at 0 keeps clear of the labels."""


@dataclass(frozen=True)
class Dot:
    """A kind of dot: the columns that hold its place and the ends of its interval, and how it looks.

    Parameters
    ----------
    column : str
    low, high : str
        Empty where it has no interval.
    filled : bool
    lift : float
        Inches above the middle of the line, where a line has several dots.
    """

    column: str
    low: str = ""
    high: str = ""
    filled: bool = True
    lift: float = 0.0


def dots(axes, lines, kinds, colour):
    """Draw the dots of every line that is not hidden.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    lines : Lines
    kinds : sequence of Dot
    colour : callable
        Takes the row of a line, returns its colour.
    """
    for line in lines.rows:
        for kind in kinds if line.row["hidden"] == "no" else ():
            _dot(axes, line.place - kind.lift, line.row, kind, colour(line.row))


def _dot(axes, place, row, kind, colour):
    if kind.low:
        axes.plot(row[[kind.low, kind.high]].astype("float64"), [place] * 2, color=colour, linewidth=1.6, zorder=3)
    face = colour if kind.filled else "white"
    settings = {"markersize": 5.5, "markerfacecolor": face, "markeredgecolor": colour, "zorder": 4}
    axes.plot(float(row[kind.column]), place, marker="o", clip_on=False, **settings)


def joined(axes, lines, start, end):
    """A thin line between two columns of each row that is not hidden."""
    for line in lines.rows:
        if line.row["hidden"] == "no":
            ends = line.row[[start, end]].astype("float64")
            axes.plot(ends, [line.place] * 2, color=style.RULE, linewidth=2.5, zorder=2, solid_capstyle="butt")


def share_scale(axes, lines, wording):
    """A scale from 0 to 100 % under a drawing, with a fine line at each step behind the rows."""
    step = 0.25 if inches(axes) > _NARROW else 0.5
    steps = [n * step for n in range(round(1 / step) + 1)]
    axes.set_xticks(steps, [wording.percent(each) for each in steps])
    axes.tick_params(axis="x", labelsize=style.SMALL, length=2)
    axes.set_xlim(_ROOM, 1)
    for line in lines.rows:
        for each in steps:
            upright(axes, line, each, style.PALE)


def point_scale(axes, lines, wording, by=1, holding=(0,)):
    """A scale of points under a drawing, as far as the intervals reach.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    lines : Lines
    wording : Wording
    by : float
        How many points one unit of the table is.
    holding : sequence of float
        Values that it holds in any case; an upright line stands at 0 if it is one of them.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    ends = [float(line.row[name]) for line in lines.rows for name in ("estimate", "ci_low", "ci_high")]
    ends = [*holding, *(end for end in ends if end == end)] or [0]
    low, high = min(ends), max(ends)
    edge = 0.08 * (high - low) or 1
    axes.set_xlim(low - edge, high + edge)
    axes.xaxis.set_major_locator(MaxNLocator(3))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: wording.signed(by * value, int(by == 1))))
    axes.tick_params(axis="x", labelsize=style.SMALL, length=2, labelleft=False)
    for line in lines.rows if 0 in holding else ():
        upright(axes, line, 0)


def colour_of(columns):
    """A function of a row that gives the colour of its group: that of its first word whose column has colours.

    Examples
    --------
    >>> colour_of(["year", "mode"])({"year": "2020", "mode": "online"}), colour_of([])({})
    ('#0072b2', '#44617b')
    """
    coloured = [name for name in columns if name in {column for column, _ in style.COLOURS}]
    name = next(iter([*coloured, *columns]), None)

    def colour(row):
        if name is None:
            return style.NEUTRAL
        return style.colour(name, None if row[name] != row[name] else row[name])

    return colour
