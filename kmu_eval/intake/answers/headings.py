"""Which item, or option of an item, a heading of a survey's file is about."""

import re
from dataclasses import dataclass

from kmu_eval.intake.grid import clean

MARK = "? "
"""Stands before the headings of questions in the rows read, so that none is taken for a column of ours."""
_CODE_AND_TEXT = re.compile(r"\(([^()\s]+(?:\[[^\]]*\])*)\) (.+)")
_AGAIN = re.compile(r" \(\d+\)$")


@dataclass(frozen=True)
class Place:
    """What a heading is about.

    Parameters
    ----------
    item : str
    option : str
        Empty where the heading is that of the item.
    chosen : tuple of str
        Texts that mean that the option was chosen; empty where any text but a no does.
    """

    item: str
    option: str = ""
    chosen: tuple[str, ...] = ()


def forms(heading):
    """The forms in which a code book may name a heading: as it is read, the tool's code, the text alone.

    Examples
    --------
    >>> forms("(G01Q01) Wie war es? (2)")
    ['(G01Q01) Wie war es? (2)', 'G01Q01', 'Wie war es?']
    """
    found = _CODE_AND_TEXT.fullmatch(_AGAIN.sub("", heading))
    return [heading, *(found.groups() if found else [_AGAIN.sub("", heading)])]


def places(items, wave):
    """By heading, cleaned, what it is about in files of a wave.

    Parameters
    ----------
    items : Items
    wave : str

    Returns
    -------
    dict of str to list of Place
        A heading that an item of this wave has is none of an item that only other waves ask.
    """
    asked = {item: rule for item, rule in items.items.items() if wave in rule.waves}
    others = {item: rule for item, rule in items.items.items() if wave not in rule.waves}
    return _places(others, wave) | _places(asked, wave)


def _places(rules, wave):
    found = {}
    for item, rule in rules.items():
        for heading in rule.headings_in(wave):
            found.setdefault(clean(heading), []).append(Place(item))
        for option, each in rule.options.items():
            for heading in each.headings:
                found.setdefault(clean(heading), []).append(Place(item, option))
            for heading, texts in each.columns.items():
                found.setdefault(clean(heading), []).append(Place(item, option, tuple(map(clean, texts))))
    return found


def place_of(heading, known, others=()):
    """What a heading of a file is about: by the first of its forms that the code book names; nothing if none is.

    A question that stands there once more (" (2)", the first being among the others) may be about something else: it is
    known by its whole heading only.

    Examples
    --------
    >>> known = {"Wie war es?": [Place("day")]}
    >>> place_of("Wie war es? (2)", known), place_of("Wie war es? (2)", known, ["Wie war es?"])
    ([Place(item='day', option='', chosen=())], [])
    """
    again = _AGAIN.sub("", heading) != heading and _AGAIN.sub("", heading) in others
    return next((known[form] for form in ([heading] if again else forms(heading)) if form in known), [])
