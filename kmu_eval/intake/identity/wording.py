"""The words of names as numbers: which words two names share is counted, not spelled."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.neighbours import mixed

_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Wording:
    """The words of names, one name after the other.

    Parameters
    ----------
    names : LargeStringArray
        Words with a blank between them.
    code : int array
        A number for each word.
    start : int array
        Where the words of each name begin; the end after the last.
    spelled : LargeStringArray
        The different words, by number.
    """

    names: pa.LargeStringArray
    code: np.ndarray
    start: np.ndarray
    spelled: pa.LargeStringArray

    @classmethod
    def of(cls, names):
        """The wording of names.

        Examples
        --------
        >>> found = Wording.of(pa.array(["kern bau", "bau kern", "kern"], pa.large_string()))
        >>> found.code.tolist(), found.start.tolist(), found.counts.tolist()
        ([0, 1, 1, 0, 0], [0, 2, 4, 5], [3, 2])
        """
        listed = pc.split_pattern(names, " ")
        words = listed.flatten().dictionary_encode()
        return cls(names, words.indices.to_numpy().astype(np.int64), listed.offsets.to_numpy(), words.dictionary)

    @cached_property
    def counts(self):
        """In how many different names each word stands."""
        name = self.names.dictionary_encode().indices.to_numpy()
        first = ~pd.Series(name).duplicated().to_numpy()
        told = np.repeat(first, np.diff(self.start))
        keys = np.sort(
            np.repeat(name, np.diff(self.start))[told].astype(np.int64) * len(self.spelled) + self.code[told]
        )
        keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
        return np.bincount(keys % max(len(self.spelled), 1), minlength=len(self.spelled))

    @cached_property
    def sums(self):
        """A number for each name that is the same for the same words in whatever order, and hardly for others."""
        return self._sums(mixed(np.arange(1, len(self.spelled) + 1, dtype=np.uint64)[self.code] * _ODD))

    def begun(self, letters):
        """A number for each name that is the same where all words begin with the same letters, in this order."""
        starts = pc.replace_substring_regex(self.spelled, rf"(\pL{{{letters}}})\pL+", r"\1").dictionary_encode()
        of_word = starts.indices.to_numpy().astype(np.uint64) + np.uint64(1)
        place = np.arange(len(self.code)) - np.repeat(self.start[:-1], np.diff(self.start))
        return self._sums(mixed(of_word[self.code] * _ODD + place.astype(np.uint64)))

    def among(self, words):
        """Whether each different word is one of some."""
        return pc.is_in(self.spelled, pa.array(sorted(words), pa.large_string())).to_numpy(zero_copy_only=False)

    @property
    def first(self):
        """The first word of each name."""
        return self.code[self.start[:-1]]

    def _sums(self, of_words):
        if not len(of_words):
            return np.empty(0, np.int64)
        return (np.add.reduceat(of_words, self.start[:-1]) >> np.uint64(1)).astype(np.int64)

    def own(self, pairs):
        """The words of each name of a pair that the other one does not have.

        Parameters
        ----------
        pairs : int array of shape (pairs, 2)

        Returns
        -------
        first, second : OwnWords
        """
        of_first, of_second = (self._words(names) for names in pairs.T)
        keys = [own.pair * len(self.spelled) + own.code for own in (of_first, of_second)]
        return of_first.only(~np.isin(keys[0], keys[1])), of_second.only(~np.isin(keys[1], keys[0]))

    def _words(self, names):
        count = np.diff(self.start)[names]
        pair = np.repeat(np.arange(len(names)), count)
        place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return OwnWords(len(names), pair, self.code[self.start[names][pair] + place])


@dataclass(frozen=True)
class OwnWords:
    """Words on one side of pairs of names.

    Parameters
    ----------
    pairs : int
        Number of pairs.
    pair, code : int array
        Of each word its pair and its number.
    """

    pairs: int
    pair: np.ndarray
    code: np.ndarray

    def only(self, chosen):
        """Those that are chosen."""
        return OwnWords(self.pairs, self.pair[chosen], self.code[chosen])

    def least(self, of_word, without=0):
        """The least of a number of each word, by pair; `without` where there is no word."""
        found = np.full(self.pairs, np.iinfo(np.int64).max)
        np.minimum.at(found, self.pair, of_word[self.code].astype(np.int64))
        return np.where(self.any, found, without)

    @property
    def any(self):
        """Whether a pair has such words."""
        return np.bincount(self.pair, minlength=self.pairs) > 0
