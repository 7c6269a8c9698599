"""The code book of the synthetic programme, from its ``items.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kmu_eval.code_book import CHOSEN, NOT_CHOSEN, Answer, CodeBook, Item, Option

_LANGUAGES = ("de", "en")


def items_text():
    """The text of ``items.toml``."""
    return files("kmu_eval.sample").joinpath("items.toml").read_text(encoding="utf-8")


@cache
def item_rules():
    """What ``items.toml`` says of each item: of whom it is asked, in which waves, how files name it.

    Examples
    --------
    >>> item_rules()["confidence"]["asked_of"]
    {'kind': ['training']}
    """
    return MappingProxyType(_content()["items"])


@cache
def scale_rules():
    """The scales of ``items.toml`` as they are listed there."""
    return MappingProxyType(_content()["scales"])


@cache
def _content():
    return tomllib.loads(items_text())


@cache
def sample_code_book():
    """The code book.

    Returns
    -------
    CodeBook

    Examples
    --------
    >>> sample_code_book()["confidence"].words
    ('not_at_all', 'slightly', 'fairly', 'confident', 'very')
    >>> sample_code_book()["barriers"].words
    ('not_chosen', 'chosen')
    """
    return CodeBook(tuple(_item(word, rule, scale_rules()) for word, rule in item_rules().items()))


def _item(word, rule, scales):
    options = tuple(Option(name, _texts(option)) for name, option in rule.get("options", {}).items())
    answers = (Answer(NOT_CHOSEN), Answer(CHOSEN, top=True)) if options else _answers(scales[rule["scale"]])
    by_wave = MappingProxyType({wave: _texts(own) for wave, own in rule.get("wording_by_wave", {}).items()})
    return Item(word, _texts(rule), answers, options, rule["theme"], rule.get("recommendation", False), by_wave)


def _answers(scale):
    made = [_answer(rule) for rule in scale["answers"]]
    on_scale = [answer for answer in made if not answer.dont_know]
    descending = scale.get("direction") == "descending"
    return (*(on_scale[::-1] if descending else on_scale), *(answer for answer in made if answer.dont_know))


def _answer(rule):
    rest = {name: rule[name] for name in ("value", "top", "dont_know") if name in rule}
    return Answer(rule["word"], _texts(rule), **rest)


def _texts(rule):
    return MappingProxyType({language: rule[language] for language in _LANGUAGES})
