"""Every combination of the words of some columns: the groups that counts and answers can be split by."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.errors import MeasureError
from kmu_eval.measures.rows import of_codes


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Combinations:
    """Every combination of the words of some columns, each column with a last place for missing.

    Parameters
    ----------
    columns : tuple of str
    words : tuple of tuple of str
        The words of each column, in order.
    """

    columns: tuple
    words: tuple

    @property
    def size(self):
        """The number of groups, those with a missing value included."""
        return int(np.prod(self._sizes, dtype=np.int64))

    def stated_or(self, *groups):
        """All groups without a missing value, and those with one that are among ``groups`` (arrays)."""
        present = np.zeros(self.size, bool)
        for each in groups:
            present[each] = True
        return np.flatnonzero(present | ~self._any_missing())

    def frame(self, groups):
        """One row per group, its words as ordered categoricals."""
        places = self.split(groups)
        return pd.DataFrame(
            {
                column: ordered(np.where(place < len(words), place, -1), words)
                for column, words, place in zip(self.columns, self.words, places, strict=True)
            },
            index=pd.RangeIndex(len(groups)),
        )

    def place(self, chosen):
        """The group of one word per column; None where it is not stated."""
        return int(np.ravel_multi_index(self.place_by_column(chosen), self._sizes)) if self.columns else 0

    def place_by_column(self, chosen):
        """Each column's word as its place among the words, the last one for None.

        Raises
        ------
        MeasureError
            Names the nearest word of the column.
        """
        places = []
        for column, words in zip(self.columns, self.words, strict=True):
            word = chosen[column]
            places.append(len(words) if word is None else words.index(*choose([str(word)], words, column)))
        return places

    def joined(self, codes, rows):
        """The group of each row, from one array of places per column."""
        return np.ravel_multi_index(codes, self._sizes) if self.columns else np.zeros(rows, np.intp)

    def split(self, groups):
        """Groups as the places of each column's words, one array per column."""
        return np.unravel_index(groups, self._sizes) if self.columns else ()

    @property
    def _sizes(self):
        return [len(words) + 1 for words in self.words]

    def _any_missing(self):
        missing = np.zeros(self._sizes, bool)
        for axis in range(missing.ndim):
            np.moveaxis(missing, axis, 0)[-1] = True
        return missing.reshape(-1) if self.columns else np.zeros(1, bool)


def ordered(codes, words):
    """Words from their places (-1: missing) as an ordered categorical."""
    return of_codes(codes, words, ordered=True)


def choose(found, allowed, where):
    """What was asked for, if each of it is allowed.

    Raises
    ------
    MeasureError
        Names the nearest allowed word.
    """
    wrong = [word for word in found if word not in allowed]
    if wrong:
        raise MeasureError(*(("unknown_word", {"found": w, "known": list(allowed), "where": where}) for w in wrong))
    return found
