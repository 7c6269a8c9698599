"""Scales that surveys often use: which one the answers to a question are on, and in which order they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kmu_eval.draft.headings import plain
from kmu_eval.words import LANGUAGES

DONT_KNOW = "dont_know"
MOST_ANSWERS = 60
"""A column of more distinct texts than this is on no scale."""
_COVERED = 0.9
_FEW, _ENOUGH = 5, 20
"""Fewer numbers than the first say nothing; so many answers as the second, none the middle one, that there is none."""
_NUMBER = re.compile(r"(\d{1,2})(?:[ =:.)(–-]+(.*?)\)?)?")
_GRADE = re.compile(r"\b(schul)?noten?\b|\bgrades?\b", re.I)
_RECOMMEND = re.compile(r"empf[ei]hl|empföhl|recommend", re.I)


@dataclass(frozen=True)
class Scale:
    """The answers of a scale from least to most, as they are to be proposed.

    Parameters
    ----------
    name : str
    words : tuple of str
    labels : mapping of str to dict
        By word its label by language.
    values : tuple of float
    top : int
        How many of the last answers count as top answers.
    meanings : mapping of str to str
        By text of the files the word that it means.
    order : str
        ``known``; ``asked`` where a person must say which end is the most; ``open`` where the order is none of ours.
    recommendation : bool
    """

    name: str
    words: tuple
    labels: Mapping = field(default_factory=lambda: MappingProxyType({}))
    values: tuple = ()
    top: int = 0
    meanings: Mapping = field(default_factory=lambda: MappingProxyType({}))
    order: str = "known"
    recommendation: bool = False


@cache
def _listed():
    import tomllib

    return tomllib.loads(files("kmu_eval.draft").joinpath("scales.toml").read_text(encoding="utf-8"))


@cache
def _known(name):
    """By plain text the word and the language of each answer of a scale, *don't know* among them."""
    answers = {**_answers(name), DONT_KNOW: _listed()["dont_know"]}
    return {
        plain(text): (word, language)
        for word, texts in answers.items()
        for language, listed in zip(LANGUAGES, texts, strict=True)
        for text in listed
    }


def _answers(name):
    return {word: texts for word, texts in _listed()["scales"][name].items() if word not in ("top", "middle", "values")}


def known_scale(rows):
    """The scale of ours that answers are on.

    Parameters
    ----------
    rows : mapping of str to int
        By text the number of answers.

    Returns
    -------
    Scale or None

    Examples
    --------
    >>> found = known_scale({"stimme zu": 9, "Stimme gar nicht zu": 5, "weiß nicht": 2, "teils/teils": 5})
    >>> found.name, found.words[0], found.meanings["Stimme gar nicht zu"]
    ('agreement_5', 'strongly_disagree', 'strongly_disagree')
    >>> known_scale({"blau": 5, "rot": 5}) is None
    True
    """
    if len(rows) > MOST_ANSWERS:
        return None
    fits = (_fit(name, rows) for name in _listed()["scales"])
    return next((found for found in fits if found), None)


def _fit(name, rows):
    """The scale, where it explains almost all answers, and no two texts of one language mean the same."""
    meant = {text: _known(name)[said] for text in rows if (said := _said(text)) in _known(name)}
    words = {word for word, _ in meant.values()} - {DONT_KNOW}
    apart = {each: {_said(text) for text, found in meant.items() if found == each} for each in meant.values()}
    covered = sum(rows[text] for text in meant) >= _COVERED * sum(rows.values())
    if len(words) < 2 or not covered or any(len(texts) > 1 for key, texts in apart.items() if key[0] != DONT_KNOW):
        return None
    return _scale(name, {text: word for text, (word, _) in meant.items()}, sum(rows.values()))


def _said(text):
    """What a text says beside a number: '5 – stimme zu' is 'stimme zu'."""
    found = _NUMBER.fullmatch(text)
    return plain(found[2] if found and found[2] else text)


def _scale(name, meanings, count):
    listed, answers = _listed()["scales"][name], _answers(name)
    without_middle = "middle" in listed and listed["middle"] not in meanings.values() and count >= _ENOUGH
    words = tuple(word for word in answers if not (without_middle and word == listed["middle"]))
    labels = {word: _label(texts) for word, texts in [*answers.items(), (DONT_KNOW, _listed()["dont_know"])]}
    values = tuple(listed.get("values", range(1, len(words) + 1)))
    return Scale(_sized(name, words), words, labels, values, listed["top"], meanings)


def _sized(name, words):
    return f"{name}_{len(words)}" if "middle" in _listed()["scales"][name] else name


def _label(texts):
    return {language: listed[0] for language, listed in zip(LANGUAGES, texts, strict=True)}


def number_scale(heading, rows, shown):
    """The scale of answers that are numbers, with or without a text beside them.

    Parameters
    ----------
    heading : str
    rows : mapping of str to int
    shown : callable
        Whether a text may be shown.

    Returns
    -------
    Scale or None

    Examples
    --------
    >>> found = number_scale("Würden Sie uns empfehlen?", {"10": 4, "8": 3, "0": 1}, bool)
    >>> found.name, found.words[-1], found.recommendation
    ('numbers_0_10', '10', True)
    """
    found = {text: _NUMBER.fullmatch(text) for text in rows if len(rows) <= MOST_ANSWERS}
    numbers = {text: int(match[1]) for text, match in found.items() if match}
    if len(set(numbers.values())) < 2 or sum(rows[text] for text in numbers) < _COVERED * sum(rows.values()):
        return None
    low, high = _ends(heading, set(numbers.values()))
    if high > 10 or (sum(rows.values()) < _FEW and not _RECOMMEND.search(heading)):
        return None
    words = tuple(map(str, range(low, high + 1)))
    labels = {str(n): found[text][2] for text, n in numbers.items() if found[text][2] and shown(text)}
    meanings = {text: str(n) for text, n in numbers.items() if text == str(n) or shown(text)}
    return _numbers(heading, words, labels, meanings)


def _ends(heading, numbers):
    if _RECOMMEND.search(heading) or min(numbers) == 0 or max(numbers) > 7:
        return 0, max(10, *numbers)
    return 1, max(5 if max(numbers) < 4 else 4, *numbers)


def _numbers(heading, words, labels, meanings):
    named = {word: dict.fromkeys(LANGUAGES, f"{word} {label}") for word, label in labels.items()}
    values = tuple(map(int, words))
    if _GRADE.search(heading) or words == tuple("123456"):
        return Scale(f"grades_{words[0]}_{words[-1]}", words[::-1], named, values[::-1], 2, meanings, "asked")
    recommendation = words == tuple(map(str, range(11))) and bool(_RECOMMEND.search(heading))
    order = "known" if recommendation else "asked"
    return Scale(f"numbers_{words[0]}_{words[-1]}", words, named, values, 2, meanings, order, recommendation)
