"""The answer of a notebook in a sentence or two, filled from result tables."""

from kmu_eval.sentences.counts import advisers_trained, smes_reached
from kmu_eval.sentences.data_quality import data_quality, worst_issues
from kmu_eval.sentences.how_sure import how_sure
from kmu_eval.sentences.move_online import move_online

__all__ = ["advisers_trained", "data_quality", "how_sure", "move_online", "smes_reached", "worst_issues"]
