"""Which event a person goes to, and which person an event draws: by size of the event and distance."""

import numpy as np

from kmu_eval.sample.places import NOWHERE

_NEAR, _FAR = 10.0, 0.35


def choose_event(rng, weight):
    """A function of a number of people: that many events, drawn by weight."""
    cumulated = weight.cumsum()
    return lambda count: np.searchsorted(cumulated, rng.random(count) * cumulated[-1], side="right")


def events_within_reach(rng, events, weight, region):
    """An event for each person: online from everywhere, in person mostly near home.

    Parameters
    ----------
    rng : numpy Generator
    events : DataFrame
        With ``mode`` and ``venue``.
    weight : array of float
        How strongly each event draws.
    region : array of int
        The region of each person's home.

    Returns
    -------
    array of int
        Rows of events.
    """
    venue, in_person = events["venue"].to_numpy(), (events["mode"] == "in_person").to_numpy()
    chosen = np.empty(len(region), dtype=np.int64)
    for here in np.unique(region):
        near = (venue == here) & (here != NOWHERE)
        reach = np.where(near, _NEAR, np.where(in_person, _FAR, 1.0))
        those = np.flatnonzero(region == here)
        chosen[those] = choose_event(rng, weight * reach)(len(those))
    return chosen


def from_region(rng, region, wanted):
    """A row of ``region`` for each wanted region, at random within it; from anywhere where it is empty.

    Examples
    --------
    >>> from_region(np.random.default_rng(1), np.array([3, 5, 3]), np.array([5, 5])).tolist()
    [1, 1]
    """
    order = np.argsort(region, kind="stable")
    first = np.searchsorted(region[order], wanted, side="left")
    last = np.searchsorted(region[order], wanted, side="right")
    anywhere = (wanted == NOWHERE) | (first == last)
    first, last = np.where(anywhere, 0, first), np.where(anywhere, len(region), last)
    return order[first + (rng.random(len(wanted)) * (last - first)).astype(np.int64)]
