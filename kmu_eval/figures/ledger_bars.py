"""The ledger: rows read are rows kept plus rows set aside, reason by reason."""

import textwrap
from itertools import accumulate

import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import rows_of, words_of
from kmu_eval.figures.marks import THICK, blank_axes, rows
from kmu_eval.figures.page import page

_KEYS = ["source", "outcome", "reason"]
_WIDE = (1.4, 1.4)
"""What was read and what was kept are longer numbers than what was set aside."""


def ledger(table, origin):
    """Draw for every source what became of the rows read.

    Parameters
    ----------
    table : DataFrame
        ``source, outcome, reason, rows``, one row per file and reason; ``outcome`` is ``kept`` or ``set_aside``.
    origin : Origin

    Returns
    -------
    Figure
        The files of a source are added up.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> read = pd.DataFrame({"source": "lists", "outcome": ["kept", "set_aside"], "reason": ["", "blank_row"]})
    >>> print(ledger(read.assign(rows=[95, 5]), Origin("Centre")).alts["en"])
    Table with bars of the rows read per source. lists: 100 read = 95 kept + 5 blank row.
    """
    added = table.fillna({"reason": ""}).groupby(_KEYS, observed=True, sort=False)["rows"].sum().reset_index()
    return compose("ledger", added.astype(dict.fromkeys(_KEYS, "str")), origin, _paint, _facts)


def _facts(table, wording):
    return {"rows": "; ".join(_sentence(table, source, wording) for source in words_of(table["source"]))}


def _sentence(table, source, wording):
    found = rows_of(table, source=source)
    parts = [f"{wording.number(row['rows'])} {_fate(row['reason'], wording)}" for _, row in found.iterrows()]
    read = wording.number(found["rows"].sum())
    return f"{_name(source, wording)}: {read} {wording.caption('read')} = {' + '.join(parts)}"


def _fate(reason, wording):
    return wording.label("reason", reason) if reason else wording.caption("kept")


def _name(source, wording):
    return wording.label("source", source).replace("_", " ")


def _wrapped(text, characters):
    return "\n".join(textwrap.wrap(text, characters))


def _counts(table):
    """Rows per source (down) and reason (across), kept first under an empty reason."""
    counts = table.pivot_table(index="source", columns="reason", values="rows", aggfunc="sum", observed=False)
    order = {reason: place for place, reason in enumerate(vocabulary.SET_ASIDE)}
    reasons = ["", *sorted(set(table["reason"]) - {""}, key=lambda reason: (order.get(reason, len(order)), reason))]
    return counts.reindex(index=words_of(table["source"]), columns=reasons).fillna(0).astype("int64")


def _paint(table, wording):
    counts = _counts(table)
    names = [_wrapped(_name(source, wording), 24) for source in counts.index]
    sheet = page(wording, sum(0.14 * name.count("\n") + 0.29 for name in names) + 1.05)
    bar, grid = sheet.subplots(1, 2, sharey=True, width_ratios=(1, 0.55 * (counts.shape[1] + 1)))
    _bars(bar, counts)
    _numbers(grid, counts, wording)
    rows(bar, names)
    return sheet


def _bars(axes, counts):
    blank_axes(axes, left=True)
    kept, read = counts[""], counts.sum(axis=1)
    axes.barh(range(len(counts)), kept, height=THICK, color=style.NEUTRAL, linewidth=0)
    axes.barh(range(len(counts)), read - kept, left=kept, height=THICK, color=style.colour("outcome", "set_aside"))
    axes.set_xlim(0, max(read.max(), 1))


def _numbers(axes, counts, wording):
    blank_axes(axes)
    whole = pd.concat([counts.sum(axis=1), counts], axis=1)
    edges = list(accumulate([*_WIDE, *[1] * (whole.shape[1] - len(_WIDE))]))
    for y, line in enumerate(whole.to_numpy()):
        for x, count in zip(edges, line, strict=True):
            _cell(axes, x, y, wording.number(count), count)
    heads = [_wrapped(text, 16) for text in (wording.caption("read"), *[_fate(reason, wording) for reason in counts])]
    axes.xaxis.tick_top()
    axes.set_xticks([edge - 0.5 for edge in edges], heads, rotation=90, fontsize=style.SMALL, color=style.INK)
    axes.tick_params(length=0, labelleft=False)
    axes.set_xlim(-0.1, edges[-1] + 0.1)


def _cell(axes, x, y, text, count):
    ink = style.INK if count else style.RULE
    axes.text(x - 0.08, y, text, ha="right", va="center_baseline", fontsize=style.SMALL, color=ink)
