"""What speaks for and what against two keys being one: words for a person who decides, no rule of linkage."""

from dataclasses import dataclass

from kmu_eval.intake.identity.likeness import digits, likeness, own_words
from kmu_eval.intake.identity.names import generations, surnames
from kmu_eval.intake.identity.persons import one_name

SUPPORTS = (
    *("same_name", "word_order", "one_edit", "two_edits", "part", "abbreviation", "similar_name", "same_first_name"),
    *("same_postcode", "same_address", "near_address", "same_domain", "same_organisation"),
)
OPPOSES = (
    *("other_name", "two_surnames", "other_numbers", "generation", "other_form"),
    *("other_postcode", "missing_postcode", "other_domain", "two_addresses", "other_address", "other_organisation"),
    "same_event",
)


@dataclass(frozen=True)
class Side:
    """What the lists say of one of two keys.

    Parameters
    ----------
    name : str
        Folded; of an organisation without its legal form.
    form : str
        The legal form stated.
    postcode, email : str
    domains, organisations, events : frozenset
        Firms' own e-mail domains, organisations and events that go with it.
    """

    name: str
    form: str = ""
    postcode: str = ""
    email: str = ""
    domains: frozenset = frozenset()
    organisations: frozenset = frozenset()
    events: frozenset = frozenset()


def organisation_evidence(one, other):
    """What speaks for and against two organisations being one.

    Parameters
    ----------
    one, other : Side

    Returns
    -------
    supports, opposes : tuple of str
        Words of `SUPPORTS` and `OPPOSES`.

    Examples
    --------
    >>> organisation_evidence(Side("mueller bau", "gmbh", "1"), Side("moeller bau", "ag", "1"))
    (('one_edit', 'same_postcode'), ('two_surnames', 'other_form'))
    """
    like = likeness(one.name, other.name)
    found = {like or "other_name"} - {"equal"} | ({"same_name"} if like == "equal" else set())
    own = own_words(one.name, other.name)
    found |= {"two_surnames"} if all(own) and surnames().issuperset(own[0] | own[1]) else set()
    found |= {"other_numbers"} if digits(one.name) != digits(other.name) else set()
    found |= {"other_form"} if one.form and other.form and one.form != other.form else set()
    found |= _compared("postcode", one.postcode, other.postcode)
    found |= _shared("domain", one.domains, other.domains)
    return _in_order(found)


def person_evidence(one, other):
    """What speaks for and against two persons being one.

    Parameters
    ----------
    one, other : Side

    Returns
    -------
    supports, opposes : tuple of str

    Examples
    --------
    >>> person_evidence(Side("anna kern", email="info@kern.de"), Side("anna wolf", email="info@kern.de"))
    (('same_first_name', 'same_address'), ('other_name',))
    """
    found = _names(one.name, other.name)
    found |= _addresses(one, other)
    found |= _shared("organisation", one.organisations, other.organisations)
    found |= {"same_event"} if one.events & other.events else set()
    return _in_order(found)


def _names(one, other):
    if not one or not other:
        return set()
    first, second = one.split(), other.split()
    found = {"generation"} if generations() & set(first) ^ generations() & set(second) else set()
    if sorted(first) == sorted(second):
        return found | {"same_name"}
    if found or one_name(one, other):
        return found | {"similar_name"}
    return {"other_name"} | ({"same_first_name"} if first[0] == second[0] else set())


def _addresses(one, other):
    from rapidfuzz.distance import OSA

    if not one.email or not other.email:
        return set()
    if one.email == other.email:
        return {"same_address"}
    if OSA.distance(one.email, other.email, score_cutoff=1) == 1:
        return {"near_address"}
    return {"two_addresses" if one.domains & other.domains else "other_address"}


def _compared(field, one, other):
    if one and other:
        return {f"same_{field}" if one == other else f"other_{field}"}
    return {f"missing_{field}"} if one or other else set()


def _shared(field, ones, others):
    if ones & others:
        return {f"same_{field}"}
    return {f"other_{field}"} if ones and others else set()


def _in_order(found):
    return tuple(tuple(word for word in words if word in found) for words in (SUPPORTS, OPPOSES))
