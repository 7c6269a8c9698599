"""What a number is made of: a waterfall from the rows read, step by step, to the number."""

import re
import textwrap
from dataclasses import dataclass

import pandas as pd

from kmu_eval import words
from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.marks import THICK, beside, blank_axes
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide_steps

_ROW, _CHARACTERS = 0.17, 44
"""Inches per line of text, and how long the lines of reasons are."""
_LABELS = {"set_aside": "reason", "merged": "person_rule", "not_counted": "not_counted"}
"""Which labels the reasons of a step have; those of ``already_counted`` depend on the unit."""
_OF_UNIT = {"organisations": "organisation_rule"}


@dataclass(frozen=True)
class _Line:
    """One line of the page: its text, and the row that it draws, none for a heading."""

    text: str
    row: dict | None

    @property
    def lines(self):
        return self.text.count("\n") + 1


def trace(table, origin):
    """Draw what a number is made of.

    Parameters
    ----------
    table : DataFrame
        Perhaps columns by which was selected, then ``indicator, step, source, file, reason, unit, rows, estimate``.
    origin : Origin

    Returns
    -------
    Figure
        The files of a source are added up, and the sources of what was set aside or merged. Small steps are not shown.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> steps = {"indicator": "smes", "step": ["rows_read", "already_counted", "estimate"], "unit": "organisations"}
    >>> steps |= {"source": ["lists", None, None], "file": None, "reason": [None, "same_name", None]}
    >>> steps |= {"rows": [90, -10, None], "estimate": [None, None, 80.0], "rule": "attended = yes"}
    >>> print(trace(pd.DataFrame(steps), Origin("Centre")).alts["en"])
    Waterfall from the rows read to the number. rows read: lists 90; already counted: same name but for legal form and \
typography −10; counted: 80.
    """
    selected = list(table.columns[: list(table.columns).index("indicator")])
    shown = hide_steps(_joined(table, selected), origin.smallest_cell)
    return compose(
        "trace", shown, origin, _paint, _facts, _suffix(table.iloc[0][[*selected]], table["indicator"].iloc[0])
    )


def _suffix(selected, indicator):
    """What tells the files of several traces apart; a programme's own words may hold what no file name may."""
    chosen = ["missing" if pd.isna(word) else re.sub(r"\W+", "_", str(word)) for word in selected]
    return "_".join([indicator, *chosen])


def _joined(table, selected):
    """One row per step and reason; per source only where rows were read."""
    read = table["step"].isin(["rows_read", "rows_kept"])
    keys = [*selected, "indicator", "step", "source", "reason", "unit"]
    plain = table.assign(source=table["source"].where(read)).astype(dict.fromkeys(keys, "object"))
    groups = plain.groupby(keys, sort=False, dropna=False, observed=True)
    added = groups.agg({"rows": lambda rows: rows.sum(min_count=1), "estimate": "last", "rule": "last"})
    return added.reset_index()


def _facts(table, wording):
    last = table.iloc[-1]
    selected = table.columns[: list(table.columns).index("indicator")]
    told = ", ".join(f"{wording.column(name)} {wording.label(name, last[name])}" for name in selected)
    steps = [line for line in _lines(table, wording) if line.row is not None]
    return {
        "indicator": wording.label("indicator", last["indicator"]),
        "number": _number(last, wording),
        "selected": wording.caption("selected", words=told) if told else "",
        "rows": "; ".join(_sentence(line.row, wording) for line in steps),
    }


def _sentence(row, wording):
    parts = [_reason(row, wording), _number(row, wording)]
    return f"{wording.label('step', row['step'])}: {' '.join(part for part in parts if part)}"


def _number(row, wording):
    """The number with its sign; the first rows and the estimate without."""
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    value = row["estimate"] if row["step"] == "estimate" else row["rows"]
    return f"\N{MINUS SIGN}{wording.number(-value)}" if value < 0 else wording.number(value)


def _reason(row, wording):
    """What the row says besides its step; empty where it says nothing."""
    if isinstance(row["source"], str):
        return wording.label("source", row["source"]).replace("_", " ")
    if not isinstance(row["reason"], str):
        return ""
    if row["step"] == "outside":
        return wording.column_inline(row["reason"])
    column = _LABELS.get(row["step"]) or _OF_UNIT.get(row["unit"], "person_rule")
    return wording.label(column, row["reason"])


def _lines(table, wording):
    """A heading for each step, its reasons below; a step without reasons is its own line."""
    lines = []
    for step, found in table.groupby("step", sort=False, observed=True):
        records, name = found.to_dict("records"), wording.label("step", step)
        if len(records) == 1 and not _reason(records[0], wording):
            lines.append(_Line(name, records[0]))
            continue
        lines.append(_Line(name, None))
        lines += [
            _Line(_wrapped(_reason(row, wording) or words.phrase("missing", wording.language)), row) for row in records
        ]
    return lines


def _wrapped(text):
    return "\n".join(textwrap.wrap(text, _CHARACTERS))


def _paint(table, wording):
    lines = _lines(table, wording)
    sheet = page(wording, _ROW * sum(line.lines + 0.25 for line in lines) + 0.1)
    axes = sheet.add_subplot()
    blank_axes(axes)
    places = _places(lines)
    axes.set_yticks(places, [line.text for line in lines], fontsize=style.SMALL)
    axes.set_ylim(places[-1] + 0.7, -0.7)
    for label, line in zip(axes.get_yticklabels(), lines, strict=True):
        label.set_weight("bold" if line.row is None or line.row["step"] == "estimate" else "normal")
    _bars(axes, [(place, line.row) for place, line in zip(places, lines, strict=True) if line.row is not None], wording)
    return sheet


def _places(lines):
    places, below = [], 0.0
    for line in lines:
        places.append(below + (line.lines - 1) / 2)
        below += line.lines + 0.25
    return places


def _bars(axes, placed, wording):
    """Each bar starts where the one before it ended; hidden ones have none, so that nothing can be read off."""
    reached = 0.0
    for place, row in placed:
        start, end = _ends(row, reached)
        axes.barh(
            place, end - start, left=start, height=THICK, color=_colour(row), edgecolor=_colour(row), linewidth=0.6
        )
        beside(axes, max(start, end), place, _number(row, wording))
        reached = end
    axes.set_xlim(0, max([1, *(patch.get_x() + max(patch.get_width(), 0) for patch in axes.patches)]))


def _ends(row, reached):
    if row["step"] == "estimate":
        return 0.0, (row["estimate"] if row["hidden"] == "no" else 0.0)
    return reached, reached + (row["rows"] if row["hidden"] == "no" else 0.0)


def _colour(row):
    if row["step"] == "estimate":
        return style.colour("indicator", row["indicator"])
    return style.NEUTRAL if row["rows"] > 0 else style.colour("outcome", "set_aside")
