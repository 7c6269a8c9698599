"""How the numbers and words of one programme are told in one language."""

from dataclasses import dataclass, field

from kmu_eval import words
from kmu_eval.small_cells import hide
from kmu_eval.tables import Origin


@dataclass(frozen=True)
class Speech:
    """A language, and the programme whose labels and smallest cell it obeys.

    Parameters
    ----------
    language : str
    origin : Origin
    wave : str, optional
        The wave in whose wordings items are told.

    Examples
    --------
    >>> speech = Speech("de", Origin("Zentrum"))
    >>> speech.label("mode", "in_person"), speech.label("mode", None), speech.number(1234.5, 1), speech.hidden()
    ('in Präsenz', 'ohne Angabe', '1.234,5', '< 5')
    """

    language: str
    origin: Origin
    wave: str | None = field(default=None, kw_only=True)

    def phrase(self, key, **values):
        """A phrase of ``words.toml``, its named places filled."""
        return words.phrase(key, self.language, **values)

    def report(self, key, **values):
        """A text of ``report.toml``, its named places filled."""
        return words.report(key, self.language, **values)

    def label(self, column, word):
        """The label of a word; a missing word is named as such."""
        if word is None or word != word:
            return self.phrase("missing")
        if column == "item":
            return words.wording(word, self.wave, self.language, self.origin.labels)
        return words.label(column, word, self.language, self.origin.labels)

    def number(self, value, decimals=0):
        """A number as people write it."""
        return words.number(value, self.language, decimals)

    def percent(self, share, decimals=0):
        """A share as a percentage."""
        return words.percent(share, self.language, decimals)

    def day(self, date):
        """A day as people write it."""
        return words.day(date, self.language)

    def hidden(self):
        """What stands for the number of a small group."""
        return self.phrase("hidden", smallest=self.origin.smallest_cell)

    def bound(self, value):
        """An end of a range; one that is missing was hidden, as it is small."""
        return self.hidden() if value != value else self.number(value)

    def with_range(self, row):
        """A count and, where lists are incomplete, what is possible; a small group as such.

        Examples
        --------
        >>> speech = Speech("en", Origin("Centre"))
        >>> speech.with_range({"hidden": "no", "estimate": 12, "lower": 12, "upper": 18})
        '12 (possible: 12 to 18)'
        """
        if row["hidden"] != "no":
            return self.hidden()
        number, low, high = (self.bound(row[name]) for name in ("estimate", "lower", "upper"))
        return number if number == high else self.phrase("range", number=number, low=low, high=high)

    def of_target(self, share):
        """A share of a target: whole per cent; close to it one decimal, so that what falls short is not told as 100.

        Examples
        --------
        >>> speech = Speech("en", Origin("Centre"))
        >>> speech.of_target(1.23), speech.of_target(0.996), speech.of_target(1.0)
        ('123%', '99.6%', '100%')
        """
        return self.percent(share, int(abs(share - 1) < 0.01 and share != 1))

    def base(self, row):
        """How many answers an estimate comes from, and from how many events where the table tells them.

        Examples
        --------
        >>> speech = Speech("en", Origin("Centre"))
        >>> speech.base({"n": 90, "n_events": 12}), speech.base({"n": 54, "n_events": 0}), speech.base({"n": 90})
        ('n = 90 from 12 events', 'n = 54, event unknown', 'n = 90')
        """
        events = row.get("n_events")
        if events is None or row["n"] == 0:
            return self.phrase("n", n=self.number(row["n"]))
        key = {0: "n_of_no_event", 1: "n_of_one_event"}.get(int(events), "n_of_events")
        return self.phrase(key, n=self.number(row["n"]), events=self.number(events))

    def top_answers(self, item, rule):
        """The answers of an item that a counting rule names as top, each in quotation marks.

        Examples
        --------
        >>> labels = {("answer", "useful/yes", "en"): "rather yes", ("answer", "useful/fully", "en"): "fully"}
        >>> speech = Speech("en", Origin("Centre", labels=labels))
        >>> speech.top_answers("useful", "top answers / valid answers; top: yes/fully; wave post")
        "'rather yes', 'fully'"
        """
        told = words.stated(rule, "top").get("words", "")
        named = [self.label("answer", f"{item}/{word}") for word in told.split("/") if word]
        return ", ".join(self.phrase("quoted", text=text) for text in named)

    def aspect(self, word, rule):
        """An aspect of taking part, with the days or kilometres that its rule states.

        Examples
        --------
        >>> Speech("de", Origin("Zentrum")).aspect("far_from_venue", "more than 62.5 km / all")
        'Weit vom Veranstaltungsort (mehr als 62,5 km)'
        """
        for clause in ("within", "farther"):
            if limit := self.limit(rule, clause):
                return self.phrase(f"aspect_{clause}", aspect=self.label("aspect", word), **limit)
        return self.label("aspect", word)

    def limit(self, rule, clause):
        """The numbers that a clause of a rule states, by the names of their places."""
        stated = words.stated(rule, clause).items()
        return {name: self.number(float(value), len(value.partition(".")[2])) for name, value in stated}

    def rule(self, text, item=None):
        """A counting rule, its answers by the labels that they have in an item."""
        named = (lambda word: self.label("answer", f"{item}/{word}")) if isinstance(item, str) else str
        return words.rule(text, self.language, named, self.origin.labels)


def matched_waves(matching, speech):
    """Of each wave the share of respondents that could be matched; nothing of small waves.

    Parameters
    ----------
    matching : DataFrame
        From ``matching``: wave, n, estimate.
    speech : Speech

    Returns
    -------
    list of str

    Examples
    --------
    >>> import pandas as pd
    >>> found = pd.DataFrame({"wave": ["post", "follow_up"], "n": [400, 3], "estimate": [0.2, 1.0]})
    >>> matched_waves(found, Speech("en", Origin("Centre")))
    ['right after 20% of 400 respondents']
    """
    shown = hide(matching, speech.origin.smallest_cell, ("n", "answers"))
    waves = shown[shown["wave"].notna() & (shown["hidden"] == "no") & (matching["n"] > 0)].drop_duplicates("wave")
    return [
        speech.phrase(
            "matched_of_wave",
            wave=speech.label("wave", row["wave"]),
            share=speech.percent(row["estimate"]),
            n=speech.number(row["n"]),
        )
        for _, row in waves.iterrows()
    ]
