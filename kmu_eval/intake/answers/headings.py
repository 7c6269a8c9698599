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
        Texts that mean that the option was chosen; empty where the words of tools do.
    own : bool
        Whether the heading is declared for the source of the file alone.
    asked : bool
        Whether the wave of the file asks the item.
    """

    item: str
    option: str = ""
    chosen: tuple[str, ...] = ()
    own: bool = False
    asked: bool = True

    @property
    def name(self):
        """How it is called in messages."""
        return f"{self.item}: {self.option}" if self.option else self.item


def forms(heading):
    """The forms in which a code book may name a heading: as it is read, the tool's code, the text alone.

    Examples
    --------
    >>> forms("(G01Q01) Wie war es? (2)")
    ['(G01Q01) Wie war es? (2)', 'G01Q01', 'Wie war es?']
    """
    found = _CODE_AND_TEXT.fullmatch(_AGAIN.sub("", heading))
    return [heading, *(found.groups() if found else [_AGAIN.sub("", heading)])]


def places(items, wave, source=""):
    """By heading, cleaned, what it is about in files of a wave.

    Parameters
    ----------
    items : Items
    wave : str
    source : str
        Whose files they are, where the code book declares headings of it.

    Returns
    -------
    dict of str to list of Place
        A heading that an item of this wave has is none of an item that only other waves ask; one that is declared for
        the source is none of an item that has it everywhere.
    """
    asked = {item: rule for item, rule in items.items.items() if wave in rule.waves}
    others = {item: rule for item, rule in items.items.items() if wave not in rule.waves}
    found = _places(others, wave, asked=False) | _places(asked, wave)
    return found | (_places(others, wave, source, asked=False) | _places(asked, wave, source) if source else {})


def _places(rules, wave, source="", asked=True):
    found, own = {}, bool(source)
    for item, rule in rules.items():
        for heading in rule.headings_in(wave, source):
            found.setdefault(clean(heading), []).append(Place(item, own=own, asked=asked))
        for option, each in rule.options.items():
            for heading in each.headings_of(source):
                found.setdefault(clean(heading), []).append(Place(item, option, own=own, asked=asked))
            for heading, texts in {} if source else each.columns.items():
                found.setdefault(clean(heading), []).append(Place(item, option, tuple(map(clean, texts)), asked=asked))
    return found


def meanings(heading, known, others=()):
    """What a heading of a file may be about: more than one thing where its code and its text name different ones.

    What is declared for the source alone, code or text, wins over the other; so does the text of an item that the wave
    asks over the code of one that it does not ask. A question that stands there once more (" (2)", the first being
    among the others) may be about something else: it is known by its whole heading only.

    Parameters
    ----------
    heading : str
    known : dict of str to list of Place
    others : collection of str
        All headings of the files.

    Returns
    -------
    list of list of Place
        None where the code book names no form of it.

    Examples
    --------
    >>> known = {"Wie war es?": [Place("day")], "G01Q01": [Place("room")]}
    >>> [[place.item for place in found] for found in meanings("(G01Q01) Wie war es?", known)]
    [['room'], ['day']]
    >>> meanings("Wie war es? (2)", known, ["Wie war es?"])
    []
    """
    again = _AGAIN.sub("", heading) != heading and _AGAIN.sub("", heading) in others
    if again or heading in known:
        return [known[heading]] if heading in known else []
    found = [known[form] for form in forms(heading)[1:] if form in known]
    found = [each for each in found if each[0].own] or found
    if len(found) == 2 and _about(found[0]) == _about(found[1]):
        return found[:1]
    return found[1:] if len(found) == 2 and found[0][0].asked < found[1][0].asked else found


def by_code_alone(heading, known):
    """Whether a heading has a code and a text, of which the code book names the code only.

    Examples
    --------
    >>> [by_code_alone(heading, {"G01Q01": [Place("room")]}) for heading in ("(G01Q01) Und heute?", "G01Q01")]
    [True, False]
    """
    whole, *parts = forms(heading)
    return len(parts) == 2 and whole not in known and parts[0] in known and parts[1] not in known


def _about(found):
    return {(place.item, place.option) for place in found}


def place_of(heading, known, others=()):
    """What a heading of a file is about; nothing where the code book does not name it, or its code and text disagree.

    Examples
    --------
    >>> place_of("(G01Q01) Wie war es?", {"Wie war es?": [Place("day")]})
    [Place(item='day', option='', chosen=(), own=False, asked=True)]
    """
    found = meanings(heading, known, others)
    return found[0] if len(found) == 1 else []
