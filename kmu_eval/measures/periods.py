"""Calendar periods of events: years, quarters and months as words."""

import numpy as np

_MONTHS = {"year": 12, "quarter": 3, "month": 1}


def period_codes(dates, period, start, end):
    """The period of each date and all periods from start to end.

    Parameters
    ----------
    dates : Series
        Days; may be missing.
    period : {"year", "quarter", "month"}
    start, end : str
        ISO days; the periods go further where a date lies outside.

    Returns
    -------
    codes : int32 array
        Place of each date's period; the number of periods where the date is missing.
    words : tuple of str
        The periods, in order, such as ``2020``, ``2020-Q1``, ``2020-03``.

    Examples
    --------
    >>> import pandas as pd
    >>> period_codes(pd.Series(pd.to_datetime(["2020-05-01"])), "quarter", "2020-01-01", "2020-12-31")[1]
    ('2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4')
    """
    width = _MONTHS[period]
    places = _months(dates.to_numpy()) // width
    dated = dates.notna().to_numpy()
    edges = _months(np.array([start, end], dtype="datetime64[D]")) // width
    inside = np.append(edges, places[dated])
    first, last = int(inside.min()), int(inside.max())
    words = tuple(_word(place * width, period) for place in range(first, last + 1))
    return np.where(dated, places - first, len(words)).astype(np.int32), words


def _months(days):
    return days.astype("datetime64[M]").astype(np.int64)


def _word(month, period):
    year, of_year = 1970 + month // 12, month % 12
    return {"year": f"{year}", "quarter": f"{year}-Q{of_year // 3 + 1}", "month": f"{year}-{of_year + 1:02}"}[period]
