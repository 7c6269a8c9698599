"""Two groups standardised to the same events: g-computation on sums by cell, and again without each event."""

from dataclasses import dataclass

import numpy as np

_STEPS, _CLOSE, _AT_ONCE = 25, 1e-10, 512


@dataclass(frozen=True, eq=False)
class Cells:
    """Answers added up by cell and group.

    Parameters
    ----------
    sums, n : float array
        Shape (..., cells, 2).
    design : float array
        The confounders of each cell as columns of a linear model, with one of ones, shape (cells, columns).
    """

    sums: np.ndarray
    n: np.ndarray
    design: np.ndarray

    @property
    def rows(self):
        """The columns of the model for each cell and group: those of the cell, and whether it is the first group."""
        first = np.broadcast_to([1.0, 0.0], (len(self.design), 2))
        both = np.broadcast_to(self.design[:, None, :], (len(self.design), 2, self.design.shape[1]))
        return np.concatenate([both, first[:, :, None]], axis=2)

    def without(self, cell, sums, n):
        """The same with one event's answers taken away, for each of some events: shape (events, cells, 2)."""
        left = []
        for whole, own in ((self.sums, sums), (self.n, n)):
            each = np.repeat(whole[None], len(cell), axis=0)
            each[np.arange(len(cell)), cell] -= own
            left.append(each)
        return Cells(*left, self.design)

    @property
    def population(self):
        """Share of all answers that lie in each cell, shape (..., cells)."""
        of_cell = self.n.sum(axis=-1)
        return of_cell / of_cell.sum(axis=-1, keepdims=True)


def standardised(cells, link):
    """What either group's mean would be if both had the answers' distribution over the cells.

    Parameters
    ----------
    cells : Cells
    link : {"logit", "linear", "cells"}
        A model with the confounders and the group added up, of the log odds or of the mean; or no model: the means of
        the cells themselves.

    Returns
    -------
    array
        Shape (..., 2); missing where a logit is separated.

    Examples
    --------
    >>> some = Cells(np.array([[8.0, 3], [3, 1]]), np.array([[10.0, 5], [5, 5]]), np.array([[1.0, 0], [1, 1]]))
    >>> [standardised(some, link).round(3).tolist() for link in ("logit", "linear", "cells")]
    [[0.715, 0.431], [0.714, 0.429], [0.72, 0.44]]
    """
    expected = _means(cells) if link == "cells" else _fitted(cells, link)
    return (cells.population[..., None] * expected).sum(axis=-2)


def _means(cells):
    with np.errstate(divide="ignore", invalid="ignore"):
        return cells.sums / cells.n


def _fitted(cells, link):
    """The model's mean of each cell and group."""
    from scipy.special import expit

    shape = cells.n.shape
    rows = cells.rows.reshape(-1, cells.design.shape[1] + 1)
    flat = [array.reshape(*shape[:-2], -1) for array in (cells.sums, cells.n)]
    slopes = _linear(rows, *flat) if link == "linear" else _logit(rows, *flat)
    eta = (slopes @ rows.T).reshape(shape)
    return eta if link == "linear" else expit(eta)


def _linear(rows, sums, n):
    """Least squares on all answers, from their sums by cell."""
    return _solve(_weighted(rows, n), sums @ rows)


def _logit(rows, sums, n):
    """Greatest likelihood by Newton's steps; missing where they do not end, for the likelihood has no maximum."""
    from scipy.special import expit

    slopes = np.zeros((*n.shape[:-1], rows.shape[1]))
    for _ in range(_STEPS):
        p = expit(slopes @ rows.T)
        step = _solve(_weighted(rows, n * p * (1 - p)), (sums - n * p) @ rows)
        slopes, size = slopes + step, np.abs(step).max(axis=-1, keepdims=True)
        if not (size > _CLOSE).any():
            break
    return np.where(size > _CLOSE, np.nan, slopes)


def _weighted(rows, weight):
    return (rows.T * weight[..., None, :]) @ rows


def _solve(information, score):
    """Missing where the columns of the model cannot be told apart."""
    try:
        return np.linalg.solve(information, score[..., None])[..., 0]
    except np.linalg.LinAlgError:
        return np.full(score.shape, np.nan)


def without_each(cells, cell, sums, n, link):
    """The same without each event in turn.

    Parameters
    ----------
    cells : Cells
        All events together.
    cell : int array
        Cell of each event.
    sums, n : array
        Of each event, shape (events, 2).
    link : str

    Returns
    -------
    array
        Shape (events, 2).
    """
    parts = [slice(start, start + _AT_ONCE) for start in range(0, len(cell), _AT_ONCE)]
    return np.concatenate([standardised(cells.without(cell[at], sums[at], n[at]), link) for at in parts])
