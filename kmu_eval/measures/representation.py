"""Who answered, beside who came."""

import numpy as np
import pandas as pd

from kmu_eval.measures.combinations import choose
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up, share
from kmu_eval.measures.ranges import occasions
from kmu_eval.measures.respondents import RESPONDENT_COLUMNS, respondents
from kmu_eval.measures.selection import attendance
from kmu_eval.measures.survey_rows import table

_COLUMNS = ("group_column", "group", "n", "n_attendances", "estimate", "share_of_attendances", "difference_pp")


def who_answered(tables, by=("mode", "kind", "role"), wave="post"):
    """Each group's share of the respondents, beside its share of the counted attendances.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Any columns of events (year, quarter, month, mode, kind, interactive, difficulty, topic, series, country),
        channel, role; each is taken by itself.
    wave : str

    Returns
    -------
    DataFrame
        One row for each group of each column: group_column, group (missing: not stated, where there is anybody), unit,
        n (respondents), estimate (share of all respondents), n_attendances, share_of_attendances (of all),
        difference_pp, rule. Each column's shares add up to 1.

    Raises
    ------
    MeasureError
        If a column or the wave is unknown.

    Examples
    --------
    >>> from kmu_eval.tables import CountingRules, Origin, in_memory, typed
    >>> frames = {"events": typed({"event": ["a", "b"], "mode": ["in_person", "online"]}, "events")}
    >>> frames["head_counts"] = typed({"event": [0, 1], "attended": [30, 10]}, "head_counts")
    >>> frames["respondents"] = typed({"event": [0, 1], "wave": ["post"] * 2}, "respondents")
    >>> found = who_answered(in_memory(frames, CountingRules("2020-01-01", "2020-12-31"), Origin("Centre")), "mode")
    >>> found[["group", "n", "n_attendances", "difference_pp"]].astype("object").values.tolist()
    [['in_person', 1, 30, -25.0], ['online', 1, 10, 25.0], ['hybrid', 0, 0, 0.0]]
    """
    by = choose([by] if isinstance(by, str) else list(by), RESPONDENT_COLUMNS, "by")
    rows = [row for column in by for row in _rows(tables, column, wave)]
    rule = f"respondents / all respondents; wave {wave}; attendances: {tables.rules.sentence}"
    told = dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    return table(pd.DataFrame(index=[0]), len(rows), told | {"unit": "respondents", "rule": rule})


def _rows(tables, column, wave):
    n, came, groups = answered_and_came(tables, column, wave)
    of_all, of_came = (share(each, np.full(len(each), each.sum())) for each in (n, came))
    for group, word in enumerate([*groups.words[0], None]):
        if word is not None or n[group] or came[group]:
            shares = of_all[group], of_came[group], 100 * (of_all[group] - of_came[group])
            yield column, word, n[group], came[group], *shares


def answered_and_came(tables, column, wave):
    """Respondents of a wave and counted attendances, by the words of a column.

    Parameters
    ----------
    tables : Tables
    column, wave : str

    Returns
    -------
    respondents, attendances : int64 array
        One for each word, the last for: not stated.
    groups : Combinations
    """
    who = respondents(tables, [column], wave)
    came = occasions(attendance(tables, grouping(tables, [column]))).estimate
    return add_up(who.group[who.inside], who.groups.size), came, who.groups
