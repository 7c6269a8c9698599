"""What those who did not answer would have to think for the whole to fall to a threshold."""

import pandas as pd

from kmu_eval.figures import style
from kmu_eval.figures.dots import SCALE, Dot, dots, joined, share_scale
from kmu_eval.figures.groups import words_of
from kmu_eval.figures.item_blocks import figure_of_items, item_blocks, told
from kmu_eval.figures.lines import Column, arrange, panels, upright
from kmu_eval.figures.told import unless_hidden
from kmu_eval.figures.top_answers import top_answers


def tipping(table, origin):
    """Draw each share, the threshold, and the share among those silent at which the whole is at the threshold.

    Parameters
    ----------
    table : DataFrame
        From ``tipping_point``: perhaps grouping columns, then ``item, n, n_attendances, n_silent, estimate, threshold,
        tipping_share, tipping_pp``, and ``rule``, which names the top answers.
    origin : Origin

    Returns
    -------
    Figure

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> found = {"item": ["useful"], "n": [90], "n_attendances": [300], "n_silent": [210], "estimate": [0.8]}
    >>> found |= {"threshold": [0.5], "tipping_share": [0.37], "tipping_pp": [43.0]}
    >>> print(tipping(pd.DataFrame(found), Origin("Centre")).alts["en"])
    Dots of the share of top answers, the threshold and the tipping share. useful: 80% of 90, threshold 50%, tipping \
share 37% of the 210 silent.
    """
    return figure_of_items("tipping", table, origin, _paint, _facts, ("n", "n_silent"))


def _facts(table, wording):
    rows = told(item_blocks(table, wording), wording, _sentence)
    thresholds = ", ".join(wording.percent(threshold) for threshold in words_of(table["threshold"]))
    return {"rows": rows, "thresholds": thresholds, **top_answers(table, wording)}


@unless_hidden
def _sentence(found, wording):
    row = found.iloc[0]
    shares = {"share": wording.share(row), "threshold": wording.percent(row["threshold"]), "n": wording.count(row)}
    silent = wording.count(row, "n_silent")
    return wording.caption("told", **shares, tipping=_tipping(row, wording), silent=silent)


def _tipping(row, wording):
    """The tipping share; where no share among those silent would do, whether the threshold is reached anyway."""
    verdict = row.get("verdict")
    if row["hidden"] == "no" and pd.isna(row["tipping_share"]) and isinstance(verdict, str) and row["n"] > 0:
        return wording.label("verdict", verdict)
    return wording.share(row, "tipping_share")


def _silent(row, wording):
    """How many did not answer; nothing of a hidden row, as they may be many."""
    return wording.count(row, "n_silent") if row["hidden"] == "no" else ""


def _paint(table, wording):
    lines = arrange(item_blocks(table, wording))
    rows = [line.row for line in lines.rows]
    columns = [
        Column(wording.shared("share_head"), [wording.share(row) for row in rows]),
        Column(wording.caption("tipping_head"), [_tipping(row, wording) for row in rows]),
        Column(wording.shared("n_head"), [wording.count(row) for row in rows]),
        Column(wording.caption("silent_head"), [_silent(row, wording) for row in rows]),
    ]
    sheet = panels(wording, lines, (1,), columns, below=SCALE)
    axes = sheet.axes[0]
    joined(axes, lines, "tipping_share", "estimate")
    dots(axes, lines, [Dot("tipping_share", filled=False), Dot("estimate")], lambda row: style.NEUTRAL)
    share_scale(axes, lines, wording)
    for line in lines.rows:
        if pd.notna(line.row["threshold"]):
            upright(axes, line, line.row["threshold"], style.INK, 1.6)
    return sheet
