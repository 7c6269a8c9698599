"""What kind of question a column of a survey is: one answer on a scale, several answers, or open."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kmu_eval.draft.asked import RARE
from kmu_eval.draft.scales import Scale, known_scale, number_scale
from kmu_eval.intake.grid import clean

SCALE, OPTIONS, OPEN = "scale", "options", "open"
KINDS = (SCALE, OPTIONS, OPEN)
SEPARATORS = (";", ", ")
_MOST_ANSWERS, _MOST_OPTIONS, _LONGEST = 12, 25, 100
_COVERED, _OFTEN, _ENOUGH = 0.9, 0.1, 10


@dataclass(frozen=True)
class Choice:
    """One option of a question: its label, its spellings in cells, the headings of its columns, whether these are free.

    Free is a column in which people write what none of the options says.
    """

    label: str
    texts: tuple = ()
    headings: tuple = ()
    free: bool = False


@dataclass(frozen=True)
class Kind:
    """What a question most likely is, and whether that needs no question to a person.

    Parameters
    ----------
    name : str
        ``scale``, ``options`` or ``open``.
    sure : bool
    scale : Scale, optional
    choices : tuple of Choice
    separator : str
    rare : int
        Answers that are not shown, as fewer than `RARE` respondents gave each.
    """

    name: str
    sure: bool = False
    scale: Scale | None = None
    choices: tuple = ()
    separator: str = ""
    rare: int = 0


@dataclass(frozen=True)
class Shown:
    """Whether a text may be shown: it was given so often that it names nobody, and stands in no personal column."""

    personal: object
    rows: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))

    def __call__(self, text):
        """Whether this one may."""
        return self.rows.get(text, 0) >= RARE and len(text) <= _LONGEST and not self.personal(text)

    def of(self, rows):
        """The same of other texts."""
        return replace(self, rows=rows)


def kind_of(asked, personal):
    """What a question with one column most likely is.

    Parameters
    ----------
    asked : Asked
    personal : callable
        Whether a text stands in a personal column of any list.

    Returns
    -------
    Kind
    """
    shown = Shown(personal, asked.rows)
    if scale := known_scale(asked.rows):
        return Kind(SCALE, asked.total >= _ENOUGH, scale, rare=asked.total - _explained(asked, scale))
    if scale := number_scale(asked.heading, asked.rows, shown):
        return Kind(SCALE, scale.recommendation, scale, rare=asked.total - _explained(asked, scale))
    several = [found for separator in SEPARATORS if (found := cell_options(asked, shown, separator))]
    if several:
        return several[0]
    return own_scale(asked, shown, _COVERED) or Kind(OPEN, _is_open(asked))


def _explained(asked, scale):
    return sum(asked.rows[text] for text in scale.meanings)


def _is_open(asked):
    """Whether almost every answer is another one."""
    return sum(asked.rows[text] for text in asked.frequent) <= _OFTEN * asked.total


def own_scale(asked, shown, covered):
    """A scale of the answers that are given again and again, in order of appearance; none where there are too many."""
    texts = [text for text in asked.rows if shown(text)]
    stated = sum(asked.rows[text] for text in texts)
    if not 2 <= len(texts) <= _MOST_ANSWERS or stated < covered * asked.total:
        return None
    texts = _in_order(texts)
    return Kind(SCALE, False, Scale("", tuple(texts), order="open"), rare=asked.total - stated)


def _in_order(texts):
    """Codes such as A1, A2, and bands of numbers, by their first number; else as they appear."""
    numbers = [re.search(r"\d+", text) for text in texts]
    return sorted(texts, key=lambda text: int(re.search(r"\d+", text)[0])) if all(numbers) else texts


def cell_options(asked, shown, separator, covered=0.8):
    """Options that stand several in a cell; None where no few parts are given again and again."""
    parts = {text: _parts(text, separator) for text in asked.rows}
    counts = Counter()
    for text, found in parts.items():
        counts.update(dict.fromkeys(found, asked.rows[text]))
    several = sum(asked.rows[text] for text, found in parts.items() if len(found) > 1)
    ending = all(text.endswith(separator) for text in asked.rows)
    options = [part for part in counts if shown.of(counts)(part)]
    stated = sum(counts[part] for part in options)
    few = 2 <= len(options) <= _MOST_OPTIONS and stated >= covered * counts.total()
    if not few or not (several >= _OFTEN * asked.total or ending):
        return None
    choices = tuple(Choice(part) for part in options)
    return Kind(OPTIONS, ending, choices=choices, separator=separator, rare=counts.total() - stated)


def _parts(text, separator):
    """The parts of a cell; what stands in brackets is not divided."""
    found = re.split(rf"{re.escape(separator)}(?![^()]*\))", text)
    return list(dict.fromkeys(part for part in map(clean, found) if part))
