"""Who came to which format: a description of the two audiences beside each other."""

import numpy as np
import pandas as pd

from kmu_eval.measures.combinations import choose
from kmu_eval.measures.groups import GROUPING_COLUMNS, grouping
from kmu_eval.measures.kernels import share
from kmu_eval.measures.order import in_order
from kmu_eval.measures.ranges import occasions
from kmu_eval.measures.selection import attendance
from kmu_eval.measures.survey_rows import table

_COLUMNS = ("group_column", "group", "n_first", "n_second", "share_first", "share_second", "normalised_difference")
_RULE = "attendances / all whose word is stated; description of who came, never used for adjustment"


def balance(tables, order, by="mode", columns=("role", "organisation_type", "size_class", "sector", "state")):
    """Who came to the first and who to the second of two formats.

    Parameters
    ----------
    tables : Tables
    order : (str, str)
        Two words of `by`: the first, and the second, which is taken from it.
    by : str
        A grouping column, such as mode, channel, kind or interactive.
    columns : str or sequence of str
        Grouping columns of which the audience is described; each is taken by itself.

    Returns
    -------
    DataFrame
        One row for each group of each column: first, second, group_column, group (missing: not stated, where there is
        anybody), unit, n_first, n_second (counted attendances), share_first, share_second (of those whose word is
        stated), normalised_difference, rule. Rows of those not stated have no share.

    Raises
    ------
    MeasureError
        If a column or a word is unknown, the order is not of two different words, or a column is `by` itself.

    Notes
    -----
    With shares p and q the normalised difference is (p - q) / sqrt((p (1 - p) + q (1 - q)) / 2) (Imbens and Rubin 2015,
    Causal Inference, section 14.2; Austin 2009, Communications in Statistics 38, 1228-1234): the difference in standard
    deviations of one attendance, which does not grow with the number of them as a test statistic does. Who came is a
    consequence of the format, so it is no confounder: this describes, and nothing is adjusted for it.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"], "mode": ["in_person", "online"]}, "events")}
    >>> heads = {"event": [0, 0, 1, 1], "role": ["adviser", "enterprise"] * 2, "attended": [5, 5, 2, 8]}
    >>> frames["head_counts"] = typed(heads, "head_counts")
    >>> tables = in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre"))
    >>> found = balance(tables, ("online", "in_person"), columns="role")
    >>> found[["group", "share_first", "share_second", "normalised_difference"]].round(2).values.tolist()
    [['enterprise', 0.8, 0.5, 0.66], ['adviser', 0.2, 0.5, -0.66], ['other', 0.0, 0.0, 0.0]]
    """
    choose([by], GROUPING_COLUMNS, "by")
    others = [column for column in GROUPING_COLUMNS if column != by]
    columns = choose([columns] if isinstance(columns, str) else list(columns), others, "columns")
    places = in_order(order, by, grouping(tables, by).words[0])
    rows = [row for column in columns for row in _rows(tables, column, by, places)]
    told = dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    told |= {"first": order[0], "second": order[1], "unit": "attendances", "rule": f"{_RULE}; {tables.rules.sentence}"}
    return table(pd.DataFrame(index=[0]), len(rows), told)


def _rows(tables, column, by, places):
    groups = grouping(tables, [by, column])
    came = occasions(attendance(tables, groups)).estimate.reshape(-1, len(groups.words[1]) + 1)[places]
    stated = came[:, :-1]
    shares = share(stated, np.broadcast_to(stated.sum(axis=1, keepdims=True), stated.shape))
    for word, n, p in zip(groups.words[1], stated.T.tolist(), shares.T.tolist(), strict=True):
        yield column, word, *n, *p, normalised_difference(*p)
    if came[:, -1].any():
        yield column, None, *came[:, -1].tolist(), np.nan, np.nan, np.nan


def normalised_difference(p, q):
    """The difference of two shares in standard deviations; 0 where both are equal, missing where they do not vary.

    Examples
    --------
    >>> [round(normalised_difference(*each), 3) for each in [(0.5, 0.4), (0.0, 0.0), (1.0, 0.0)]]
    [0.202, 0.0, nan]
    """
    variance = (p * (1 - p) + q * (1 - q)) / 2
    if p == q:
        return 0.0
    return (p - q) / variance**0.5 if variance > 0 else float("nan")
