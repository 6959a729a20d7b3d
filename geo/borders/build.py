"""Build ``data/borders`` and ``data/basemap`` from Natural Earth (public domain).

Run as ``python -m geo.borders.build --natural-earth UNITS --claims LINES -o data/``. UNITS is Natural Earth's
layer "Admin 1 - States, Provinces" and LINES holds its layer "Admin 0 - Breakaway, Disputed Areas (boundary
lines)" under the name ``disputed_borders``, both at 1:10,000,000 and in any form that GDAL reads. Provinces,
countries and border lines are cut from one topology, so that they fit each other. ``data/borders/README.md``
names the versions that the shipped files come from.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders.basemap import write_basemap
from geo.borders.disputes import cut, read_claim_lines, read_disputed
from geo.borders.storage import write_parquet
from geo.borders.topology import GRID, international_lines, on_outline, shared_edges
from geo.errors import DataError

_FIELDS = {"adm1_code": "unit", "iso_a2": "country", "admin": "country_name", "name": "local_name", "name_en": "name"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line, build and write every file."""
    parser = argparse.ArgumentParser(prog="python -m geo.borders.build", description=__doc__)
    parser.add_argument("--natural-earth", type=Path, required=True, metavar="UNITS")
    parser.add_argument("--claims", type=Path, required=True, metavar="LINES")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DATA")
    options = parser.parse_args(arguments)
    tables = options.output / "borders"
    claims = read_claim_lines(options.claims)
    units = read_units(
        options.natural_earth, claims, names=tables / "names.csv", country_names=tables / "country_names.csv"
    )
    disputed = read_disputed(tables / "disputed.csv", units, claims)
    edges = shared_edges(units.geometry.to_numpy())
    lines = international_lines(units, edges, disputed=on_outline(edges, disputed.geometry.to_numpy()))
    write_parquet(units.drop(columns="unit"), tables / "provinces.parquet")
    write_parquet(disputed, tables / "disputed.parquet")
    write_parquet(lines, tables / "lines.parquet")
    write_basemap(units, lines, disputed, options.output / "basemap")
    return 0


def read_units(path: Path, claims: dict[int, BaseGeometry], *, names: Path, country_names: Path) -> gpd.GeoDataFrame:
    """Return the units of the first level with ISO 3166-1 alpha-2 country codes and current English names.

    Parameters
    ----------
    path
        Natural Earth's admin-1 layer.
    claims
        Claim lines, along which a correction can cut a unit.
    names
        Corrections by unit: columns unit, natural_earth, line, part, country, name, reason.
    country_names
        Corrections by country: columns country, natural_earth, name, reason.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, one row a unit, sorted by country and name; columns unit, country (empty where no
        country is told), country_name, name, geometry on a grid of 1e-5 degrees.

    Raises
    ------
    DataError
        If a correction names a unit or country that the layer lacks or calls by another name.
    """
    layer = gpd.read_file(path)[[*_FIELDS, "geometry"]].rename(columns=_FIELDS)
    for column in ("country", "country_name", "local_name", "name"):
        layer[column] = layer[column].fillna("").astype(str)
    layer["geometry"] = _on_grid(layer.geometry)
    layer = _corrected_units(layer, pd.read_csv(names, keep_default_na=False, dtype=str), claims)
    _correct_countries(layer, pd.read_csv(country_names, keep_default_na=False, dtype=str))
    layer["name"] = layer["name"].where(layer["name"] != "", layer["local_name"])
    columns = ["unit", "country", "country_name", "name", "geometry"]
    return layer.sort_values(["country", "name", "unit"], ignore_index=True)[columns]


def _corrected_units(
    layer: gpd.GeoDataFrame, corrections: pd.DataFrame, claims: dict[int, BaseGeometry]
) -> gpd.GeoDataFrame:
    row_of = {unit: row for row, unit in enumerate(layer["unit"])}
    rests = []
    for fix in corrections.to_dict("records"):
        row = row_of.get(fix["unit"])
        if row is None or layer.loc[row, "name"] != fix["natural_earth"]:
            raise DataError(f"names.csv corrects {fix['unit']!r} ({fix['natural_earth']!r}), which is not in the layer")
        if fix["line"]:
            rest = layer.loc[[row]].copy()
            layer.loc[row, "geometry"] = cut(layer.loc[row, "geometry"], claims[int(fix["line"])], part=fix["part"])
            rest["geometry"] = rest.geometry.difference(layer.loc[row, "geometry"])
            rests.append(rest)
        layer.loc[row, ["country", "name"]] = [fix["country"], fix["name"]]
    layer = gpd.GeoDataFrame(pd.concat([layer, *rests], ignore_index=True), crs=layer.crs)
    unknown = ~layer["country"].str.fullmatch("[A-Z]{2}|")
    if unknown.any():
        raise DataError(f"names.csv must give a country to {sorted(layer.loc[unknown, 'name'])}")
    return layer


def _correct_countries(layer: gpd.GeoDataFrame, corrections: pd.DataFrame) -> None:
    first = layer[layer["country"] != ""].groupby("country")["country_name"].first()
    for fix in corrections.to_dict("records"):
        if first.get(fix["country"]) != fix["natural_earth"]:
            raise DataError(f"country_names.csv corrects {fix['natural_earth']!r}, which is not in the layer")
        first[fix["country"]] = fix["name"]
    layer["country_name"] = layer["country"].map(first).fillna("")


def _on_grid(geometries: gpd.GeoSeries) -> gpd.GeoSeries:
    rounded = shapely.transform(geometries.to_numpy(), lambda xy: np.round(xy * GRID) / GRID)
    invalid = ~shapely.is_valid(rounded)
    # "structure" keeps every corner, so neighbours still fit.
    rounded[invalid] = shapely.make_valid(rounded[invalid], method="structure")
    return gpd.GeoSeries(rounded, crs=4326)


if __name__ == "__main__":
    raise SystemExit(main())
