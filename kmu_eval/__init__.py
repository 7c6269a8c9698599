"""Reach, formats and feedback of publicly funded support programmes, from raw lists to figures."""

import lazy_loader

__version__ = "0.0.1"

_PUBLIC = {
    "errors": ["KmuEvalError"],
    "measures.advisers": ["adviser_bodies", "advisers", "completion"],
    "measures.areas": ["reach_by_area"],
    "measures.audience": ["cumulative_reach", "first_time", "repeat_distribution"],
    "measures.demand": ["demand", "no_shows"],
    "measures.reach": ["count_ladder", "events_over_time", "indicators", "reach", "reach_table"],
    "measures.sensitivity": ["sensitivity"],
    "measures.stays": ["reach_by_stay"],
    "measures.targets": ["targets"],
    "measures.trace": ["trace"],
    "project": ["Project", "open_project"],
    "sample": ["make_sample", "simulate"],
    "tables": ["CountingRules", "Origin", "Tables", "in_memory"],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, ["figures", "sentences"], _PUBLIC)
