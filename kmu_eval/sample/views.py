"""How each item is seen at each event: where opinions lie on their scale, and where it is cut into answers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kmu_eval.sample.attendance import YES
from kmu_eval.sample.code_book import item_rules
from kmu_eval.sample.survey_effects import Opinion
from kmu_eval.vocabulary import ROLE

CHANNELS = 2
"""Cells are events by channel: the number of a cell is twice the row of its event plus the channel's place."""
_STEPS, _REACH = 50, 12.0


@dataclass(frozen=True, eq=False)
class View:
    """One item in one wave.

    Parameters
    ----------
    opinion : Opinion
    centre : array of float
        By cell where opinions lie on average.
    cuts : array of float
        Between each answer and the next.
    """

    opinion: Opinion
    centre: np.ndarray
    cuts: np.ndarray

    def answers(self, cell, about):
        """The answer of each respondent: its place among those from least to most.

        Parameters
        ----------
        cell : array of int
        about : array of float
            How far the respondent's opinion lies from what is usual in the cell, in standard deviations.
        """
        opinion = self.centre[cell] + about * np.sqrt(1 - self.opinion.event_variance)
        return np.searchsorted(self.cuts, opinion).astype(np.int8)

    @cached_property
    def expected(self):
        """Expected share of each answer by cell: what all would answer on average who attended there."""
        return shares(self.centre, self.cuts, 1 - self.opinion.event_variance)


def shares(centre, cuts, variance):
    """Share of each answer where opinions lie normally about a centre.

    Examples
    --------
    >>> shares(np.array([0.0]), np.array([0.0, 1.0]), 1.0).round(2).tolist()
    [[0.5, 0.34, 0.16]]
    """
    from scipy.special import ndtr

    below = ndtr((cuts - centre[:, None]) / np.sqrt(variance))
    return np.diff(below, axis=1, prepend=0.0, append=1.0)


def calibrated(shift, weight, wanted):
    """The cuts that give the wanted shares of answers, over all cells by weight.

    Parameters
    ----------
    shift, weight : array of float
        By cell.
    wanted : sequence of float
        Shares from least to most.

    Returns
    -------
    array of float

    Examples
    --------
    >>> calibrated(np.array([0.0, 1.0]), np.array([1.0, 1.0]), (0.5, 0.5)).round(3).tolist()
    [0.5]
    """
    from scipy.special import ndtr

    below = np.cumsum(wanted)[:-1]
    distinct, place = np.unique(shift, return_inverse=True)
    weight = np.bincount(place, weight)
    low, high = np.full(len(below), -_REACH), np.full(len(below), _REACH)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        found = weight @ ndtr(middle - distinct[:, None]) / max(weight.sum(), 1e-9)
        low, high = np.where(found < below, middle, low), np.where(found < below, high, middle)
    return (low + high) / 2


def draw_views(rng, world):
    """Draw how each item is seen.

    Parameters
    ----------
    rng : numpy Generator
    world : World

    Returns
    -------
    dict of (str, str) to View
        By item and wave.
    """
    effects, events = world.effects.surveys, world.events
    together, alone = np.sqrt(effects.event_common), np.sqrt(1 - effects.event_common)
    common, traits, views = rng.normal(size=len(events)), _traits(events), {}
    by_wave = {("confidence", wave): each for wave, each in effects.confidence.items()}
    by_wave |= {(item, item_rules()[item]["waves"][0]): each for item, each in effects.opinions.items()}
    own = {item: rng.normal(size=len(events)) for item in dict.fromkeys(item for item, _ in by_wave)}
    for (item, wave), opinion in by_wave.items():
        of_event = (together * common + alone * own[item]) * np.sqrt(opinion.event_variance)
        shift = _shift(traits, opinion, effects.online)
        cuts = calibrated(shift, attendances(world, item, wave), opinion.shares)
        views[item, wave] = View(opinion, shift + np.repeat(of_event, CHANNELS), cuts)
    return views


def _traits(events):
    """What of an event shifts opinions: by the name of the shift how often it counts."""
    return {
        "interactive": (events["interactive"] == "yes").to_numpy(),
        "introductory": (events["difficulty"] == "introductory").to_numpy(),
        "advanced": (events["difficulty"] == "advanced").to_numpy(),
        "online_meetings": (events["topic"] == "online_meetings").to_numpy(),
        "per_year": (events["date"].dt.year - 2019).to_numpy(),
    }


def _shift(traits, opinion, online):
    """By cell all that is not chance."""
    of_event = sum(getattr(opinion, name) * trait for name, trait in traits.items())
    return np.repeat(of_event, CHANNELS) + np.tile([0.0, online], len(of_event))


def attendances(world, item, wave):
    """How many of those whom an item is put to attended, by cell.

    Parameters
    ----------
    world : World
    item, wave : str

    Returns
    -------
    array of int
    """
    rows, asked_of = world.participations, item_rules()[item].get("asked_of", {})
    there = rows["attended"].to_numpy() == YES
    if "role" in asked_of:
        there &= np.isin(rows["role"].to_numpy(), [ROLE.index(word) for word in asked_of["role"]])
    kinds = asked_of.get("kind") or (world.effects.surveys.followed_up if wave == "follow_up" else None)
    event = rows["event"].to_numpy()
    there &= events_of(world.events, kinds)[event]
    cell = event * CHANNELS + rows["channel"].to_numpy()
    return np.bincount(cell[there], minlength=len(world.events) * CHANNELS)


def events_of(events, kinds):
    """Whether each event is of one of these kinds; all are where none is named."""
    return np.ones(len(events), bool) if kinds is None else events["kind"].isin(list(kinds)).to_numpy()
