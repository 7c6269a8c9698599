"""Who answers a survey: some of those who attended, before, after, and half a year later."""

import numpy as np
import pandas as pd

from kmu_eval.sample.attendance import YES
from kmu_eval.sample.personal_codes import draw_codes
from kmu_eval.vocabulary import WAVE

LIMESURVEY_UNTIL = np.datetime64("2020-12-31")
"""Last day of events whose surveys were made with LimeSurvey; then Microsoft Forms, but for the last wave."""
NOT_TOLD = -1
_FIRST_DAY, _DAYS = {"pre": -10, "post": 0, "follow_up": 168}, {"pre": 10, "post": 7, "follow_up": 28}


def draw_respondents(rng, world, surveyed):
    """Draw one row for each person who answers in one wave.

    Parameters
    ----------
    rng : numpy Generator
    world : World
    surveyed : DataFrame
        As of `kmu_eval.sample.surveyed.draw_surveyed`.

    Returns
    -------
    DataFrame
        ``wave``, ``person``, ``event``, ``role``, ``channel``, ``day``; what the answer tells of these
        (``told_event``, ``told_role``, ``told_channel``, -1 where nothing); ``limesurvey``; ``code`` and ``slipped``.
    """
    came = world.participations[world.participations["attended"] == YES]
    waves = [_of_wave(rng, came, surveyed, world.events, wave) for wave in WAVE]
    rows = pd.concat(waves, ignore_index=True)
    rows = rows.assign(**_told(rng, rows, world))
    return rows.assign(**_codes(rng, rows, world))


def _of_wave(rng, came, surveyed, events, wave):
    answering = came[rng.random(len(came)) < surveyed[wave].to_numpy()[came["event"]]]
    last_day = events["date"] + pd.to_timedelta(np.where(wave == "pre", 0, events["days"] - 1), unit="D")
    after = rng.integers(0, _DAYS[wave], len(answering)) + _FIRST_DAY[wave]
    day = last_day.to_numpy()[answering["event"]] + after.astype("timedelta64[D]")
    columns = answering[["person", "event", "role", "channel"]]
    return columns.assign(wave=wave, day=day)


def _told(rng, rows, world):
    """Trainings and the last wave know the event by the link, trainings the role; nobody takes part beforehand."""
    effects, count = world.effects.surveys, len(rows)
    training = _at_training(rows, world)
    of_event = world.events["date"].to_numpy()[rows["event"]]
    same_year = pd.DatetimeIndex(of_event).year == rows["day"].dt.year
    no_event = ~training & (rows["wave"] == "post") & same_year & (rng.random(count) < effects.event_missing)
    no_role = ~training & (rng.random(count) < effects.group_missing)
    no_channel = (rows["wave"] == "pre") | (rng.random(count) < effects.group_missing)
    return {
        "told_event": np.where(no_event, NOT_TOLD, rows["event"]),
        "told_role": np.where(no_role, NOT_TOLD, rows["role"]),
        "told_channel": np.where(no_channel, NOT_TOLD, rows["channel"]),
        "limesurvey": (of_event <= LIMESURVEY_UNTIL) | (rows["wave"] == "follow_up"),
    }


def _codes(rng, rows, world):
    """Asked at trainings and in the last wave; who was asked in the same wave before leaves it out."""
    known = rows["person"] >= 0
    asked = known & (_at_training(rows, world) | (rows["wave"] == "follow_up")) & ~rows.duplicated(["person", "wave"])
    codes, slipped = np.full(len(rows), "", dtype=object), np.zeros(len(rows), bool)
    codes[asked], slipped[asked] = draw_codes(rng, rows.loc[asked, "person"].to_numpy(), world.effects.surveys)
    return {"code": codes, "slipped": slipped}


def _at_training(rows, world):
    return (world.events["kind"] == "training").to_numpy()[rows["event"]]
