"""Border crossings: the curated table and the nearest one to a point.

``data/crossings.csv`` gives each crossing's two countries, its position with the radius believed to hold the
gate, and the source of that position. Their status over time is no part of it: that follows from claims.
"""

from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import KDTree  # type: ignore[import-untyped]

from geo import paths
from geo.errors import DataError
from geo.geodesy import coordinates, distance_km, earth_centred_km

COLUMNS = (
    "id",
    "name",
    "aliases",
    "country_a",
    "country_b",
    "lat",
    "lon",
    "uncertainty_m",
    "modes",
    "source",
    "source_url",
    "licence",
    "note",
)


def load(path: Path | None = None) -> gpd.GeoDataFrame:
    """Return the crossings, one row each, with points in EPSG:4326; the file is read once.

    Parameters
    ----------
    path
        A table with the columns of ``COLUMNS``; the shipped one if None.

    Returns
    -------
    GeoDataFrame
        ``aliases`` and ``modes`` are joined by semicolons, ``country_a`` and ``country_b`` are ISO 3166-1
        alpha-2 in alphabetical order, ``lat`` and ``lon`` WGS 84 degrees, ``uncertainty_m`` metres.

    Raises
    ------
    DataError
        If the file is missing, lacks a column, repeats an id or has a position that is none.

    Examples
    --------
    >>> crossings = load().set_index("id")
    >>> crossings.loc["ir-pk-taftan-mirjaveh", "aliases"].split(";")[:2]
    ['Taftan', 'Mirjaveh']
    """
    return _load(path or paths.data("crossings.csv")).copy()


def nearest(points: gpd.GeoSeries, *, path: Path | None = None) -> pd.DataFrame:
    """Return the nearest crossing of each point.

    Parameters
    ----------
    points
        Points in EPSG:4326; a missing or empty one gives missing values.
    path
        As in `load`.

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
    table = _load(path or paths.data("crossings.csv"))
    lat, lon, known = coordinates(points)
    _, row = _tree(path or paths.data("crossings.csv")).query(earth_centred_km(lat[known], lon[known]), workers=-1)
    name, km = np.full(len(points), None, object), np.full(len(points), np.nan)
    name[known] = table["name"].to_numpy()[row]
    km[known] = distance_km(lat[known], lon[known], table["lat"].to_numpy()[row], table["lon"].to_numpy()[row])
    return pd.DataFrame({"crossing": pd.Series(name, dtype="str"), "crossing_km": km}).set_axis(points.index)


@cache
def _load(path: Path) -> gpd.GeoDataFrame:
    try:
        table = pd.read_csv(path, keep_default_na=False, na_values={"lat": "", "lon": "", "uncertainty_m": ""})
    except (OSError, ValueError) as error:
        raise DataError(f"the crossings {str(path)!r} cannot be read; give a CSV file in UTF-8") from error
    missing = [column for column in COLUMNS if column not in table.columns]
    if missing:
        raise DataError(f"the crossings {str(path)!r} lack the columns {missing}; see geo.crossings.COLUMNS")
    if table["id"].duplicated().any():
        raise DataError(f"the crossings {str(path)!r} repeat {sorted(table.loc[table['id'].duplicated(), 'id'])}")
    position = gpd.GeoSeries.from_xy(table["lon"], table["lat"], crs=4326)
    on_earth = table["lat"].between(-90, 90) & table["lon"].between(-180, 180)
    if not on_earth.all():
        raise DataError(f"the crossings {str(path)!r} have no position for {sorted(table.loc[~on_earth, 'id'])}")
    return gpd.GeoDataFrame(table[list(COLUMNS)], geometry=position)


@cache
def _tree(path: Path) -> KDTree:
    table = _load(path)
    return KDTree(earth_centred_km(table["lat"], table["lon"]))
