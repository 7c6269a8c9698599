"""Words of lists: which of our words a text of a closed column most likely means."""

import re
from functools import cache

from kmu_eval import words
from kmu_eval.draft.headings import plain, texts
from kmu_eval.intake.values import LOOKS_MISSING
from kmu_eval.vocabulary import CLOSED, TERNARY

MISSING = "missing"
"""Stands for the meaning 'nothing': no word of ours has this name."""
_ALIKE = 85
_CLASSES = (("micro", 1, 9), ("small", 10, 49), ("medium", 50, 249), ("large", 250, 10**9))
_BANDS = (
    (r"(\d+) ?(?:-|–|bis|to) ?(\d+)", lambda low, high: (low, high)),
    (r"(?:ab|mindestens|from|at least|>=|≥) ?(\d+)", lambda low: (low, 10**9)),
    (r"(\d+) ?(?:\+|und mehr|oder mehr|and more|or more)", lambda low: (low, 10**9)),
    (r"(?:über|mehr als|more than|over|>) ?(\d+)", lambda low: (low + 1, 10**9)),
    (r"(?:unter|weniger als|under|less than|<) ?(\d+)", lambda high: (1, high - 1)),
    (r"(?:bis|up to|<=|≤) ?(\d+)", lambda high: (1, high)),
    (r"(\d+)", lambda number: (number, number)),
)


def looks_missing(text):
    """Whether a text says that nothing is stated.

    Examples
    --------
    >>> looks_missing("k. A."), looks_missing("Köln")
    (True, False)
    """
    return text.casefold() in LOOKS_MISSING


@cache
def meaning(column, text):
    """What a text of a closed column most likely means.

    Parameters
    ----------
    column : str
    text : str

    Returns
    -------
    tuple of (str, bool)
        One of our words, `MISSING` or an empty text where there is no guess; and whether it is sure.

    Examples
    --------
    >>> meaning("mode", "Präsenz"), meaning("size_class", "50-499"), meaning("mode", "Kaffee")
    (('in_person', True), ('medium_or_large', False), ('', False))
    """
    if looks_missing(text):
        return MISSING, True
    found = plain(text)
    if word := _stated(column).get(found) or _stated(column).get(text.casefold()):
        return word, True
    if column == "size_class" and (band := _band(text)):
        return band
    return _alike(found, column), False


def choices(column):
    """The words that a closed column may hold, as people choose among them; whether or not is yes or no."""
    return ("yes", "no") if is_truth(column) else CLOSED[column]


def is_truth(column):
    """Whether a column of a list says whether or not; the status of an SME is only told apart further by us."""
    return column == "sme" or CLOSED.get(column) == TERNARY


@cache
def _stated(column):
    """Every text whose meaning is plain: words, their labels in both languages, and what else people write."""
    known = {plain(text): word for word, listed in _listed(column) for text in listed}
    for word in choices(column):
        named = [word.replace("_", " "), *(words.label(column, word, language) for language in words.LANGUAGES)]
        known |= {plain(text): word for text in named}
    return known


def _listed(column):
    tables = texts()["words"]
    truth = tables["truth"] if is_truth(column) else {}
    return [*truth.items(), *tables.get(column, {}).items()]


def _band(text):
    """The size class of a number or band of employees; one that holds other classes is no more than likely."""
    lowered = text.casefold().replace(".", "")
    for pattern, limits in _BANDS:
        stripped = re.sub(r"\s*(ma|mitarbeitende|mitarbeiter|beschäftigte|employees)\s*$", "", lowered).strip()
        if found := re.fullmatch(pattern, stripped):
            low, high = limits(*map(int, found.groups()))
            return _class_of(low, high)
    return None


def _class_of(low, high):
    within = [name for name, least, most in _CLASSES if low <= most and high >= least]
    if len(within) == 1:
        return within[0], True
    return ("medium_or_large", False) if within == ["medium", "large"] else ("", False)


def _alike(found, column):
    from rapidfuzz import fuzz

    likely = texts()["likely"].get(column, {})
    told = next((word for word, listed in likely.items() if found in map(plain, listed)), "")
    ratios = {known: fuzz.ratio(found, known) for known in _stated(column) if len(known) >= 4}
    best = max(ratios, key=ratios.__getitem__, default="")
    return told or (_stated(column)[best] if best and ratios[best] >= _ALIKE else "")
