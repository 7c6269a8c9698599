import pandas as pd

from kmu_eval import sentences
from kmu_eval.tables import Origin

CENTRE = Origin("Centre")


def counted(names, estimate, upper):
    return pd.DataFrame({"indicator": names, "estimate": estimate, "lower": estimate, "upper": upper})


ADVISERS = ["advisers_reached", "advisers_trained", "adviser_organisations"]


def test_small_counts_and_small_bounds_are_hidden():
    told = sentences.advisers_trained(counted(ADVISERS, [12, 3, 0], [15, 30, 4]), CENTRE)
    assert told == "Reached: 12 (possible: 12 to 15) advisers from 0 (possible: 0 to < 5) organisations; trained: < 5."


def test_the_programme_may_show_small_groups():
    told = sentences.advisers_trained(counted(ADVISERS, [3, 1, 2], [3, 1, 2]), Origin("Centre", smallest_cell=1))
    assert told == "Reached: 3 advisers from 2 organisations; trained: 1."
