"""Shared edges of polygons that fit together: the raw material of border lines."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Integers = NDArray[np.int64]

GRID = 100_000
"""Steps to a degree (about 1.1 m): coordinates that agree on this grid are the same corner."""

_ROW = 181 * GRID  # points of the grid along a meridian, and some to spare


@dataclass(frozen=True, slots=True)
class SharedEdges:
    """Edges that exactly two polygons of a coverage have in common.

    Attributes
    ----------
    left, right
        Index of the two polygons; ``left < right``. Which one lies on which side is not kept.
    ends
        Longitude and latitude of the two corners, shape (edges, 2, 2).
    """

    left: Integers
    right: Integers
    ends: NDArray[np.float64]


def shared_edges(polygons: NDArray[np.object_]) -> SharedEdges:
    """Return the edges that two polygons share; coasts and the cut at the antimeridian belong to one only.

    Parameters
    ----------
    polygons
        A coverage in longitude and latitude: neighbours have the same corners along their common edge.
    """
    low, high, owner = _edges(polygons)
    order = np.lexsort((owner, high, low))
    low, high, owner = low[order], high[order], owner[order]
    pair = (low[1:] == low[:-1]) & (high[1:] == high[:-1]) & (owner[1:] != owner[:-1])
    first = np.flatnonzero(pair)
    ends = np.stack([_degrees(low[first]), _degrees(high[first])], axis=1)
    return SharedEdges(left=owner[first], right=owner[first + 1], ends=ends)


def joined(polygons: NDArray[np.object_]) -> BaseGeometry:
    """Return the area of polygons that fit together.

    Where they fit badly, by as little as a rounded corner, they are joined the slow way.
    """
    try:
        return shapely.coverage_union_all(polygons)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(polygons))


def on_outline(edges: SharedEdges, polygons: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which edges are edges of some polygon too."""
    low, high, _ = _edges(polygons)
    wanted = np.sort(_corners(edges.ends.reshape(-1, 2)).reshape(-1, 2), axis=1)
    outline = pd.MultiIndex.from_arrays([low, high])
    return np.asarray(pd.MultiIndex.from_arrays([wanted[:, 0], wanted[:, 1]]).isin(outline))


def international_lines(
    units: gpd.GeoDataFrame, edges: SharedEdges, *, disputed: NDArray[np.bool_]
) -> gpd.GeoDataFrame:
    """Return the border lines by pair of countries.

    Parameters
    ----------
    units
        With the column country, empty where no country is told.
    edges
        Shared edges of the units.
    disputed
        Whether each edge is disputed.

    Returns
    -------
    GeoDataFrame
        EPSG:4326; columns border (``"IR-PK"``, codes sorted), disputed and geometry (MultiLineString). A pair
        has up to two rows, one of either kind.
    """
    country = units["country"].to_numpy(str)
    left, right = country[edges.left], country[edges.right]
    international = (left != right) & (left != "") & (right != "")
    frame = pd.DataFrame(
        {
            "border": ["-".join(sorted(pair)) for pair in zip(left[international], right[international], strict=True)],
            "disputed": disputed[international],
            "geometry": shapely.linestrings(edges.ends[international]),
        }
    )
    rows = [
        {"border": border, "disputed": flag, "geometry": _merged(group["geometry"])}
        for (border, flag), group in frame.groupby(["border", "disputed"])
    ]
    return gpd.GeoDataFrame(rows, columns=["border", "disputed", "geometry"], geometry="geometry", crs=4326)


def _edges(polygons: NDArray[np.object_]) -> tuple[Integers, Integers, Integers]:
    """Return both corners of every edge, the lower number first, and the index of its polygon."""
    parts, polygon_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    owner, corner = polygon_of_part[part_of_ring[ring]], _corners(xy)
    edge = (ring[1:] == ring[:-1]) & (corner[1:] != corner[:-1])
    start, end = corner[:-1][edge], corner[1:][edge]
    return np.minimum(start, end), np.maximum(start, end), owner[:-1][edge]


def _corners(xy: NDArray[np.float64]) -> Integers:
    """Return the number of each point of the grid."""
    lon, lat = np.round(xy * GRID).astype(np.int64).T
    return np.asarray((lon + 180 * GRID) * _ROW + lat + 90 * GRID)


def _degrees(corner: Integers) -> NDArray[np.float64]:
    lon, lat = np.divmod(corner, _ROW)
    return np.column_stack([lon / GRID - 180, lat / GRID - 90]).round(5)


def _merged(pieces: "pd.Series[Any]") -> Any:
    line = shapely.line_merge(shapely.multilinestrings(pieces.to_numpy()))
    return shapely.multilinestrings(shapely.get_parts(line))
