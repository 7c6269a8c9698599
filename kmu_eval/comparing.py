"""What is compared: outcomes with their margins, and what groups must have in common before a number is adjusted."""

from dataclasses import asdict, dataclass

from kmu_eval.errors import MeasureError

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
        One of `kmu_eval.vocabulary.OUTCOME_MEASURE`.
    wave : str
        In which it was asked.
    top : tuple of str
        The answers that count in the share, where these are not those marked in the code book.
    of_dont_know : bool
        Whether *don't know* is among the answers that the share is of.
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
    wave: str = "post"
    top: tuple[str, ...] = ()
    of_dont_know: bool = False
    margin_pp: float | None = None
    reason: str = ""
    date: str = ""
    primary: bool = False

    @property
    def margin(self):
        """The margin in the unit of the estimate: a share, or points of the scale; None without one."""
        in_points = self.measure == "mean" or self.margin_pp is None
        return self.margin_pp if in_points else self.margin_pp / 100

    def misfit(self, item):
        """Why an item cannot be measured so, as the key of a message; None if it can.

        Parameters
        ----------
        item : kmu_eval.code_book.Item

        Examples
        --------
        >>> from kmu_eval.code_book import Item
        >>> Outcome("recommend", "useful", "net_promoter").misfit(Item("useful"))
        'no_recommendation'
        """
        asked = [answer for answer in item.answers if not answer.dont_know]
        fits = {
            "net_promoter": ("no_recommendation", item.recommendation),
            "mean": ("answers_without_value", all(answer.value is not None for answer in asked)),
            "top_share": ("no_top_answers", bool(self.top) or any(answer.top for answer in asked)),
        }
        key, fitting = fits[self.measure]
        return None if fitting else key


@dataclass(frozen=True)
class Comparison:
    """Two groups of events that are compared, and what they must have in common before a number is adjusted.

    Parameters
    ----------
    word : str
        Its name in ``programme.toml``.
    by : str
        The column that splits the answers.
    order : (str, str)
        Two of its words; a difference is the first less the second.
    confounders : tuple of str
        At most three columns of events, or periods.
    least_events : int
        Events that each group needs in a joint cell of them for the cell to be kept.
    least_share : float
        Share of the answers that must lie in kept cells.
    strata : tuple of str
        Columns of events within which a permutation test exchanges them.
    """

    word: str
    by: str
    order: tuple[str, str]
    confounders: tuple[str, ...] = ()
    least_events: int = 2
    least_share: float = 0.5
    strata: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparing:
    """All that a programme declares of its comparisons.

    Parameters
    ----------
    outcomes : tuple of Outcome
    comparisons : tuple of Comparison

    Examples
    --------
    >>> Comparing((Outcome("useful", "useful", margin_pp=10, primary=True),)).outcome("useful").margin
    0.1
    """

    outcomes: tuple[Outcome, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    def outcome(self, word):
        """The outcome of a name.

        Raises
        ------
        MeasureError
            Names the nearest one.
        """
        return _named(self.outcomes, word, "outcomes")

    def chosen(self, words=None):
        """The outcomes of some names, each once; all if none are given.

        Raises
        ------
        MeasureError
            If there is none, or one is not declared.
        """
        names = [each.word for each in self.outcomes] if words is None else words
        if not names:
            raise MeasureError(("no_outcomes", {}))
        return [self.outcome(word) for word in dict.fromkeys(names)]

    def comparison(self, word):
        """The comparison of a name.

        Raises
        ------
        MeasureError
            Names the nearest one.
        """
        return _named(self.comparisons, word, "comparisons")


NOTHING_COMPARED = Comparing()
"""Of a programme that declares no comparison."""


def _named(declared, word, where):
    found = next((each for each in declared if each.word == word), None)
    if found is None:
        if not declared:
            raise MeasureError(("nothing_declared", {"where": where, "found": word}))
        known = [each.word for each in declared]
        raise MeasureError(("unknown_word", {"found": word, "known": known, "where": where}))
    return found


def stored(comparing):
    """What is compared, as it lies in the manifest."""
    return asdict(comparing)


def from_stored(given):
    """What is compared, from a manifest.

    Examples
    --------
    >>> modes = Comparison("modes", "mode", ("online", "hybrid"), ("year",))
    >>> some = Comparing((Outcome("useful", "useful"),), (modes,))
    >>> from_stored(stored(some)) == some
    True
    """
    outcomes = tuple(Outcome(**{**each, "top": tuple(each["top"])}) for each in given["outcomes"])
    return Comparing(outcomes, tuple(_comparison(each) for each in given["comparisons"]))


def _comparison(given):
    return Comparison(**{**given, **{name: tuple(given[name]) for name in ("order", "confounders", "strata")}})
