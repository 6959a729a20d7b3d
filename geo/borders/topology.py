"""Shared edges of polygons that fit together: the raw material of border lines."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

Integers = NDArray[np.int64]

GRID = 100_000
"""Steps to a degree (about 1.1 m): coordinates that agree on this grid are the same corner."""


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
    parts, polygon_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    owner = polygon_of_part[part_of_ring[ring]]
    steps = np.round(xy * GRID).astype(np.int64)
    corner = (steps[:, 0] + 180 * GRID) * (181 * GRID) + (steps[:, 1] + 90 * GRID)

    same_ring = ring[1:] == ring[:-1]
    start, end, owner = corner[:-1][same_ring], corner[1:][same_ring], owner[:-1][same_ring]
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.lexsort((owner, high, low))
    low, high, owner = low[order], high[order], owner[order]
    pair = (low[1:] == low[:-1]) & (high[1:] == high[:-1]) & (owner[1:] != owner[:-1]) & (low[1:] != high[1:])
    first = np.flatnonzero(pair)
    ends = np.stack([_degrees(low[first]), _degrees(high[first])], axis=1)
    return SharedEdges(left=owner[first], right=owner[first + 1], ends=ends)


def international_lines(provinces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the international border lines by pair of countries.

    Returns
    -------
    GeoDataFrame
        Columns border (``"IR-PK"``, codes sorted), disputed and geometry (MultiLineString). A line is
        disputed where it bounds a disputed unit; a pair can have one row of either kind.
    """
    edges = shared_edges(provinces.geometry.to_numpy())
    country, disputed = provinces["country"].to_numpy(str), provinces["disputed"].to_numpy(bool)
    left, right = country[edges.left], country[edges.right]
    international = (left != right) & (left != "") & (right != "")
    frame = pd.DataFrame(
        {
            "border": [
                f"{min(a, b)}-{max(a, b)}" for a, b in zip(left[international], right[international], strict=True)
            ],
            "disputed": (disputed[edges.left] | disputed[edges.right])[international],
            "geometry": shapely.linestrings(edges.ends[international]),
        }
    )
    rows = [
        {"border": border, "disputed": flag, "geometry": _merged(group["geometry"])}
        for (border, flag), group in frame.groupby(["border", "disputed"])
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)


def _merged(pieces: "pd.Series[Any]") -> Any:
    line = shapely.line_merge(shapely.multilinestrings(pieces.to_numpy()))
    return shapely.multilinestrings(shapely.get_parts(line))


def _degrees(corner: Integers) -> NDArray[np.float64]:
    lon, lat = np.divmod(corner, 181 * GRID)
    return np.column_stack([lon / GRID - 180, lat / GRID - 90]).round(5)
