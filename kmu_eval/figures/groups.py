"""The groups of a result table, in the order in which they are shown."""

import pandas as pd


def words_of(values):
    """The words of a column that stand in the table, in their order, None for the missing one, which comes last.

    Examples
    --------
    >>> words_of(pd.Series(pd.Categorical(["online", None], categories=["in_person", "online"])))
    ['online', None]
    """
    present = values.dropna().unique()
    if isinstance(values.dtype, pd.CategoricalDtype):
        present = [word for word in values.cat.categories if word in set(present)]
    return [*present, *([None] if values.isna().any() else [])]


def rows_of(table, **chosen):
    """The rows whose columns hold the given words; None finds the rows where the word is missing.

    Examples
    --------
    >>> rows_of(pd.DataFrame({"mode": ["online", None], "n": [1, 2]}), mode=None)["n"].tolist()
    [2]
    """
    for column, word in chosen.items():
        table = table[table[column].isna() if word is None else table[column] == word]
    return table


def row_of(table, **chosen):
    """The one row whose columns hold the given words, or None."""
    found = rows_of(table, **chosen)
    return found.iloc[0] if len(found) else None


def group_columns(table):
    """The grouping columns of a tidy result table: those before ``indicator``."""
    return list(table.columns[: list(table.columns).index("indicator")])
