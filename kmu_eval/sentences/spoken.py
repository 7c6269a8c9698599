"""How numbers are told within a sentence."""

from kmu_eval import words
from kmu_eval.schema import by_columns, wave_of


def hidden(origin, language):
    """What stands for the number of a small group.

    Examples
    --------
    >>> from kmu_eval.tables import Origin
    >>> hidden(Origin("Centre"), "en")
    '< 5'
    """
    return words.phrase("hidden", language, smallest=origin.smallest_cell)


def share(row, origin, language):
    """A share with its interval, n and events; a small group as such.

    Parameters
    ----------
    row : Series
        From a table in which small groups are hidden: hidden, estimate, ci_low, ci_high, ci_level, n, n_events.
    origin : Origin
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> row = {"hidden": "no", "estimate": 0.84, "ci_low": 0.81, "ci_high": 0.87, "ci_level": 0.95}
    >>> share(pd.Series({**row, "n": 2310, "n_events": 142}), Origin("Centre"), "en")
    '84% (95% interval 81 to 87%, n = 2,310 from 142 events)'
    """
    if row["hidden"] != "no":
        return hidden(origin, language)
    counts = {"n": words.number(row["n"], language), "events": words.number(row["n_events"], language)}
    ends = {"low": words.number(100 * row["ci_low"], language), "high": words.percent(row["ci_high"], language)}
    level = words.number(100 * row["ci_level"], language)
    estimate = words.percent(row["estimate"], language)
    return words.phrase("share_with_interval", language, share=estimate, level=level, **ends, **counts)


def shares(table, origin, language):
    """Each row of a table in which small groups are hidden: its group, if it has one, and its share."""
    columns, rows = by_columns(table), [row for _, row in table.iterrows()]
    told = [(group(row, columns, origin, language), share(row, origin, language)) for row in rows]
    return [" ".join(part for part in parts if part) for parts in told]


def wording(rows, item, origin, language):
    """The wording of an item in the wave that rows of a result table are about."""
    return words.wording(item, wave_of(rows), language, origin.labels)


def group(row, columns, origin, language):
    """The labels of a row's group."""
    return ", ".join(_label(column, row[column], origin, language) for column in columns)


def _label(column, word, origin, language):
    if word is None or word != word:
        return words.phrase("missing", language)
    return words.label(column, word, language, origin.labels)
