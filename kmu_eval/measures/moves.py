"""Moves of pairs from one answer to another, counted by cluster and group."""

from dataclasses import dataclass

import numpy as np

from kmu_eval import vocabulary
from kmu_eval.measures.kernels import add_up, tally
from kmu_eval.measures.places import answer_places, end_of, parts_of, refuse_unknown, rows_of
from kmu_eval.measures.respondents import clusters

_SAME = vocabulary.CHANGE.index("same")


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Moves:
    """Of some items the moves of pairs with both answers on the scale.

    Parameters
    ----------
    events : int array
        Event of each cluster: that of the later answer; -1 where it is not told.
    changed : int array
        Pairs by cluster, group, item and change.
    points : float array
        Later less earlier value, added up by cluster, group and item.
    most : float array
        Of each item the greatest difference on its scale; missing where an answer has no value.
    n_missing : int array
        By group and item the pairs of which one answer is none on the scale.
    """

    events: np.ndarray
    changed: np.ndarray
    points: np.ndarray
    most: np.ndarray
    n_missing: np.ndarray


def moves_of(tables, items, found, who):
    """The moves of pairs.

    Parameters
    ----------
    tables : Tables
    items : sequence of Item
        With a single choice.
    found : Pairs
    who : Respondents
        Of the later wave.

    Returns
    -------
    Moves

    Raises
    ------
    MeasureError
        If an answer is none of its item's.
    """
    earlier, later = np.split(scale_places(tables, items, np.append(found.earlier, found.later)), 2)
    both = (earlier >= 0) & (later >= 0)
    events, cluster = clusters(who.event[found.later])
    group, shape = np.searchsorted(who.shown, who.group[found.later]), (len(events), len(who.shown))
    cell, change = cluster * shape[1] + group, _SAME - np.sign(later - earlier)
    changed, points, most = [], [], []
    for column, item in enumerate(items):
        rows = both[:, column]
        changed.append(tally(change[rows, column], 3, cell[rows], shape[0] * shape[1]).reshape(*shape, 3))
        moved, greatest = _points(item, earlier[rows, column], later[rows, column], cell[rows], shape)
        points.append(moved)
        most.append(greatest)
    n_missing = np.stack([add_up(group[~rows], shape[1]) for rows in both.T], axis=1)
    return Moves(events, np.stack(changed, axis=2), np.stack(points, axis=2), np.array(most), n_missing)


def _points(item, earlier, later, cell, shape):
    """Later less earlier value by cluster and group, always added in the same order; and the greatest there can be."""
    values = [answer.value for answer in item.answers if not answer.dont_know]
    if None in values:
        return np.zeros(shape), np.nan
    steps, place = np.unique(np.subtract.outer(values, values), return_inverse=True)
    step = place.reshape(len(values), len(values))[later, earlier]
    return (tally(step, len(steps), cell, shape[0] * shape[1]) * steps).sum(axis=1).reshape(shape), steps.max()


def scale_places(tables, items, chosen):
    """For each chosen respondent and each item the place of the answer on the scale, from 0; -1 where there is none."""
    responses, parts, row_of = tables.responses, parts_of(items), np.full(len(tables.respondents), -1)
    row_of[chosen] = np.arange(len(chosen))
    rows = rows_of(responses, parts)
    row, places = row_of.take(responses["respondent"].to_numpy()[rows]), answer_places(responses, parts, rows)
    if (unknown := (row >= 0) & (places == end_of(parts))).any():
        refuse_unknown(responses.iloc[rows][unknown], parts)
    kept = (row >= 0) & (places > 0)
    column, on_scale = np.array([each for part in enumerate(parts) for each in _on_scale(*part)]).T
    found = np.full((len(chosen), len(items)), -1)
    found[row[kept], column[places[kept] - 1]] = on_scale[places[kept] - 1]
    return found


def _on_scale(column, part):
    scale = part.item.scale_words
    return [(column, scale.index(word) if word in scale else -1) for word in (*part.item.words, None)]
