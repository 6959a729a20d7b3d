"""The nearest of many crossings."""

from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from pykdtree.kdtree import KDTree

from geo.crossings.table import load
from geo.geodesy import Floats, coordinates, distance_km, earth_centred_km


class NearestCrossing:
    """Crossings indexed for the search of the nearest one.

    Parameters
    ----------
    table
        As `geo.crossings.load` returns it; not empty.
    """

    def __init__(self, table: gpd.GeoDataFrame) -> None:
        self._name = table["name"].to_numpy()
        self._lat, self._lon = table["lat"].to_numpy(np.float64), table["lon"].to_numpy(np.float64)
        self._tree = KDTree(earth_centred_km(self._lat, self._lon))

    def query(self, points: gpd.GeoSeries) -> pd.DataFrame:
        """Return the nearest crossing of each point, as `nearest` does."""
        lat, lon, known = coordinates(points)
        name, km = np.full(len(points), None, object), np.full(len(points), np.nan)
        row = self._row(lat[known], lon[known])
        name[known], km[known] = self._name[row], self._km(lat[known], lon[known], row)
        return pd.DataFrame({"crossing": pd.Series(name, dtype="str"), "crossing_km": km}).set_axis(points.index)

    def km(self, lat: Floats, lon: Floats) -> Floats:
        """Return the geodesic kilometres to the nearest crossing of finite WGS 84 degrees."""
        return self._km(lat, lon, self._row(lat, lon))

    def _row(self, lat: Floats, lon: Floats) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        _, row = self._tree.query(earth_centred_km(lat, lon))
        return np.asarray(row, np.int64)

    def _km(self, lat: Floats, lon: Floats, row: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Floats:
        return distance_km(lat, lon, self._lat[row], self._lon[row])


def nearest(points: gpd.GeoSeries, *, path: Path | None = None) -> pd.DataFrame:
    """Return the nearest crossing of each point.

    Parameters
    ----------
    points
        Points in EPSG:4326; a missing or empty one gives missing values.
    path
        As in `geo.crossings.load`.

    Returns
    -------
    DataFrame
        With the index of ``points``: crossing (name) and crossing_km (geodesic kilometres to its position,
        which is as exact as the crossing's ``uncertainty_m``).

    Raises
    ------
    OptionError
        If the points are in another reference system, or one is not a point.

    Examples
    --------
    >>> zahedan = gpd.GeoSeries.from_xy([60.8629], [29.4963], crs=4326)
    >>> nearest(zahedan).round(0).loc[0].to_dict()
    {'crossing': 'Taftan-Mirjaveh', 'crossing_km': 89.0}
    """
    return _index(path).query(points)


@cache
def _index(path: Path | None) -> NearestCrossing:
    return NearestCrossing(load(path))
