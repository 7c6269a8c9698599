"""What the lists say of each participation: registered, attended, completed, and by which channel."""

import numpy as np

from kmu_eval.sample.attendance import ADVISER, NO, UNKNOWN, YES


def with_outcomes(rng, rows, events, trained, effects):
    """The participations with ``registered``, ``attended``, ``completed`` and ``channel``.

    Parameters
    ----------
    rng : numpy Generator
    rows : DataFrame
        With ``there`` (whether the person came) and ``anchor``.
    events : DataFrame
    trained : array of bool
        By person: whether among those who complete trainings.
    effects : Effects

    Returns
    -------
    DataFrame
    """
    of_event = rows["event"].to_numpy()
    training = (events["kind"] == "training").to_numpy()[of_event]
    channel = _channel(rng, events, of_event)
    attended = _attended(rng, rows, events["recorded"].to_numpy()[of_event])
    walk_in = np.where(channel == 1, effects.walk_in_online, effects.walk_in_in_person)
    walked_in = (attended == YES) & ~training & (rng.random(len(rows)) < walk_in)
    return rows.assign(
        registered=np.where(walked_in, NO, YES),
        attended=attended,
        completed=np.where(training, _completed(rng, rows, attended, trained), UNKNOWN),
        channel=channel,
        organisation=_named(rng, rows),
    )


def _channel(rng, events, of_event):
    online = np.where(events["mode"] == "online", 1.0, np.where(events["mode"] == "hybrid", 0.6, 0.0))
    return (rng.random(len(of_event)) < online[of_event]).astype(np.int8)


def _attended(rng, rows, recorded):
    there, anchor = rows["there"].to_numpy(), rows["anchor"].to_numpy()
    not_known = ~anchor & (~recorded | (rng.random(len(rows)) < 0.012))
    return np.where(not_known, UNKNOWN, np.where(there, YES, NO))


def _completed(rng, rows, attended, trained):
    chance = rng.random(len(rows))
    sure = np.where(chance < 0.1, UNKNOWN, YES)
    perhaps = np.where(chance < 0.1, UNKNOWN, np.where(chance < 0.22, NO, YES))
    done = np.where(rows["anchor"], sure, perhaps)
    done = np.where(trained[rows["person"].to_numpy()], done, NO)
    return np.where(attended == YES, done, np.where(attended == NO, NO, UNKNOWN))


def _named(rng, rows):
    unnamed = ~rows["anchor"].to_numpy() & (rows["role"] != ADVISER).to_numpy() & (rng.random(len(rows)) < 0.01)
    return np.where(unnamed, -1, rows["organisation"])
