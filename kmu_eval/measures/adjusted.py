"""The difference of two groups if their events were alike in what could confound it."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.measures.contrast import Contrast, from_groups
from kmu_eval.measures.jackknife import kish, worst_effect
from kmu_eval.measures.pooled import Pooled
from kmu_eval.measures.standardised import Cells, standardised, without_each

EVENTS_PER_PARAMETER = 5


@dataclass(frozen=True, eq=False)
class Adjusted:
    """A comparison standardised to the events on common support.

    Parameters
    ----------
    contrast : Contrast or None
        None where nothing is adjusted.
    clauses : list of str
        How it was adjusted, or why not.
    """

    contrast: Contrast | None
    clauses: list[str]


def adjusted(made, found):
    """Standardise two groups on common support.

    Parameters
    ----------
    made : Arms
        Of the clusters on common support only.
    found : kmu_eval.measures.support.Support

    Returns
    -------
    Adjusted

    Notes
    -----
    g-computation (Snowden, Rose and Mortimer 2011, American Journal of Epidemiology 173, 731-738): a model of the
    answers with the group and the confounders (a logit for shares, else linear) gives each cell's mean in either group;
    their means over all answers on common support are compared. Where the logit is separated (in a group or cell all
    say the same, with or without some event) the cells' own means take the model's place. Variances and the
    correlation of both means are those of the jackknife that leaves out one event at a time, model, cells and
    population included; the intervals and their difference are made as those of `kmu_eval.measures.formats.compare`.
    METHODS.md, section 9.
    """
    design = _design(found)
    most = int((made.n.any(axis=1) & (made.events >= 0)).sum()) // EVENTS_PER_PARAMETER
    parameters = design.shape[1] + 1
    if parameters > most:
        return Adjusted(None, [f"{parameters} parameters, {most} are allowed for so few events: not adjusted"])
    cell = np.cumsum(found.kept)[found.cell[found.clusters]] - 1
    for link in ("logit", "cells") if made.outcome.measure == "top_share" else ("linear",):
        means, left = _standardised(made, cell, design, link)
        if np.isfinite(means).all() and np.isfinite(left).all():
            break
    return Adjusted(_contrast(made, means, left - means), [f"standardised to the answers on it, {link}"])


def _design(found):
    """A column of ones, and one for each further word of each confounder that is needed to tell the cells apart."""
    kept = np.flatnonzero(found.kept)
    columns = [np.ones(len(kept))]
    for places in found.cells.split(kept):
        for word in np.unique(places)[1:]:
            wider = np.column_stack([*columns, places == word])
            if np.linalg.matrix_rank(wider) > len(columns):
                columns.append((places == word).astype(float))
    return np.column_stack(columns)


def _standardised(made, cell, design, link):
    """Both groups' means, and the same without each event."""
    sums, n = made.sums.astype(float), made.n.astype(float)
    of_cells = [np.zeros((len(design), 2)) for _ in range(2)]
    np.add.at(of_cells[0], cell, sums)
    np.add.at(of_cells[1], cell, n)
    cells = Cells(*of_cells, design)
    return standardised(cells, link), without_each(cells, cell, sums, n, link)


def _contrast(made, means, steps):
    factor = _factors(made.n)
    variance = (factor[:, None] * steps**2).sum(axis=0)
    covariance = (factor * steps[:, 0] * steps[:, 1]).sum()
    scale = np.sqrt(variance.prod())
    groups = Pooled(
        *(made.outcome.measure, means, variance, made.n.sum(axis=0).astype(float)),
        *(kish(made.n), worst_effect(made.n), made.scale),
    )
    together = covariance / scale if scale > 0 else 0.0
    return Contrast(groups, from_groups(groups, together), made.n_events)


def _factors(n):
    """(G - 1) / G with the events of the group that the event belongs to, or all of them if it has answers in both."""
    inside = n > 0
    events = np.append(inside.sum(axis=0), inside.any(axis=1).sum())
    own = np.where(inside.all(axis=1), 2, np.where(inside[:, 0], 0, 1))
    return np.where(inside.any(axis=1), ((events - 1) / np.maximum(events, 1))[own], 0)
