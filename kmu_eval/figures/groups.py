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


def by_words(table, *columns):
    """The rows by their words in the given columns, None where a word is missing.

    Examples
    --------
    >>> by_words(pd.DataFrame({"mode": ["online", None], "n": [1, 2]}), "mode")[(None,)]["n"]
    2
    """
    rows = table.to_dict("records")
    return {tuple(None if row[name] != row[name] else row[name] for name in columns): row for row in rows}


def group_columns(table):
    """The grouping columns of a tidy result table: those before ``indicator``."""
    return list(table.columns[: list(table.columns).index("indicator")])
