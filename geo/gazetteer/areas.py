"""Outlines of countries and provinces from Natural Earth, matched to GeoNames by the towns inside them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from geo import geodesy
from geo.errors import DataError

_OVERSEAS_DEGREES = 10  # Corsica and the Canaries belong to the mainland's region, French Guiana does not


@dataclass(frozen=True, slots=True)
class Outline:
    """A country or province of Natural Earth."""

    country: str
    names: tuple[str, ...]
    shape: shapely.Geometry


def read_layer(path: Path, layer: str) -> list[Outline]:
    """Return the outlines of a layer of QGIS' ``world_map.gpkg``: ``countries`` or ``states_provinces``.

    Raises
    ------
    DataError
        If the file or the layer cannot be read.
    """
    try:
        frame = pyogrio.read_dataframe(path, layer=layer)
    except (OSError, ValueError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise DataError(
            f"the layer {layer!r} of {str(path)!r} cannot be read ({error}); give world_map.gpkg"
        ) from error
    columns = [c for c in ("name", "NAME", "gn_name", "woe_name") if c in frame]
    return [
        Outline(
            row["iso_a2"], tuple(dict.fromkeys(row[c] for c in columns if isinstance(row[c], str))), row["geometry"]
        )
        for _, row in frame.iterrows()
    ]


def shapes_by_area(
    outlines: Sequence[Outline],
    lats: NDArray[np.float64],
    lons: NDArray[np.float64],
    areas: Sequence[int],
) -> dict[int, shapely.Geometry]:
    """Join outlines into the areas that most of the towns inside them belong to.

    Natural Earth draws British and French districts where GeoNames has nations and regions, and names many
    provinces in another way; the towns are what both have in common.

    Parameters
    ----------
    lats, lons
        Towns, in WGS 84 degrees.
    areas
        The number of the area that each town belongs to; 0 if unknown.
    """
    tree = shapely.STRtree([outline.shape for outline in outlines])
    towns, found = tree.query(shapely.points(lons, lats), predicate="within")
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for town, outline in zip(towns.tolist(), found.tolist(), strict=True):
        if areas[town]:
            votes[outline][areas[town]] += 1
    parts: dict[int, list[shapely.Geometry]] = defaultdict(list)
    for outline in sorted(votes):
        parts[votes[outline].most_common(1)[0][0]].append(outlines[outline].shape)
    return {area: shapely.union_all(shapes) for area, shapes in parts.items()}


def mainland(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the largest part of a country with the parts near it, without its lands overseas."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -float(part.area))
    near = [part for part in parts if parts[0].distance(part) <= _OVERSEAS_DEGREES]
    return shapely.union_all(near)


def middle(shape: shapely.Geometry) -> tuple[float, float]:
    """Return (lat, lon) of a point in the middle of a shape and on it.

    That is the centroid of an area, or another point inside if that falls outside of all; half-way along a line.
    """
    if shape.area:
        point = _centroid(shape)
        if not shape.convex_hull.contains(point):
            point = shape.representative_point()
    else:
        longest = max(shapely.get_parts(shape), key=lambda part: float(part.length))
        point = shapely.line_interpolate_point(longest, 0.5, normalized=True) if longest.length else shape.centroid
    return float(point.y), float(point.x)


def _centroid(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the centroid by true areas: Lambert's cylinder keeps them, degrees make the north too heavy."""
    flat = shapely.transform(shape, lambda c: np.column_stack([c[:, 0], np.sin(np.radians(c[:, 1]))])).centroid
    return shapely.Point(flat.x, np.degrees(np.arcsin(flat.y)))


def radius_km(shape: shapely.Geometry, lat: float, lon: float) -> float:
    """Return the distance in kilometres from a point (WGS 84 degrees) to the farthest corner of a shape."""
    corners = shapely.get_coordinates(shape)
    return farthest_km(lat, lon, corners[:, 1], corners[:, 0])


def weighted_middle(towns: Iterable[tuple[float, float, int]]) -> tuple[float, float]:
    """Return (lat, lon) of the middle of towns, given as (lat, lon, population), weighted by their people.

    Examples
    --------
    >>> weighted_middle([(0, 179, 999), (0, -179, 999)])
    (0.0, -180.0)
    """
    table = np.array([(lat, lon, population + 1) for lat, lon, population in towns], float)
    lats, lons, weights = np.radians(table[:, 0]), np.radians(table[:, 1]), table[:, 2]
    axes = np.stack([np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)])
    x, y, z = (axes * weights).sum(axis=1)
    lat, lon = np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))
    return round(float(lat), 5), round((float(lon) + 180) % 360 - 180, 5)


def farthest_km(lat: float, lon: float, lats: NDArray[np.float64], lons: NDArray[np.float64]) -> float:
    """Return the distance in kilometres from a point to the farthest of others, all in WGS 84 degrees."""
    return float(geodesy.distance_km(lat, lon, lats, lons).max())
