"""What a minimum stay does to the counts."""

import pandas as pd

from kmu_eval.measures.reach import reach

_INDICATORS = ("attendances", "participants", "organisations", "smes", "sme_representatives", "advisers_reached")


def reach_by_stay(tables, minimum_stays=(None, 15, 30, 60), by=(), indicators=_INDICATORS):
    """Who was reached, at several minimum stays side by side.

    Parameters
    ----------
    tables : Tables
    minimum_stays : sequence of int or None
        Minutes; None: no minimum stay.
    by : str or sequence of str
        Grouping columns, as in `kmu_eval.measures.reach.reach`.
    indicators : sequence of str
        Any of `kmu_eval.vocabulary.INDICATOR`.

    Returns
    -------
    DataFrame
        minimum_stay_minutes (missing: none), then the columns of `kmu_eval.measures.reach.reach`.

    Raises
    ------
    MeasureError
        If a grouping column or indicator is unknown.

    Notes
    -----
    Paper lists carry no minutes: their rows count at every minimum stay, so the rule is stricter online than in person.
    The column ``rule`` says so.

    Examples
    --------
    >>> import kmu_eval
    >>> table = reach_by_stay(kmu_eval.simulate(seed=1, scale=0.01)[0], [None, 30], indicators=["attendances"])
    >>> table.minimum_stay_minutes.tolist()
    [<NA>, 30]
    """
    tables_of = [reach(tables.with_rules(minimum_stay=least), by, indicators) for least in minimum_stays]
    minutes = [least for least, table in zip(minimum_stays, tables_of, strict=True) for _ in range(len(table))]
    together = pd.concat(tables_of, ignore_index=True)
    together.insert(0, "minimum_stay_minutes", pd.array(minutes, dtype="Int32"))
    return together
