"""Rows told apart: by exact keys, by the rules of linkage, and with the doubtful pairs as well."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.intake.identity.clusters import clusters, rules_of_keys
from kmu_eval.schema import NONE


@dataclass(frozen=True)
class Identified:
    """Rows told apart under one linkage.

    Parameters
    ----------
    codes : ndarray of int64
        Per row the row of `pseudonyms`, or -1.
    pseudonyms : ndarray of str
        Sorted, so that they do not depend on the order of rows or files.
    rules : Series
        Per row what told who it is: the kind of its own key, or the rule that linked that key to another.
    """

    codes: np.ndarray
    pseudonyms: np.ndarray
    rules: pd.Series


@dataclass(frozen=True)
class Keys:
    """The different keys of rows, in the order of their pseudonyms.

    Parameters
    ----------
    codes : ndarray of int64
        Per row its key, or -1.
    pseudonyms : ndarray of str
        Of each key, sorted.
    fields : DataFrame
        What each key is made of.
    kinds : Series
        Per row the kind of its key.
    """

    codes: np.ndarray
    pseudonyms: np.ndarray
    fields: pd.DataFrame
    kinds: pd.Series

    def __len__(self):
        return len(self.pseudonyms)

    def pairs_with(self, values, name):
        """Different pairs of a key and what stands in its rows: columns key and `name`.

        Parameters
        ----------
        values : sequence
            Per row.
        name : str

        Returns
        -------
        DataFrame
        """
        table = pd.DataFrame({"key": self.codes, name: np.asarray(values)})
        return table[table["key"] >= 0].drop_duplicates(ignore_index=True)


def keys_of(texts, fields, what, key):
    """The different keys among the rows.

    Parameters
    ----------
    texts : Series of str
        Per row the text of its key, empty where there is none.
    fields : DataFrame
        Per row what the key is made of, and ``rule``, its kind.
    what : str
        What the pseudonyms are of.
    key : Key
        The pseudonym key.

    Returns
    -------
    Keys
    """
    codes, distinct = pd.factorize(texts.where(texts != ""))
    first = np.flatnonzero(~texts.duplicated().to_numpy() & (texts != "").to_numpy())
    names = np.array([key.pseudonym(what, text) for text in distinct], dtype=object)
    order = np.argsort(names)
    place = np.empty(len(names) + 1, dtype=np.int64)
    place[order], place[-1] = np.arange(len(names)), NONE
    return Keys(place[codes], names[order], fields.iloc[first[order]].reset_index(drop=True), fields["rule"])


def identified(keys, links, named=frozenset()):
    """Rows told apart by links between their keys.

    Parameters
    ----------
    keys : Keys
    links : Links
    named : set of str
        Pseudonyms that named a cluster before: they go on naming it.

    Returns
    -------
    Identified
        Named by the smallest pseudonym of a cluster's keys that named one before, else by the smallest.
    """
    cluster = np.unique(clusters(len(keys), links), return_inverse=True)[1]
    before = np.array([name in named for name in keys.pseudonyms], bool)
    order = np.lexsort((np.arange(len(keys)), ~before, cluster))
    naming = np.sort(order[np.unique(cluster[order], return_index=True)[1]])
    place = np.empty(len(naming) + 1, dtype=np.int64)
    place[cluster[naming]], place[-1] = np.arange(len(naming)), NONE
    codes = np.where(keys.codes >= 0, place[np.append(cluster, NONE)[keys.codes]], NONE)
    linked = np.append(rules_of_keys(len(keys), links, naming), "")[keys.codes]
    rules = keys.kinds.mask(linked != "", pd.Series(linked, index=keys.kinds.index))
    return Identified(codes, keys.pseudonyms[naming], rules)
