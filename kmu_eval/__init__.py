"""Reach, formats and feedback of publicly funded support programmes, from raw lists to figures."""

import lazy_loader

__version__ = "0.1.0"

_PUBLIC = {
    "errors": ["KmuEvalError"],
    "measures.activity": ["activity"],
    "measures.advisers": ["adviser_bodies", "advisers", "completion"],
    "measures.areas": ["reach_by_area"],
    "measures.audience": ["cumulative_reach", "first_time", "repeat_distribution"],
    "measures.balance": ["balance"],
    "measures.changes": ["pre_post"],
    "measures.claims": ["claims"],
    "measures.comparisons": ["comparison"],
    "measures.completion_tally": ["completion_tally"],
    "measures.channels": ["reached_only"],
    "measures.demand": ["demand", "no_shows"],
    "measures.distance": ["distances"],
    "measures.distribution": ["distribution"],
    "measures.matching": ["matched_or_not", "matching"],
    "measures.formats": ["compare"],
    "measures.overlap": ["overlap"],
    "measures.options": ["options"],
    "measures.rates": ["response_rates"],
    "measures.reach": ["count_ladder", "events_over_time", "indicators", "reach", "reach_table"],
    "measures.recommendation": ["net_promoter"],
    "measures.representation": ["who_answered"],
    "measures.sensitivity": ["sensitivity"],
    "measures.stays": ["reach_by_stay"],
    "measures.tally": ["tallies", "tally"],
    "measures.taking_part": ["taking_part"],
    "measures.targets": ["targets"],
    "measures.tipping": ["tipping_point"],
    "measures.top_shares": ["top_share"],
    "measures.trace": ["trace"],
    "measures.travel": ["Travel"],
    "measures.unpaired": ["unpaired"],
    "measures.weights": ["raked"],
    "measures.within_person": ["within_person"],
    "project": ["Project", "open_project"],
    "sample": ["make_sample", "simulate"],
    "tables": ["CountingRules", "Origin", "Tables", "in_memory"],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, ["figures", "sentences"], _PUBLIC)
