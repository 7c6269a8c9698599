"""Where two groups have events that are alike: a matrix of the confounders' cells by group."""

import re

from kmu_eval import words
from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import groups_of, rows_of, words_of
from kmu_eval.figures.lines import Column, Line, Lines, head, panels
from kmu_eval.figures.marks import wide
from kmu_eval.small_comparisons import hide_overlap

_MOST, _PAGE, _TIGHT, _WIDE = 64, 9.0, 0.138, 0.22
"""Cells on one page; inches for all of them, and the least and the greatest height of one."""
_KEPT, _OTHER = "#a9c5dc", "#ececec"


def overlap(table, origin):
    """Draw events and answers of both groups in each cell of the confounders, and which cells are comparable.

    Parameters
    ----------
    table : DataFrame
        From ``overlap``: the confounders, the column that splits the answers, ``outcome, kept, unit, n, n_events,
        share_kept, rule``; a row for each group of each cell.
    origin : Origin

    Returns
    -------
    Figure
        Of more cells than a page holds the first ones are drawn, and how many more there are is said. A small cell is
        not hidden alone where it could be worked out.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> cells = {"year": ["2019"] * 2 + ["2020"] * 2, "mode": ["online", "in_person"] * 2, "outcome": "useful"}
    >>> cells |= {"kept": ["no", "no", "yes", "yes"], "unit": "answers", "n": [0, 30, 90, 40], "n_events": [0, 5, 9, 3]}
    >>> print(overlap(pd.DataFrame({**cells, "share_kept": 0.8125, "rule": ""}), Origin("Centre")).alts["en"])
    Matrix of events and answers by year. Comparable are 1 of 2 cells with 81% of the answers: 2020: online 9 events \
with 90 answers, in person 3 with 40.
    """
    return compose("overlap", hide_overlap(table, origin.smallest_cell), origin, _paint, _facts, _named_after(table))


def _named_after(table):
    *_, by = _columns(table)
    return re.sub(r"\W+", "_", "_".join(["by", by, "_or_".join(map(str, words_of(table[by])))]))


def _columns(table):
    """The confounders, and last the column that splits the answers."""
    return list(table.columns[: list(table.columns).index("outcome")])


def _order(table):
    return [*words_of(table[_columns(table)[-1]]), None, None][:2]


def _cells(table, wording):
    """The label and both rows of each cell."""
    *confounders, _ = _columns(table)
    for words_of_cell in groups_of(table, confounders):
        found = rows_of(table, **dict(zip(confounders, words_of_cell, strict=True)))
        yield wording.group(confounders, words_of_cell), found


def _facts(table, wording):
    *confounders, by = _columns(table)
    first, second = (wording.label(by, word) for word in _order(table))
    cells = list(_cells(table, wording))
    kept = [cell for cell in cells if (cell[1]["kept"] == "yes").all()]
    rows = "; ".join(_told(label, found, wording) for label, found in kept) or wording.caption("none")
    numbers = {"kept": wording.number(len(kept)), "cells": wording.number(len(cells)), "share": _share(table, wording)}
    names = {"columns": _listed(confounders, wording), "first": first, "second": second}
    return {**names, **numbers, "rows": rows, "refused": _refused(table, wording)}


def _listed(confounders, wording):
    *others, last = [wording.column_inline(name) for name in confounders] or [wording.shared("all")]
    return wording.shared("and").join(filter(None, [", ".join(others), last]))


def _share(table, wording):
    share = table["share_kept"].iloc[0] if len(table) else None
    return f"({wording.shared('withheld')})" if len(table) and share != share else wording.percent(share)


def _refused(table, wording):
    why = words.refusal(table["rule"].iloc[0], wording.language) if len(table) else ""
    return wording.caption("refused", why=why) if why else ""


def _told(label, found, wording):
    by, rows = _columns(found)[-1], [row for _, row in found.iterrows()]
    told = {"cell": label}
    for place, (name, row) in enumerate(zip(("first", "second"), rows, strict=True), 1):
        told[name] = wording.label(by, row[by])
        told |= {f"events_{place}": wording.number(row["n_events"]), f"n_{place}": wording.count(row)}
    return wording.caption("told", **told)


def _paint(table, wording):
    cells = list(_cells(table, wording))
    lines = _lines(cells[:_MOST], len(cells) - _MOST, wording)
    kept = [wording.label("kept", line.row["kept"]) for line in lines.rows]
    sheet = panels(wording, lines, (1,), [Column(wording.caption("kept_head"), kept)])
    axes, by = sheet.axes[0], _columns(table)[-1]
    axes.set_xlim(0, 2)
    for x, word in enumerate(_order(table)):
        head(axes, lines, wording.label(by, word), (x + 0.5) / 2, "center")
        for line in lines.rows:
            _cell(axes, x, line, line.found.iloc[x], wording)
    return sheet


def _lines(cells, more, wording):
    """One line per cell, closer together the more there are; a last one says how many more there are."""
    height = min(_WIDE, max(_TIGHT, _PAGE / len(cells)))
    margin = max(wide(label, style.TEXT) for label, _ in cells) + 0.1
    lines = [Line(label, (i + 0.5) * height, height, found) for i, (label, found) in enumerate(cells)]
    if more > 0:
        lines.append(Line(wording.caption("more", n=wording.number(more)), (len(cells) + 0.8) * height, 1.6 * height))
    return Lines(lines, margin)


def _cell(axes, x, line, row, wording):
    ground = _KEPT if row["kept"] == "yes" else _OTHER
    axes.barh(line.place, 0.97, left=x + 0.015, height=line.height - 0.02, color=ground, linewidth=0)
    none = row["n"] == 0 and row["hidden"] == "no"
    text = "–" if none else wording.caption("cell", events=wording.number(row["n_events"]), n=wording.count(row))
    ink = style.INK if row["kept"] == "yes" else style.SOFT
    axes.text(x + 0.5, line.place, text, ha="center", va="center_baseline", fontsize=style.SMALL, color=ink)
