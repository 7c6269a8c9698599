"""What an interval of a difference says against a margin."""

FEWEST_EVENTS = 10
"""With fewer events in a group nothing is called equal, and a difference needs a permutation test as well."""


def verdict(low, high, margin, events, p_value=float("nan"), level=0.95):
    """The word for a difference; see DESIGN and METHODS: not significant is never called equal.

    Parameters
    ----------
    low, high : float
        Interval of the difference.
    margin : float or None
        Without one there is no word.
    events : (int, int)
        Events of both groups.
    p_value : float, optional
        Of the permutation test of events; needed where a group has fewer than `FEWEST_EVENTS`.
    level : float
        Of the interval; the p-value may be one less it at most.

    Returns
    -------
    str or None
        ``equivalent``: inside the margin, with 0. ``small_difference``: inside the margin, without 0. ``better``,
        ``worse``: without 0, and beyond the margin. ``inconclusive``: anything else.

    Examples
    --------
    >>> [verdict(*ends, 0.1, (40, 40)) for ends in [(-0.05, 0.05), (0.01, 0.06), (0.01, 0.2), (-0.2, 0.05)]]
    ['equivalent', 'small_difference', 'better', 'inconclusive']
    >>> verdict(-0.05, 0.05, 0.1, (4, 40)), verdict(0.01, 0.2, 0.1, (4, 40), p_value=0.03)
    ('inconclusive', 'better')
    """
    if margin is None:
        return None
    few, holds_none = min(events) < FEWEST_EVENTS, low <= 0 <= high
    if -margin < low and high < margin:
        return "inconclusive" if few else "equivalent" if holds_none else "small_difference"
    borne_out = not few or p_value <= round(1 - level, 12)
    if holds_none or not (low <= high and borne_out):
        return "inconclusive"
    return "better" if low > 0 else "worse"


def smallest_margin(low, high, events):
    """The margin from which on two groups would count as equivalent; missing where no margin would do.

    Examples
    --------
    >>> smallest_margin(-0.02, 0.07, (40, 40)), smallest_margin(0.01, 0.07, (40, 40))
    (0.07, nan)
    """
    possible = low <= 0 <= high and min(events) >= FEWEST_EVENTS
    return max(-low, high) if possible else float("nan")
