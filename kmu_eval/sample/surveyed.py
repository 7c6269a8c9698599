"""The events at which there was a survey, and how many of those present answer there."""

import numpy as np
import pandas as pd

FOLLOWED_UP_UNTIL = np.datetime64("2021-08-31")
"""Last day of events that could be followed up before the programme ended."""
_FIRST_YEAR_UNTIL = np.datetime64("2020-03-01")


def draw_surveyed(rng, events, effects):
    """For each event the share of those present who answer, by wave; 0 where there was no survey.

    Parameters
    ----------
    rng : numpy Generator
    events : DataFrame
        As of `kmu_eval.sample.events.draw_events`.
    effects : SurveyEffects

    Returns
    -------
    DataFrame
        Columns ``pre``, ``post``, ``follow_up``, by row of events.
    """
    training = (events["kind"] == "training").to_numpy()
    surveyed = rng.random(len(events)) < _share_surveyed(events, effects)
    followed = rng.random(len(events)) < events["kind"].map(effects.followed_up).fillna(0).to_numpy()
    followed &= surveyed & (events["date"] <= FOLLOWED_UP_UNTIL).to_numpy()
    spread = effects.response_event_sd
    own = np.exp(rng.normal(-(spread**2) / 2, spread, (3, len(events))))
    shares = {
        "pre": own[0] * effects.response_pre * (surveyed & training),
        "post": own[1] * _response(events, effects) * surveyed,
        "follow_up": own[2] * effects.response_follow_up * followed,
    }
    return pd.DataFrame(shares, index=events.index).clip(upper=0.95)


def _share_surveyed(events, effects):
    share = np.where(events["mode"] == "in_person", effects.surveyed_in_person, effects.surveyed_online)
    share = share * np.where(events["date"] < _FIRST_YEAR_UNTIL, effects.surveyed_first_year, 1)
    share = np.where(events["kind"] == "training", effects.surveyed_training, share)
    return share * (events["kind"] != "roadshow").to_numpy()


def _response(events, effects):
    by_mode = {mode: getattr(effects, f"response_{mode}") for mode in ("in_person", "online", "hybrid")}
    interactive = np.where(events["interactive"] == "yes", effects.response_interactive, 1)
    return events["mode"].map(by_mode).to_numpy() * interactive
