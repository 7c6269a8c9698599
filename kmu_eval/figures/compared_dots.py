"""Two groups beside their difference: as answered and adjusted, with the margin that was set beforehand."""

import re
from functools import partial

from kmu_eval.figures import style
from kmu_eval.figures.compared_rows import SHOWN, blocks, deciding, is_refused, pairs, told
from kmu_eval.figures.contrasts import difference, in_points, judged, refusal, value
from kmu_eval.figures.dots import Dot, colour_of, dots, point_scale
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import words_of
from kmu_eval.figures.lines import Column, Facet, Line, Lines, arrange, facets
from kmu_eval.figures.told import level
from kmu_eval.schema import by_columns
from kmu_eval.small_comparisons import hide_compared

_SCALE, _DRAWINGS = 0.25, (1, 0.9)
_FEWEST_EVENTS = 10


def compared(table, origin):
    """Draw both groups of a comparison, and their difference against the margin.

    Parameters
    ----------
    table : DataFrame
        From ``comparison`` or ``compare``: the column that splits the answers, ``item, estimator, part, outcome,
        measure, n, n_events, estimate, ci_low, ci_high, ci_level, margin_pp, verdict, rule``, perhaps ``p_adjusted``.
        The rows on common support that are not adjusted are not drawn.
    origin : Origin

    Returns
    -------
    Figure
        A block for each outcome, means apart from shares and net promoter scores. Where a group is small, the other
        one and the difference are not shown either.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> modes = pd.Categorical(["online", "in_person", None], categories=["online", "in_person"])
    >>> found = {"mode": modes, "item": "useful", "estimator": "unadjusted", "outcome": "useful", "n": [90, 60, 150]}
    >>> found |= {"part": ["group", "group", "difference"], "measure": "top_share", "n_events": [12, 11, 23]}
    >>> found |= {"estimate": [0.8, 0.7, 0.1], "ci_low": [0.7, 0.6, -0.04], "ci_high": [0.9, 0.8, 0.24]}
    >>> found |= {"ci_level": 0.95, "margin_pp": 10.0, "verdict": [None, None, "inconclusive"], "rule": ""}
    >>> print(compared(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Dots of both groups and of their difference, online less in person. useful – primary, margin ±10 points: \
as answered: online 80% (70–90), n = 90 from 12 events; in person 70% (60–80), n = 60 from 11 events; difference +10.0 \
(−4.0 – 24.0) points, inconclusive.
    """
    drawn = table[table["estimator"].isin(SHOWN)].reset_index(drop=True)
    judged_as = drawn["verdict"].notna() & (drawn["estimator"] == "unadjusted")
    primary = tuple(drawn.loc[judged_as, "outcome"].unique())
    paint, facts = partial(_paint, primary=primary), partial(_facts, primary=primary)
    return compose("compared", hide_compared(drawn, origin.smallest_cell), origin, paint, facts, _named_after(drawn))


def _named_after(table):
    return re.sub(r"\W+", "_", "_".join(["by", *by_columns(table), "_or_".join(_order(table))]))


def _order(table):
    """The two groups: the difference is the first less the second."""
    return [word for word in words_of(table[by_columns(table)[0]]) if word is not None]


def _facts(table, wording, primary):
    by = by_columns(table)[0]
    first, second = (wording.label(by, word) for word in [*_order(table), None, None][:2])
    few = table["n_events"][table["part"] == "group"].between(1, _FEWEST_EVENTS - 1).any()
    told_of_few = wording.caption("few") if few else ""
    rows = told(table, wording, primary)
    return {"first": first, "second": second, "level": level(table, wording), "rows": rows, "few": told_of_few}


def _paint(table, wording, primary):
    means = table["measure"] == "mean"
    parts = [_facet(table[rows], wording, primary) for rows in (~means, means) if rows.any()]
    sheet = facets(wording, parts, _DRAWINGS, below=_SCALE)
    abreast = len(sheet.axes) // len(parts)
    for place, part in enumerate(parts):
        groups, both = sheet.axes[place * abreast : place * abreast + 2]
        _draw_groups(groups, part.lines, wording)
        _draw_differences(both, part.lines, wording)
    return sheet


def _facet(table, wording, primary):
    lines = arrange(blocks(table, wording, primary))
    heads = [wording.caption("estimate_head"), wording.shared("n_head"), wording.caption("events_head")]
    texts = [_numbers(line, wording) for line in lines.rows]
    columns = [Column(text, list(column)) for text, column in zip(heads, zip(*texts, strict=True), strict=True)]
    said = [text for pair in pairs(lines) for text in _said(pair, wording, primary, deciding(table))]
    return Facet(lines, [*columns, Column(wording.caption("difference_head"), said)])


def _numbers(line, wording):
    """Value, n and events of the group of a line; nothing where nothing was adjusted, and no n of a small group."""
    if is_refused(line.found.iloc[-1]):
        return "", "", ""
    n = wording.count(line.row) if line.row["hidden"] == "no" else ""
    return value(line.row, wording), n, wording.number(line.row["n_events"])


def _said(pair, wording, primary, decides):
    """The difference beside the first of two lines, what it says beside the second."""
    row = pair[0].found.iloc[-1]
    if is_refused(row):
        return [""]
    says = judged(row, wording, row["outcome"] in primary) if row["estimator"] == decides else ""
    return [difference(row, wording), says]


def _draw_groups(axes, lines, wording):
    for estimator in SHOWN:
        found = Lines([line for line in lines.rows if line.row["estimator"] == estimator])
        dots(axes, found, [_dot(estimator)], colour_of(by_columns(lines.rows[0].found)))
    _scale_of_groups(axes, Lines([line for line in lines.rows if not is_refused(line.found.iloc[-1])]), wording)
    for line in lines.rows:
        if is_refused(line.found.iloc[-1]):
            text, places = refusal(line.row, wording), {"transform": axes.get_yaxis_transform()}
            places |= {"va": "center_baseline", "fontsize": style.SMALL}
            axes.text(0, line.place, text, **places).set_in_layout(False)


def _scale_of_groups(axes, lines, wording):
    from matplotlib.ticker import MultipleLocator

    by, _ = in_points(lines.rows[0].row)
    point_scale(axes, lines, wording, by, holding=() if by == 1 else (0, 1.1))
    if by > 1:
        axes.xaxis.set_major_locator(MultipleLocator(0.5 if axes.get_xlim()[0] > -0.5 else 1))


def _draw_differences(axes, lines, wording):
    drawn = Lines([_difference(pair) for pair in pairs(lines) if not is_refused(pair[0].found.iloc[-1])])
    by, _ = in_points(lines.rows[0].row)
    for line in drawn.rows:
        margin = line.row["margin_pp"] / by
        axes.barh(line.place, 2 * margin, left=-margin, height=line.height, color=style.PALE, linewidth=0, zorder=0)
        dots(axes, Lines([line]), [_dot(line.row["estimator"])], lambda row: style.NEUTRAL)
    margins = [line.row["margin_pp"] / by for line in drawn.rows if line.row["margin_pp"] == line.row["margin_pp"]]
    point_scale(axes, drawn, wording, by, holding=(0, *margins, *(-margin for margin in margins)))


def _difference(pair):
    """The line of a difference: as high as those of both groups together."""
    height = sum(line.height for line in pair)
    return Line("", pair[0].place - pair[0].height / 2 + height / 2, height, pair[0].found.iloc[-1:])


def _dot(estimator):
    return Dot("estimate", "ci_low", "ci_high", filled=estimator == "unadjusted")
