"""What persons decided on pairs of keys: the same or different, whatever the rules say."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.intake.identity.clusters import Links, clusters


@dataclass(frozen=True)
class Decisions:
    """Decided pairs, by the pseudonyms of their keys.

    Parameters
    ----------
    same, different : frozenset of (str, str)
        The smaller pseudonym first.
    """

    same: frozenset = frozenset()
    different: frozenset = frozenset()

    def among(self, pseudonyms):
        """The decided pairs whose keys are both there.

        Parameters
        ----------
        pseudonyms : ndarray of str
            Of the keys, sorted.

        Returns
        -------
        same, different : Links
        """
        place = {name: i for i, name in enumerate(pseudonyms)}
        found = []
        for pairs in (self.same, self.different):
            both = [(place[a], place[b]) for a, b in sorted(pairs) if a in place and b in place]
            table = np.array(both, dtype=np.int64).reshape(-1, 2)
            found.append(Links.of(table[:, 0], table[:, 1], "decided"))
        return tuple(found)


NO_DECISIONS = Decisions()


def allowed(count, links, different):
    """The links without those that would join what was decided to be different, by whatever chain.

    Parameters
    ----------
    count : int
        Number of keys.
    links : Links
        The strongest first: where a chain must be broken, it is at its weakest link.
    different : Links

    Returns
    -------
    Links

    Examples
    --------
    >>> chain = Links.of([0, 1], [1, 2], "same_name")
    >>> allowed(3, chain, Links.of([0], [2], "decided")).second.tolist()
    [1]
    """
    cluster = clusters(count, links)
    torn = np.unique(cluster[different.first[cluster[different.first] == cluster[different.second]]])
    if not len(torn):
        return links
    inside = np.isin(cluster[links.first], torn)
    places = np.flatnonzero(inside)
    kept = _joined_one_by_one(links.only(places), different)
    return links.only(np.sort(np.concatenate([np.flatnonzero(~inside), places[kept]])))


def still_open(links, cluster, different):
    """Doubtful links whose ends are neither one already nor told apart; each pair of keys once.

    Parameters
    ----------
    links : Links
    cluster : int array
        Of each key, by what is settled.
    different : Links
        What was decided to be different: so are then the two clusters.

    Returns
    -------
    Links

    Examples
    --------
    >>> doubtful = Links.of([0, 1, 2, 3], [2, 3, 0, 4], "doubtful")
    >>> left = still_open(doubtful, np.array([0, 0, 1, 1, 2]), Links.of([0], [4], "decided"))
    >>> left.first.tolist(), left.second.tolist()
    ([0, 1, 3], [2, 3, 4])
    >>> still_open(doubtful, np.array([0, 0, 1, 1, 2]), Links.of([0], [3], "decided")).first.tolist()
    [3]
    """
    pairs = np.unique(np.sort(np.stack([links.first, links.second], axis=1), axis=1), axis=0)
    low, high = np.sort(cluster[pairs], axis=1).T
    apart = np.sort(cluster[np.stack([different.first, different.second], axis=1)], axis=1)
    left = (low != high) & ~np.isin(low * len(cluster) + high, apart[:, 0] * len(cluster) + apart[:, 1])
    return Links.of(*pairs[left].T, "doubtful")


def _joined_one_by_one(links, different):
    """Which links can be made, in their order, without joining two keys that are different."""
    members, of_key, kept = {}, {}, []
    forbidden = set(zip(different.first.tolist(), different.second.tolist(), strict=True))
    forbidden |= {(b, a) for a, b in forbidden}
    for number, (a, b) in enumerate(zip(links.first.tolist(), links.second.tolist(), strict=True)):
        one, other = (members.setdefault(of_key.setdefault(key, key), {key}) for key in (a, b))
        if one is other:
            kept.append(number)
        elif not any((x, y) in forbidden for x in one for y in other):
            one |= other
            for key in other:
                of_key[key] = of_key[a]
            kept.append(number)
    return kept
