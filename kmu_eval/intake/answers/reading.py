"""Rows of surveys beside the code book: which columns tell of an item, and who was asked."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from kmu_eval.intake.answers.cells import Cells
from kmu_eval.intake.answers.headings import MARK, by_code_alone, meanings, places
from kmu_eval.intake.grid import clean
from kmu_eval.programme import Items
from kmu_eval.vocabulary import WAVE


@dataclass(frozen=True)
class Column:
    """A column of the rows that tells of an item, or of one of its options.

    Parameters
    ----------
    name : str
    where : tuple of (str, str)
        In which files its heading means that: see `Reading.contexts`.
    chosen : tuple of str
        See `Place`.
    """

    name: str
    where: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Rows of respondents, what the code book says, and the events that they are about.

    Parameters
    ----------
    rows : DataFrame
        Kept rows, numbered as the respondents are.
    items : Items
    events : DataFrame
    """

    rows: pd.DataFrame
    items: Items
    events: pd.DataFrame

    @cached_property
    def headings(self):
        """Headings of questions in the files, sorted: which file came first does not matter."""
        return sorted(name.removeprefix(MARK) for name in self.rows if name.startswith(MARK))

    @cached_property
    def contexts(self):
        """Source and wave of files in which headings may mean something of their own; no source: all the others."""
        worded = [each for rule in self.items.items.values() for each in (rule, *rule.wording_by_wave.values())]
        worded += [option for rule in self.items.items.values() for option in rule.options.values()]
        return tuple(product(sorted({"", *(source for each in worded for source in each.headings)}), WAVE))

    @cached_property
    def _known(self):
        """By context, what its headings are about; see `places`."""
        return {(source, wave): places(self.items, wave, source) for source, wave in self.contexts}

    @cached_property
    def _meanings(self):
        """By heading and context what it may be about; see `meanings`."""
        pairs = product(self.headings, self.contexts)
        found = {pair: meanings(pair[0], self._known[pair[1]], self.headings) for pair in pairs}
        return {pair: each for pair, each in found.items() if each}

    @cached_property
    def columns(self):
        """By item and option (empty: the item itself) the columns of the rows that tell of it, in order of heading."""
        found = {}
        for (heading, context), (about, *others) in self._meanings.items():
            for place in () if others else about:
                column = found.setdefault((place.item, place.option), {}).setdefault((heading, place.chosen), [])
                column.append(context)
        return {
            of: tuple(Column(MARK + heading, tuple(where), chosen) for (heading, chosen), where in columns.items())
            for of, columns in found.items()
        }

    @cached_property
    def disputed(self):
        """By heading, and the places of its code and those of its text, the contexts in which these are different."""
        found = {}
        for (heading, context), about in self._meanings.items():
            if len(about) > 1:
                by_code, by_text = (tuple(place.name for place in each) for each in about)
                found.setdefault((heading, by_code, by_text), []).append(context)
        return found

    @cached_property
    def by_code(self):
        """By heading and place the contexts in which only the tool's code tells what it is about, not for a source."""
        found = {}
        for (heading, context), about in self._meanings.items():
            if len(about) == 1 and not about[0][0].own and by_code_alone(heading, self._known[context]):
                for place in about[0]:
                    found.setdefault((heading, place), []).append(context)
        return found

    def declared(self, name):
        """The texts that the code book lists for a column, for whichever option."""
        found = [(item, each) for (item, _), columns in self.columns.items() for each in columns if each.name == name]
        others = [clean(text) for item, _ in found for text in self.items.items[item].not_chosen]
        return tuple(dict.fromkeys([*(text for _, column in found for text in column.chosen), *others]))

    @cached_property
    def days(self):
        """The day that decides whether an item was asked: of the event, and of the answer where a survey follows up."""
        place = self.rows["place"].to_numpy()
        of_event = self.events["date"].reindex(np.where(place >= 0, place, -1)).to_numpy()
        answered = pd.to_datetime(self.rows["date"]).to_numpy()
        later = (self.rows["wave"] == "follow_up").to_numpy() & ~np.isnat(answered)
        return pd.Series(np.where(np.isnat(of_event) | later, answered, of_event))

    def asked(self, rule):
        """Per row whether an item, or an option, was put to the respondent, as far as the code book says."""
        asked = np.ones(len(self.rows), bool)
        if rule.from_ is not None:
            asked &= ~(self.days < pd.Timestamp(rule.from_)).to_numpy()
        if rule.until is not None:
            asked &= ~(self.days > pd.Timestamp(rule.until)).to_numpy()
        return asked

    def asked_of(self, rule):
        """Per row whether the respondent is one of those who were asked; whose group is not known was asked."""
        asked = self.asked(rule) & self.rows["wave"].isin(rule.waves).to_numpy()
        for column, words in rule.asked_of.items():
            group = self._group(column)
            asked &= (group.isin(words) | group.isna()).to_numpy()
        return asked

    def _group(self, column):
        if column in ("role", "channel"):
            return self.rows[column]
        place = self.rows["place"].to_numpy()
        return self.events[column].astype(object).reindex(np.where(place >= 0, place, -1)).reset_index(drop=True)

    def told(self, item, option=""):
        """The columns that tell of an item, or of one of its options."""
        return self.columns.get((item, option), ())

    @cached_property
    def _context(self):
        """Per row the place of its context among all."""
        sources = sorted({source for source, _ in self.contexts})
        source = pd.Categorical(self.rows["source"].where(self.rows["source"].isin(sources), ""), sources).codes
        return source.astype(int) * len(WAVE) + pd.Categorical(self.rows["wave"], WAVE).codes

    def within(self, where):
        """Per row whether it is of a file of these contexts."""
        return np.isin(self._context, [self.contexts.index(each) for each in where])

    def said(self, column):
        """The texts of a column in the files in which it tells of the item; those of others are missing."""
        texts = self.rows[column.name]
        return texts if column.where == self.contexts else texts.where(self.within(column.where))

    def stands(self, column):
        """Whether a file in which it tells of the item has the column, or no file with rows."""
        return bool(self.said(column).notna().any() or self.rows[column.name].isna().all())

    def cells(self, column, asked, rows=slice(None)):
        """The cells of a column of those who were asked; rows of files without it are missing."""
        return Cells(self.said(column).where(asked).loc[rows], self.rows.loc[rows])
