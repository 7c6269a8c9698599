"""The errors that people are meant to read."""

from kmu_eval import words


class KmuEvalError(Exception):
    """A fault in what a person gave us: a list of findings, told in German or English.

    Parameters
    ----------
    *findings : tuple of (str, dict)
        Each a key of ``messages.toml`` and the values that its text names.

    Examples
    --------
    >>> print(KmuEvalError(("folder_in_use", {"folder": "lists"})).text("en"))
    The folder 'lists' is not empty. Choose a new name.
    """

    def __init__(self, *findings):
        super().__init__(*findings)
        self.findings = findings

    def text(self, language="en"):
        """All findings in one language, one per line."""
        return "\n".join(words.message(key, language, **values) for key, values in self.findings)

    def __str__(self):
        return self.text("en")

    def _render_traceback_(self):
        """In a notebook a sentence, not a traceback with the places of a machine."""
        return [str(self)]


class ProgrammeError(KmuEvalError):
    """``programme.toml`` or one of its companions says something that cannot be."""


class IntakeError(KmuEvalError):
    """A raw file cannot be read as the programme describes it."""


class MeasureError(KmuEvalError):
    """A measure was asked for something that the tables do not have."""


class Absent(KmuEvalError):
    """A notebook needs a table that the programme does not have."""
