"""Small groups in claims: their numbers leave, and so does the verdict, which would tell where these lie."""

import pandas as pd

from kmu_eval.small_cells import hide_rows

_SIZES = ("n", "numerator", "n_first", "n_second")
_COUNTED = ("estimate", "lower", "upper")


def hide_claims(table, smallest):
    """Claims without the numbers and verdicts of small groups.

    Parameters
    ----------
    table : DataFrame
        From ``claims``.
    smallest : int
        The smallest count that is shown; a share of a count is hidden also where so few are not in it. Events are not
        about people and stay.

    Returns
    -------
    DataFrame
        A new frame with a last column ``hidden``: ``no`` or ``small``.

    Examples
    --------
    >>> claimed = {"held_against": ["count", "top_share"], "unit": ["participants", "answers"], "n": [None, 90]}
    >>> claimed |= {"estimate": [3.0, 0.5], "verdict": ["supported", "contradicted"]}
    >>> hide_claims(pd.DataFrame(claimed), 5)[["estimate", "verdict", "hidden"]].values.tolist()
    [[nan, nan, 'small'], [0.5, 'contradicted', 'no']]
    """
    counts = {name: table[name].astype("float64") for name in _SIZES if name in table}
    if "numerator" in counts:
        counts["rest"] = counts["n"] - counts["numerator"]
    of_counts = table["held_against"] == "count"
    counts |= {name: table[name].astype("float64").where(of_counts) for name in _COUNTED if name in table}
    every = pd.DataFrame(counts, index=table.index)
    small = ((every > 0) & (every < smallest)).any(axis=1) & (table["unit"].astype("str") != "events")
    shown = hide_rows(table, small)
    return shown.assign(on_these_data=table["on_these_data"].mask(small)) if "on_these_data" in table else shown
