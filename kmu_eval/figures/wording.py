"""The words of one figure in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from kmu_eval import words
from kmu_eval.speech import Speech


@dataclass(frozen=True)
class Wording(Speech):
    """How one figure speaks: its language, its texts, and the programme's own labels.

    Parameters
    ----------
    language : str
    origin : Origin
    figure : str
        Entry of ``captions.toml``.
    facts : mapping of str to str, optional
        What the texts of this figure name.
    wave : str, optional
        The wave in whose wordings items are told.

    Examples
    --------
    >>> from kmu_eval.tables import Origin
    >>> Wording("de", Origin("Zentrum", synthetic=True), "no_shows").source
    'Quelle: Zentrum, eigene Zählung · synthetische Daten'
    """

    figure: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def caption(self, part, **values):
        """A text of this figure, its named places filled."""
        return words.caption(self.figure, part, self.language, **{**self.facts, **values})

    def shared(self, part, **values):
        """A text that several figures use."""
        return words.caption("shared", part, self.language, **values)

    def column(self, name):
        """The heading of a column."""
        return words.column(name, self.language)

    def column_inline(self, name):
        """The heading of a column within a sentence: English nouns lose their capital."""
        return words.column_inline(name, self.language)

    def hidden(self, kind="small"):
        """What stands for a hidden value: ``< 5``, or for a total that would give a group away, that it is withheld."""
        return self.shared("withheld") if kind == "total" else super().hidden()

    def hidden_note(self, kind):
        """Why a value is hidden."""
        return self.shared(kind, hidden=self.hidden(kind), smallest=self.origin.smallest_cell)

    def value(self, row, column="estimate", decimals=0):
        """The number in a column of a row, or what stands for it if it is hidden."""
        if row["hidden"] != "no":
            return self.hidden(row["hidden"])
        return self.number(row[column], decimals)

    def share(self, row, column="estimate"):
        """The share in a column of a row as a percentage, or what stands for it if it is hidden."""
        return self.percent(row[column]) if row["hidden"] == "no" else self.hidden(row["hidden"])

    def count(self, row, column="n"):
        """The count in a column of a row, or what stands for it if it is hidden."""
        return self.value(row, column)

    def interval(self, row, low="ci_low", high="ci_high", by=100, decimals=0):
        """Both ends of an interval, percentages without their sign; nothing where there is none or it is hidden.

        Examples
        --------
        >>> from kmu_eval.tables import Origin
        >>> speaking = Wording("en", Origin("Centre"), "top_shares")
        >>> speaking.interval({"hidden": "no", "ci_low": 0.811, "ci_high": 0.87})
        '81–87'
        """
        if row["hidden"] != "no" or pd.isna(row[low]) or pd.isna(row[high]):
            return ""
        low, high = (self.signed(by * row[end], decimals) for end in (low, high))
        between = " – " if low.startswith("\N{MINUS SIGN}") or high.startswith("\N{MINUS SIGN}") else "–"
        return between.join([low, high])

    def in_brackets(self, text):
        """A text in brackets after a blank; nothing where there is none."""
        return f" ({text})" if text else ""

    def signed(self, value, decimals=0):
        """A number as people write it, with a true minus sign."""
        return words.signed(value, self.language, decimals)

    def change(self, value, decimals=0):
        """A difference as people write it: with its sign, if it has one.

        Examples
        --------
        >>> from kmu_eval.tables import Origin
        >>> speaking = Wording("de", Origin("Zentrum"), "changes")
        >>> speaking.change(0.42, 2), speaking.change(-0.02, 1), speaking.change(-7.25)
        ('+0,42', '0,0', '−7')
        """
        return f"{'+' if round(value, decimals) > 0 else ''}{self.signed(value, decimals)}"

    def group(self, columns, words):
        """The labels of a group's words; what is not grouped is all."""
        labels = [self.label(column, word) for column, word in zip(columns, words, strict=True)]
        return " · ".join(labels) or self.shared("all")

    def range(self, row):
        """The estimate with the range of what it can be, where lists are incomplete."""
        estimate, lower, upper = (row.get(column) for column in ("estimate", "lower", "upper"))
        if row["hidden"] != "no" or upper is None or upper == estimate:
            return self.value(row)
        if pd.isna(upper):
            return self.hidden()
        if lower == estimate:
            return f"{self.number(estimate)}–{self.number(upper)}"
        return f"{self.number(estimate)} ({self.number(lower)}–{self.number(upper)})"

    @property
    def source(self):
        """The line that says where the numbers come from."""
        text = self.shared("source", programme=self.origin.programme)
        return f"{text} · {self.phrase('synthetic')}" if self.origin.synthetic else text
