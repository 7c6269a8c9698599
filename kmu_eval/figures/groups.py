"""The groups of a result table, in the order in which they are shown."""

import re
from itertools import product

import pandas as pd

from kmu_eval.schema import by_columns, waves_of

_BEFORE_AND_AFTER = ("pre", "post")


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
    return dict(zip(_words(table, columns), table.to_dict("records"), strict=True))


def group_columns(table):
    """The grouping columns of a tidy result table: those before ``indicator``."""
    return list(table.columns[: list(table.columns).index("indicator")])


def groups_of(table, columns):
    """The groups that stand in the table as tuples of words, in order; one empty tuple where there are no columns.

    Examples
    --------
    >>> groups_of(pd.DataFrame({"mode": ["online", None], "n": [1, 2]}), ["mode"])
    [('online',), (None,)]
    """
    present = set(by_words(table, *columns))
    return [words for words in product(*(words_of(table[name]) for name in columns)) if words in present]


def named_after(table):
    """What tells the figures of several tables of survey results apart: the theme, or the only item, and the groups.

    Examples
    --------
    >>> named_after(pd.DataFrame({"mode": ["online"] * 2, "theme": "statements", "item": ["hard", "soft"], "n": 9}))
    'statements_by_mode'
    """
    items = words_of(table["item"])
    themes = words_of(table["theme"]) if len(items) > 1 and "theme" in table else items
    parts = [re.sub(r"\W+", "_", str(word)) for word in themes if word]
    return "_".join([*parts, *([by_groups(table)] if by_columns(table) else [])])


def by_groups(table):
    """What tells a grouped figure apart from others.

    Examples
    --------
    >>> by_groups(pd.DataFrame(columns=["mode", "kind", "rate"])), by_groups(pd.DataFrame(columns=["rate"]))
    ('by_mode_and_kind', '')
    """
    columns = by_columns(table)
    return f"by_{'_and_'.join(columns)}" if columns else ""


def between_waves(table):
    """What tells a figure of two waves apart from that of before and right after.

    Examples
    --------
    >>> between_waves(pd.DataFrame({"rule": ["pairs; waves post and follow_up"]}))
    'from_post_to_follow_up'
    >>> between_waves(pd.DataFrame({"rule": ["pairs; waves pre and post"]}))
    ''
    """
    waves = waves_of(table)
    return "" if tuple(waves) in ((), _BEFORE_AND_AFTER) else f"from_{'_to_'.join(waves)}"


def asked(table, columns, bases=("n", "n_asked")):
    """The table without groups in which nobody was asked anything.

    Examples
    --------
    >>> asked(pd.DataFrame({"mode": ["online", "hybrid"], "item": "useful", "n": [9, 0]}), ["mode"])["mode"].tolist()
    ['online']
    """
    counts = table[[name for name in bases if name in table]].astype("float64").fillna(0)
    some = table.loc[(counts > 0).any(axis=1)]
    groups = set(by_words(some, *columns))
    drawn = pd.Series([words in groups for words in _words(table, columns)], index=table.index, dtype="bool")
    return table[drawn].reset_index(drop=True)


def _words(table, columns):
    """Per row its group."""
    rows = table[list(columns)].to_dict("records")
    return [tuple(None if row[name] != row[name] else row[name] for name in columns) for row in rows]
