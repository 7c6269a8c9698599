"""Headings: which of our columns a heading most likely names."""

import re
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_PART = 80
_ALIKE = 86
_LONGEST = 60


@cache
def texts():
    """What stands in ``headings.toml``."""
    import tomllib

    return MappingProxyType(
        tomllib.loads(files("kmu_eval.draft").joinpath("headings.toml").read_text(encoding="utf-8"))
    )


def plain(text):
    """A text without case and marks, for comparing.

    Examples
    --------
    >>> plain(" E-Mail-Adresse: * ")
    'e mail adresse'
    """
    return " ".join(re.sub(r"[^\w+<>=]+", " ", text.casefold()).split())


@cache
def likeness(heading, column):
    """How much a heading is like those that people write over one of our columns, 0 to 100.

    Parameters
    ----------
    heading : str
    column : str
        One of ours, or ``first_name``, ``last_name``, ``ignored``.

    Returns
    -------
    float

    Examples
    --------
    >>> likeness("E-MAIL:", "email"), likeness("Postleitzahl der Firma", "postcode") >= 80, likeness("Ort", "mode")
    (100.0, True, 0.0)
    """
    found = plain(heading)
    known = _known(column)
    if not found or "@" in heading:
        return 0.0
    if found in known:
        return 100.0
    return max(_near(found, known), _PART if _holds(found, known) else 0.0)


def known_headings(names):
    """How many texts of a row are headings that people write over one of our columns, each column once.

    Examples
    --------
    >>> known_headings(["Vorname", "PLZ", "Meier", "50667"])
    2
    """
    short = [name for name in names if 0 < len(name) <= _LONGEST]
    found = [{column for column in texts()["headings"] if likeness(name, column) >= _PART} for name in short]
    return min(len(set().union(*found)), sum(map(bool, found)))


@cache
def _known(column):
    return frozenset(plain(heading) for heading in texts()["headings"].get(column, ()))


def _near(found, known):
    from rapidfuzz import fuzz

    if len(found) < 5:
        return 0.0
    best = max((fuzz.ratio(found, each) for each in known if len(each) >= 5), default=0.0)
    return best - 1 if best >= _ALIKE else 0.0


def _holds(found, known):
    """Whether a known heading of some length stands in it as whole words, as in 'Name (Firma)'."""
    return any(len(each) >= 3 and f" {each} " in f" {found} " for each in known)
