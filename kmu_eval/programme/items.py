"""``items.toml``: what the surveys asked, on which scales, and how files write the answers."""

import datetime
import tomllib
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from kmu_eval.code_book import CHOSEN, NOT_CHOSEN, Answer, CodeBook, Item, Option
from kmu_eval.errors import ProgrammeError
from kmu_eval.programme.faults import of_the_form
from kmu_eval.programme.item_faults import of_the_items, of_the_sources
from kmu_eval.programme.models import Part, Texts
from kmu_eval.vocabulary import WAVE
from kmu_eval.words import LANGUAGES

FILE_NAME = "items.toml"
_Text = Annotated[str, Field(min_length=1)]


def _as_list(given):
    return [given] if isinstance(given, str) else given


_AnyTexts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
ANY_SOURCE = ""
"""Stands for all sources where something may be said of one of them alone."""


def _by_source(given):
    return given if isinstance(given, dict) else {ANY_SOURCE: given}


_Headings = Annotated[dict[str, _AnyTexts], BeforeValidator(_by_source)]


class AnswerRule(Part):
    """One answer: its word, labels, and how files write it beside these."""

    word: _Text
    de: str = ""
    en: str = ""
    value: float | None = None
    top: bool = False
    dont_know: bool = False
    texts: _AnyTexts = ()

    @property
    def spellings(self):
        """All texts that mean this answer."""
        return tuple(dict.fromkeys(text for text in (self.de, self.en, *self.texts) if text))


class ScaleRule(Part):
    """The answers of a scale, as they are listed: least first (ascending) or most first."""

    direction: Literal["ascending", "descending"] = "ascending"
    answers: tuple[AnswerRule, ...] = Field(min_length=2)

    @property
    def ordered(self):
        """From least to most, *don't know* last."""
        on_scale = [answer for answer in self.answers if not answer.dont_know]
        beside = [answer for answer in self.answers if answer.dont_know]
        return (*(on_scale if self.direction == "ascending" else on_scale[::-1]), *beside)


class WordingRule(Part):
    """A wording, and headings in files, of all sources or by source; of an item also those of one wave."""

    de: str = ""
    en: str = ""
    headings: _Headings = {}

    @property
    def wordings(self):
        """The wording by language."""
        return MappingProxyType({name: getattr(self, name) for name in LANGUAGES if getattr(self, name)})

    def headings_of(self, source=ANY_SOURCE):
        """Headings under which files of all sources have it; of a source, what it is called in its files alone."""
        return self.headings.get(source, ())

    @property
    def known_headings(self):
        """Headings under which files of all sources have it: its wording, and others."""
        return tuple(dict.fromkeys([*self.wordings.values(), *self.headings_of()]))


class _Asked(WordingRule):
    """Wording, headings in files, and when it was asked."""

    from_: datetime.date | None = Field(default=None, alias="from")
    until: datetime.date | None = None


class OptionRule(_Asked):
    """One option: further texts within a cell, or columns of its own; by heading the texts that mean chosen."""

    texts: _AnyTexts = ()
    columns: dict[str, Texts] = {}

    @property
    def spellings(self):
        """All texts that mean this option within a cell."""
        return tuple(dict.fromkeys([*self.wordings.values(), *self.texts]))


class ItemRule(_Asked):
    """One question; ``codes``: where its texts mean other answers than those of the scale, also by source.

    ``not_chosen``: of a multiple choice item, texts that mean that an option, or any, was not chosen. ``other``: the
    answer, or option, that every text means which is not declared.
    """

    theme: str = ""
    scale: str | None = None
    codes: dict[str, str | dict[str, str]] = {}
    missing: _AnyTexts = ()
    not_asked: _AnyTexts = ()
    not_chosen: _AnyTexts = ()
    other: str | None = None
    waves: tuple[Literal[WAVE], ...] = Field(default=WAVE, min_length=1)
    wording_by_wave: dict[Literal[WAVE], WordingRule] = {}
    asked_of: dict[str, Texts] = {}
    recommendation: bool = False
    separator: Annotated[str, Field(min_length=1)] = ";"
    options: dict[str, OptionRule] = {}

    @property
    def wave_wordings(self):
        """Where a wave has a wording of its own, the wording by language."""
        worded = {wave: rule.wordings for wave, rule in self.wording_by_wave.items() if rule.wordings}
        return MappingProxyType(worded)

    def headings_in(self, wave, source=ANY_SOURCE):
        """Headings under which files of a wave have it; of a source, what it is called in its files alone."""
        rules = self, self.wording_by_wave.get(wave, WordingRule())
        found = (rule.headings_of(source) if source else rule.known_headings for rule in rules)
        return tuple(dict.fromkeys(heading for headings in found for heading in headings))

    def codes_of(self, source):
        """Texts that mean another answer in one source: those of all sources, and its own."""
        own = self.codes.get(source)
        return {**{text: word for text, word in self.codes.items() if isinstance(word, str)}, **(own or {})}


class Items(Part):
    """The whole of ``items.toml``."""

    scales: dict[str, ScaleRule] = {}
    items: dict[str, ItemRule] = {}

    @property
    def code_book(self):
        """Items, scales and answers as the measures need them."""
        return CodeBook(tuple(self._item(word, rule) for word, rule in self.items.items()))

    def _item(self, word, rule):
        options = tuple(Option(name, option.wordings) for name, option in rule.options.items())
        answers = (Answer(NOT_CHOSEN), Answer(CHOSEN, top=True)) if options else self._answers(rule)
        return Item(word, rule.wordings, answers, options, rule.theme, rule.recommendation, rule.wave_wordings)

    def _answers(self, rule):
        listed = self.scales[rule.scale].ordered
        return tuple(Answer(each.word, _labels(each), each.value, each.top, each.dont_know) for each in listed)

    def texts(self, word, source):
        """By text what a single choice item's cells mean in the files of a source.

        Returns
        -------
        dict of str to str
            The word of the answer.
        """
        rule = self.items[word]
        listed = self.scales[rule.scale].answers
        return {text: each.word for each in listed for text in each.spellings} | rule.codes_of(source)


def _labels(answer):
    return MappingProxyType({name: getattr(answer, name) for name in LANGUAGES if getattr(answer, name)})


def load_items(folder, sources=None):
    """Read and check a programme's ``items.toml``.

    Parameters
    ----------
    folder : path
        The programme folder.
    sources : sequence of str, optional
        The names of the programme's sources; where given, ``codes`` and ``headings`` must not name others.

    Returns
    -------
    Items
        Without items where there is no such file.

    Raises
    ------
    ProgrammeError
        With every fault of the file: unknown keys, scales and words with the nearest known one, texts that mean two
        answers, headings that two items claim.
    """
    path = Path(folder, FILE_NAME)
    if not path.exists():
        return Items()
    try:
        items = Items.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError:
        raise ProgrammeError(("not_utf8", {"file": FILE_NAME})) from None
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(("toml_syntax", {"file": FILE_NAME, "fault": str(error)})) from None
    except ValidationError as error:
        raise ProgrammeError(*of_the_form(error, Items, FILE_NAME)) from None
    if findings := [*of_the_items(items), *(() if sources is None else of_the_sources(items, sources))]:
        raise ProgrammeError(*findings)
    return items
