"""By which rule rows were taken for the same: rows of one participation, attendances of one participant."""

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.counting import word_codes
from kmu_eval.measures.kernels import add_up

RULES = {"person_rule": vocabulary.PERSON_RULE, "organisation_rule": vocabulary.ORGANISATION_RULE}
_PLACE = ["source", "file", "rule"]


def further_rows(links):
    """Rows of lists beyond the first of their participation, by source, file and rule.

    Parameters
    ----------
    links : DataFrame

    Returns
    -------
    DataFrame
        Columns source, file, rule (missing where no rule is stated), rows. The row that stands for the participation is
        the one with the strongest rule (the first of ``vocabulary.PERSON_RULE``), then the first in the lists.

    Examples
    --------
    >>> from kmu_eval.tables import typed
    >>> rows = {"source": ["a", "a", "b"], "file": ["x", "x", "y"], "row": [2, 3, 2], "participation": [0, 1, 0]}
    >>> further_rows(typed({**rows, "person_rule": ["e_mail", "unnamed", "near_address"]}, "links")).values.tolist()
    [['b', 'y', 'near_address', 1]]
    """
    participation = links["participation"].to_numpy()
    several = np.flatnonzero(add_up(participation, int(participation.max(initial=-1)) + 1)[participation] > 1)
    found = links.iloc[several].assign(strength=_strength(links["person_rule"], "person_rule")[several])
    ordered = found.sort_values(["strength", "source", "file", "row"], kind="stable")
    further = ordered[ordered.duplicated("participation")]
    counted = further.groupby(["source", "file", "strength"], observed=True).size().rename("rows").reset_index()
    rule = _rules("person_rule")[counted["strength"].to_numpy()]
    return counted.assign(rule=rule)[[*_PLACE, "rows"]].astype({"source": "str", "file": "str"})


def further_attendances(tables, rows, reference, column):
    """Participations beyond the first of their participant or organisation, by rule.

    Parameters
    ----------
    tables : Tables
    rows : int array
        The participations that are looked at, each with a reference.
    reference : {"participant", "organisation"}
    column : {"person_rule", "organisation_rule"}

    Returns
    -------
    list of (str or None, int)
        Rule and number of participations. The one with the strongest rule stands for the participant, so that the
        others are those that another rule, or the same key again, brought to it.
    """
    ids, strength = tables.participations[reference].to_numpy()[rows], _of_participations(tables, column)[rows]
    last = len(RULES[column])
    strongest = np.full(int(ids.max(initial=-1)) + 1, last + 1, np.int8)
    np.minimum.at(strongest, ids, strength)
    of_all, of_first = (np.bincount(found, minlength=last + 2)[: last + 1] for found in (strength, strongest))
    return [(rule, int(n)) for rule, n in zip(_rules(column), of_all - of_first, strict=True) if n]


def _of_participations(tables, column):
    """The strongest rule among the rows of each participation; the last place where no row is known."""
    strength = np.full(len(tables.participations), len(RULES[column]), np.int8)
    np.minimum.at(strength, tables.links["participation"].to_numpy(), _strength(tables.links[column], column))
    return strength


def _strength(rules, column):
    return word_codes(rules, _order(column)).astype(np.int8)


def _order(column):
    """From the own key to the doubtful pair; a row that names nobody is no reason to take another for the same."""
    named = [rule for rule in RULES[column] if rule != "unnamed"]
    return [*named, "unnamed"]


def _rules(column):
    return np.array([*_order(column), None], dtype=object)
