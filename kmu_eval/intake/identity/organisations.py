"""Which spellings of firms and bodies are one: what merges alone, what needs a second field, what is doubtful.

The rules, in words, stand in METHODS.md, section 2; the fields beside the name are postcode and e-mail domain.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from kmu_eval.intake.identity.candidates import at_place, cut_short_pairs, leading_pairs, slipped_pairs
from kmu_eval.intake.identity.clusters import Links, clusters, joined_by, stars
from kmu_eval.intake.identity.domains import own_domains
from kmu_eval.intake.identity.evidence import Evidence
from kmu_eval.intake.identity.likeness import SHORTEST, likeness
from kmu_eval.intake.identity.names import codes_of, companions, surnames
from kmu_eval.intake.identity.objections import same_digits, unopposed
from kmu_eval.intake.identity.pairs import different_pairs, in_turn, pairs_within
from kmu_eval.intake.identity.units import units_of

_NO_LINKS = Links.of([], [], "")
_NO_DOMAINS = pd.DataFrame({"unit": np.empty(0, np.int64), "domain": np.empty(0, dtype=object)})


def link_names(names, postcodes):
    """Clusters of spellings by name and postcode alone.

    Parameters
    ----------
    names, postcodes : sequence of str
        Different pairs; an empty postcode is missing.

    Returns
    -------
    int array
        Cluster of each.

    Examples
    --------
    >>> names = ["Müller Bau GmbH", "Mueller Bau", "Möller Bau GmbH", "Müller Bau"]
    >>> link_names(names, ["50667", "50667", "50667", "10117"]).tolist()
    [0, 0, 1, 2]
    """
    units = units_of(names, postcodes)
    return clusters(len(units), _evidence(units, _NO_DOMAINS).certain)[units.of_key]


def organisation_links(keys, domains):
    """Links between spellings of organisations.

    Parameters
    ----------
    keys : DataFrame
        A row per spelling: name and postcode, empty where missing.
    domains : DataFrame
        Columns key (row of `keys`) and domain (of an address that goes with it, empty if none or a free mailer's).

    Returns
    -------
    Evidence
        Between rows of `keys`.
    """
    units = units_of(keys["name"], keys["postcode"])
    of_unit = domains.assign(unit=units.of_key[domains["key"]])[["unit", "domain"]].drop_duplicates()
    own = own_domains(of_unit, units.compact)
    found = _evidence(units, own)
    linked = clusters(len(units), found.certain)
    doubtful = found.doubtful.only(linked[found.doubtful.first] != linked[found.doubtful.second])
    return Evidence(Links.together([units.links, found.certain.at(units.first)]), doubtful.at(units.first))


def _evidence(units, own):
    """Links between units: the strongest first."""
    with ThreadPoolExecutor() as threads:
        slipped, counted = threads.submit(slipped_pairs, units), threads.submit(getattr, units.words, "counts")
        cut, leading, ordered = (pairs_of(units) for pairs_of in (cut_short_pairs, leading_pairs, word_order))
        (one, two), _ = slipped.result(), counted.result()
    found = [Evidence(ordered, other_forms(units)), one_edit(units, own, one)]
    found += [Evidence(only_postcode(units), _NO_LINKS), same_domain(units, own)]
    certain = Links.together([each.certain for each in found])
    near = np.concatenate([_slipped_first(units, two), cut])
    found.append(same_place(units, own, clusters(len(units), certain), near, leading))
    return Evidence(*(Links.together([getattr(each, name) for each in found]) for name in ("certain", "doubtful")))


def word_order(units):
    """The same words in another order at the same postcode, where no two legal forms are stated of them."""
    chosen = np.flatnonzero((units.postcode >= 0) & ~units.generic & ~units.rivals)
    chosen = chosen[pd.Series(at_place(units, chosen, units.words.sums[chosen])).duplicated(keep=False).to_numpy()]
    ordered = codes_of([" ".join(sorted(units.core[i].split())) for i in chosen.tolist()])
    groups = at_place(units, chosen, ordered)
    stated = pd.Series(units.form[chosen]).where(units.form[chosen] != "").groupby(groups).transform("nunique")
    return stars(np.where(stated > 1, -1, groups), "word_order").at(chosen)


def one_edit(units, own, pairs):
    """One slip of the pen at the same postcode; doubtful where both ways of writing are established words."""
    same, long = same_digits(units, pairs), (units.length[pairs] >= SHORTEST).all(axis=1)
    turned = units.words.sums[pairs[:, 0]] == units.words.sums[pairs[:, 1]]
    settled = same & long & ~turned & unopposed(units, own, pairs)
    doubted = ~settled & same
    return Evidence(Links.of(*pairs[settled].T, "one_edit"), Links.of(*pairs[doubted].T, "doubtful"))


def only_postcode(units):
    """A telling name without a postcode, which stands in the lists at one postcode only."""
    if not (units.postcode < 0).any():
        return _NO_LINKS
    worded = np.array([_telling(core) for core in units.core], bool) & ~units.generic
    rows = pd.DataFrame({"compact": units.compact, "postcode": units.postcode, "unit": np.arange(len(units))})[worded]
    open_ones, placed = rows[rows["postcode"] < 0], rows[rows["postcode"] >= 0]
    one = placed[~placed.duplicated("compact", keep=False)]
    found = open_ones.merge(one, on="compact", suffixes=("", "_placed"))
    first, second = found["unit"].to_numpy(), found["unit_placed"].to_numpy()
    fits = units.compatible(first, second)
    return Links.of(first[fits], second[fits], "only_postcode")


def _telling(core):
    """Two words or more, or a long one that is no frequent surname."""
    return " " in core or (len(core) >= SHORTEST and core not in surnames())


def same_domain(units, own):
    """Names that are alike and share a domain: certain at one postcode, or where one is missing; else branches."""
    pairs = different_pairs(pairs_within(own["domain"], own["unit"]))
    first, second = pairs.T
    alike = np.array([bool(likeness(units.core[a], units.core[b])) for a, b in in_turn(pairs)], bool)
    places = units.postcode[first], units.postcode[second]
    near = (places[0] == places[1]) | (np.minimum(*places) < 0)
    elsewhere = _several_places(units, first, second)
    settled = alike & near & ~elsewhere
    doubtful = (alike | near) & ~settled
    return Evidence(
        Links.of(first[settled], second[settled], "same_domain"),
        Links.of(first[doubtful], second[doubtful], "doubtful"),
    )


def _several_places(units, first, second):
    """Whether one of two has no postcode, and what it is alike to stands at several."""
    missing = np.where(units.postcode[first] < 0, first, second)
    placed = np.where(units.postcode[first] < 0, second, first)
    pairs = pd.DataFrame({"missing": missing, "place": units.postcode[placed]})
    several = pairs[pairs["place"] >= 0].groupby("missing")["place"].nunique()
    return (units.postcode[missing] < 0) & (pairs["missing"].map(several).fillna(0) > 1).to_numpy()


def other_forms(units):
    """The same name at the same postcode with several legal forms."""
    rival = np.flatnonzero(units.rivals)
    names = pd.MultiIndex.from_arrays([np.asarray(units.compact, dtype=object)[rival], units.postcode[rival]])
    groups = pd.factorize(names)[0] if len(rival) else np.empty(0, np.int64)
    return stars(np.asarray(groups, dtype=np.int64), "doubtful").at(rival) if len(rival) else Links.of([], [], "")


def same_place(units, own, linked, pairs, leading):
    """Names at one postcode two slips apart, cut short, or the first words alone, if they fit one firm there only.

    Parameters
    ----------
    units : Units
    own : DataFrame
        Domains of units.
    linked : int array
        Cluster of each unit by stronger evidence.
    pairs, leading : int array of shape (pairs, 2)
        Names two slips apart or cut short, that one first; names that are another's first words, the shorter first.

    Returns
    -------
    Evidence
    """
    near = _fitting(units, own, pairs, linked, np.ones(len(pairs), bool))
    joined = joined_by(linked, near.certain)
    beyond = np.array([_says_more(units.core[a], units.core[b]) for a, b in in_turn(leading)], bool)
    first = _fitting(units, own, leading, joined, beyond)
    return Evidence(*(Links.together([getattr(near, name), getattr(first, name)]) for name in ("certain", "doubtful")))


def _fitting(units, own, pairs, linked, told):
    """Pairs of which the first name fits one firm; a second look finds those that fit what the first one joined."""
    able = told & same_digits(units, pairs) & unopposed(units, own, pairs)
    for _ in range(2):
        settled = able.copy()
        settled[able] = _only_one(pairs[able], linked)
        linked = joined_by(linked, Links.of(*pairs[settled].T, ""))
    return Evidence(Links.of(*pairs[settled].T, "same_place"), Links.of(*pairs[~settled].T, "doubtful"))


def _says_more(short, long):
    """Whether what a name has beyond another's are not just words such as "& Co" and "Söhne", which make a firm."""
    return not companions().issuperset(long[len(short) :].split())


def _slipped_first(units, pairs):
    """The name with the rarer words first: that is the one with the slips."""
    rarest = [own.least(units.words.counts) for own in units.words.own(pairs)]
    turned = rarest[0] > rarest[1]
    for place in np.flatnonzero(rarest[0] == rarest[1]).tolist():
        turned[place] = units.core[pairs[place, 0]] > units.core[pairs[place, 1]]
    return np.where(turned[:, None], pairs[:, ::-1], pairs)


def _only_one(pairs, linked):
    """Whether the first name of a pair is alike to no second firm."""
    if not len(pairs):
        return np.zeros(0, bool)
    firms = pd.DataFrame({"unit": pairs[:, 0], "firm": linked[pairs[:, 1]]}).groupby("unit")["firm"].nunique()
    return firms.reindex(pairs[:, 0]).to_numpy() == 1
