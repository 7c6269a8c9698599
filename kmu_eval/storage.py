"""How prepared tables lie on disk.

A word is a plain small integer (its place among the words, -1 where missing) and the words stand in the file's
metadata: counting then reads integers only. An integer column of which nothing is known is not in the file.
"""

import json
from pathlib import Path

import pandas as pd

from kmu_eval.code_book import NO_SURVEYS
from kmu_eval.comparing import NOTHING_COMPARED
from kmu_eval.schema import PREPARED
from kmu_eval.tables import Tables, missing_integers
from kmu_eval.vocabulary import LINKAGE

_WORDS_KEY = b"kmu_eval.words"
_NEVER_NULL = frozenset({"word", "reference"})
"""Kinds of columns that lie on disk as plain integers, -1 where there is nothing."""


def from_folder(folder, rules, origin, targets=(), code_book=NO_SURVEYS, comparing=NOTHING_COMPARED, claims=()):
    """Tables that are read from a folder of Parquet files when first asked for.

    A folder inside it, such as ``strict``, holds the tables that differ under another linkage.
    """
    folder = Path(folder)

    def reader(linkage):
        def read(name):
            path = folder / linkage / f"{name}.parquet"
            return read_table(path if path.exists() else folder / f"{name}.parquet", name)

        return read

    linkages = {"default": reader("")}
    linkages |= {linkage: reader(linkage) for linkage in LINKAGE if (folder / linkage).is_dir()}
    return Tables(linkages["default"], rules, origin, targets, linkages, code_book, comparing, claims)


def write_table(frame, path, name):
    """Write one prepared table as Parquet of plain columns.

    Parameters
    ----------
    frame : DataFrame
        With the columns of ``PREPARED[name]``.
    path : path
    name : str
        Name of the prepared table.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    words, columns = {}, {}
    for column in PREPARED[name].columns:
        values = frame[column.name]
        if column.kind == "integer" and values.isna().all():
            continue
        if column.kind == "word":
            words[column.name] = list(values.cat.categories)
            columns[column.name] = pa.array(values.cat.codes.to_numpy())
        elif column.kind == "date":
            columns[column.name] = pa.array(values, type=pa.date32(), from_pandas=True)
        else:
            columns[column.name] = pa.array(values, from_pandas=True)
    plain = {column.name for column in PREPARED[name].columns if column.kind in _NEVER_NULL}
    fields = [pa.field(column, array.type, nullable=column not in plain) for column, array in columns.items()]
    table = pa.table(columns, pa.schema(fields, {_WORDS_KEY: json.dumps(words)}))
    pq.write_table(table, path, compression="none", use_dictionary=False, write_statistics=False)


def read_table(path, name):
    """Read one prepared table.

    Parameters
    ----------
    path : path
        A file written by `write_table`.
    name : str
        Name of the prepared table.

    Returns
    -------
    DataFrame
        The columns of ``PREPARED[name]``, with their declared types.
    """
    import pyarrow.parquet as pq

    stored = pq.read_table(path, memory_map=True)
    words = json.loads(stored.schema.metadata[_WORDS_KEY])
    columns = {c.name: _stored_column(stored, c, words.get(c.name)) for c in PREPARED[name].columns}
    return pd.DataFrame(columns, copy=False)


def _stored_column(stored, column, words):
    if column.kind == "integer" and column.name not in stored.column_names:
        return missing_integers(stored.num_rows)
    return _from_stored(stored[column.name], column, words)


def _from_stored(values, column, words):
    if column.kind == "word":
        categories = pd.CategoricalDtype(words)
        return pd.Categorical.from_codes(_without_copy(values), dtype=categories, validate=False)
    if column.kind == "reference":
        return _without_copy(values)
    if column.kind == "integer":
        return pd.Int32Dtype().__from_arrow__(values)
    series = values.to_pandas()
    if column.kind == "text":
        return series.astype("str").array
    return (pd.to_datetime(series) if column.kind == "date" else series).dt.as_unit("s").array


def _without_copy(values):
    """The integers of a column as they lie in memory, read only."""
    return values.chunk(0).to_numpy() if values.num_chunks == 1 else values.to_numpy()
