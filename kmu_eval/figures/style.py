"""Colours, fonts and sizes of all figures. A colour belongs to a meaning and means the same everywhere."""

from contextlib import contextmanager
from types import MappingProxyType

WIDTH = 6.3
"""Inches: 16 cm, the text width of an A4 page."""

SMALL, TEXT, HEADING, TITLE = 8, 8.5, 9, 11
"""Font sizes in points."""

INK, SOFT, RULE, PALE = "#1a1a1a", "#595959", "#bdbdbd", "#e4e4e4"
NEUTRAL = "#44617b"
"""What is counted without belonging to a mode or role."""

_ENTERPRISE, _ADVISER = "#009e73", "#d55e00"
COLOURS = MappingProxyType(
    {
        ("mode", "in_person"): "#e69f00",
        ("mode", "online"): "#0072b2",
        ("mode", "hybrid"): "#cc79a7",
        ("role", "all"): NEUTRAL,
        ("role", "enterprise"): _ENTERPRISE,
        ("role", "adviser"): _ADVISER,
        ("role", "other"): "#7a7a7a",
        ("indicator", "enterprise_participants"): _ENTERPRISE,
        ("indicator", "enterprises"): _ENTERPRISE,
        ("indicator", "smes"): _ENTERPRISE,
        ("indicator", "sme_representatives"): _ENTERPRISE,
        ("indicator", "advisers_reached"): _ADVISER,
        ("indicator", "advisers_trained"): _ADVISER,
        ("indicator", "adviser_organisations"): _ADVISER,
        ("indicator", "events_online"): "#0072b2",
        ("outcome", "set_aside"): "#b8842b",
    }
)
"""Okabe and Ito's palette, told apart by people who see colours differently."""


def colour(column, word):
    """The colour of a word of a column; grey where the word is missing.

    Parameters
    ----------
    column : str
    word : str or missing

    Returns
    -------
    str

    Examples
    --------
    >>> colour("mode", "online"), colour("mode", None)
    ('#0072b2', '#bdbdbd')
    """
    return RULE if word is None else COLOURS.get((column, word), NEUTRAL)


LEAST, MIDDLE, MOST = ("#f0dcb4", "#8c510a"), "#d6d6d6", ("#c3d7e8", "#1f4e79")
"""Answers below and above the middle of a scale, from the one next to it to the outermost, and the middle itself."""


def answer_colour(position, answers):
    """The colour of an answer by its place on the scale: brown for the least, grey in the middle, blue for the most.

    Parameters
    ----------
    position : int
        From 1, least first.
    answers : int
        How many the scale has.

    Returns
    -------
    str

    Examples
    --------
    >>> [answer_colour(position, 3) for position in (1, 2, 3)]
    ['#8c510a', '#d6d6d6', '#1f4e79']
    """
    away = (2 * position - answers - 1) / max(answers - 1, 1)
    return MIDDLE if away == 0 else _between(*(MOST if away > 0 else LEAST), abs(away))


def _between(start, end, share):
    parts = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (start, end)]
    return "#" + "".join(f"{round(a + share * (b - a)):02x}" for a, b in zip(*parts, strict=True))


def ink_on(colour):
    """The colour of letters on a ground of a colour: white on dark ones.

    Examples
    --------
    >>> ink_on("#1f4e79"), ink_on("#d6d6d6")
    ('white', '#1a1a1a')
    """
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "white" if 0.3 * red + 0.59 * green + 0.11 * blue < 120 else INK


def ramp():
    """The colour map of heat tables, white where nothing was counted."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("reach", ["#f4f8fb", "#a9c5dc", "#4a7ba6", "#12395f"])


_SETTINGS = MappingProxyType(
    {
        "font.family": "DejaVu Sans",
        "font.size": TEXT,
        "text.color": INK,
        "text.parse_math": False,
        "axes.titlesize": HEADING,
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "axes.titlecolor": INK,
        "axes.labelcolor": SOFT,
        "axes.labelsize": SMALL,
        "axes.edgecolor": RULE,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.unicode_minus": True,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": TEXT,
        "xtick.color": RULE,
        "ytick.color": RULE,
        "xtick.labelcolor": SOFT,
        "ytick.labelcolor": INK,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "xtick.major.size": 3,
        "ytick.major.size": 0,
        "grid.color": PALE,
        "grid.linewidth": 0.6,
        "figure.dpi": 200,
        "savefig.dpi": 200,
        "svg.hashsalt": "kmu_eval",
        "svg.fonttype": "path",
    }
)


@contextmanager
def context():
    """Draw and save under these settings alone, whatever the user's own configuration says."""
    import matplotlib.style

    with matplotlib.style.context(["default", _SETTINGS]):
        yield
