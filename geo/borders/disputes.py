"""Cut disputed areas out of the units of Natural Earth along its lines of claim and control."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders.topology import GRID
from geo.errors import DataError


def read_claim_lines(path: Path) -> dict[int, BaseGeometry]:
    """Return the lines of Natural Earth's layer ``disputed_borders`` by feature id, on the grid of the units."""
    layer = gpd.read_file(path, layer="disputed_borders", fid_as_index=True)
    rounded = shapely.transform(layer.geometry.to_numpy(), lambda xy: np.round(xy * GRID) / GRID)
    return {int(fid): shapely.line_merge(line) for fid, line in zip(layer.index, rounded, strict=True)}


def cut(area: BaseGeometry, line: BaseGeometry, *, part: str) -> BaseGeometry:
    """Return the smaller or the larger of the two parts into which a line cuts an area's mainland.

    Parameters
    ----------
    area
        The outline must have corners near the ends of the line; the ends are moved onto them, so that
        neighbours of the area need no new corner.
    line
        In the same coordinates.
    part
        ``"smaller"`` or ``"larger"``; with the larger one go the islands.

    Raises
    ------
    DataError
        If the line does not cut the area.
    """
    pieces = shapely.get_parts(area)
    mainland = pieces[np.argmin(shapely.distance(pieces, line))]
    corners = shapely.get_coordinates(mainland)
    chains = [_ends_moved(shapely.get_coordinates(chain), corners) for chain in shapely.get_parts(line)]
    net = shapely.union_all([mainland.boundary, *chains])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    inside = faces[shapely.covers(mainland, shapely.point_on_surface(faces))]
    if len(inside) < 2:  # noqa: PLR2004 - two sides
        raise DataError(f"a claim line near {line.centroid.wkt} does not cut the area that disputed.csv names")
    order = inside[np.argsort(shapely.area(inside))]
    if part == "smaller":
        # Where the line touches the outline on its way there are several small parts.
        return shapely.union_all(order[:-1])
    return shapely.union_all([order[-1], *(piece for piece in pieces if piece is not mainland)])


def read_disputed(path: Path, units: gpd.GeoDataFrame, lines: dict[int, BaseGeometry]) -> gpd.GeoDataFrame:
    """Return the disputed areas.

    Parameters
    ----------
    path
        Table with the columns area, administered_by, claimed_by, of (units or countries), line, part and note.
    units
        Columns unit, country, geometry.
    lines
        Claim lines by the number that the column line gives.

    Returns
    -------
    GeoDataFrame
        Columns area, administered_by, claimed_by, note, geometry (EPSG:4326).

    Raises
    ------
    DataError
        If the table names a unit, country or line that there is not.
    """
    rows: list[dict[str, Any]] = []
    for entry in pd.read_csv(path, keep_default_na=False, dtype=str).to_dict("records"):
        names, number = entry["of"].split(";"), int(entry["line"] or 0)
        chosen = units[units["unit"].isin(names) | units["country"].isin(names)]
        if chosen.empty or (number and number not in lines):
            raise DataError(f"disputed.csv builds {entry['area']!r} of {entry['of']!r} and line {number}: not there")
        whole = shapely.coverage_union_all(chosen.geometry.to_numpy())
        shape = cut(whole, lines[number], part=entry["part"]) if number else whole
        kept = ("area", "administered_by", "claimed_by", "note")
        rows.append({**{column: entry[column] for column in kept}, "geometry": shape})
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)


def _ends_moved(chain: Any, corners: Any) -> BaseGeometry:
    ends = [corners[np.argmin(((corners - end) ** 2).sum(axis=1))] for end in (chain[0], chain[-1])]
    return shapely.linestrings(np.vstack([ends[0], chain, ends[1]]))
