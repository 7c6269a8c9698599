"""Result tables -> pictures: nothing is computed here, only shown, small groups hidden.

Every function takes a result table and the `Origin` of its numbers and returns a `Figure`.
"""

from kmu_eval.figures.adviser_bars import adviser_bodies
from kmu_eval.figures.area_circles import area_map
from kmu_eval.figures.demand_bars import demand
from kmu_eval.figures.figure import Figure
from kmu_eval.figures.heat_table import reach_heat
from kmu_eval.figures.ladder import count_ladder
from kmu_eval.figures.ledger_bars import ledger
from kmu_eval.figures.mode_bars import modes_over_time
from kmu_eval.figures.no_show_bars import no_shows
from kmu_eval.figures.opinion_bars import opinions
from kmu_eval.figures.reach_line import cumulative_reach
from kmu_eval.figures.sensitivity_dots import sensitivity
from kmu_eval.figures.shown_table import table
from kmu_eval.figures.target_dots import targets
from kmu_eval.figures.top_share_dots import top_shares
from kmu_eval.figures.trace_steps import trace

__all__ = [
    "Figure",
    "adviser_bodies",
    "area_map",
    "count_ladder",
    "cumulative_reach",
    "demand",
    "ledger",
    "modes_over_time",
    "no_shows",
    "opinions",
    "reach_heat",
    "sensitivity",
    "table",
    "targets",
    "top_shares",
    "trace",
]
