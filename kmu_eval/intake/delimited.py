"""Plain delimited text to columns at the speed of Arrow; what is not plain is left to a slower, stricter reader."""

import numpy as np

QUOTE, NEW_LINE, RETURN = b'"\n\r'
MARK = b"\xef\xbb\xbf"
"""A byte order mark, which Arrow would not give as the text that it is below a header."""
BLOCK = 2**22


def plain_columns(data, delimiter, width):
    """The columns of a delimited text in which every quote stands where it belongs and every row has one width.

    Parameters
    ----------
    data : bytes
        UTF-8, without a header.
    delimiter : str
        One ASCII character.
    width : int
        Cells in each row; a row without any character counts as blank.

    Returns
    -------
    tuple of ChunkedArray, or None
        None where the text is not as plain as that.

    Examples
    --------
    >>> [column.to_pylist() for column in plain_columns(b'1;"a;b"\\n\\n2;c', ";", 2)]
    [['1', '', '2'], ['a;b', '', 'c']]
    >>> plain_columns(b'1;a;b', ";", 2) is None, plain_columns(b'1;"a" b', ";", 2) is None
    (True, True)
    """
    import pyarrow as pa

    if not data:
        return tuple(pa.chunked_array([], pa.large_string()) for _ in range(width))
    if data.startswith(MARK) or not quotes_belong(data, delimiter):
        return None
    try:
        table, uneven = _parse(data, delimiter, [str(place) for place in range(width)])
    except pa.ArrowInvalid:  # such as a row that is longer than a block
        return None
    return None if uneven else tuple(table.columns)


def quotes_belong(data, delimiter):
    """Whether each quote opens or closes a whole cell, or stands doubled inside one.

    Examples
    --------
    >>> quotes_belong(b'"a ""b"" c";d', ";"), quotes_belong(b'3" Rohr;c', ";"), quotes_belong(b'"a;b', ";")
    (True, False, False)
    """
    if QUOTE not in data:
        return True
    characters = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(characters == QUOTE)
    if len(quotes) % 2:
        return False
    around = np.isin(np.arange(256), [QUOTE, NEW_LINE, RETURN, ord(delimiter)])
    opening, closing = quotes[::2], quotes[1::2]
    before, after = characters[opening[opening > 0] - 1], characters[closing[closing + 1 < len(data)] + 1]
    return bool(around[before].all() and around[after].all())


def _parse(data, delimiter, names):
    import pyarrow as pa
    from pyarrow import csv

    uneven = []

    def leave(row):
        uneven.append(row.number)
        return "skip"

    every_cell_is_text = dict.fromkeys(names, pa.large_string())
    table = csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(column_names=names, use_threads=False, block_size=BLOCK),
        csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=leave
        ),
        csv.ConvertOptions(column_types=every_cell_is_text, strings_can_be_null=False, check_utf8=False),
    )
    return table, uneven
