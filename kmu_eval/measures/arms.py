"""Two groups side by side: what their answers add up to, event by event."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.comparing import Outcome
from kmu_eval.errors import MeasureError
from kmu_eval.measures.combinations import choose
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
    choose(list(order), list(column.categories), by)
    if len(order) != 2 or order[0] == order[1]:
        raise MeasureError(("two_groups", {"where": by, "found": ", ".join(order)}))
    values, valid = _values(tally.item, outcome.measure), _valid(tally.item)
    counts = np.stack([tally.counts[:, column == group].sum(axis=1) for group in order], axis=1)
    n = counts @ valid
    return Arms(
        *(by, tuple(order), outcome, tally.wave, (values[valid].min(), values[valid].max()), tally.events, n),
        *(counts @ np.where(valid, values, 0), counts @ np.where(valid, values, 0) ** 2),
        n_missing=counts[:, :, -1],
        n_elsewhere=int(tally.valid.sum() - n.sum()),
    )


def _valid(item):
    """Which places of the item's counts are answers on the scale."""
    return np.array([not answer.dont_know for answer in item.answers] + [False])


def _values(item, measure):
    """What each answer counts for: 1 for a top answer, its own value, or 1, 0 and -1; the last is for: left out."""
    if measure == "net_promoter":
        if not item.recommendation:
            raise MeasureError(("no_recommendation", {"item": item.word}))
        given = [(word in PROMOTERS) - (word in DETRACTORS) for word in item.words]
    elif measure == "mean":
        given = [0 if answer.dont_know else answer.value for answer in item.answers]
        if None in given:
            raise MeasureError(("answers_without_value", {"item": item.word}))
    else:
        given = [answer.top for answer in item.answers]
        if not any(given):
            raise MeasureError(("no_top_answers", {"item": item.word}))
    return np.array([*given, 0], float)
