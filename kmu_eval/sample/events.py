"""The events: date, mode, kind, topic and difficulty, mixed differently before and after the move online."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.sample.places import NOWHERE, venue_names

PERIOD = ("2019-03-01", "2022-02-28")
_ONLINE_FROM = np.datetime64("2020-03-16")
_REOPENED = (np.datetime64("2021-07-01"), np.datetime64("2021-11-01"))

TOPICS = ("strategy", "social_media", "leadership", "knowledge", "ai", "online_meetings", "change")
_KINDS = ("talk", "workshop", "consultation", "conference")
# Shares of each word, by the number of the mode in vocabulary.MODE (in person, online, hybrid).
_KIND_SHARES = np.array([[0.40, 0.42, 0.12, 0.06], [0.52, 0.33, 0.13, 0.02], [0.50, 0.25, 0.05, 0.20]])
_DIFFICULTY_SHARES = np.array([[0.38, 0.41, 0.21], [0.58, 0.29, 0.13], [0.48, 0.35, 0.17]])
_TOPIC_SHARES = np.array(
    [
        [0.21, 0.15, 0.18, 0.17, 0.07, 0.03, 0.19],
        [0.13, 0.19, 0.12, 0.11, 0.13, 0.21, 0.11],
        [0.16, 0.16, 0.14, 0.14, 0.12, 0.14, 0.14],
    ]
)
_TOPIC_SIZE = {"online_meetings": 1.5, "social_media": 1.2, "ai": 1.15}
_KIND_SIZE = {"talk": 1.0, "workshop": 0.5, "consultation": 0.18, "conference": 3.0}
_SERIES = {
    "talk": "Impuls am Mittag",
    "workshop": "Werkstattreihe",
    "consultation": "Sprechstunde",
    "training": "Schulungsreihe",
    "conference": "Jahresforum",
}


def draw_events(rng, count, effects):
    """Draw the events of the programme, in order of date.

    Parameters
    ----------
    rng : numpy Generator
    count : int
        Number of events; 12 % are trainings of advisers, 2.5 % roadshows.
    effects : Effects

    Returns
    -------
    DataFrame
        The columns of ``events``, and for the drawing: ``venue``, ``size`` (how many it draws, relative),
        ``no_show`` (its own share), ``recorded`` (whether somebody noted who came).
    """
    kind = np.repeat(["training", "roadshow", ""], [round(0.12 * count), round(0.025 * count), count])[:count]
    date = np.where(kind == "roadshow", _roadshow_dates(rng, count), _dates(rng, count))
    order = np.argsort(date, kind="stable")
    kind, date = kind[order], date[order]
    mode = _modes(rng, date, kind)
    open_to_all = kind == ""
    kind = np.where(open_to_all, _pick(rng, _KINDS, _KIND_SHARES[mode]), kind)
    words = {
        "mode": np.array(vocabulary.MODE)[mode],
        "kind": kind,
        "interactive": np.where(np.isin(kind, list(vocabulary.INTERACTIVE_KINDS)), "yes", "no"),
        "difficulty": _pick(rng, vocabulary.DIFFICULTY, _DIFFICULTY_SHARES[mode]),
        "topic": _pick(rng, TOPICS, _TOPIC_SHARES[mode]),
    }
    events = pd.DataFrame({"event": _numbers(date), "date": date, **words})
    return events.assign(**_clock(rng, events), **_venue(rng, mode), **_drawing(rng, events, mode, effects))


def _numbers(date):
    years = date.astype("datetime64[Y]")
    first = np.searchsorted(years, years)
    return [f"{year}-{number:04d}" for year, number in zip(years, np.arange(len(date)) - first + 1, strict=True)]


def _dates(rng, count):
    days = np.arange(PERIOD[0], np.datetime64(PERIOD[1]) + 1, dtype="datetime64[D]")
    days = days[np.is_busday(days)]
    month = days.astype("datetime64[M]").astype(int) % 12
    start = np.clip((days - days[0]).astype(int) / 120, 0.6, 1)
    season = np.array([0.9, 1, 1.1, 1, 1.1, 1.1, 0.8, 0.45, 1.2, 1.2, 1.3, 0.6])[month]
    weight = season * start
    return rng.choice(days, count, p=weight / weight.sum())


def _roadshow_dates(rng, count):
    days = np.arange(PERIOD[0], PERIOD[1], dtype="datetime64[D]")
    allowed = days[np.is_busday(days) & ((days < _ONLINE_FROM) | _reopened(days))]
    return rng.choice(allowed, count)


def _reopened(days):
    return (days >= _REOPENED[0]) & (days < _REOPENED[1])


def _modes(rng, date, kind):
    shares = np.where(_reopened(date)[:, None], [0.28, 0.52, 0.20], [0.0, 1.0, 0.0])
    shares = np.where((date < _ONLINE_FROM)[:, None], [0.92, 0.07, 0.01], shares)
    mode = _pick(rng, np.arange(3), shares)
    mode = np.where((kind == "training") & (mode == 2), 1, mode)
    return np.where(kind == "roadshow", 0, mode)


def _pick(rng, words, shares):
    drawn = (rng.random(len(shares))[:, None] >= shares.cumsum(axis=1)).sum(axis=1)
    return np.array(words)[np.minimum(drawn, len(words) - 1)]


def _clock(rng, events):
    hours = rng.choice([9, 10, 11, 13, 14, 16, 17], len(events))
    length = events["kind"].map({"talk": 90, "workshop": 180, "consultation": 60}).fillna(360).to_numpy(dtype=int)
    hours = np.where(length == 360, 9, hours)
    start = events["date"].to_numpy() + hours.astype("timedelta64[h]")
    long = (events["kind"] == "training").to_numpy() & (rng.random(len(events)) < 0.3)
    series = events["kind"].map(_SERIES).where(rng.random(len(events)) < 0.75)
    return {
        "start": start,
        "end": start + length.astype("timedelta64[m]"),
        "days": np.where(long, 2, 1),
        "series": series.astype(object).where(series.notna(), None),
    }


def _venue(rng, mode):
    venue = rng.choice(len(venue_names()[0]), len(mode))
    venue = np.where(mode == 1, NOWHERE, venue)
    postcode = np.where(venue == NOWHERE, None, venue_names()[0].astype(object)[venue])
    return {"venue": venue, "postcode": postcode, "country": "DE"}


def _drawing(rng, events, mode, effects):
    away = mode != 0
    logit = np.log(np.array([effects.no_show_in_person, effects.no_show_online]))
    logit = logit - np.log1p(-np.exp(logit))
    size = events["kind"].map(_KIND_SIZE).fillna(1.0) * events["topic"].map(_TOPIC_SIZE).fillna(1.0)
    size = size * np.where(events["difficulty"] == "introductory", effects.introductory_size, 1)
    size = size * np.where(away, effects.online_size, 1)
    own = rng.normal(0, effects.no_show_event_sd, len(events))
    return {
        "size": (size * np.exp(rng.normal(0, effects.size_event_sd, len(events)))).to_numpy(),
        "no_show": 1 / (1 + np.exp(-(logit[away.astype(int)] + own))),
        "recorded": rng.random(len(events)) >= 0.004,
    }
