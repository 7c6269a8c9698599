import pandas as pd
import pytest

from kmu_eval import sentences
from kmu_eval.tables import Origin

CENTRE = Origin("Centre")


def held(**by_mode):
    rows = [
        {"year": "2020", "mode": mode or None, "indicator": indicator, "unit": indicator, "estimate": number}
        for mode, numbers in by_mode.items()
        for indicator, number in zip(("events", "attendances"), numbers, strict=True)
    ]
    return pd.DataFrame(rows)


def away(mode="online", n=90, estimate=0.3):
    return pd.DataFrame({"mode": [mode], "unit": "registrations", "n": [n], "estimate": [estimate]})


def test_events_of_unknown_mode_belong_to_all_events():
    table = pd.concat([held(in_person=(1, 20), online=(2, 70)), held(hybrid=(1, 10)).assign(mode=None)])
    told = sentences.move_online(table, away(), CENTRE)
    expected = "2020 50% of 4 events (70% of attendances; mode of 1 not known)"
    assert told == f"Held online: {expected}. No-shows: online 30% of 90."


@pytest.mark.parametrize("there", [(20, 3), (3, 20), (0, 3), (0, 0)])
def test_a_share_that_would_tell_a_small_group_is_left_out(there):
    told = sentences.move_online(held(in_person=(2, there[0]), online=(2, there[1])), away(n=3), CENTRE, "de")
    assert told == "Online fanden statt: 2020 50\xa0% der 4 Veranstaltungen. Nicht erschienen: online < 5."


def test_a_year_without_known_modes_is_not_told_as_held_in_person():
    assert sentences.move_online(held(hybrid=(4, 20)).assign(mode=None), away(n=0), CENTRE) == ""


def test_what_nothing_is_known_of_is_not_told():
    assert sentences.move_online(held(online=(0, 0)), away(n=0, estimate=float("nan")), CENTRE) == ""


def test_no_shows_at_events_of_unknown_mode_are_told_as_such():
    told = sentences.move_online(held(online=(1, 9)), away(mode=None), CENTRE)
    assert told.endswith("No-shows: not stated 30% of 90.")


def counted(names, estimate, upper):
    return pd.DataFrame({"indicator": names, "estimate": estimate, "lower": estimate, "upper": upper})


ADVISERS = ["advisers_reached", "advisers_trained", "adviser_organisations"]


def test_small_counts_and_small_bounds_are_hidden():
    told = sentences.advisers_trained(counted(ADVISERS, [12, 3, 0], [15, 30, 4]), CENTRE)
    assert told == "Reached: 12 (possible: 12 to 15) advisers from 0 (possible: 0 to < 5) organisations; trained: < 5."


def test_the_programme_may_show_small_groups():
    told = sentences.advisers_trained(counted(ADVISERS, [3, 1, 2], [3, 1, 2]), Origin("Centre", smallest_cell=1))
    assert told == "Reached: 3 advisers from 2 organisations; trained: 1."


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
