"""Links between keys, and the clusters of keys that they make."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Links:
    """Pairs of keys taken for the same, or doubtful.

    Parameters
    ----------
    first, second : int array
        Places of the keys.
    rule : object array of str
        Why.
    """

    first: np.ndarray
    second: np.ndarray
    rule: np.ndarray

    @classmethod
    def of(cls, first, second, rule):
        """Links that all have one rule, or each its own."""
        rules = np.full(len(first), rule, dtype=object) if isinstance(rule, str) else np.asarray(rule, dtype=object)
        return cls(np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64), rules)

    @classmethod
    def together(cls, links):
        """All links of several."""
        links = [cls.of([], [], ""), *links]
        return cls(*(np.concatenate([getattr(each, name) for each in links]) for name in ("first", "second", "rule")))

    def __len__(self):
        return len(self.first)

    def only(self, chosen):
        """Those that are chosen."""
        return Links(self.first[chosen], self.second[chosen], self.rule[chosen])

    def at(self, places):
        """The same between other keys: `places` of each."""
        return Links(places[self.first], places[self.second], self.rule)


def stars(groups, rule):
    """Links of the members of each group with its first one.

    Parameters
    ----------
    groups : int array
        Group of each key; a negative one is none.
    rule : str

    Returns
    -------
    Links
    """
    members = np.flatnonzero(groups >= 0)
    first = pd.Series(members).groupby(groups[members], sort=False).transform("first").to_numpy(dtype=np.int64)
    further = first != members
    return Links.of(first[further], members[further], rule)


def clusters(count, links):
    """The cluster of each key: keys that any chain of links joins.

    Parameters
    ----------
    count : int
        Number of keys.
    links : Links

    Returns
    -------
    int array
        The smallest key of each key's cluster.

    Examples
    --------
    >>> clusters(4, Links.of([0], [2], "same_name")).tolist()
    [0, 1, 0, 3]
    """
    from scipy.sparse.csgraph import connected_components

    cluster = np.arange(count)
    if len(links):
        ends = np.concatenate([links.first, links.second])
        keys, place = np.unique(ends, return_inverse=True)
        inside = Links.of(place[: len(links)], place[len(links) :], "")
        joined = connected_components(_graph(len(keys), inside), directed=False)[1]
        cluster[keys] = keys[np.unique(joined, return_index=True)[1]][joined]
    return cluster


def _graph(count, links):
    from scipy.sparse import coo_array

    return coo_array((np.ones(len(links), bool), (links.first, links.second)), shape=(count, count)).tocsr()


def joined_by(cluster, links):
    """Clusters that further links join.

    Parameters
    ----------
    cluster : int array
        From `clusters`.
    links : Links

    Returns
    -------
    int array
    """
    return clusters(len(cluster), links.at(cluster))[cluster]


def rules_of_keys(count, links, names):
    """By which rule each key was joined to the one that names its cluster.

    Parameters
    ----------
    count : int
    links : Links
        Where several join the same two keys, the first one counts.
    names : int array
        By cluster the key that names it; no two in one cluster.

    Returns
    -------
    object array of str
        Empty for the naming keys.
    """
    from scipy.sparse.csgraph import breadth_first_order

    root = count
    to_root = Links.of(names, np.full(len(names), root), "")
    graph = _graph(count + 1, Links.together([links, to_root]))
    _, before = breadth_first_order(graph, root, directed=False)
    rules = np.full(count, "", dtype=object)
    joined = np.flatnonzero((before[:count] >= 0) & (before[:count] != root))
    low, high = np.minimum(joined, before[joined]), np.maximum(joined, before[joined])
    known = pd.Series(
        links.rule, index=_pair(np.minimum(links.first, links.second), np.maximum(links.first, links.second), count)
    )
    rules[joined] = known[~known.index.duplicated()].reindex(_pair(low, high, count)).to_numpy()
    return rules


def _pair(low, high, count):
    return low.astype(np.int64) * count + high
