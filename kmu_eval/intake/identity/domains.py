"""What stands after the @: evidence for a firm only where few firms share it."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.names import as_array, lists

MOST_NAMES = 8
"""A domain of more different names is nobody's own, whether it is listed or not."""


def domains_of(emails):
    """The domain of each address; empty where there is none, or a free mailer's.

    Examples
    --------
    >>> domains_of(["a@kern.de", "kern@gmx.de", ""]).to_pylist()
    ['kern.de', '', '']
    """
    domain = pc.replace_substring_regex(as_array(emails), r"^[^@]*@?", "")
    free = pc.is_in(domain, pa.array(lists()["addresses"]["free"].split(), pa.large_string()))
    return pc.if_else(free, "", domain)


def own_domains(of_unit, names):
    """Domains that are some firm's own: those of few different names.

    Parameters
    ----------
    of_unit : DataFrame
        Columns unit, domain; different pairs.
    names : list of str
        Name of each unit.

    Returns
    -------
    DataFrame
        The same without the domains that many use.
    """
    named = of_unit.assign(name=np.asarray(names, dtype=object)[of_unit["unit"]])
    count = named.groupby("domain")["name"].transform("nunique")
    return of_unit[(of_unit["domain"] != "") & (count <= MOST_NAMES)]


def pairs_within(groups, members):
    """All pairs of members of one group, the smaller first.

    Parameters
    ----------
    groups, members : sequence
        Of each membership the group and the member; none twice.

    Returns
    -------
    int array of shape (pairs, 2)

    Examples
    --------
    >>> sorted(pairs_within(["a", "a", "b", "a"], [3, 1, 1, 2]).tolist())
    [[1, 2], [1, 3], [2, 3]]
    """
    codes, members = pd.factorize(np.asarray(groups))[0], np.asarray(members, dtype=np.int64)
    shared = np.bincount(codes)[codes] > 1 if len(codes) else np.empty(0, bool)
    width = np.int64(members.max(initial=0) + 1)
    codes, members = np.divmod(np.sort(codes[shared] * width + members[shared]), width)
    found, left = [], np.arange(len(codes) - 1)
    for distance in range(1, len(codes)):
        left = left[left + distance < len(codes)]
        left = left[codes[left] == codes[left + distance]]
        if not len(left):
            break
        found.append(np.stack([members[left], members[left + distance]], axis=1))
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


def different_pairs(pairs):
    """Pairs, each once, in order.

    Parameters
    ----------
    pairs : int array of shape (pairs, 2)

    Returns
    -------
    int array of shape (pairs, 2)
    """
    width = int(pairs.max(initial=0)) + 1
    codes = np.sort(pairs[:, 0] * width + pairs[:, 1])
    codes = codes[np.append(True, codes[1:] != codes[:-1])] if len(codes) else codes
    return np.stack(np.divmod(codes, width), axis=1)
