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
