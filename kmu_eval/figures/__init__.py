"""Result tables -> pictures: nothing is computed here, only shown, small groups hidden.

Every function takes a result table and the `Origin` of its numbers and returns a `Figure`.
"""

from kmu_eval.figures.adviser_bars import adviser_bodies
from kmu_eval.figures.applied_bars import applied
from kmu_eval.figures.area_circles import area_map
from kmu_eval.figures.balance_dots import balance
from kmu_eval.figures.change_bars import changes
from kmu_eval.figures.claim_cells import claims
from kmu_eval.figures.compared_dots import compared
from kmu_eval.figures.demand_bars import demand
from kmu_eval.figures.figure import Figure
from kmu_eval.figures.heat_table import reach_heat
from kmu_eval.figures.ladder import count_ladder
from kmu_eval.figures.ledger_bars import ledger
from kmu_eval.figures.mode_bars import modes_over_time
from kmu_eval.figures.net_promoter_bars import net_promoter
from kmu_eval.figures.no_show_bars import no_shows
from kmu_eval.figures.opinion_bars import opinions
from kmu_eval.figures.option_bars import ranked_options
from kmu_eval.figures.overlap_cells import overlap
from kmu_eval.figures.reach_line import cumulative_reach
from kmu_eval.figures.response_bars import response
from kmu_eval.figures.sensitivity_dots import sensitivity
from kmu_eval.figures.share_cells import items_by_group, options_by_group
from kmu_eval.figures.shown_table import table
from kmu_eval.figures.spread_dots import distances, taking_part
from kmu_eval.figures.target_dots import targets
from kmu_eval.figures.tipping_dots import tipping
from kmu_eval.figures.top_share_dots import top_shares
from kmu_eval.figures.trace_steps import trace
from kmu_eval.figures.weighted_dots import weighted
from kmu_eval.figures.who_answered_dots import who_answered

__all__ = [
    "Figure",
    "adviser_bodies",
    "applied",
    "area_map",
    "balance",
    "changes",
    "claims",
    "compared",
    "count_ladder",
    "cumulative_reach",
    "demand",
    "distances",
    "items_by_group",
    "ledger",
    "modes_over_time",
    "net_promoter",
    "no_shows",
    "opinions",
    "options_by_group",
    "overlap",
    "ranked_options",
    "reach_heat",
    "response",
    "sensitivity",
    "table",
    "taking_part",
    "targets",
    "tipping",
    "top_shares",
    "trace",
    "weighted",
    "who_answered",
]
