"""The whole synthetic programme as drawn, before it becomes prepared tables or raw lists."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kmu_eval.sample import attendance as att
from kmu_eval.sample import organisations, pools
from kmu_eval.sample.choosing import choose_event, from_region
from kmu_eval.sample.effects import Effects, Sizes, sizes
from kmu_eval.sample.events import draw_events
from kmu_eval.sample.outcomes import with_outcomes
from kmu_eval.sample.places import places
from kmu_eval.sample.surveys import draw_surveys

_CHANGERS = 0.01
_NEW_FACES = 0.6


@dataclass(frozen=True, eq=False)
class World:
    """Everything that is true.

    Parameters
    ----------
    seed : int
    size : Sizes
    effects : Effects
    events, head_counts, organisations : DataFrame
        The prepared columns and those that only the drawing needs.
    participations : DataFrame
        ``person`` (-1: unnamed), ``event``, ``organisation`` (-1: none) as rows of the others, and the outcomes
        and ``role`` as places in the vocabulary; sorted by event and person.
    home : array of int
        The organisation of each person, or the first of several.
    """

    seed: int
    size: Sizes
    effects: Effects
    events: pd.DataFrame
    head_counts: pd.DataFrame
    organisations: pd.DataFrame
    participations: pd.DataFrame
    home: np.ndarray

    @cached_property
    def surveys(self):
        """The surveys, drawn when first asked for."""
        return draw_surveys(self.seed, self)


def draw_world(seed, scale, persons_per_firm, effects=None):
    """Draw the programme; the same arguments give the same programme."""
    rng = np.random.default_rng(seed)
    size, effects = sizes(scale, persons_per_firm), effects or Effects()
    events = draw_events(rng, size.events, effects)
    reached = _reached(rng, events, size, effects)
    came = att.once_each(_came(rng, events, reached), len(events))
    absent, newcomers = _stayed_away(rng, events, came, reached, effects)
    rows = att.once_each(pd.concat([came.assign(there=True), absent.assign(there=False)]), len(events))
    rows = pd.concat([rows, _unnamed(rng, events, size)])
    trained = np.zeros(int(rows["person"].max()) + 1, dtype=bool)
    trained[reached[1].pool.loc[reached[1].pool["trained"], "person"]] = True
    rows = with_outcomes(rng, rows, events, trained, effects)
    rows = rows.sort_values(["event", "person", "organisation"], kind="stable", ignore_index=True)
    bodies = pd.concat([*(group.organisations for group in reached), newcomers], ignore_index=True)
    rows, bodies = _listed(rows, bodies)
    return World(
        seed,
        size,
        effects,
        events.assign(capacity=_capacity(rng, events, rows)),
        _head_counts(rng, events, scale),
        organisations.with_addresses(rng, bodies),
        rows.drop(columns=["there", "anchor"]),
        _homes(rows),
    )


def _reached(rng, events, size, effects):
    enterprises = pools.draw_enterprises(rng, events, size, effects)
    advisers = pools.draw_advisers(rng, events, size, effects)
    advisers = pools.with_both(rng, advisers, enterprises, size.both).numbered(0, size.firms)
    people = size.enterprise_participants + size.advisers - size.both
    others = pools.draw_others(rng, events, size, effects).numbered(people, size.firms + size.bodies)
    return enterprises, advisers, others


def _came(rng, events, reached):
    enterprises, advisers, others = (group.pool for group in reached)
    employees = _with_changes(rng, enterprises, reached[0].organisations, att.present(rng, events, enterprises, 0.33))
    return pd.concat(
        [
            employees,
            att.present(rng, events, advisers, 0.3),
            att.present(rng, events, others, 0.3),
            att.trained_again(rng, events, advisers, np.where(advisers["trained"], 0.3, 0.08)),
        ]
    ).sort_values("anchor", ascending=False, kind="stable")


def _with_changes(rng, pool, firms, rows):
    """Some from SMEs come for another firm at their later events; they stay representatives of an SME."""
    changes = (rng.random(len(pool)) < _CHANGERS) & (organisations.is_sme(firms) == "yes_by_head_count")[
        pool["organisation"]
    ]
    person = rows["person"].to_numpy()
    later = rows["event"].to_numpy() > pool["anchor"].to_numpy()[person]
    new_firm = rng.integers(len(firms), size=len(pool))[person]
    return rows.assign(organisation=np.where(changes[person] & later, new_firm, rows["organisation"]))


def _stayed_away(rng, events, came, reached, effects):
    slots = att.absent_slots(rng, events, came, effects)
    roles = att.slot_roles(rng, events, slots)
    regions = att.wanted_regions(rng, events, slots, effects.near_share)
    new = rng.random(len(slots)) < _NEW_FACES
    rows = []
    for group, role in zip(reached, (att.ENTERPRISE, att.ADVISER, att.OTHER), strict=True):
        rows.append(att.absent_again(rng, group.pool, slots[roles == role], regions[roles == role]))
    absent = pd.concat(rows).assign(new=np.concatenate([new[roles == role] for role in range(3)]))
    return _with_new_faces(rng, events, absent, reached, effects)


def _with_new_faces(rng, events, absent, reached, effects):
    """Most who stay away were never there: new persons, a third of those from firms from a new firm."""
    people = max(group.pool["person"].max() for group in reached) + 1
    bodies = sum(len(group.organisations) for group in reached)
    new = absent["new"].to_numpy()
    person = np.where(new, people + new.cumsum() - 1, absent["person"])
    founders = new & (absent["role"] == att.ENTERPRISE).to_numpy() & (rng.random(len(absent)) < 0.35)
    organisation = np.where(founders, bodies + founders.cumsum() - 1, absent["organisation"])
    venue = events["venue"].to_numpy()[absent["event"].to_numpy()[founders]]
    firms = organisations.draw_firms(rng, places().draw(rng, venue, effects.near_share))
    return absent.drop(columns="new").assign(person=person, organisation=organisation), firms


def _unnamed(rng, events, size):
    chosen = choose_event(rng, att.weights(events, "open") * events["recorded"].to_numpy())(size.unnamed)
    firm = from_region(rng, np.zeros(size.firms, dtype=int), np.zeros(size.unnamed, dtype=int))
    firm = np.where(rng.random(size.unnamed) < 0.5, firm, -1)
    columns = {"person": -1, "event": chosen, "role": att.ENTERPRISE, "anchor": True, "organisation": firm}
    return pd.DataFrame(columns | {"there": True})


def _capacity(rng, events, rows):
    """Places, in fives: by kind and mode, so that what many want is fuller; some missing, roadshows without."""
    listed = pd.Series(np.bincount(rows["event"], minlength=len(events)), index=events.index)
    there = np.bincount(rows["event"][rows["attended"] == att.YES], minlength=len(events))
    usual = listed.groupby([events["kind"], events["mode"]]).transform("mean")
    places_offered = np.maximum(usual * rng.uniform(0.9, 1.4, len(events)), there)
    missing = (rng.random(len(events)) < 0.12) | (events["kind"] == "roadshow")
    return (np.ceil(places_offered / 5) * 5).where(~missing).astype("Int32")


def _head_counts(rng, events, scale):
    roadshows = np.flatnonzero(events["kind"] == "roadshow")
    heads = np.round(rng.lognormal(4.85, 0.45, len(roadshows)) * np.sqrt(scale)).astype(int) + 1
    registered = pd.array(np.round(heads * rng.uniform(1.05, 1.35, len(roadshows))), dtype="Int32")
    registered[rng.random(len(roadshows)) < 0.15] = pd.NA
    attended = pd.array(heads, dtype="Int32")
    attended[rng.integers(len(roadshows)) :][:1] = pd.NA
    return pd.DataFrame({"event": roadshows, "registered": registered, "attended": attended})


def _listed(rows, bodies):
    """Without the organisations that no list names, the others numbered anew."""
    organisation = rows["organisation"].to_numpy()
    listed = np.unique(organisation[organisation >= 0])
    number = np.where(organisation >= 0, np.searchsorted(listed, organisation), -1)
    return rows.assign(organisation=number), bodies.iloc[listed].reset_index(drop=True)


def _homes(rows):
    named = rows[(rows["person"] >= 0) & (rows["organisation"] >= 0)]
    homes = np.full(int(rows["person"].max()) + 1, -1)
    homes[named["person"].to_numpy()[::-1]] = named["organisation"].to_numpy()[::-1]
    return homes
