"""The answer of a notebook in a sentence or two, filled from result tables."""

from kmu_eval.sentences.answered import who_answered
from kmu_eval.sentences.claims import claims
from kmu_eval.sentences.comparisons import compared, overlap
from kmu_eval.sentences.counts import advisers_trained, smes_reached
from kmu_eval.sentences.later import applied
from kmu_eval.sentences.modes import move_online
from kmu_eval.sentences.opinions import participants_said, still_needed
from kmu_eval.sentences.quality import data_quality, worst_issues
from kmu_eval.sentences.sureness import how_sure
from kmu_eval.sentences.taking import took_part

__all__ = [
    "advisers_trained",
    "applied",
    "claims",
    "compared",
    "data_quality",
    "how_sure",
    "move_online",
    "overlap",
    "participants_said",
    "smes_reached",
    "still_needed",
    "took_part",
    "who_answered",
    "worst_issues",
]
