"""Options of multiple choice items, the most chosen first."""

from kmu_eval.figures import style
from kmu_eval.figures.dots import colour_of
from kmu_eval.figures.groups import groups_of, rows_of, words_of
from kmu_eval.figures.item_blocks import figure_of_items, question, told
from kmu_eval.figures.lines import Block, arrange, panels, upright
from kmu_eval.figures.marks import furthest
from kmu_eval.figures.told import level, numbers
from kmu_eval.schema import by_columns

_THICK = 0.16


def ranked_options(table, origin):
    """Draw how many chose each option, the most chosen first.

    Parameters
    ----------
    table : DataFrame
        From ``options``: perhaps grouping columns, then ``theme, item, option, n, n_events, estimate, ci_low, ci_high,
        ci_level``.
    origin : Origin

    Returns
    -------
    Figure
        One panel per item and group.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"item": "needs", "option": ["time", "money"], "n": 90, "n_events": 12, "estimate": [0.2, 0.6]}
    >>> found |= {"ci_low": [0.1, 0.5], "ci_high": [0.3, 0.7], "ci_level": 0.95}
    >>> print(ranked_options(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Bars of how many chose each option, with 95% intervals. 'needs' needs/money: 60% (50–70), n = 90 from 12 \
events; needs/time: 20% (10–30), n = 90 from 12 events.
    """
    return figure_of_items("ranked_options", table, origin, _paint, _facts)


def _facts(table, wording):
    return {
        "rows": told(_blocks(table, wording), wording),
        "level": level(table, wording),
        "question": question(table, wording),
    }


def _blocks(table, wording):
    columns, items = by_columns(table), words_of(table["item"])
    for item in items:
        for words in groups_of(rows_of(table, item=item), columns):
            found = rows_of(table, item=item, **dict(zip(columns, words, strict=True)))
            names = [wording.label("item", item)] if len(items) > 1 else []
            names += [wording.group(columns, words)] if columns else []
            yield Block(_ranked(found, wording), " · ".join(names))


def _ranked(found, wording):
    """The options, the most chosen first, hidden ones last; one row for all where none has a share."""
    if found["estimate"].isna().all():
        return [(wording.shared("all_options"), found)]
    ranked = found.sort_values("estimate", ascending=False, kind="stable", na_position="last")
    rows = [ranked.iloc[[place]] for place in range(len(ranked))]
    return [(wording.label("option", f"{row['item'].iloc[0]}/{row['option'].iloc[0]}"), row) for row in rows]


def _paint(table, wording):
    lines = arrange(_blocks(table, wording))
    sheet = panels(wording, lines, (1,), numbers(lines, wording))
    bars_with_intervals(sheet.axes[0], lines, colour_of(by_columns(table)))
    return sheet


def bars_with_intervals(axes, lines, colour):
    """A bar from 0 per line, and its interval where the table has one."""
    for line in lines.rows:
        upright(axes, line, 0, style.RULE, 0.8)
        row = line.row
        if row["hidden"] != "no" or row["estimate"] != row["estimate"]:
            continue
        axes.barh(line.place, row["estimate"], height=_THICK, color=colour(row), linewidth=0)
        if "ci_low" in row:
            ends = row[["ci_low", "ci_high"]].astype("float64")
            axes.plot(ends, [line.place] * 2, color=style.INK, linewidth=1, marker="|", markersize=4)
    values = [line.row.get(name) for line in lines.rows for name in ("estimate", "ci_high")]
    axes.set_xlim(0, 1.02 * furthest([value for value in values if value is not None]))
