"""The codes that respondents make up to be known again: two letters, two digits, two letters."""

import numpy as np

from kmu_eval.sample.names import name_parts, without_umlauts


def draw_codes(rng, persons, effects):
    """The code of each respondent who is asked for one, as written: mostly the same in every wave.

    Parameters
    ----------
    rng : numpy Generator
    persons : array of int
        The person of each respondent.
    effects : SurveyEffects

    Returns
    -------
    codes : array of str
        Empty where none was given.
    slipped : array of bool
    """
    distinct, place = np.unique(persons, return_inverse=True)
    codes = _codes(rng, len(distinct))[place]
    slipped = rng.random(len(persons)) < effects.code_slip
    codes = np.where(slipped, [_with_slip(rng, code) for code in codes], codes)
    missing = rng.random(len(persons)) < effects.code_missing
    return np.where(missing, "", codes).astype(object), slipped & ~missing


def _codes(rng, count):
    """Letters of the mother's first name, the day of birth, letters of the mother's surname at birth."""
    first, last = (rng.choice(_letters(name), count) for name in ("first", "last"))
    parts = zip(first, rng.integers(1, 32, count), last, strict=True)
    return np.array([f"{one}{day:02d}{other}" for one, day, other in parts], dtype=object)


def _letters(name):
    return [without_umlauts(text)[:2].upper() for text in name_parts(name)]


def _with_slip(rng, code):
    """The code with one character that is another, or left out."""
    at = int(rng.integers(len(code)))
    if rng.random() < 0.3:
        return code[:at] + code[at + 1 :]
    others = "0123456789" if code[at].isdigit() else "ABCDEFGHIJKLMNOPRSTUVW"
    others = others.replace(code[at], "")
    return code[:at] + others[rng.integers(len(others))] + code[at + 1 :]
