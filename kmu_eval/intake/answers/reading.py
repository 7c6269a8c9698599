"""Rows of surveys beside the code book: which columns tell of an item, and who was asked."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kmu_eval.intake.answers.cells import Cells
from kmu_eval.intake.answers.headings import MARK, place_of, places
from kmu_eval.intake.grid import clean
from kmu_eval.programme import Items


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
    def columns(self):
        """By item and option (empty: the item itself) the columns of the rows that tell of it."""
        known, found = places(self.items), {}
        for heading in self.headings:
            for place in place_of(heading, known, self.headings):
                found.setdefault((place.item, place.option), []).append((MARK + heading, place))
        return found

    def declared(self, column):
        """The texts that the code book lists for a column, for whichever option."""
        places = [place for columns in self.columns.values() for name, place in columns if name == column]
        others = [clean(text) for place in places for text in self.items.items[place.item].not_chosen]
        return tuple(dict.fromkeys([*(text for place in places for text in place.chosen), *others]))

    @cached_property
    def days(self):
        """The day that decides whether an item was asked: of the event, else of the answer."""
        place = self.rows["place"].to_numpy()
        of_event = self.events["date"].reindex(np.where(place >= 0, place, -1)).to_numpy()
        answered = pd.to_datetime(self.rows["date"]).to_numpy()
        return pd.Series(np.where(np.isnat(of_event), answered, of_event))

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
        """The columns that tell of an item, or of one of its options, each with its place."""
        return self.columns.get((item, option), ())

    def cells(self, column, asked, rows=slice(None)):
        """The cells of a column of those who were asked; rows of files without it are missing."""
        return Cells(self.rows[column].where(asked).loc[rows], self.rows.loc[rows])
