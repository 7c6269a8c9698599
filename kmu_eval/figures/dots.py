"""Dots with intervals on the lines of a page."""

from dataclasses import dataclass

from kmu_eval.figures import style


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


def share_scale(axes, wording, low=0.0, high=1.0, step=0.25):
    """A scale of shares under a drawing, with a fine line at each step."""
    steps = [n * step for n in range(-100, 101) if low - 1e-9 <= n * step <= high + 1e-9]
    axes.set_xticks(steps, [wording.percent(each).replace("-", "\N{MINUS SIGN}") for each in steps])
    axes.grid(axis="x")
    axes.tick_params(axis="x", labelsize=style.SMALL, length=2)
    axes.set_xlim(low, high)


def colour_of(columns):
    """A function of a row that gives the colour of its group: that of its first word if it has one.

    Examples
    --------
    >>> colour_of(["mode"])({"mode": "online"}), colour_of([])({})
    ('#0072b2', '#44617b')
    """

    def colour(row):
        if not columns:
            return style.NEUTRAL
        word = row[columns[0]]
        return style.colour(columns[0], None if word != word else word)

    return colour
