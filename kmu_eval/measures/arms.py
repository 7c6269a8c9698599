"""Two groups side by side: what their answers add up to, event by event."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.comparing import Outcome
from kmu_eval.errors import MeasureError
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.order import in_order
from kmu_eval.measures.recommendation import DETRACTORS, PROMOTERS


@dataclass(frozen=True, eq=False)
class Arms:
    """The two groups of a comparison.

    Parameters
    ----------
    by : str
        The column that they are groups of.
    order : (str, str)
        The first less the second is the difference.
    outcome : Outcome
    wave : str
    top : tuple of str
        The answers that count in a share.
    scale : (float, float)
        Least and greatest value that an answer counts for.
    events : int array
        Event of each cluster; -1 for a respondent of an unknown event, who is a cluster alone.
    n : int array
        Valid answers, shape (clusters, 2).
    sums, squares : float array
        What their values add up to, and the squares of their values, shape (clusters, 2).
    n_missing : int array
        Respondents who left the item out, shape (clusters, 2).
    n_elsewhere : int
        Valid answers of groups that are not compared, or of none.
    """

    by: str
    order: tuple[str, str]
    outcome: Outcome
    wave: str
    top: tuple[str, ...]
    scale: tuple[float, float]
    events: np.ndarray
    n: np.ndarray
    sums: np.ndarray
    squares: np.ndarray
    n_missing: np.ndarray
    n_elsewhere: int

    @property
    def spanning(self):
        """Whether an event has answers in both groups, as hybrid events have by channel."""
        return bool((self.n > 0).all(axis=1).any())

    @property
    def n_events(self):
        """Known events of each group with a valid answer."""
        return ((self.n > 0) & (self.events >= 0)[:, None]).sum(axis=0)

    def kept(self, clusters):
        """The same of some clusters only, given as a bool array."""
        rows = {name: getattr(self, name)[clusters] for name in ("events", "n", "sums", "squares", "n_missing")}
        return Arms(**{**vars(self), **rows})


def arms(tally, by, order, outcome):
    """The two groups of a comparison, from a tally.

    Parameters
    ----------
    tally : Tally
        Of the outcome's item, made by ``by`` and any other columns, over which it is added up.
    by : str
    order : (str, str)
        Two groups of ``by``.
    outcome : Outcome

    Returns
    -------
    Arms

    Raises
    ------
    MeasureError
        If the tally is of another item or was not made by the column, a group is unknown, there are not two, or the
        item's answers cannot be measured so.
    """
    choose([outcome.item], [tally.item.word], "tally")
    choose([by], tally.by, "by")
    column = tally.groups[by].array
    in_order(order, by, list(column.categories))
    values, valid = _values(tally.item, outcome), _valid(tally.item, outcome)
    counts = np.stack([tally.counts[:, column == group].sum(axis=1) for group in order], axis=1)
    n = counts @ valid
    top = tuple(top_words(tally.item, outcome)) if outcome.measure == "top_share" else ()
    scale = values[valid].min(), values[valid].max()
    return Arms(
        *(by, tuple(order), outcome, tally.wave, top, scale, tally.events, n),
        *(counts @ np.where(valid, values, 0), counts @ np.where(valid, values, 0) ** 2),
        n_missing=counts[:, :, -1],
        n_elsewhere=int(tally.valid.sum() - n.sum()),
    )


def _valid(item, outcome):
    """Which places of the item's counts are answers that count: those on the scale, and *don't know* if declared."""
    return np.array([outcome.of_dont_know or not answer.dont_know for answer in item.answers] + [False])


def top_words(item, outcome):
    """The answers that count in the outcome's share."""
    if outcome.top:
        return choose(list(outcome.top), item.scale_words, f"outcomes.{outcome.word}.top")
    return [answer.word for answer in item.answers if answer.top]


def _values(item, outcome):
    """What each answer counts for: 1 for a top answer, its own value, or 1, 0 and -1; the last is for: left out."""
    if key := outcome.misfit(item):
        raise MeasureError((key, {"item": item.word}))
    if outcome.measure == "net_promoter":
        given = [(word in PROMOTERS) - (word in DETRACTORS) for word in item.words]
    elif outcome.measure == "mean":
        given = [0 if answer.dont_know else answer.value for answer in item.answers]
    else:
        given = [word in top_words(item, outcome) for word in item.words]
    return np.array([*given, 0], float)
