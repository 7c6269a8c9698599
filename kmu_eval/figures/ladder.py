"""The count ladder: from registrations down to participants, organisations and SMEs, per role."""

from kmu_eval.figures import style
from kmu_eval.figures.figure import compose
from kmu_eval.figures.groups import rows_of, words_of
from kmu_eval.figures.marks import bars, beside, blank_axes, furthest, heading, rows
from kmu_eval.figures.page import page
from kmu_eval.small_cells import hide, hide_totals

_ROW, _HEADING = 0.21, 0.3


def count_ladder(table, origin):
    """Draw what was counted, step by step, for each role.

    Parameters
    ----------
    table : DataFrame
        ``role, indicator, unit, estimate, lower, upper``.
    origin : Origin

    Returns
    -------
    Figure
        Where a role is too small to be shown, the total of all roles is withheld as well.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> steps = pd.DataFrame({"role": "adviser", "indicator": ["attendances", "participants"]})
    >>> steps["unit"] = steps["indicator"]
    >>> counted = steps.assign(estimate=[50.0, 3.0], lower=[50.0, 3.0], upper=[60.0, 4.0])
    >>> print(count_ladder(counted, Origin("Centre")).alts["en"])
    Bars per role. adviser: Attendances 50–60, Participants (persons) < 5.
    """
    shown = hide_totals(hide(table, origin.smallest_cell), "role", "all")
    return compose("count_ladder", shown, origin, _paint, _facts)


def _facts(table, wording):
    roles = [f"{wording.label('role', role)}: {_steps(table, role, wording)}" for role in words_of(table["role"])]
    return {"rows": "; ".join(roles)}


def _steps(table, role, wording):
    found = rows_of(table, role=role).iterrows()
    return ", ".join(f"{wording.label('indicator', row['indicator'])} {wording.range(row)}" for _, row in found)


def _paint(table, wording):
    roles = words_of(table["role"])
    counts = [len(rows_of(table, role=role)) for role in roles]
    sheet = page(wording, _ROW * sum(counts) + _HEADING * len(roles))
    panels = sheet.subplots(len(roles), 1, sharex=True, squeeze=False, height_ratios=counts)[:, 0]
    for role, axes in zip(roles, panels, strict=True):
        _panel(axes, rows_of(table, role=role), role, wording)
    panels[0].set_xlim(0, furthest([*table["estimate"], *table["upper"]]))
    return sheet


def _panel(axes, found, role, wording):
    blank_axes(axes, left=True)
    rows(axes, [wording.label("indicator", word) for word in found["indicator"]])
    heading(axes, wording.label("role", role))
    bars(axes, found["estimate"], [""] * len(found), style.colour("role", role))
    for place, (_, row) in enumerate(found.iterrows()):
        _range(axes, place, row, wording)


def _range(axes, place, row, wording):
    shown = row["hidden"] == "no"
    end = row[["estimate", "upper"]].max() if shown else 0
    if shown and row["upper"] > row["lower"]:
        axes.plot(
            [row["lower"], row["upper"]], [place, place], color=style.INK, linewidth=1.2, marker="|", markersize=5
        )
    beside(axes, end, place, wording.range(row), points=5)
