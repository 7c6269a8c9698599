import pandas as pd
import pytest

from kmu_eval import sentences
from kmu_eval.tables import Origin

CENTRE = Origin("Centre")


def sure(strict, default, wide, longer, upper):
    """One number at three linkages, and at the default with a minimum stay."""
    linkages, stays = ["strict", "default", "wide", "default"], pd.array([None, None, None, 60], "Int32")
    rows = {"linkage": linkages, "minimum_stay_minutes": stays, "indicator": "smes", "unit": "organisations"}
    return pd.DataFrame({**rows, "estimate": [strict, default, wide, longer], "lower": default, "upper": upper})


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((110, 100, 90, 100, 100), "SMEs: 100; 90 to 110 by who is taken for the same."),
        ((100, 100, 100, 80, 100), "SMEs: 100; 80 to 100 by the minimum stay."),
        ((100, 100, 100, 100, 130), "SMEs: 100; 100 to 130 because lists are incomplete."),
        ((100, 100, 100, 100, 100), "SMEs: 100; the same number under every rule."),
        ((9, 8, 3, 8, 8), "SMEs: 8; < 5 to 9 by who is taken for the same."),
        ((9, 3, 3, 8, 8), "SMEs: < 5."),
    ],
)
def test_what_moves_a_number_is_told(numbers, told):
    assert sentences.how_sure(sure(*numbers), CENTRE, indicators=["smes"]) == told


def test_linkages_that_are_not_there_are_told():
    alone = sure(100, 100, 100, 80, 100).iloc[[1, 3]]
    told = "KMU: 100; 80 bis 100 je nach Mindestdauer; andere Verknüpfungen liegen nicht vor."
    assert sentences.how_sure(alone, CENTRE, "de", ["smes"]) == told
