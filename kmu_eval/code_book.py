"""The code book of a programme's surveys: items with their exact wording, scales, answers and options."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType

from kmu_eval.errors import MeasureError

CHOSEN, NOT_CHOSEN = "chosen", "not_chosen"
"""The two answers to an option of a multiple choice item."""
LEAST_TO_MOST = tuple(str(number) for number in range(11))
"""The answers of an item of recommendation, from which a net promoter score is made."""


@dataclass(frozen=True)
class Answer:
    """One answer of a scale.

    Parameters
    ----------
    word : str
        Its name in tables.
    labels : mapping of str to str
        Its label by language.
    value : float, optional
        What it counts for in a mean; none for *don't know*.
    top : bool
        Whether it counts in the share of top answers.
    dont_know : bool
        Whether it is *don't know*: an answer, but none on the scale.
    """

    word: str
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    value: float | None = None
    top: bool = False
    dont_know: bool = False


@dataclass(frozen=True)
class Option:
    """One option of a multiple choice item: its name in tables and its wording by language."""

    word: str
    wordings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Item:
    """One question.

    Parameters
    ----------
    word : str
        Its name in tables.
    wordings : mapping of str to str
        The exact wording by language.
    answers : tuple of Answer
        From least to most whatever the direction in the survey, *don't know* last; of a multiple choice item chosen and
        not chosen.
    options : tuple of Option
        Of a multiple choice item; else empty.
    theme : str
        What it is about, in the programme's own words: items of one theme stand in one figure.
    recommendation : bool
        Whether it asks from 0 to 10 how likely one would recommend, so that a net promoter score may be made.
    wordings_by_wave : mapping of str to mapping of str to str
        Where a wave has a wording of its own: by wave the wording by language.

    Examples
    --------
    >>> Item("useful", answers=(Answer("no", value=1), Answer("yes", value=2, top=True))).scale_words
    ('no', 'yes')
    """

    word: str
    wordings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    answers: tuple[Answer, ...] = ()
    options: tuple[Option, ...] = ()
    theme: str = ""
    recommendation: bool = False
    wordings_by_wave: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def multiple(self):
        """Whether several options can be chosen."""
        return bool(self.options)

    @property
    def words(self):
        """The words of all answers, in order."""
        return tuple(answer.word for answer in self.answers)

    @property
    def scale_words(self):
        """The words of the answers on the scale: all but *don't know*."""
        return tuple(answer.word for answer in self.answers if not answer.dont_know)

    @property
    def less_is_better(self):
        """Whether the top answers are the lowest ones on the scale.

        Examples
        --------
        >>> Item("worry", answers=(Answer("none", top=True), Answer("some"), Answer("much"))).less_is_better
        True
        """
        tops = [answer.top for answer in self.answers if not answer.dont_know]
        return any(tops) and not any(tops[sum(tops) :])


@dataclass(frozen=True)
class CodeBook:
    """All items of a programme, in the order in which they are shown.

    Examples
    --------
    >>> book = CodeBook((Item("useful", theme="event"), Item("clear", theme="event")))
    >>> [item.word for item in book.of_theme("event")], book["clear"].word
    (['useful', 'clear'], 'clear')
    """

    items: tuple[Item, ...] = ()

    def __getitem__(self, word):
        found = next((item for item in self.items if item.word == word), None)
        if found is None:
            known = [item.word for item in self.items]
            raise MeasureError(("unknown_word", {"found": word, "known": known, "where": "items.toml"}))
        return found

    def __len__(self):
        return len(self.items)

    def of_theme(self, theme):
        """The items of a theme, in order."""
        return tuple(item for item in self.items if item.theme == theme)

    @property
    def labels(self):
        """Labels by (column, word, language), as figures and sentences look them up; answers by item and word.

        The column of a wave's own wording is ``item/`` and the wave, see `kmu_eval.words.wording`.
        """
        found = {}
        for item in self.items:
            found |= {("item", item.word, language): text for language, text in item.wordings.items()}
            for wave, wordings in item.wordings_by_wave.items():
                found |= {(f"item/{wave}", item.word, language): text for language, text in wordings.items()}
            for answer in item.answers:
                key = f"{item.word}/{answer.word}"
                found |= {("answer", key, language): text for language, text in answer.labels.items()}
            for option in item.options:
                key = f"{item.word}/{option.word}"
                found |= {("option", key, language): text for language, text in option.wordings.items()}
        return MappingProxyType(found)

    def labels_beside(self, own):
        """These labels and a programme's own, which win; that of an item in every wave.

        Parameters
        ----------
        own : mapping of (str, str, str) to str

        Examples
        --------
        >>> book = CodeBook((Item("sure", {"en": "Sure?"}, wordings_by_wave={"post": {"en": "Sure now?"}}),))
        >>> book.labels_beside({("item", "sure", "en"): "Confidence"})
        {('item', 'sure', 'en'): 'Confidence'}
        """
        kept = {key: text for key, text in self.labels.items() if (key[0].partition("/")[0], *key[1:]) not in own}
        return {**kept, **own}


NO_SURVEYS = CodeBook()
"""The code book of a programme without surveys."""


def stored(book):
    """A code book as it lies in the manifest."""
    return [_plain(asdict(_unfrozen(item))) for item in book.items]


def from_stored(items):
    """The code book of a manifest.

    Examples
    --------
    >>> book = CodeBook((Item("needs", {"de": "Was?"}, options=(Option("time", {"de": "Zeit"}),)),))
    >>> from_stored(stored(book)) == book
    True
    """
    return CodeBook(tuple(_item(each) for each in items))


def _unfrozen(item):
    answers = [Answer(**{**vars(answer), "labels": dict(answer.labels)}) for answer in item.answers]
    options = [Option(option.word, dict(option.wordings)) for option in item.options]
    by_wave = {wave: dict(wordings) for wave, wordings in item.wordings_by_wave.items()}
    plain = {"wordings": dict(item.wordings), "wordings_by_wave": by_wave, "answers": answers, "options": options}
    return Item(**{**vars(item), **plain})


def _plain(item):
    return {name: list(value) if isinstance(value, tuple) else value for name, value in item.items()}


def _item(each):
    answers = tuple(Answer(**answer) for answer in each["answers"])
    options = tuple(Option(**option) for option in each["options"])
    return Item(**{**each, "answers": answers, "options": options})
