"""Pairs: two respondents of two waves who are one person, by the code that they made up."""

from dataclasses import dataclass

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.errors import MeasureError
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.counting import is_word


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Pairs:
    """The pairs of two waves.

    Parameters
    ----------
    earlier, later : int array
        Row of respondents of each pair, in the order of the later ones.
    ambiguous : bool array
        Which respondents have a partner in the other wave that cannot be told.
    """

    earlier: np.ndarray
    later: np.ndarray
    ambiguous: np.ndarray


def pairs(tables, waves):
    """Who answered in both of two waves.

    Parameters
    ----------
    tables : Tables
    waves : (str, str)
        The earlier wave first.

    Returns
    -------
    Pairs

    Raises
    ------
    MeasureError
        If a wave is unknown, or there are not two.

    Notes
    -----
    A number of ``pairing`` that stands once in each wave is a pair, whatever the events. One that stands several times
    in a wave (somebody who came to two trainings) makes a pair at each known event at which it stands once in each
    wave; its other respondents are ambiguous.
    """
    waves = [waves] if isinstance(waves, str) else list(waves)
    choose(waves, vocabulary.WAVE, "waves")
    if len(set(waves)) != 2 or len(waves) != 2:
        raise MeasureError(("two_waves", {"found": ", ".join(waves)}))
    number, event = (tables.respondents[name].to_numpy().astype(np.int64) for name in ("pairing", "event"))
    inside = [is_word(tables.respondents["wave"], wave) & (number >= 0) for wave in waves]
    times = [np.bincount(number[rows], minlength=number.max(initial=-1) + 2) for rows in inside]
    in_both, once = (times[0] > 0) & (times[1] > 0), (times[0] == 1) & (times[1] == 1)
    several = [rows & (in_both & ~once)[number] for rows in inside]
    found = np.array([_in_order(number, rows & once[number]) for rows in inside])
    at_events = number * (event.max(initial=-1) + 1) + event
    found = np.append(found, _matched(at_events, [rows & (event >= 0) for rows in several]), axis=1)
    return Pairs(*found[:, np.argsort(found[1])], _left(several, found))


def _in_order(key, inside):
    """Rows in the order of their keys."""
    rows = np.flatnonzero(inside)
    return rows[np.argsort(key[rows])]


def _matched(key, inside):
    """Rows of the first and of the second whose key stands once in each."""
    rows = [np.flatnonzero(each) for each in inside]
    kept = [np.unique(key[each], return_index=True, return_counts=True) for each in rows]
    keys = [each[0][each[2] == 1] for each in kept]
    places = [each[1][each[2] == 1] for each in kept]
    _, *at = np.intersect1d(*keys, assume_unique=True, return_indices=True)
    return np.array([of[place[each]] for of, place, each in zip(rows, places, at, strict=True)])


def _left(several, found):
    left = several[0] | several[1]
    left[found.ravel()] = False
    return left


def not_paired(found):
    """What is said of respondents whose partner cannot be told."""
    n = np.count_nonzero(found.ambiguous)
    return [f"not paired, for their code stands several times in a wave: {n}"] if n else []
