"""Build ``data/borders`` and ``data/basemap`` from Natural Earth (public domain).

Run as ``python -m geo.borders.build --natural-earth PROVINCES -o data/``. PROVINCES is Natural Earth's
layer "Admin 1 - States, Provinces" at 1:10,000,000 in any form that GDAL reads; everything is cut from
its one topology, so that provinces, countries and border lines fit each other. ``data/borders/README.md``
names the version that the shipped files come from.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.borders.basemap import write_basemap
from geo.borders.storage import write_parquet
from geo.borders.topology import international_lines
from geo.errors import DataError

_FIELDS = {"adm1_code": "unit", "iso_a2": "country", "admin": "country_name", "name": "local_name", "name_en": "name"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line, build and write every file."""
    parser = argparse.ArgumentParser(prog="python -m geo.borders.build", description=__doc__)
    parser.add_argument("--natural-earth", type=Path, required=True, metavar="PROVINCES")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DATA")
    options = parser.parse_args(arguments)
    tables = options.output / "borders"
    provinces = read_provinces(
        options.natural_earth, names=tables / "names.csv", country_names=tables / "country_names.csv"
    )
    write_parquet(provinces, tables / "provinces.parquet")
    write_parquet(international_lines(provinces), tables / "lines.parquet")
    write_basemap(provinces, options.output / "basemap")
    return 0


def read_provinces(path: Path, *, names: Path, country_names: Path) -> gpd.GeoDataFrame:
    """Return the provinces with ISO 3166-1 alpha-2 country codes and current English names.

    Parameters
    ----------
    path
        Natural Earth's admin-1 layer.
    names
        Corrections by unit: columns unit, natural_earth, country, name, disputed, reason.
    country_names
        Corrections by country: columns country, natural_earth, name, reason.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, one row a unit, sorted by country and name; columns country (empty where no
        country is told), country_name, name, disputed, geometry on a grid of 1e-5 degrees.

    Raises
    ------
    DataError
        If a correction names a unit or country that the layer lacks or calls by another name.
    """
    layer = gpd.read_file(path)[[*_FIELDS, "geometry"]].rename(columns=_FIELDS)
    for column in ("country", "country_name", "local_name", "name"):
        layer[column] = layer[column].fillna("").astype(str)
    _correct_units(layer, pd.read_csv(names, keep_default_na=False))
    _correct_countries(layer, pd.read_csv(country_names, keep_default_na=False))
    layer["name"] = layer["name"].where(layer["name"] != "", layer["local_name"])
    layer["geometry"] = _on_grid(layer.geometry)
    columns = ["country", "country_name", "name", "disputed", "geometry"]
    return layer.sort_values(["country", "name", "unit"], ignore_index=True)[columns]


def _correct_units(layer: gpd.GeoDataFrame, corrections: pd.DataFrame) -> None:
    layer["disputed"] = False
    row_of = {unit: row for row, unit in enumerate(layer["unit"])}
    for fix in corrections.itertuples():
        row = row_of.get(fix.unit)
        if row is None or layer.loc[row, "name"] != fix.natural_earth:
            raise DataError(f"names.csv corrects {fix.unit!r} ({fix.natural_earth!r}), which the layer does not have")
        layer.loc[row, ["country", "name", "disputed"]] = [fix.country, fix.name, fix.disputed == "yes"]
    unknown = ~layer["country"].str.fullmatch("[A-Z]{2}|")
    if unknown.any():
        raise DataError(f"names.csv must give a country to {sorted(layer.loc[unknown, 'name'])}")


def _correct_countries(layer: gpd.GeoDataFrame, corrections: pd.DataFrame) -> None:
    first = layer[layer["country"] != ""].groupby("country")["country_name"].first()
    for fix in corrections.itertuples():
        if first.get(fix.country) != fix.natural_earth:
            raise DataError(f"country_names.csv corrects {fix.natural_earth!r}, which the layer does not have")
        first[fix.country] = fix.name
    layer["country_name"] = layer["country"].map(first).fillna("")


def _on_grid(geometries: gpd.GeoSeries) -> gpd.GeoSeries:
    rounded = shapely.transform(geometries.to_numpy(), lambda xy: np.round(xy, 5))
    invalid = ~shapely.is_valid(rounded)
    # "structure" keeps every corner, so neighbours still fit.
    rounded[invalid] = shapely.make_valid(rounded[invalid], method="structure")
    return gpd.GeoSeries(rounded, crs=4326)


if __name__ == "__main__":
    raise SystemExit(main())
