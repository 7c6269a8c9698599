"""The errors that people are meant to read."""

from kmu_eval import words


class KmuEvalError(Exception):
    """A fault in what a person gave us: a list of findings, told in German or English.

    Parameters
    ----------
    *findings : tuple of (str, dict)
        Each a message key of ``words.toml`` and the values that its text names.

    Examples
    --------
    >>> print(KmuEvalError(("no_programme", {"folder": "lists"})).text("en"))
    There is no programme.toml in the folder 'lists'. Name the folder that holds it, or make a sample with 'kmu-eval sample lists'.
    """

    def __init__(self, *findings):
        super().__init__(*findings)
        self.findings = findings

    def text(self, language="en"):
        """All findings in one language, one per line."""
        return "\n".join(words.message(key, language, **values) for key, values in self.findings)

    def __str__(self):
        return self.text("en")


class ProgrammeError(KmuEvalError):
    """``programme.toml`` or one of its companions says something that cannot be."""


class IntakeError(KmuEvalError):
    """A raw file cannot be read as the programme describes it."""


class MeasureError(KmuEvalError):
    """A measure was asked for something that the tables do not have."""


def nearest(found, known):
    """The known word most like the one found, or an empty text when none is near.

    Examples
    --------
    >>> nearest("onlin", ["online", "hybrid"])
    'online'
    >>> nearest("xyz", ["online", "hybrid"])
    ''
    """
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(
        str(found), sorted(map(str, known)), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=65
    )
    return best[0] if best else ""
