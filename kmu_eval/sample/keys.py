"""What counting by exact keys finds in the lists as written, in plain Python, apart from intake."""

from kmu_eval.sample.attendance import YES
from kmu_eval.sample.entries import NOT_STATED, firm_key


def exact_key_counts(entries):
    """Distinct exact keys of participants and organisations among the counted attendances of the lists.

    Parameters
    ----------
    entries : DataFrame

    Returns
    -------
    tuple of (int, int)
        A participant's key is address and name, else name and organisation, else name and event; an organisation's
        key is its name and postcode.
    """
    people, organisations = set(), set()
    for row in entries[(entries["attended"] == YES) & (entries["set_aside"] == "")].itertuples():
        firm = firm_key(row.firm)
        if firm:
            organisations.add((firm, _stated(row.postcode)))
        if row.person >= 0:
            people.add(_person(row, (firm, _stated(row.postcode)) if firm else row.number))
    return len(people), len(organisations)


def _person(row, firm):
    email = _stated(row.email)
    name = f"{row.first} {row.last}".casefold()
    return (email.casefold() if email else firm, name)


def _stated(text):
    return "" if text == NOT_STATED else text
