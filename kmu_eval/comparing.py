"""What is compared: outcomes with their margins, and what groups must have in common before a number is adjusted."""

from dataclasses import asdict, dataclass

from kmu_eval.errors import MeasureError

MEASURES = ("top_share", "mean", "net_promoter")
MOST_CONFOUNDERS = 3


@dataclass(frozen=True)
class Outcome:
    """An item as it is compared.

    Parameters
    ----------
    word : str
        Its name in ``programme.toml``.
    item : str
        The item of the code book.
    measure : str
        One of `MEASURES`.
    margin_pp : float, optional
        The margin within which two groups count as equal: percentage points, or points of the scale for a mean. Without
        one no verdict is given.
    reason, date : str
        Why this margin, and the day on which it was set.
    primary : bool
        Whether it was named as the one that decides; all others are secondary.
    """

    word: str
    item: str
    measure: str = "top_share"
    margin_pp: float | None = None
    reason: str = ""
    date: str = ""
    primary: bool = False

    @property
    def margin(self):
        """The margin in the unit of the estimate: a share, or points of the scale; None without one."""
        in_points = self.measure == "mean" or self.margin_pp is None
        return self.margin_pp if in_points else self.margin_pp / 100


@dataclass(frozen=True)
class Overlap:
    """What two groups must have in common before a number is adjusted.

    Parameters
    ----------
    confounders : tuple of str
        At most three columns of events, or periods.
    least_events : int
        Events that each group needs in a joint cell of them for the cell to be kept.
    least_share : float
        Share of the answers that must lie in kept cells.
    """

    confounders: tuple[str, ...] = ()
    least_events: int = 2
    least_share: float = 0.5


@dataclass(frozen=True)
class Comparing:
    """All that a programme declares of its comparisons.

    Parameters
    ----------
    outcomes : tuple of Outcome
    overlap : Overlap
    strata : tuple of str
        Columns of events within which a permutation test exchanges them.

    Examples
    --------
    >>> Comparing((Outcome("useful", "useful", margin_pp=10, primary=True),))["useful"].margin
    0.1
    """

    outcomes: tuple[Outcome, ...] = ()
    overlap: Overlap = Overlap()
    strata: tuple[str, ...] = ()

    def __getitem__(self, word):
        found = next((outcome for outcome in self.outcomes if outcome.word == word), None)
        if found is None:
            known = [outcome.word for outcome in self.outcomes]
            raise MeasureError(("unknown_word", {"found": word, "known": known, "where": "outcomes"}))
        return found

    @property
    def primary(self):
        """The outcomes that decide."""
        return tuple(outcome for outcome in self.outcomes if outcome.primary)

    @property
    def secondary(self):
        """All others."""
        return tuple(outcome for outcome in self.outcomes if not outcome.primary)


NOTHING_COMPARED = Comparing()
"""Of a programme that declares no comparison."""


def stored(comparing):
    """What is compared, as it lies in the manifest."""
    return asdict(comparing)


def from_stored(given):
    """What is compared, from a manifest.

    Examples
    --------
    >>> some = Comparing((Outcome("useful", "useful"),), Overlap(("quarter",), 3, 0.6), ("kind",))
    >>> from_stored(stored(some)) == some
    True
    """
    outcomes = tuple(Outcome(**outcome) for outcome in given["outcomes"])
    overlap = Overlap(**{**given["overlap"], "confounders": tuple(given["overlap"]["confounders"])})
    return Comparing(outcomes, overlap, tuple(given["strata"]))
