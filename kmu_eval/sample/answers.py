"""What each respondent answers to each item, as one matrix: a column for each item, or for each option of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kmu_eval.sample.code_book import item_rules, sample_code_book
from kmu_eval.sample.respondents import NOT_TOLD
from kmu_eval.sample.views import CHANNELS, events_of
from kmu_eval.vocabulary import ROLE, WAVE

LEFT_OUT, NOT_ASKED = -1, -2
"""Codes beside the places of answers."""
STARTED = 2
"""Place of the first answer of ``applied`` that tells that something was put into practice."""


@dataclass(frozen=True, eq=False)
class Asking:
    """Respondents and what they are asked by.

    Parameters
    ----------
    rows : DataFrame
        As of `kmu_eval.sample.respondents.draw_respondents`.
    world : World
    views : dict of (str, str) to View
    about : array of float
        How far each person's opinions lie from others', of variance 1.
    """

    rows: pd.DataFrame
    world: object
    views: dict
    about: np.ndarray

    @cached_property
    def cell(self):
        """The cell of each respondent: event and channel."""
        return self.rows["event"].to_numpy() * CHANNELS + self.rows["channel"].to_numpy()

    @cached_property
    def wave(self):
        """The wave of each respondent as its place in the vocabulary."""
        return pd.Categorical(self.rows["wave"], WAVE).codes

    def asked(self, item):
        """Whether an item was put to each; who tells no role is asked as all are."""
        rule, rows = item_rules()[item], self.rows
        asked = np.isin(self.wave, [WAVE.index(wave) for wave in rule.get("waves", WAVE)])
        asked_of = rule.get("asked_of", {})
        if "role" in asked_of:
            asked &= np.isin(rows["told_role"].to_numpy(), [NOT_TOLD, *map(ROLE.index, asked_of["role"])])
        return asked & events_of(self.world.events, asked_of.get("kind"))[rows["event"].to_numpy()]


def columns():
    """The columns of the matrix: pairs of an item and an option, none where one answer can be given.

    Examples
    --------
    >>> [(item.word, option) for item, option in columns()[9:12]]
    [('practical_examples', None), ('barriers', 'time'), ('barriers', 'money')]
    """
    return [
        (item, option)
        for item in sample_code_book().items
        for option in ([option.word for option in item.options] or [None])
    ]


def draw_answers(rng, asking):
    """Draw all answers.

    Parameters
    ----------
    rng : numpy Generator
    asking : Asking

    Returns
    -------
    array of int8
        By respondent and column of `columns`: the place of the answer, or a code beside these.
    """
    parts, whole = [], {}
    for item in sample_code_book().items:
        whole[item.word] = drawn = (_chosen if item.multiple else _on_scale)(rng, asking, item, whole)
        parts.append(_with_gaps(rng, asking, item, drawn))
    return _broken_off(rng, asking, np.concatenate(parts, axis=1))


def _on_scale(rng, asking, item, _):
    answers, variance = np.zeros((len(asking.rows), 1), np.int8), asking.world.effects.surveys.person_variance
    for wave, view in ((wave, view) for (word, wave), view in asking.views.items() if word == item.word):
        those = np.flatnonzero(asking.wave == WAVE.index(wave))
        own = np.sqrt(1 - variance) * rng.normal(size=len(those))
        answers[those, 0] = view.answers(asking.cell[those], np.sqrt(variance) * asking.about[those] + own)
    return answers


def _chosen(rng, asking, item, whole):
    """Each chooses one option first, then further ones, so that everybody chooses and each has its share."""
    event, events = asking.rows["event"].to_numpy(), asking.world.events
    shares = option_shares(asking.world, item)[event]
    wanted = shares / shares.sum(axis=1, keepdims=True)
    first = (rng.random(len(shares))[:, None] >= wanted.cumsum(axis=1)[:, :-1]).sum(axis=1)
    further = rng.random(shares.shape) < (shares - wanted) / (1 - wanted)
    chosen = (first[:, None] == np.arange(shares.shape[1])) | further
    if item.word == "applied_what":
        return _by_progress(chosen, whole["applied"][:, 0] >= STARTED)
    seen = np.stack([offered(events, item.word, option.word)[event] for option in item.options], axis=1)
    return np.where(seen, chosen, NOT_ASKED).astype(np.int8)


def _by_progress(chosen, started):
    """With the last option, nothing yet, for those who did not start anything."""
    return np.column_stack([chosen & started[:, None], ~started]).astype(np.int8)


def option_shares(world, item):
    """Share of those who choose each option, by event; 0 where it was not offered.

    Parameters
    ----------
    world : World
    item : Item

    Returns
    -------
    array of float
        By event and option; of ``applied_what`` as those choose who started something.
    """
    choice, events = world.effects.surveys.choices[item.word], world.events
    introductory = (events["difficulty"] == "introductory").to_numpy()
    shares = [
        (share + choice.introductory.get(option, 0) * introductory) * offered(events, item.word, option)
        for option, share in choice.shares.items()
    ]
    return np.stack(shares, axis=1)


def offered(events, item, option):
    """Whether an option was offered at each event: some were added later."""
    since = item_rules()[item]["options"][option].get("from")
    return np.ones(len(events), bool) if since is None else (events["date"] >= np.datetime64(since)).to_numpy()


def _with_gaps(rng, asking, item, drawn):
    """With *don't know*, with those who leave the item out, and those to whom it was not put."""
    effects = asking.world.effects.surveys
    about = effects.choices if item.multiple else effects.opinions
    rule = about[item.word] if item.word in about else effects.confidence["post"]
    unsure, silent = rng.random((2, len(drawn), 1))
    if not item.multiple:
        drawn = np.where(unsure < rule.dont_know, len(item.scale_words), drawn)
    drawn = np.where((silent < rule.left_out) & (drawn != NOT_ASKED), LEFT_OUT, drawn)
    return np.where(asking.asked(item.word)[:, None], drawn, NOT_ASKED).astype(np.int8)


def _broken_off(rng, asking, codes):
    """Who breaks off says nothing more from an item on."""
    items = [item.word for item, _ in columns()]
    number = np.cumsum([0, *(one != other for one, other in zip(items[1:], items[:-1], strict=True))])
    stops = rng.integers(1, number[-1] + 1, len(codes))
    gone = asking.rows["broken_off"].to_numpy()[:, None] & (number >= stops[:, None])
    return np.where(gone & (codes != NOT_ASKED), LEFT_OUT, codes)
