"""How the shares of a survey are told within a sentence."""

from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide


def share(row, speech):
    """A share with its interval, n and events; a small group as such.

    Parameters
    ----------
    row : Series
        From a table in which small groups are hidden: hidden, estimate, ci_low, ci_high, ci_level, n, n_events.
    speech : Speech

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.speech import Speech
    >>> from kmu_eval.tables import Origin
    >>> row = {"hidden": "no", "estimate": 0.84, "ci_low": 0.81, "ci_high": 0.87, "ci_level": 0.95}
    >>> share(pd.Series({**row, "n": 2310, "n_events": 142}), Speech("en", Origin("Centre")))
    '84% (95% interval 81 to 87%, n = 2,310 from 142 events)'
    """
    if row["hidden"] != "no":
        return speech.hidden()
    told = {"share": speech.percent(row["estimate"]), "base": speech.base(row)}
    if row["ci_low"] != row["ci_low"]:
        return speech.phrase("share_with_base", **told)
    ends = {"low": speech.number(100 * row["ci_low"]), "high": speech.percent(row["ci_high"])}
    return speech.phrase("share_with_interval", **told, **ends, level=speech.number(100 * row["ci_level"]))


def top_shares(table, speech):
    """The shares of top answers, a line for each item that somebody answered.

    Parameters
    ----------
    table : DataFrame
        From ``top_share``.
    speech : Speech

    Returns
    -------
    list of str
    """
    return [_of_item(rows, item, speech) for item, rows in by_item(table, speech.origin)]


def by_item(table, origin):
    """The rows of each item in which somebody answered, small groups hidden."""
    shown = hide(table, origin.smallest_cell, ("n", "n_asked"))[(table["n"] > 0).to_numpy()]
    return shown.groupby("item", observed=True, sort=hasattr(table["item"], "cat"))


def group(row, columns, speech):
    """The labels of a row's group."""
    return ", ".join(speech.label(column, row[column]) for column in columns)


def _of_item(rows, item, speech):
    named = speech.top_answers(item, rows["rule"].iloc[0]) if "rule" in rows else ""
    top = f" ({named})" if named else ""
    return speech.phrase("answer_top", item=speech.label("item", item), top=top, rows="; ".join(_shares(rows, speech)))


def _shares(table, speech):
    """Each row: its group, if it has one, and its share."""
    columns, rows = by_columns(table), [row for _, row in table.iterrows()]
    told = [(group(row, columns, speech), share(row, speech)) for row in rows]
    return [" ".join(part for part in parts if part) for parts in told]
