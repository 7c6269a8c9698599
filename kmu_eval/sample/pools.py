"""The people reached, role by role: where they come from and at which event each was present for certain."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.sample import organisations
from kmu_eval.sample.attendance import ADVISER, ENTERPRISE, OTHER, weights
from kmu_eval.sample.choosing import choose_event, events_within_reach
from kmu_eval.sample.places import places

_WITH_COLLEAGUE = 0.35


@dataclass(frozen=True, eq=False)
class Reached:
    """One role: its organisations, and its pool of people (see `attendance`) numbered from 0."""

    organisations: pd.DataFrame
    pool: pd.DataFrame

    def numbered(self, first_person, first_organisation):
        """The same with persons and organisations numbered from these numbers on."""
        pool = self.pool.assign(
            person=self.pool["person"] + first_person, organisation=self.pool["organisation"] + first_organisation
        )
        return Reached(self.organisations, pool)


def draw_enterprises(rng, events, size, effects):
    """Firms and the people from them; SMEs send exactly the number in ``size``."""
    founding, homes = _founded(rng, events, weights(events, "open"), size.firms, effects)
    firms = organisations.draw_firms(rng, homes)
    firm_of = organisations.share_out(rng, firms, size.enterprise_participants)
    firms = organisations.with_representatives(rng, firms, firm_of, size.sme_representatives)
    pool = _pool(ENTERPRISE, firm_of, homes)
    alone = _anchors(rng, events, "open", pool)
    with_colleague = (np.arange(len(pool)) < size.firms) | (rng.random(len(pool)) < _WITH_COLLEAGUE)
    return Reached(firms, pool.assign(anchor=np.where(with_colleague, founding[firm_of], alone)))


def draw_advisers(rng, events, size, effects):
    """Bodies and the advisers from them; the pool's ``trained`` marks those whose anchor is a training."""
    weight = weights(events, "open") + weights(events, "training")
    homes = _founded(rng, events, weight, size.bodies, effects)[1]
    bodies = organisations.draw_bodies(rng, homes)
    pool = _pool(ADVISER, organisations.share_out(rng, bodies, size.advisers), homes)
    trained = rng.permutation(size.advisers) < size.trained
    anchor = np.where(trained, _anchors(rng, events, "training", pool), _anchors(rng, events, "open", pool))
    return Reached(bodies, pool.assign(anchor=anchor, trained=trained))


def draw_others(rng, events, size, effects):
    """The few who are neither from a firm nor advisers."""
    homes = _founded(rng, events, weights(events, "open"), max(1, round(0.6 * size.others)), effects)[1]
    bodies = organisations.draw_others(rng, homes)
    pool = _pool(OTHER, organisations.share_out(rng, bodies, size.others), homes)
    return Reached(bodies, pool.assign(anchor=_anchors(rng, events, "open", pool)))


def with_both(rng, advisers, enterprises, count):
    """The advisers, a few of the trained ones being people who also came for a firm."""
    trained = np.flatnonzero(advisers.pool["trained"])[:count]
    person = advisers.pool["person"].to_numpy(copy=True)
    person[trained] = rng.choice(len(enterprises.pool), len(trained), replace=False)
    others = np.setdiff1d(np.arange(len(person)), trained)
    person[others] = len(enterprises.pool) + np.arange(len(others))
    return Reached(advisers.organisations, advisers.pool.assign(person=person))


def _founded(rng, events, weight, count, effects):
    founding = choose_event(rng, weight * events["recorded"].to_numpy())(count)
    return founding, places().draw(rng, events["venue"].to_numpy()[founding], effects.near_share)


def _pool(role, organisation, homes):
    region = places().region[homes[organisation]]
    person = np.arange(len(organisation))
    return pd.DataFrame({"person": person, "role": role, "organisation": organisation, "region": region})


def _anchors(rng, events, kind, pool):
    weight = weights(events, kind) * events["recorded"].to_numpy()
    return events_within_reach(rng, events, weight, pool["region"].to_numpy())
