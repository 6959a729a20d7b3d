"""The table of crossings: each one's two countries, its position, and where that position was learnt."""

from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo import paths
from geo.errors import DataError

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
