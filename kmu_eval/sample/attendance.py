"""Who takes part: each person reached comes once at least, some come again; and those who register and stay away.

A *pool* is a frame of one row per person and role: ``person``, ``role`` (its place in the vocabulary),
``organisation``, ``region``, ``anchor`` (the event at which the person was present for certain).
Participations are frames of ``person, event, role, organisation`` with outcomes as places in the vocabulary.
"""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.sample.choosing import events_within_reach, from_region
from kmu_eval.sample.places import NOWHERE

YES, NO, UNKNOWN = (vocabulary.TERNARY.index(word) for word in ("yes", "no", "unknown"))
ENTERPRISE, ADVISER, OTHER = (vocabulary.ROLE.index(word) for word in ("enterprise", "adviser", "other"))
_AGAIN_SHAPE = 0.35


def weights(events, kind):
    """How strongly each event draws people: ``training`` for the trainings, ``open`` for all but roadshows."""
    training = (events["kind"] == "training").to_numpy()
    allowed = training if kind == "training" else ~training & (events["kind"] != "roadshow").to_numpy()
    return events["size"].to_numpy() * allowed


def present(rng, events, pool, again):
    """The attendances of a pool: the anchors, then further ones, few by most and many by few.

    Parameters
    ----------
    rng : numpy Generator
    events : DataFrame
    pool : DataFrame
    again : float
        Mean number of further attendances.

    Returns
    -------
    DataFrame
    """
    times = rng.poisson(rng.gamma(_AGAIN_SHAPE, again / _AGAIN_SHAPE, len(pool)))
    repeats = pool.iloc[np.repeat(np.arange(len(pool)), times)]
    weight = weights(events, "open") * np.where(events["recorded"], 1, 4)
    chosen = events_within_reach(rng, events, weight, repeats["region"].to_numpy())
    return pd.concat([_rows(pool, pool["anchor"], True), _rows(repeats, chosen, False)])


def trained_again(rng, events, pool, share):
    """Further attendances at trainings, by a share of the pool."""
    those = pool[rng.random(len(pool)) < share]
    weight = weights(events, "training")
    return _rows(those, events_within_reach(rng, events, weight, those["region"].to_numpy()), False)


def _rows(pool, event, anchor):
    columns = {"person": pool["person"], "event": np.asarray(event), "role": pool["role"], "anchor": anchor}
    return pd.DataFrame(columns | {"organisation": pool["organisation"]})


def once_each(rows, n_events):
    """The first row of each person and event."""
    key = rows["person"].to_numpy(dtype=np.int64) * n_events + rows["event"].to_numpy()
    return rows.iloc[np.sort(np.unique(key, return_index=True)[1])]


def absent_slots(rng, events, attendances, effects):
    """Events of those who registered and stay away: as many as the event's own share of no-shows makes."""
    there = np.bincount(attendances["event"], minlength=len(events))
    share = events["no_show"].to_numpy()
    there = np.maximum(there, (~events["recorded"].to_numpy()) * 20)
    walk_ins = np.where(events["mode"] == "in_person", effects.walk_in_in_person, effects.walk_in_online)
    there = there * (1 - walk_ins * (events["kind"] != "training").to_numpy())
    listed = np.flatnonzero(there)
    return np.repeat(listed, rng.negative_binomial(there[listed], 1 - share[listed]))


def slot_roles(rng, events, slots):
    """The role of each of those who stay away."""
    roles = rng.choice([ENTERPRISE, ADVISER, OTHER], len(slots), p=[0.85, 0.135, 0.015])
    return np.where((events["kind"] == "training").to_numpy()[slots], ADVISER, roles)


def wanted_regions(rng, events, slots, near_share):
    """The region that each comes from: mostly the venue's, or none in particular."""
    venue = events["venue"].to_numpy()[slots]
    return np.where(rng.random(len(slots)) < near_share, venue, NOWHERE)


def absent_again(rng, pool, slots, regions):
    """People reached elsewhere who stay away from these events."""
    those = pool.iloc[from_region(rng, pool["region"].to_numpy(), regions)]
    return _rows(those, slots, False)
