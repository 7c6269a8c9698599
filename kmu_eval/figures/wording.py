"""The words of one figure in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from kmu_eval import words
from kmu_eval.tables import Origin


@dataclass(frozen=True)
class Wording:
    """How one figure speaks: its language, its texts, and the programme's own labels.

    Parameters
    ----------
    figure : str
        Entry of ``captions.toml``.
    language : str
    origin : Origin
    facts : mapping of str to str, optional
        What the texts of this figure name.

    Examples
    --------
    >>> speaking = Wording("no_shows", "de", Origin("Zentrum", synthetic=True))
    >>> speaking.label("mode", "in_person"), speaking.label("mode", None), speaking.number(1234.5, 1)
    ('in Präsenz', 'ohne Angabe', '1.234,5')
    >>> speaking.source
    'Quelle: Zentrum, eigene Zählung · synthetische Daten'
    """

    figure: str
    language: str
    origin: Origin
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def caption(self, part, **values):
        """A text of this figure, its named places filled."""
        return words.caption(self.figure, part, self.language, **{**self.facts, **values})

    def shared(self, part, **values):
        """A text that several figures use."""
        return words.caption("shared", part, self.language, **values)

    def label(self, column, word):
        """The label of a word; a missing word is named as such."""
        if word is None or word != word:
            return words.phrase("missing", self.language)
        return words.label(column, word, self.language, self.origin.labels)

    def column(self, name):
        """The heading of a column."""
        return words.column(name, self.language)

    def column_inline(self, name):
        """The heading of a column within a sentence: English nouns lose their capital."""
        return words.column_inline(name, self.language)

    def day(self, date):
        """A day as people write it."""
        return words.day(date, self.language)

    def number(self, value, decimals=0):
        """A number as people write it."""
        return words.number(value, self.language, decimals)

    def percent(self, share, decimals=0):
        """A share as a percentage."""
        return words.percent(share, self.language, decimals)

    def hidden(self, kind="small"):
        """What stands for a hidden value: ``< 5``, or for a total that would give a group away, that it is withheld."""
        if kind == "total":
            return self.shared("withheld")
        return words.phrase("hidden", self.language, smallest=self.origin.smallest_cell)

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
        >>> speaking = Wording("top_shares", "en", Origin("Centre"))
        >>> speaking.interval({"hidden": "no", "ci_low": 0.811, "ci_high": 0.87})
        '81–87'
        """
        if row["hidden"] != "no" or pd.isna(row[low]) or pd.isna(row[high]):
            return ""
        low, high = (self.signed(by * row[end], decimals) for end in (low, high))
        between = " – " if low.startswith("\N{MINUS SIGN}") or high.startswith("\N{MINUS SIGN}") else "–"
        return between.join([low, high])

    def signed(self, value, decimals=0):
        """A number as people write it, with a true minus sign."""
        return words.signed(value, self.language, decimals)

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
        return f"{text} · {words.phrase('synthetic', self.language)}" if self.origin.synthetic else text
