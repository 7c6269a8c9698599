"""A synthetic programme with known truth: prepared tables in memory, or a programme folder with raw lists."""

from kmu_eval.sample.files import make_sample
from kmu_eval.sample.simulation import simulate
from kmu_eval.sample.truth import Truth

__all__ = ["Truth", "make_sample", "simulate"]
