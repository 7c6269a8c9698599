"""How far each counted attendance was from the organisation's seat: to the event's venue, or to the nearest one."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.errors import MeasureError
from kmu_eval.measures.counting import is_word
from kmu_eval.measures.great_circle import metres_between, nearest

NEAREST = (
    "from the organisation's seat to the nearest venue of the programme's events in person, as the crow flies; "
    "a lower bound"
)
_WITH_A_VENUE = ("in_person", "hybrid")


@dataclass(frozen=True)
class Travel:
    """What is assumed of journeys that were not made.

    Parameters
    ----------
    detour : float
        Kilometres on the road for one as the crow flies, at least 1.
    speed_kmh : float
        Mean speed from door to door, kilometres per hour.

    Raises
    ------
    MeasureError
        If one of them is below 1.

    Notes
    -----
    Wang, Bette, Schreckenberg and Guhr (2024, arXiv:2406.06490) find on motorway networks of several countries that one
    drives about 1.3 times as far as the crow flies. The speed is a plain assumption for car or train; give another if
    there is a better one.

    Examples
    --------
    >>> Travel(speed_kmh=60).hours(np.array([30_000])).tolist()
    [1.3]
    """

    detour: float = 1.3
    speed_kmh: float = 70.0

    def __post_init__(self):
        wrong = [(name, value) for name, value in vars(self).items() if not value >= 1]
        if wrong:
            told = [("too_small", {"where": f"Travel, {name}", "found": value, "least": 1}) for name, value in wrong]
            raise MeasureError(*told)

    def km(self, metres):
        """Kilometres there and back, from metres as the crow flies."""
        return 2 * self.detour * metres / 1000

    def hours(self, metres):
        """Hours there and back, from metres as the crow flies."""
        return self.km(metres) / self.speed_kmh

    @property
    def sentence(self):
        """The assumptions, as they stand in the column ``rule``."""
        return f"there and back, detour {self.detour:g}, {self.speed_kmh:g} km/h"


def to_venue(tables, where):
    """Metres of each participation from the organisation's seat to the event's venue.

    Parameters
    ----------
    tables : Tables
    where : Places

    Returns
    -------
    int64 array
        -1 where the seat, the event or its venue is not known.
    """
    listed = tables.participations
    seat = _seats(tables, where)[listed["organisation"].to_numpy()]
    venue = np.append(_venues(tables, where), -1)[listed["event"].to_numpy()]
    metres, known = np.full(len(listed), -1), (seat >= 0) & (venue >= 0)
    metres[known] = metres_between(where.points[seat[known]], where.points[venue[known]])
    return metres


def to_nearest_venue(tables, where):
    """Metres from each organisation's seat to the nearest venue of the programme's own events.

    Parameters
    ----------
    tables : Tables
    where : Places

    Returns
    -------
    int64 array
        One for each organisation and -1 at the end, for: no organisation; -1 where the seat is not known, or there is
        no venue. Venues are those of events in person or hybrid, without events dated outside the period.
    """
    seat, venues = _seats(tables, where), _venues(tables, where)[_of_the_programme(tables)]
    there = where.points[np.unique(venues[venues >= 0])]
    seats, place = np.unique(seat, return_inverse=True)
    metres, known = np.full(len(seats), -1), (seats >= 0) & (len(there) > 0)
    points = where.points[seats[known]]
    metres[known] = metres_between(points, there[nearest(points, there)]) if known.any() else []
    return metres[place]


def _seats(tables, where):
    return np.append(where.of(tables.organisations["postcode"]), -1)


def _venues(tables, where):
    found, country = where.of(tables.events["postcode"]), tables.events["country"]
    abroad = country.notna().to_numpy() & ~is_word(country, where.country)
    return np.where(abroad & (where.country is not None), -1, found)


def _of_the_programme(tables):
    dates, rules = tables.events["date"].to_numpy(), tables.rules
    outside = (dates < np.datetime64(rules.period_start)) | (dates > np.datetime64(rules.period_end))
    return is_word(tables.events["mode"], *_WITH_A_VENUE) & ~outside
