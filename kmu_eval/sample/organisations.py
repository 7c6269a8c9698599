"""The firms and bodies: size, sector, state, and whether they are known to be SMEs."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.sample.places import places

_SIZES = (*vocabulary.SIZE_CLASS, None)
_SIZE_SHARES = (0.325, 0.26, 0.145, 0.06, 0.07, 0.14)
_COLLEAGUES = np.array([0.7, 1.0, 1.3, 1.6, 2.0, 1.0])
_SECTOR_SHARES = (0.02, 0.19, 0.07, 0.13, 0.04, 0.05, 0.15, 0.05, 0.15, 0.06, 0.04, 0.04, 0.01)
_BODIES = ("chamber", "association", "consultancy", "public", "research")
_BODY_SHARES = (0.18, 0.22, 0.36, 0.18, 0.06)
_BODY_SECTOR = {
    "chamber": "other_services",
    "association": "other_services",
    "consultancy": "professional_services",
    "public": "public_administration",
    "research": "education",
    "other": "other_services",
}


def draw_firms(rng, homes):
    """Firms at given home places (numbers of postcodes).

    Returns
    -------
    DataFrame
        The word columns of ``organisations`` with ``home`` (the place) and ``branch`` (the true sector).
    """
    count = len(homes)
    branch = np.array(vocabulary.SECTOR)[rng.choice(len(_SECTOR_SHARES), count, p=_SECTOR_SHARES)]
    size = np.array(_SIZES, dtype=object)[rng.choice(len(_SIZES), count, p=_SIZE_SHARES)]
    alone = (size == "micro") & (rng.random(count) < 0.25)
    firms = {"organisation_type": np.where(alone, "self_employed", "enterprise"), "size_class": size, "branch": branch}
    return pd.DataFrame(firms | {"home": homes, "sector": _some_missing(rng, branch, 0.06)})


def draw_bodies(rng, homes):
    """Bodies that advisers come from, at given home places; columns as of `draw_firms`."""
    return _not_firms(rng, np.array(_BODIES)[rng.choice(len(_BODIES), len(homes), p=_BODY_SHARES)], homes)


def draw_others(rng, homes):
    """Organisations of participants in no other role, at given home places; columns as of `draw_firms`."""
    words = np.array(["research", "public", "other"])
    return _not_firms(rng, words[rng.choice(3, len(homes), p=[0.35, 0.3, 0.35])], homes)


def _not_firms(rng, types, homes):
    branch = np.array([_BODY_SECTOR[word] for word in types])
    bodies = {"organisation_type": types, "size_class": None, "branch": branch, "home": homes}
    return pd.DataFrame(bodies | {"sector": _some_missing(rng, branch, 0.2)})


def _some_missing(rng, values, share):
    return np.where(rng.random(len(values)) < share, None, values.astype(object))


def share_out(rng, firms, persons):
    """The firm of each enterprise participant: one in each firm, the others where there are most colleagues."""
    size = pd.Categorical(firms["size_class"], categories=_SIZES[:-1]).codes
    weight = (_COLLEAGUES[size] * rng.gamma(0.9, size=len(firms))).cumsum()
    others = np.searchsorted(weight, rng.random(persons - len(firms)) * weight[-1])
    return np.concatenate([np.arange(len(firms)), np.sort(others)])


def with_representatives(rng, firms, firm_of, target):
    """The firms with sizes changed in a few that sent one person, so that SMEs sent exactly the target number.

    Parameters
    ----------
    rng : numpy Generator
    firms : DataFrame
    firm_of : array of int
        The firm of each enterprise participant.
    target : int
        Participants from firms known to be SMEs.

    Returns
    -------
    DataFrame
    """
    sme = is_sme(firms) == "yes_by_head_count"
    surplus = int(sme[firm_of].sum()) - target
    single = np.bincount(firm_of, minlength=len(firms)) == 1
    free = np.flatnonzero(single & (sme == (surplus > 0)) & (firms["organisation_type"] == "enterprise").to_numpy())
    changed = rng.permutation(free)[: abs(surplus)]
    size = firms["size_class"].to_numpy(dtype=object, copy=True)
    size[changed] = None if surplus > 0 else "micro"
    return firms.assign(size_class=size)


def is_sme(organisations):
    """The status of each organisation by type and number of employees: the lists tell of no turnover."""
    size = organisations["size_class"]
    small = size.isin(list(vocabulary.SME_SIZES))
    known = np.where(small, "yes_by_head_count", np.where(size == "large", "no", "unknown"))
    return np.where(organisations["organisation_type"].isin(list(vocabulary.BUSINESS_TYPES)), known, "no")


def with_addresses(rng, organisations):
    """The organisations with postcode and state, a few of them missing, and ``sme``."""
    ground = places()
    home = organisations["home"].to_numpy()
    known = rng.random(len(home)) >= 0.03
    return organisations.assign(
        postcode=np.where(known, ground.postcode[home].astype(object), None),
        state=pd.Categorical.from_codes(
            np.where(rng.random(len(home)) < 0.03, -1, ground.state[home]), categories=list(vocabulary.STATE)
        ),
        sme=is_sme(organisations),
    )
