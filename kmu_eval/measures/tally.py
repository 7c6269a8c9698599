"""The tally of a survey: answers counted by event, group and answer, from which every survey measure is made."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.code_book import Item
from kmu_eval.errors import MeasureError
from kmu_eval.measures.combinations import choose, ordered
from kmu_eval.measures.places import items_of
from kmu_eval.measures.respondents import respondents
from kmu_eval.measures.sheet import sheet


@dataclass(frozen=True, eq=False)
class Tally:
    """The answers to one item, or to one option of it, in one wave.

    Parameters
    ----------
    item : Item
    option : str or None
        Of a multiple choice item.
    by : tuple of str
        The grouping columns.
    groups : DataFrame
        One row per group, the empty ones too; columns ``by``.
    events : int array
        Event of each cluster; -1 for a respondent of an unknown event, who is a cluster alone.
    counts : int array
        Shape (clusters, groups, answers + 1); the last place is for those who left the item out.
    wave : str
    """

    item: Item
    option: str | None
    by: tuple[str, ...]
    groups: pd.DataFrame
    events: np.ndarray
    counts: np.ndarray
    wave: str

    @property
    def n_asked(self):
        """Respondents who were asked, or could see the option, by cluster and group."""
        return self.counts.sum(axis=2)

    @property
    def n_missing(self):
        """Those of them who left it out."""
        return self.counts[:, :, -1]

    @property
    def n_dont_know(self):
        """Those of them who answered *don't know*."""
        return self.of([answer.word for answer in self.item.answers if answer.dont_know])

    @property
    def valid(self):
        """Those of them who gave an answer on the scale."""
        return self.of(self.item.scale_words)

    @property
    def top(self):
        """Those of them who gave an answer that counts as top."""
        return self.of([answer.word for answer in self.item.answers if answer.top])

    def of(self, words):
        """Those of them who gave one of these answers, by cluster and group."""
        return self.counts[:, :, :-1] @ np.isin(self.item.words, list(words)).astype(self.counts.dtype)

    @property
    def table(self):
        """Tidy: the grouping columns, item, option, event (-1: not told), answer (missing: left out), n > 0."""
        at = np.argwhere(self.counts)
        columns = {name: self.groups[name].array[at[:, 1]] for name in self.by}
        columns |= {name: pd.Categorical([word] * len(at)) for name, word in self._named.items()}
        columns |= {"event": self.events[at[:, 0]].astype(np.int32)}
        columns |= {"answer": ordered(np.where(at[:, 2] < len(self.item.words), at[:, 2], -1), self.item.words)}
        keys = [*self.by, *self._named, "event", "answer"]
        rows = pd.DataFrame({**columns, "n": self.counts[tuple(at.T)]})
        return rows.groupby(keys, observed=True, dropna=False, sort=True, as_index=False)["n"].sum()

    @property
    def _named(self):
        return {"item": self.item.word, "option": self.option}


def tally(tables, item, by=(), option=None, wave="post"):
    """The tally of one item, or of one option of a multiple choice item.

    Parameters
    ----------
    tables : Tables
    item : str
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role.
    option : str, optional
        Of a multiple choice item, and then needed.
    wave : str

    Returns
    -------
    Tally

    Raises
    ------
    MeasureError
        If the item, the option, a grouping column or the wave is unknown, or an answer is none of the item's.

    Examples
    --------
    >>> from kmu_eval.code_book import Answer, CodeBook, Item
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"], "mode": ["online", "in_person"]}, "events")}
    >>> frames["respondents"] = typed({"event": [0, 0, 1], "wave": ["post"] * 3}, "respondents")
    >>> given = {"respondent": [0, 1, 2], "item": ["useful"] * 3, "answer": ["yes", None, "no"]}
    >>> frames["responses"] = typed(given, "responses")
    >>> book = CodeBook((Item("useful", answers=(Answer("no"), Answer("yes", top=True))),))
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> tally(in_memory(frames, rules, Origin("Centre"), code_book=book), "useful", "mode").counts.tolist()
    [[[0, 0, 0], [0, 1, 1], [0, 0, 0]], [[1, 0, 0], [0, 0, 0], [0, 0, 0]]]
    """
    found, options = tables.code_book[item], [each.word for each in tables.code_book[item].options]
    if option is not None and not options:
        raise MeasureError(("no_options", {"item": item}))
    if option is None and options:
        raise MeasureError(("name_an_option", {"item": item, "allowed": ", ".join(options)}))
    choose([option] if options else [], options, f"option ({item})")
    who = respondents(tables, by, wave)
    made = _tallies(sheet(tables, [found], who), who.groups.columns, wave)
    return next(each for each in made if each.option == option)


def tallies(tables, items, by=(), wave="post"):
    """The tallies of many items in one pass over the answers; of multiple choice items one for each option.

    Parameters
    ----------
    tables : Tables
    items : str or sequence of str
        Words of items, or of themes where no item has the word.
    by, wave
        See `tally`.

    Returns
    -------
    list of Tally
        All with the same groups and clusters.
    """
    items, who = items_of(tables.code_book, items), respondents(tables, by, wave)
    return _tallies(sheet(tables, items, who), who.groups.columns, wave)


def _tallies(made, by, wave):
    parts = ((part, made.counts[:, :, place]) for part, place in made.each)
    return [Tally(part.item, part.option, by, made.groups, made.events, counts, wave) for part, counts in parts]
