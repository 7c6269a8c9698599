"""Which keys of persons are one: an address, else a name with a second field; what is doubtful.

The rules, in words, stand in METHODS.md, section 2.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from kmu_eval.intake.identity.clusters import Links, clusters
from kmu_eval.intake.identity.domains import domains_of, own_domains
from kmu_eval.intake.identity.evidence import Evidence
from kmu_eval.intake.identity.likeness import digits
from kmu_eval.intake.identity.names import generations, person_names
from kmu_eval.intake.identity.neighbours import one_edit_pairs

_SHORTEST = 6
"""Letters that a name needs for a slip of the pen to be one."""


@dataclass(frozen=True)
class PersonKeys:
    """The keys of persons, and where each stands in the lists.

    Parameters
    ----------
    keys : DataFrame
        A row per key: email (folded, empty where missing), name (as written), bare (whether there is nothing but the
        name and one event).
    organisations : DataFrame
        Different pairs of key and organisation (cluster of its spellings).
    events : DataFrame
        Different pairs of key and event.
    """

    keys: pd.DataFrame
    organisations: pd.DataFrame
    events: pd.DataFrame


def person_links(persons):
    """Links between keys of persons.

    Parameters
    ----------
    persons : PersonKeys

    Returns
    -------
    Evidence
        Between rows of ``persons.keys``.
    """
    keys = _with_names(persons)
    shared = same_address(keys)
    addressed = Links.together([shared.certain, near_address(keys)])
    inside = same_organisation(keys, persons.organisations, clusters(len(keys), addressed))
    certain = Links.together([addressed, inside.certain])
    certain = Links.together([certain, same_event(keys, persons.events, clusters(len(keys), certain))])
    linked = clusters(len(keys), certain)
    doubtful = Links.together([shared.doubtful, inside.doubtful])
    return Evidence(certain, doubtful.only(linked[doubtful.first] != linked[doubtful.second]))


def _with_names(persons):
    """The keys with their name folded, the same whatever the order of its words, and whether the domain is a firm's."""
    folded = person_names(persons.keys["name"]).to_pylist()
    turned = [" ".join(sorted(name.split())) for name in folded]
    keys = persons.keys.assign(folded=folded, words=turned, domain=domains_of(persons.keys["email"]).to_pylist())
    used = persons.organisations.assign(domain=keys["domain"].to_numpy()[persons.organisations["key"]])
    pairs = used.rename(columns={"organisation": "unit"})[["unit", "domain"]].drop_duplicates(ignore_index=True)
    own = set(own_domains(pairs, np.arange(pairs["unit"].max() + 1 if len(pairs) else 0)).domain)
    return keys.assign(work=keys["domain"].isin(own))


def same_address(keys):
    """One address: one person where the names are one, however written; else as many as there are names."""
    given = keys[keys["email"] != ""]
    shared = given[given.duplicated("email", keep=False)]
    certain, doubtful = [], []
    for _, group in shared.groupby("email", sort=True):
        settled, doubted = _within_address(group)
        certain += settled
        doubtful += doubted
    return Evidence(_links(certain, "same_address"), _links(doubtful, "doubtful"))


def _within_address(group):
    """Pairs of keys of one address that are one person, and pairs that may be."""
    named = group[group["words"] != ""]
    pairs = list(combinations(zip(named.index, named["folded"], strict=True), 2))
    settled = [(a, b) for (a, one), (b, other) in pairs if one_name(one, other)]
    place = {key: i for i, key in enumerate(group.index)}
    linked = clusters(len(group), _links([(place[a], place[b]) for a, b in settled], ""))
    persons = {linked[place[key]] for key in named.index}
    unnamed = group.index[group["words"] == ""]
    if len(persons) == 1:
        settled += [(named.index[0], key) for key in unnamed]
    doubted = [
        (a, b) for (a, one), (b, other) in pairs if linked[place[a]] != linked[place[b]] and _same_first(one, other)
    ]
    return settled, doubted


def _same_first(one, other):
    return one.split()[0] == other.split()[0]


def one_name(one, other):
    """Whether two folded names are one person's: the same words, an initial, a word more, or one slip of the pen.

    Examples
    --------
    >>> [one_name("anna gross", other) for other in ("gross anna", "a gross", "anna maria gross", "ana gross")]
    [True, True, True, True]
    >>> one_name("karl weber", "karl weber jun"), one_name("anna gross", "peter gross")
    (False, False)
    """
    from rapidfuzz.distance import OSA

    first, second = one.split(), other.split()
    if generations() & set(first) ^ generations() & set(second):
        return False
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return True
    shorter, longer = sorted((set(first), set(second)), key=len)
    if len(shorter) > 1 and shorter < longer:
        return True
    if first[-1] == second[-1] and first[0][0] == second[0][0] and min(len(first[0]), len(second[0])) == 1:
        return True
    compact = "".join(first), "".join(second)
    if min(map(len, compact)) < _SHORTEST:
        return False
    # Two letters swapped, one of them an umlaut, are more than a swap once it is written as two.
    return OSA.distance(*compact) <= 1 or OSA.distance(*map(_umlauts_as_one, compact)) <= 1


def _umlauts_as_one(text):
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s")


def near_address(keys):
    """The same name, and addresses one slip of the pen apart: not in a digit, nor between domains that others use."""
    given = np.flatnonzero((keys["email"] != "") & (keys["words"] != ""))
    emails = keys["email"].to_numpy(dtype=object)[given]
    names, _ = pd.factorize(keys["words"].to_numpy(dtype=object)[given])
    once = np.flatnonzero(~pd.DataFrame({"email": emails, "name": names}).duplicated().to_numpy())
    pairs = once[one_edit_pairs(emails[once].tolist(), names[once])]
    used = Counter(email.rpartition("@")[2] for email in set(keys["email"]))
    slip = np.array([_is_slip(emails[a], emails[b], used) for a, b in pairs.tolist()], bool)
    return Links.of(*given[pairs[slip]].T, "near_address") if len(pairs) else Links.of([], [], "")


def _is_slip(one, other, used):
    domains = {one.rpartition("@")[2], other.rpartition("@")[2]}
    return digits(one) == digits(other) and (len(domains) == 1 or min(used[domain] for domain in domains) == 1)


def same_organisation(keys, organisations, linked):
    """The same name for the same organisation: one person, unless two addresses of the same firm speak against it."""
    table = organisations.assign(words=keys["words"].to_numpy(dtype=object)[organisations["key"]])
    table = table[table["words"] != ""]
    shared = table[table.duplicated(["words", "organisation"], keep=False)]
    firm = np.where(keys["work"], keys["domain"], "").tolist()
    addressed, person = (keys["email"] != "").tolist(), linked.tolist()
    certain, doubtful = {"second_address": [], "same_organisation": []}, []
    for _, members in shared.groupby(["words", "organisation"], sort=True)["key"]:
        with_address, without = ([key for key in members if addressed[key] is given] for given in (True, False))
        pairs = [(a, b) for a, b in combinations(with_address, 2) if person[a] != person[b]]
        rival = [(a, b) for a, b in pairs if firm[a] and firm[a] == firm[b]]
        bridges = [*pairs, *zip(with_address[:1], without[:1], strict=False)]
        certain["same_organisation"] += [(without[0], key) for key in without[1:]]
        if rival:  # a third address, or none, would join the two
            doubtful += bridges
            continue
        certain["second_address"] += pairs
        certain["same_organisation"] += bridges[len(pairs) :]
    settled = Links.together([_links(pairs, rule) for rule, pairs in certain.items()])
    return Evidence(settled, _links(doubtful, "doubtful"))


def same_event(keys, events, linked):
    """A bare name at an event, at which one other of that name is on the list."""
    bare = keys["bare"].to_numpy(dtype=bool)
    table = events.assign(words=keys["words"].to_numpy(dtype=object)[events["key"]])
    table = table.assign(bare=bare[table["key"]], person=linked[table["key"]])
    known = table[~table["bare"] & (table["words"] != "")].drop_duplicates(["words", "event", "person"])
    one = known[~known.duplicated(["words", "event"], keep=False)]
    found = table[table["bare"]].merge(one, on=["words", "event"], suffixes=("", "_known"))
    return Links.of(found["key"], found["key_known"], "same_event")


def _links(pairs, rule):
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Links.of(table[:, 0], table[:, 1], rule)
