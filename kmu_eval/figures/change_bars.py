"""Better, the same or worse than before, and the mean change."""

import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.figures.answer_bars import Stack, bars, key, under_key
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import between_waves, named_after, rows_of
from kmu_eval.figures.item_blocks import item_blocks, shown_items, told
from kmu_eval.figures.lines import Column, panels
from kmu_eval.figures.told import bases, intervals, level, unless_hidden

_WORST_FIRST = tuple(reversed(vocabulary.CHANGE))


def changes(table, origin):
    """Draw how answers changed between two waves, in pairs of answers of one person.

    Parameters
    ----------
    table : DataFrame
        From ``pre_post``: perhaps grouping columns, then ``item, change, n, n_events, estimate, ci_low, ci_high,
        ci_level``; the rows without a change hold the mean change in points.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"item": "confidence", "change": ["better", "same", "worse", None], "n": 90, "n_events": 12}
    >>> found |= {"estimate": [0.5, 0.3, 0.2, 0.64], "ci_low": [0.4, 0.2, 0.1, 0.5], "ci_high": 0.8, "ci_level": 0.95}
    >>> print(changes(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Bars of worse, same and better. confidence: better 50%, same 30%, worse 20%, on average +0.64 (0.50–0.80), \
n = 90 from 12 events.
    """
    name = "_".join(part for part in (named_after(table), between_waves(table)) if part)
    return compose("changes", shown_items(table, origin, ("n",)), origin, _paint, _facts, name)


def _facts(table, wording):
    return {"rows": told(item_blocks(table, wording), wording, _sentence), "level": level(table, wording)}


@unless_hidden
def _sentence(found, wording):
    shares = [
        f"{wording.label('change', word)} {wording.share(each)}"
        for word in vocabulary.CHANGE
        for _, each in rows_of(found, change=word).iterrows()
    ]
    interval = wording.in_brackets(_interval(found, wording))
    mean = wording.caption("mean", mean=_points(found, wording), interval=interval)
    return ", ".join([*shares, mean, wording.base(found.iloc[0])])


def _mean(found):
    """The row of the mean change; none where there is none."""
    means = rows_of(found, change=None)
    return None if means.empty else means.iloc[0]


def _points(found, wording):
    """The mean change with its sign."""
    row = _mean(found)
    if row is None or pd.isna(row["estimate"]):
        return "–" if row is None or row["hidden"] == "no" else wording.hidden(row["hidden"])
    return wording.change(row["estimate"], 2)


def _interval(found, wording):
    row = _mean(found)
    return "" if row is None else wording.interval(row, by=1, decimals=2)


def _paint(table, wording):
    texts = [wording.label("change", word) for word in _WORST_FIRST]
    lines = under_key(item_blocks(table, wording), texts)
    found = [line.found for line in lines.rows]
    columns = [
        Column(wording.caption("mean_head"), [_points(each, wording) for each in found]),
        intervals([line.row for line in lines.rows], [_interval(each, wording) for each in found], wording),
        *bases([line.row for line in lines.rows], wording),
    ]
    sheet = panels(wording, lines, (1,), columns)
    bars(sheet.axes[0], lines, [_stack(each) for each in found], wording)
    key(sheet.axes[0], lines.free[0], texts, lines.margin)
    return sheet


def _stack(found):
    """The bar of a row; none where it is hidden or there are no pairs."""
    shares = [float(rows_of(found, change=word)["estimate"].sum(min_count=1)) for word in _WORST_FIRST]
    return None if any(share != share for share in shares) else Stack(shares)
