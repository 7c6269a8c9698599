"""Whether a claim holds, given where the true number lies."""

from types import MappingProxyType

from kmu_eval.vocabulary import NOT_TESTABLE

_SUPPORTING = MappingProxyType(
    {
        "equivalent": ("equivalent",),
        "not_worse": ("equivalent", "small_difference", "better"),
        "better": ("better",),
        "worse": ("worse",),
    }
)
_CONTRADICTING = MappingProxyType(
    {
        "equivalent": ("better", "worse"),
        "not_worse": ("worse",),
        "better": ("equivalent", "worse"),
        "worse": ("equivalent", "better"),
    }
)


def judged(relation, low, high, value=None, tolerance=None):
    """Whether a number that lies somewhere in a range stands in a relation to a value.

    Parameters
    ----------
    relation : str
        One of `kmu_eval.vocabulary.CLAIM_RELATION` that a number can stand in.
    low, high : float
        The least and the most that it can be: a range of a count, or the ends of an interval.
    value, tolerance : float, optional
        As of `kmu_eval.claiming.Claim`.

    Returns
    -------
    str
        ``supported`` if the relation holds for the whole range, ``contradicted`` if for none of it, else
        ``inconclusive``.

    Examples
    --------
    >>> judged("more_than", 12355, 20627, 12300), judged("almost", 2940, 3100, 3000, 0.05)
    ('supported', 'inconclusive')
    >>> judged("most", 0.2, 0.4), judged("all", 0.97, 1, tolerance=0.05)
    ('contradicted', 'supported')
    """
    holds, below, above = _region(relation, value, tolerance)
    if holds(low) and holds(high):
        return "supported"
    return "contradicted" if below(high) or above(low) else "inconclusive"


def _region(relation, value, tolerance):
    """Whether a number is inside the numbers for which a relation holds, below or above them; these have no gaps."""
    if relation == "fewer_than":
        return lambda x: x < value, _never, lambda x: x >= value
    if relation == "about":
        return _within(value - abs(value) * tolerance, value + abs(value) * tolerance)
    if relation == "almost":
        least = value - abs(value) * tolerance
        return lambda x: least <= x < value, lambda x: x < least, lambda x: x >= value
    if relation in ("at_least", "all"):
        least = value if relation == "at_least" else 1 - (tolerance or 0)
        return lambda x: x >= least, lambda x: x < least, _never
    bound = 0.5 if relation == "most" else value
    return lambda x: x > bound, lambda x: x <= bound, _never


def _within(least, most):
    return lambda x: least <= x <= most, lambda x: x < least, lambda x: x > most


def _never(x):
    return False


def judged_difference(relation, verdict):
    """Whether a claim about two groups holds, given the verdict of their comparison.

    Parameters
    ----------
    relation : str
        ``equivalent``, ``not_worse``, ``better`` or ``worse``: the first group, beside the second.
    verdict : str
        One of `kmu_eval.vocabulary.COMPARISON_VERDICT`.

    Returns
    -------
    str
        Only ``equivalent`` supports that both are alike; a small difference inside the margin neither supports nor
        contradicts that, nor that one is better. What was not adjusted is not tested.

    Examples
    --------
    >>> judged_difference("equivalent", "inconclusive"), judged_difference("better", "equivalent")
    ('inconclusive', 'contradicted')
    """
    if verdict in ("refused", NOT_TESTABLE):
        return NOT_TESTABLE
    if verdict in _SUPPORTING[relation]:
        return "supported"
    return "contradicted" if verdict in _CONTRADICTING[relation] else "inconclusive"
