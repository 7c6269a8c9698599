"""How many answered: events surveyed, answers per attendance, and items left out."""

import pandas as pd

from kmu_eval.figures.dots import colour_of
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import asked, by_groups, rows_of, words_of
from kmu_eval.figures.item_blocks import group_rows, told
from kmu_eval.figures.lines import Block, Column, arrange, panels
from kmu_eval.figures.option_bars import bars_with_intervals
from kmu_eval.schema import by_columns
from kmu_eval.small_cells import hide

_OF_ITEMS = "item_nonresponse"
_SMALL = {"events_surveyed": (), "answers_per_attendance": ("n", "answers"), _OF_ITEMS: ("n",)}
"""Per rate the counts of people that are not shown when small."""


def response(table, origin):
    """Draw the response rates.

    Parameters
    ----------
    table : DataFrame
        From ``response_rates``: perhaps grouping columns, then ``rate, item, n, answers, estimate``.
    origin : Origin

    Returns
    -------
    Figure
        One panel per rate. How often items were left out is drawn where the table is not grouped.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> rates = {"rate": ["events_surveyed", "answers_per_attendance"], "item": None, "n": [20, 900]}
    >>> table = pd.DataFrame({**rates, "answers": [10, 270], "estimate": [0.5, 0.3]})
    >>> print(response(table, Origin("Centre")).alts["en"])
    Bars of response rates. Events surveyed: all: 50% (10 of 20); Respondents per attendance: all: 30% (270 of 900).
    """
    columns = by_columns(table)
    drawn = table[table["rate"] != _OF_ITEMS] if columns else table
    return compose("response", _hidden(asked(drawn, columns), origin), origin, _paint, _facts, by_groups(table))


def _hidden(table, origin):
    parts = [hide(table[table["rate"] == rate], origin.smallest_cell, base) for rate, base in _SMALL.items()]
    return pd.concat(parts).sort_index().reset_index(drop=True)


def _facts(table, wording):
    rates = words_of(table["rate"])
    return {
        "rows": told(_blocks(table, wording), wording, _sentence),
        "rates": "; ".join(wording.caption(f"short_{rate}") for rate in rates),
        "rates_told": " ".join(wording.caption(f"told_{rate}") for rate in rates),
    }


def _sentence(found, wording):
    row = found.iloc[0]
    return f"{wording.share(row)} ({_of(row, wording)})" if row["hidden"] == "no" else wording.share(row)


def _of(row, wording):
    """How many of how many."""
    if row["hidden"] != "no":
        return ""
    return wording.shared("of", few=wording.count(row, "answers"), all=wording.count(row))


def _blocks(table, wording):
    columns = by_columns(table)
    for rate in words_of(table["rate"]):
        found, name = rows_of(table, rate=rate), wording.label("rate", rate)
        rows = group_rows(found, columns, wording)
        if rate == _OF_ITEMS:
            rows = [(wording.label("item", item), rows_of(found, item=item)) for item in words_of(found["item"])]
        yield Block(rows, name[:1].upper() + name[1:])


def _paint(table, wording):
    lines = arrange(_blocks(table, wording))
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.shared("share_head"), [wording.share(row) for row in rows]),
        Column(wording.shared("of_head"), [_of(row, wording) for row in rows]),
    ]
    sheet = panels(wording, lines, (1,), columns)
    bars_with_intervals(sheet.axes[0], lines, colour_of(by_columns(table)))
    return sheet
