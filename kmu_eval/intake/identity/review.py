"""The doubtful pairs for a person to decide, the most consequential first, and those decided already."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.intake.identity.identified import Keys
from kmu_eval.intake.identity.names import firm_names, person_names
from kmu_eval.intake.identity.override import WHAT
from kmu_eval.intake.identity.pair_evidence import Side, organisation_evidence, person_evidence
from kmu_eval.intake.identity.sightings import sightings

SIDES = ("first", "second")
SHOWN = ("name", "organisation", "postcode", "email", "rows", "events", "attendances")
DECIDED = ("decision", "who", "when", "why")
COLUMNS = (
    *("what", *SIDES),
    *(f"{shown}_{side}" for side in SIDES for shown in SHOWN),
    *("supports", "opposes", "attendances", "moves", *DECIDED),
)


def review_pairs(linked, overrides=(), also=()):
    """Pairs of keys to be decided, and those decided, with what speaks for and against.

    Parameters
    ----------
    linked : Linked
        Rows of lists with who is who.
    overrides : sequence of Override
        What was decided.
    also : iterable of (str, str, str)
        Further pairs to be shown: what, and two pseudonyms.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: what; first, second (pseudonyms of the keys); of each side the commonest writing of its name,
        organisation (of persons), postcode and e-mail (of organisations the domain), and its rows, events and
        attendances; supports, opposes (tuples of words); attendances that it touches; moves (by how much the number
        reached is smaller if they are one); decision, who, when, why (empty where open). Of pairs of the same two
        organisations or persons one is shown. Open pairs first, then by attendances, largest first, then by name.
    """
    seen = sightings(linked)
    sides = {"organisation": linked.organisations, "participant": linked.participants}
    parts = [_of(what, sides[what], seen, overrides, also) for what in WHAT]
    table = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    keys = table.assign(decided=table["decision"] != "", most=-table["attendances"])
    order = keys.sort_values(["decided", "most", "name_first", "name_second", "first", "second"]).index
    return table.loc[order].reset_index(drop=True)


def _of(what, linkages, seen, overrides, also):
    cluster = _clusters(linkages)
    pairs = _pairs(what, linkages, cluster, overrides, also)
    both = _Both(what, linkages.keys, cluster, pairs["a"].to_numpy(), pairs["b"].to_numpy())
    concerned = np.isin(linkages.default.codes, cluster[pairs[["a", "b"]].to_numpy().ravel()])
    codes = _Codes(linkages.keys.codes[concerned], linkages.default.codes[concerned])
    seen = seen.at(np.flatnonzero(concerned))
    table = pairs.assign(what=what, **_shown(both, codes, seen))
    touched = table["attendances_first"] + table["attendances_second"]
    came = (table["attendances_first"] > 0) & (table["attendances_second"] > 0)
    evidence = _evidence(both, codes, seen)
    table = table.assign(attendances=touched, moves=-came.astype("int64"))
    return table.assign(supports=[each[0] for each in evidence], opposes=[each[1] for each in evidence])[list(COLUMNS)]


@dataclass(frozen=True)
class _Both:
    """Pairs of keys (places `a` and `b` of `keys`), with the cluster of every key."""

    what: str
    keys: Keys
    cluster: np.ndarray
    a: np.ndarray
    b: np.ndarray

    @property
    def apart(self):
        """Whether two keys are in two clusters: a side is then its whole cluster, else its key alone."""
        return self.cluster[self.a] != self.cluster[self.b]

    def of_sides(self, of_cluster, of_key, nothing):
        """For each side what is known of it, by code of its cluster or of its key."""
        for ends in (self.a.tolist(), self.b.tolist()):
            far = zip(ends, self.apart, strict=True)
            yield [of_cluster.get(self.cluster[k], nothing) if a else of_key.get(k, nothing) for k, a in far]


@dataclass(frozen=True)
class _Codes:
    """Per row its key and its cluster."""

    key: np.ndarray
    cluster: np.ndarray


def _clusters(linkages):
    """The cluster of each key."""
    named = linkages.keys.codes >= 0
    cluster = np.empty(len(linkages.keys), dtype=np.int64)
    cluster[linkages.keys.codes[named]] = linkages.default.codes[named]
    return cluster


def _pairs(what, linkages, cluster, overrides, also):
    """Places of the keys of each pair (a, b), with their pseudonyms and what was decided."""
    names = linkages.keys.pseudonyms
    place = {name: i for i, name in enumerate(names.tolist())}
    decided = {(each.first, each.second): each for each in overrides if each.what == what}
    asked = sorted({tuple(sorted(pair)) for kind, *pair in also if kind == what} - set(decided))
    certain = [(place[a], place[b]) for a, b in [*decided, *asked] if a in place and b in place]
    settled = {_two(cluster, pair) for pair in certain}
    pairs = certain + [pair for two, pair in _open(what, linkages, cluster).items() if two not in settled]
    rows = [(a, b, names[a], names[b], decided.get((names[a], names[b]))) for a, b in pairs]
    table = pd.DataFrame(rows, columns=["a", "b", *SIDES, "override"]).astype({"a": "int64", "b": "int64"})
    return table.assign(**{name: [getattr(each, name, "") for each in table["override"]] for name in DECIDED})


def _open(what, linkages, cluster):
    """By two clusters the doubtful pair of them that has most rows, each key in its commonest spelling."""
    rows = np.bincount(linkages.keys.codes[linkages.keys.codes >= 0], minlength=len(cluster))
    commonest = _commonest(linkages.keys.fields, cluster, rows) if what == "organisation" else np.arange(len(rows))
    pairs = np.stack([commonest[linkages.doubtful.first], commonest[linkages.doubtful.second]], axis=1)
    chosen = {}
    for pair in sorted(np.sort(pairs, axis=1).tolist(), key=lambda pair: (-rows[pair].sum(), pair)):
        chosen.setdefault(_two(cluster, pair), tuple(pair))
    return chosen


def _commonest(fields, cluster, rows):
    """For each key the one that stands in most rows, of those in its cluster with its name, however written."""
    alike = pd.DataFrame({"cluster": cluster, "name": firm_names(fields["name"].tolist()).compact.to_pylist()})
    alike = alike.assign(postcode=fields["postcode"].to_numpy(), rows=-rows)
    ordered = alike.sort_values("rows", kind="stable")
    places = pd.Series(ordered.index, index=ordered.index)
    first = places.groupby([ordered[name] for name in ("cluster", "name", "postcode")]).transform("first")
    return first.sort_index().to_numpy(dtype=np.int64)


def _two(cluster, pair):
    return frozenset(cluster[list(pair)].tolist())


def _shown(both, codes, seen):
    """What is shown of each side: writings of its key, and how often it stands in the lists."""
    sizes = [seen.sizes(of) for of in (codes.cluster, codes.key)]
    shown = {}
    for name in SHOWN[:4]:
        column = _WRITTEN[both.what].get(name)
        texts = seen.commonest(codes.key, column).to_dict() if column else {}
        shown |= {f"{name}_{side}": [texts.get(k, "") for k in ends] for side, ends in _ends(both)}
    for name in SHOWN[4:]:
        found = both.of_sides(*(each[name].to_dict() for each in sizes), 0)
        shown |= {f"{name}_{side}": np.array(each, np.int64) for side, each in zip(SIDES, found, strict=True)}
    return shown


def _ends(both):
    return zip(SIDES, (both.a.tolist(), both.b.tolist()), strict=True)


_WRITTEN = {
    "organisation": {"name": "organisation", "postcode": "postcode", "email": "domain"},
    "participant": {name: name for name in ("name", "organisation", "postcode", "email")},
}


def _evidence(both, codes, seen):
    """What speaks for and against each pair."""
    beside = {"domains": "domain", "organisations": "body", "events": "event"}
    sets = {}
    for name, column in beside.items():
        found = [seen.together(of, column).to_dict() for of in (codes.cluster, codes.key)]
        sets[name] = list(both.of_sides(*found, frozenset()))
    sides = []
    for number, (_, ends) in enumerate(_ends(both)):
        own = _own_fields(both.what, both.keys.fields.iloc[ends])
        more = zip(*(sets[name][number] for name in beside), strict=True)
        sides.append([Side(**each, **dict(zip(beside, m, strict=True))) for each, m in zip(own, more, strict=True)])
    compare = organisation_evidence if both.what == "organisation" else person_evidence
    return [compare(one, other) for one, other in zip(*sides, strict=True)]


def _own_fields(what, fields):
    if what == "organisation":
        names = firm_names(fields["name"].tolist())
        columns = {"name": names.core.to_pylist(), "form": names.form, "postcode": fields["postcode"].tolist()}
    else:
        columns = {"name": person_names(fields["name"].tolist()).to_pylist(), "email": fields["email"].tolist()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
