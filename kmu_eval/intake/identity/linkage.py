"""Who is who: the rows of lists told apart, strictly, by the rules, and widely."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.intake.identity.clusters import Links, clusters
from kmu_eval.intake.identity.decisions import NO_DECISIONS, allowed, still_open
from kmu_eval.intake.identity.domains import domains_of
from kmu_eval.intake.identity.identified import Identified, Keys, identified, keys_of
from kmu_eval.intake.identity.keys import key_texts, normalised_addresses, organisation_fields, person_fields
from kmu_eval.intake.identity.organisations import organisation_links
from kmu_eval.intake.identity.persons import PersonKeys, person_links


@dataclass(frozen=True)
class Linkages:
    """Rows told apart under each linkage, and what is doubtful.

    Parameters
    ----------
    strict, default, wide : Identified
        By exact keys; by the rules and what was decided by hand; with the doubtful pairs as well.
    keys : Keys
    doubtful : Links
        Between rows of `keys`: pairs that neither a rule nor a person has decided.
    """

    strict: Identified
    default: Identified
    wide: Identified
    keys: Keys
    doubtful: Links


def identify_organisations(rows, key, decisions=NO_DECISIONS, named=frozenset()):
    """Organisations of rows; a row without a name belongs to none.

    Parameters
    ----------
    rows : DataFrame
        With the columns organisation, postcode and, where lists have it, email.
    key : Key
        The pseudonym key.
    decisions : Decisions
        What persons decided on pairs.
    named : set of str
        Pseudonyms that are in use.

    Returns
    -------
    Linkages
    """
    fields = organisation_fields(rows)
    keys = keys_of(key_texts(fields), fields, "organisation", key)
    email = normalised_addresses(rows["email"]) if "email" in rows else [""] * len(rows)
    domains = keys.pairs_with(np.array(domains_of(email).to_pylist(), dtype=object), "domain")
    found = organisation_links(keys.fields, domains)
    return _linkages(keys, found, found, decisions, named)


def identify_participants(rows, key, organisations, decisions=NO_DECISIONS, named=frozenset()):
    """Participants of rows.

    Parameters
    ----------
    rows : DataFrame
        With the columns event, name, email, organisation and postcode.
    key : Key
        The pseudonym key.
    organisations : Linkages
        Of the same rows.
    decisions : Decisions
    named : set of str

    Returns
    -------
    Linkages
        Rows with neither address nor name, or with a bare name at no event, are unnamed: code -1.
    """
    fields = person_fields(rows)
    keys = keys_of(key_texts(fields), fields, "participant", key)
    events = keys.pairs_with(rows["event"].fillna("").astype("str").to_numpy(dtype=object), "event")
    about = keys.fields[["email", "name"]].assign(bare=keys.fields["rule"] == "name_and_event")

    def found(organisation):
        inside = keys.pairs_with(organisation.codes[: len(rows)], "organisation")
        return person_links(PersonKeys(about, inside[inside["organisation"] >= 0], events[events["event"] != ""]))

    return _linkages(keys, found(organisations.default), found(organisations.wide), decisions, named)


def _linkages(keys, found, wider, decisions, named):
    none = Links.of([], [], "")
    same, different = decisions.among(keys.pseudonyms)
    settled = allowed(len(keys), Links.together([same, found.certain]), different)
    open_pairs = allowed(len(keys), Links.together([settled, wider.certain, found.doubtful, wider.doubtful]), different)
    doubtful = still_open(found.doubtful, clusters(len(keys), settled), different)
    every = (identified(keys, links, named) for links in (none, settled, open_pairs))
    return Linkages(*every, keys, doubtful)
