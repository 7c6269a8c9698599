"""How much the counts depend on who is taken for the same and on the minimum stay."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.reach import indicators as all_indicators
from kmu_eval.measures.rows import result

_STAYS = (None, 15, 30, 60)
_EVENTS = ("events", "events_online")
_INDICATORS = tuple(name for name in vocabulary.INDICATOR if name not in _EVENTS)


def sensitivity(tables, linkages=None, minimum_stays=_STAYS, indicators=_INDICATORS):
    """Every count at every linkage and several minimum stays, side by side.

    Parameters
    ----------
    tables : Tables
    linkages : sequence of str, optional
        Any of `kmu_eval.vocabulary.LINKAGE`. Without it, all that the tables are there in: where the truth is known
        (`kmu_eval.simulate`) or nothing else was prepared, the one that they have.
    minimum_stays : sequence of int or None
        Minutes; None: no minimum stay.
    indicators : sequence of str
        Any of `kmu_eval.vocabulary.INDICATOR`.

    Returns
    -------
    DataFrame
        linkage, minimum_stay_minutes (missing: none), then the columns of `kmu_eval.indicators`.

    Raises
    ------
    MeasureError
        If an indicator is unknown, or the tables are not there under a linkage; it names those that are.

    Notes
    -----
    Nothing is drawn at random and no interval is made: each row is the count that its rule gives.

    Examples
    --------
    >>> import kmu_eval
    >>> table = sensitivity(kmu_eval.simulate(seed=1, scale=0.01)[0], minimum_stays=[None, 30])
    >>> table[["linkage", "minimum_stay_minutes"]].drop_duplicates().values.tolist()
    [['default', <NA>], ['default', 30]]
    """
    choose(list(indicators), vocabulary.INDICATOR, "indicators")
    chosen = [(linkage, least) for linkage in linkages or known_linkages(tables) for least in minimum_stays]
    counted = [_counted(tables, linkage, least, list(indicators)) for linkage, least in chosen]
    rows = np.repeat(np.arange(len(chosen)), len(indicators))
    order = list(dict.fromkeys(linkage for linkage, _ in chosen))
    columns = {
        "linkage": pd.Categorical([chosen[row][0] for row in rows], order, ordered=True),
        "minimum_stay_minutes": pd.array([chosen[row][1] for row in rows], dtype="Int32"),
    }
    together = pd.concat(counted, ignore_index=True)
    return result({**columns, **{name: together[name].array for name in together}}, columns)


def known_linkages(tables):
    """The linkages that the tables are there in, from strict to wide."""
    known = {*tables.linkages, tables.rules.linkage}
    return [linkage for linkage in vocabulary.LINKAGE if linkage in known]


def _counted(tables, linkage, least, wanted):
    found = all_indicators(tables.with_linkage(linkage).with_rules(minimum_stay=least))
    return found.set_index("indicator", drop=False).loc[wanted]
