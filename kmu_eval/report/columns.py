"""Columns of tables in documents: how wide each is, so that a table fits the page and its words are not broken."""

from kmu_eval.report.tree import changed, text_of

LINE = 92
"""Letters of a table's size that stand side by side in the text width of an A4 page."""
_LONGEST_WORD, _LONGEST_CELL, _GAP = 26, 48, 3
_MANY = 14


def laid_out(tree, change=lambda table, density: table, line=LINE):
    """The tree with its tables laid out: widths by what stands in the cells, the first column as heads of the rows.

    Parameters
    ----------
    tree : dict
    change : callable, optional
        Takes a table and how dense it is, from 0 (letters of the usual size) to 2 (very small ones); returns the table.
    line : int, optional
        Letters that stand side by side in the text width.

    Returns
    -------
    dict
    """

    def lay(element):
        if element["t"] != "Table":
            return element
        columns = _columns(element["c"])
        return change(_with_heads(_with_widths(element, shares(columns, line)), columns), density(columns, line))

    return changed(tree, lay)


def density(columns, line=LINE):
    """How dense a table is: 1 where the longest words of its columns do not stand side by side, 2 with many columns.

    Examples
    --------
    >>> [density([["Unternehmensbeteiligung"]] * number) for number in (3, 4, 16)]
    [0, 1, 2]
    """
    return (sum(map(_least, columns)) > line) + (len(columns) > _MANY)


def shares(columns, line=LINE):
    """The share of the text width of each column.

    Parameters
    ----------
    columns : list of list of str
        The texts of the cells, column by column.
    line : int, optional
        Letters that stand side by side in the text width.

    Returns
    -------
    list of float
        Up to 1 in all; a table that needs less takes less.

    Examples
    --------
    >>> shares([["a" * 20], ["b" * 20]]), shares([["word " * 30], ["n", "1"]])
    ([0.25, 0.25], [0.5543, 0.0434])
    """
    least, wanted = [_least(cells) for cells in columns], [_wanted(cells) for cells in columns]
    room, asked = max(line - sum(least), 0), sum(wanted) - sum(least)
    part = min(1, room / asked) if asked else 0
    widths = [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]
    return [int(10_000 * width / max(line, sum(widths))) / 10_000 for width in widths]


def _least(cells):
    return _GAP + min(max((len(word) for cell in cells for word in cell.split()), default=0), _LONGEST_WORD)


def _wanted(cells):
    return _GAP + min(max(map(len, cells), default=0), _LONGEST_CELL)


def _rows(table):
    _, _, _, head, bodies, foot = table
    return [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]


def _columns(table):
    """The texts of the cells by column; of cells that span several only the place of the first is known."""
    columns = [[] for _ in table[2]]
    for _, cells in _rows(table):
        for cell, texts in zip(cells, columns, strict=False):
            texts.append(text_of(cell[4]) if cell[3] == 1 else "")
    return columns


def _with_widths(element, widths):
    marks, caption, specs, *rest = element["c"]
    told = [[spec[0], {"t": "ColWidth", "c": width}] for spec, width in zip(specs, widths, strict=True)]
    return {**element, "c": [marks, caption, told, *rest]}


def _with_heads(element, columns):
    """With the first column as heads of the rows, if each row has one."""
    *before, bodies, foot = element["c"]
    heads = int(len(columns) > 1 and all(text.strip() for text in columns[0][len(before[3][1]) :]))
    return {**element, "c": [*before, [[body[0], heads, *body[2:]] for body in bodies], foot]}
