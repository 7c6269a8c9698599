"""Whole columns of text at a glance: cleaned, and asked what they hold, without a look at each of a million cells."""

import re
import unicodedata

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.grid import clean

TEXT = pd.StringDtype("pyarrow", na_value=np.nan)
BLANK = ord(" ")
ODD_BLANKS = (b"  ", *(bytes([code]) for code in b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"))
"""Blanks that cleaning changes wherever they stand in an ASCII text."""
ODD_WIDE_BLANK = re.compile("[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")


def to_texts(cells):
    """A column of clean text.

    Parameters
    ----------
    cells : sequence of str, or ChunkedArray of large_string

    Returns
    -------
    ArrowStringArray

    Examples
    --------
    >>> list(to_texts([" a  b", "Ko\\u0308ln", "c"]))
    ['a b', 'Köln', 'c']
    """
    if not isinstance(cells, pa.ChunkedArray):
        cells = pa.chunked_array([pa.array(cells, pa.large_string())])
    cells = cells.combine_chunks()
    return TEXT.__from_arrow__(cells if _is_clean(cells) else _cleaned(cells))


def holds(texts, part):
    """Whether some text of a column may hold a part; never False where one does.

    Examples
    --------
    >>> holds(to_texts(["a", "b#"]), "#"), holds(to_texts(["a", "b"]), "#")
    (True, False)
    """
    return any(part.encode() in _content(chunk) for chunk in _chunks(texts))


def is_ascii(texts):
    """Whether all texts of a column are ASCII."""
    return all(_content(chunk).isascii() for chunk in _chunks(texts))


def empty(texts):
    """Per row of a column, whether there is no text."""
    return pc.equal(pc.binary_length(pa.chunked_array(_chunks(texts), pa.large_string())), 0).to_numpy()


def or_none(texts):
    """A column with a missing value where there is no text.

    Examples
    --------
    >>> or_none(to_texts(["a", ""])).isna().tolist()
    [False, True]
    """
    column = pa.chunked_array(_chunks(texts), pa.large_string())
    return TEXT.__from_arrow__(pc.if_else(empty(texts), None, column))


def _chunks(texts):
    column = pa.array(texts) if not isinstance(texts, pd.Series) else pa.array(texts.array)
    column = column.cast(pa.large_string())
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def _content(array):
    """The bytes of all texts of a column, one after the other."""
    ends = _ends(array)
    return array.buffers()[2][ends[0] : ends[-1]].to_pybytes() if len(array) and ends[-1] > ends[0] else b""


def _ends(array):
    return np.frombuffer(array.buffers()[1], dtype=np.int64)[array.offset : array.offset + len(array) + 1]


def _is_clean(array):
    content = _content(array)
    if not content:
        return True
    if any(blank in content for blank in ODD_BLANKS) or _blank_at_an_end(array, content):
        return False
    text = content.decode()
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not ODD_WIDE_BLANK.search(text))


def _blank_at_an_end(array, content):
    if b" " not in content:
        return False
    ends, characters = _ends(array), np.frombuffer(content, dtype=np.uint8)
    filled = np.flatnonzero(ends[1:] > ends[:-1])
    first, last = ends[filled] - ends[0], ends[filled + 1] - ends[0] - 1
    return bool((characters[first] == BLANK).any() or (characters[last] == BLANK).any())


def _cleaned(array):
    found = array.dictionary_encode()
    words = pa.array([clean(text) for text in found.dictionary.to_pylist()], pa.large_string())
    return words.take(found.indices)
