"""How the cells of a workbook show numbers: Excel writes them as its user's country does."""

import pandas as pd

SHARES = frozenset(
    {
        *("share_of_target", "share_first", "share_second", "share_of_attendances", "share_kept", "ci_level"),
        *("promoters", "passives", "detractors", "weighted", "weighted_low", "weighted_high"),
        *("threshold", "tipping_share"),
    }
)
"""Columns that hold shares in every row."""
OF_THE_BASE = frozenset(
    {
        *("estimate", "ci_low", "ci_high", "iid_low", "iid_high", "q1", "median", "q3"),
        *("event_average", "event_q1", "event_median", "event_q3"),
    }
)
"""Columns that hold shares where a row tells a share of its base, ``n``."""
_MEANS = {
    "measure": {"mean"},
    "indicator": {"registrations_per_event"},
    "aspect": {"minutes", "km_to_venue", "km_to_nearest_venue", "km_saved", "hours_saved"},
}
"""By column the words of rows that tell a mean of their base."""
_P_VALUES = frozenset({"p_value", "p_adjusted", "least_p"})
COUNT, SHARE, NEAR, DECIMAL, FINE = "count", "share", "near", "decimal", "fine"
CODES = {
    "de": {COUNT: "#,##0", SHARE: "0 %", NEAR: "0.0 %", DECIMAL: "#,##0.00", FINE: "0.0000"},
    "en": {COUNT: "#,##0", SHARE: "0%", NEAR: "0.0%", DECIMAL: "#,##0.00", FINE: "0.0000"},
}
"""Excel's codes; they name the English signs whatever the user's country."""
DAY = {"de": "dd.mm.yyyy", "en": "yyyy-mm-dd"}


def number_formats(table):
    """For each numeric column the format of each of its cells.

    Parameters
    ----------
    table : DataFrame
        A result table, its words not yet labelled.

    Returns
    -------
    dict of str to list of str

    Examples
    --------
    >>> found = pd.DataFrame({"n": [40, 40], "estimate": [0.25, 1.0], "deff": [1.5, 1.0]})
    >>> number_formats(found)
    {'n': ['count', 'count'], 'estimate': ['share', 'share'], 'deff': ['decimal', 'decimal']}
    """
    numeric = [name for name in table if pd.api.types.is_numeric_dtype(table[name].dtype)]
    of_base = _tells_shares(table)
    return {name: _of_column(name, table[name], of_base) for name in numeric}


def _tells_shares(table):
    """Which rows tell a share of their base."""
    told = pd.Series("n" in table, table.index)
    for column, means in _MEANS.items():
        if column in table:
            told &= ~table[column].astype("str").isin(means)
    return told & table["change"].notna() if "change" in table else told


def _of_column(name, values, of_base):
    if name in SHARES:
        return [NEAR if name == "share_of_target" and 0 < abs(share - 1) < 0.01 else SHARE for share in values]
    if name in _P_VALUES or name in ("latitude", "longitude"):
        return [FINE] * len(values)
    whole = (values.dropna().astype("float64") % 1 == 0).all()
    plain = COUNT if whole else DECIMAL
    return [SHARE if share and name in OF_THE_BASE else plain for share in of_base]
