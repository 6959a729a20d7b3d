"""The base map that a browser draws: countries, provinces and border lines, simplified together.

Everything comes from one simplified coverage, so neighbours share their edges and the lines lie on them.
Files are RFC 7946 GeoJSON: longitude and latitude, three decimals, outlines counter-clockwise.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.borders.nearest import NearestLine
from geo.borders.storage import write_text
from geo.borders.topology import international_lines, joined, shared_edges

ATTRIBUTION = "Made with Natural Earth (public domain). Boundaries and names shown do not imply official endorsement."

# Degrees, the square root of the area of the smallest kink that is kept. They set the size of the files:
# about 1 MB of countries and 2 MB of provinces.
_OUTLINE_TOLERANCE = 0.07
_INNER_TOLERANCE = 0.4
_LINE_TOLERANCE = 0.02  # degrees, for lines that are simplified alone
_AREA_TOLERANCE = 0.01  # degrees
_SMALLEST_ISLAND = 0.002  # square degrees, about 25 km² at the equator; a unit's largest part is always kept


def write_basemap(units: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, disputed: gpd.GeoDataFrame, folder: Path) -> None:
    """Write countries.geojson, provinces.geojson, borders.geojson and disputed.geojson.

    Parameters
    ----------
    units
        Columns country, country_name, name and geometry (EPSG:4326), a coverage.
    lines
        Border lines in full: the simplified ones take over whether they are disputed.
    disputed
        Disputed areas: columns area, administered_by, claimed_by, geometry.
    folder
        Where the files go; made if missing.
    """
    outlines = units.assign(geometry=_simplified(units.geometry))
    edges = shared_edges(outlines.geometry.to_numpy())
    middle = edges.ends.mean(axis=1)
    nearest = NearestLine(lines.geometry.to_numpy()).query(middle[:, 1], middle[:, 0])
    simple_lines = international_lines(outlines, edges, disputed=lines["disputed"].to_numpy(bool)[nearest.line])
    inner = outlines.assign(geometry=_simplified_inside(outlines))
    areas = disputed.assign(geometry=shapely.simplify(disputed.geometry.to_numpy(), _AREA_TOLERANCE))
    for name, frame, columns in (
        ("countries", dissolved(outlines), ["country", "name"]),
        ("provinces", inner, ["name", "country"]),
        ("borders", simple_lines, ["border", "disputed"]),
        ("disputed", areas, ["area", "administered_by", "claimed_by"]),
    ):
        write_text(_collection(frame, columns), folder / f"{name}.geojson")


def lines_in_view(
    shipped: Mapping[str, Any], lines: gpd.GeoDataFrame, administered: gpd.GeoDataFrame
) -> dict[str, Any]:
    """Return the layer of border lines of the base map for other lines than the ones that it was made with.

    Parameters
    ----------
    shipped
        The GeoJSON of ``data/basemap/borders.geojson``.
    lines, administered
        `Borders.lines` to be drawn, and those that the base map was made with. Lines that are in both stay as they
        are; the others are simplified alone.

    Returns
    -------
    dict
        GeoJSON of the same form: properties border and disputed, longitude and latitude with three decimals.
    """
    before = administered.set_index(["border", "disputed"]).geometry
    same = [
        (row.border, row.disputed)
        for row in lines.itertuples()
        if (row.border, row.disputed) in before.index and row.geometry.equals(before[row.border, row.disputed])
    ]
    kept = [
        feature
        for feature in shipped["features"]
        if (feature["properties"]["border"], feature["properties"]["disputed"]) in same
    ]
    new = lines[[(row.border, row.disputed) not in same for row in lines.itertuples()]]
    simple = new.assign(geometry=shapely.simplify(new.geometry.to_numpy(), _LINE_TOLERANCE))
    added = json.loads(_collection(simple, ["border", "disputed"]))["features"]
    return {**shipped, "features": [*kept, *added]}


def dissolved(provinces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one row a country: columns country, name, geometry."""
    known = provinces[provinces["country"] != ""]
    rows = [
        {"country": country, "name": group["country_name"].iloc[0], "geometry": joined(group.geometry.to_numpy())}
        for country, group in known.groupby("country")
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=provinces.crs)


def _simplified(geometries: gpd.GeoSeries) -> gpd.GeoSeries:
    simple = gpd.GeoSeries(shapely.coverage_simplify(geometries.to_numpy(), _OUTLINE_TOLERANCE), index=geometries.index)
    parts = simple.explode(index_parts=False)
    area = pd.Series(shapely.area(parts.to_numpy()), index=parts.index)
    largest = area == area.groupby(level=0).transform("max")
    kept = parts[(area >= _SMALLEST_ISLAND) | largest]
    whole = kept.groupby(level=0).agg(lambda part: shapely.multipolygons(part.to_numpy()))
    return gpd.GeoSeries(shapely.transform(whole.to_numpy(), lambda xy: np.round(xy, 3)), index=whole.index, crs=4326)


def _simplified_inside(provinces: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Simplify the lines between provinces of one country further; its outline stays."""
    shapes = provinces.geometry.copy()
    for _, group in provinces.groupby("country"):
        simple = shapely.coverage_simplify(group.geometry.to_numpy(), _INNER_TOLERANCE, simplify_boundary=False)
        shapes.loc[group.index] = simple
    return shapes


def _collection(frame: gpd.GeoDataFrame, columns: list[str]) -> str:
    rounded = shapely.transform(frame.geometry.to_numpy(), lambda xy: np.round(xy, 3))
    crossed = ~shapely.is_valid(rounded)  # by the rounding
    valid = shapely.make_valid(rounded[crossed], method="structure", keep_collapsed=False)
    rounded[crossed] = shapely.set_precision(valid, 0.001)
    rounded = shapely.orient_polygons(rounded, exterior_cw=False)
    features = [
        {"type": "Feature", "properties": dict(zip(columns, row, strict=True)), "geometry": json.loads(geometry)}
        for row, geometry in zip(
            frame[columns].itertuples(index=False, name=None), shapely.to_geojson(rounded), strict=True
        )
    ]
    document = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=bool) + "\n"
