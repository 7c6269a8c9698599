"""Bars of answers stacked around the middle of their scale, and the key to their colours."""

from dataclasses import dataclass, replace

from kmu_eval.figures import style
from kmu_eval.figures.lines import arrange, inches, upright
from kmu_eval.figures.marks import wide

THICK = 0.19
"""Inches of a bar."""
_KEY, _AROUND, _SQUARE = 0.17, 0.1, "\N{BLACK SQUARE} "
"""Inches of a line of the key, and above and below all; what stands before each of its texts."""
_READABLE = 0.06
"""Inches beside a number within its part of a bar."""


@dataclass(frozen=True)
class Stack:
    """The shares of a line's answers from least to most."""

    shares: list

    @property
    def colours(self):
        """Their colours, from the least to the most."""
        return [style.answer_colour(place + 1, len(self.shares)) for place in range(len(self.shares))]

    @property
    def start(self):
        """Where the bar begins, so that the middle of the scale is at 0.

        Examples
        --------
        >>> Stack([0.1, 0.2, 0.7]).start, Stack([0.1, 0.9]).start
        (-0.2, -0.1)
        """
        half, middle = divmod(len(self.shares), 2)
        return -(sum(self.shares[:half]) + middle * self.shares[half] / 2)


def extent(stacks):
    """How far the bars reach to the left and to the right of the middle.

    Examples
    --------
    >>> extent([Stack([0.1, 0.9]), Stack([0.3, 0.7])])
    (-0.3, 0.9)
    """
    ends = [(stack.start, stack.start + sum(stack.shares)) for stack in stacks]
    return min([-0.05, *(start for start, _ in ends)]), max([0.05, *(end for _, end in ends)])


def bars(axes, lines, stacks, wording):
    """Draw the bars of a page around a fine line in the middle, a number in each part that is wide enough.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    lines : Lines
    stacks : list of Stack or None
        One per row; none where there is nothing to draw.
    wording : Wording
    """
    low, high = extent([stack for stack in stacks if stack])
    per_share = inches(axes) / (high - low)
    for line, stack in zip(lines.rows, stacks, strict=True):
        upright(axes, line, 0)
        if stack:
            _stacked(axes, line.place, stack, wording, per_share)
    axes.set_xlim(low, high)


def _stacked(axes, place, stack, wording, per_share):
    left = stack.start
    for share, colour in zip(stack.shares, stack.colours, strict=True):
        axes.barh(place, share, left=left, height=THICK, color=colour, edgecolor="white", linewidth=0.5)
        number = wording.number(100 * share)
        if wide(number, style.SMALL) + _READABLE < share * per_share:
            settings = {"ha": "center", "va": "center_baseline", "fontsize": style.SMALL}
            axes.text(left + share / 2, place, number, color=style.ink_on(colour), **settings)
        left += share


def key_height(texts):
    """Inches that the key to a scale needs.

    Examples
    --------
    >>> with style.context():
    ...     key_height(["no", "yes"])
    0.37
    """
    return _KEY * len(_flow(texts)) + 2 * _AROUND


def under_key(blocks, texts):
    """The lines of blocks that share a scale, with room for its key above them."""
    first, *others = blocks
    return arrange([replace(first, above=key_height(texts)), *others])


def key(axes, line, texts, margin):
    """Write the key to a scale into the place kept free for it; at the very top above the heads of columns.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    line : Line
    texts : sequence of str
        The answers from least to most.
    margin : float
        Inches between the edge of the page and the axes.
    """
    colours = iter(Stack([0.0] * len(texts)).colours)
    top = line.place - line.height / 2 or axes.get_ylim()[1]
    for number, entries in enumerate(_flow(texts)):
        y = top + _AROUND + _KEY * (number + 0.5)
        for text, start in entries:
            _entry(axes, (start - margin, y), text, next(colours))


def _flow(texts):
    """The entries of each line of the key, with the inches at which they start."""
    lines, start = [[]], 0.0
    for text in texts:
        needed = wide(_SQUARE + text, style.SMALL) + 0.22
        if start + needed > style.WIDTH and lines[-1]:
            lines.append([])
            start = 0.0
        lines[-1].append((text, start))
        start += needed
    return lines


def _entry(axes, place, text, colour):
    start, y = place
    settings = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "center_baseline"}
    for written, ink, x in ((_SQUARE.strip(), colour, 72 * start), (text, style.INK, 72 * start + 12)):
        size = style.TITLE if written != text else style.SMALL
        note = axes.annotate(written, (0, y), (x, 0), color=ink, fontsize=size, **settings)
        note.set_in_layout(False)
