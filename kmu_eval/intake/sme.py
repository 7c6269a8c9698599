"""Which organisations are SMEs: the European definition (Recommendation 2003/361/EC, Annex), as far as is known."""

from types import MappingProxyType

import numpy as np
import pandas as pd

from kmu_eval.target_group import EUROPEAN, TargetGroup

SIZE_BOUNDS = MappingProxyType(
    {
        "micro": (0, 10),
        "small": (10, 50),
        "medium": (50, 250),
        "medium_or_large": (50, np.inf),
        "large": (250, np.inf),
    }
)
"""Annual work units of each size class: from the first, below the second."""
FIGURES = ("employees_awu", "turnover_million_eur", "balance_sheet_million_eur")
BASIS = ("organisation_type", "size_class", *FIGURES, "autonomous", "publicly_controlled", "aggregated")
"""What a status rests on."""
_CLASSES = ("micro", "small", "medium", "large")


def size_class_of(employees):
    """The size class of numbers of annual work units; missing where they are.

    Examples
    --------
    >>> list(size_class_of(pd.Series([9.5, 10, 249.9, 250])))
    ['micro', 'small', 'medium', 'large']
    """
    edges = [*(SIZE_BOUNDS[name][0] for name in _CLASSES), np.inf]
    return pd.cut(employees, edges, right=False, labels=_CLASSES).astype(object)


def sme_status(firms, group: TargetGroup = EUROPEAN):
    """Whether organisations are SMEs: yes, yes_by_head_count, no, or unknown.

    Parameters
    ----------
    firms : DataFrame
        The columns of `BASIS`; anything may be missing. A number of employees wins over the class.
    group : TargetGroup, optional
        Other thresholds than those of the Recommendation.

    Returns
    -------
    ndarray of str
        ``yes_by_head_count``: the staff is below the threshold, and neither turnover nor balance sheet is known.

    Notes
    -----
    Figures of an enterprise that has partner or linked ones (Article 3(2), 3(3)) only count with those added
    (Article 6(2)): unless the list says so, its status is unknown; but its own staff alone can be too many, as adding
    makes it no smaller. So is that of one under public control, which is an SME only by the exceptions of Article
    3(2), of which no list tells. Where nothing is told of either, the enterprise is taken for autonomous.

    Examples
    --------
    >>> firms = pd.DataFrame({"size_class": ["small", None, "large"], "employees_awu": [None, 249, None]})
    >>> firms = firms.assign(balance_sheet_million_eur=[None, 43.0, None]).reindex(columns=BASIS)
    >>> sme_status(firms).tolist()
    ['yes_by_head_count', 'yes', 'no']
    """
    few, many = _staff(firms, group)
    within, beyond, silent = _money(firms, group)
    sort = firms["organisation_type"]
    dependent = (firms["autonomous"] == "no") | (firms["publicly_controlled"] == "yes")
    partial = (dependent & (firms["aggregated"] != "yes")).to_numpy()
    other = (sort.notna() & ~sort.isin(group.organisation_types)).to_numpy()
    no = other | many | (beyond & ~partial)
    cases = {"no": no, "unknown": partial, "yes": few & within, "yes_by_head_count": few & silent}
    return np.select(list(cases.values()), list(cases), "unknown")


def _staff(firms, group):
    """Which are known to have few enough employees, and which too many: by number, else by class."""
    number = firms["employees_awu"].astype("float64").to_numpy()
    codes = pd.Categorical(firms["size_class"], categories=list(SIZE_BOUNDS)).codes
    least, below = np.array([*SIZE_BOUNDS.values(), (0, np.inf)])[codes].T
    counted, limit = ~np.isnan(number), group.employees_below
    few = np.where(counted, number < limit, below <= limit)
    return few, np.where(counted, number >= limit, least >= limit)


def _money(firms, group):
    """Which are known to keep within one of the limits, which to exceed all, and of which neither is known."""
    figures = firms[list(group.limits)].astype("float64").to_numpy()
    limits = np.array(list(group.limits.values()))
    if not group.limits:
        return np.ones(len(firms), bool), np.zeros(len(firms), bool), np.zeros(len(firms), bool)
    return (figures <= limits).any(axis=1), (figures > limits).all(axis=1), np.isnan(figures).all(axis=1)
