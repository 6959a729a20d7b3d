"""How near and how far any point of an area can be from something.

An event that is known to have happened in a province may be anywhere in it, so its distance to a border is a
range. The two ends are found by branch and bound: no point of a cell is nearer or farther than its middle by more
than the cell's radius, so cells that cannot hold an end are dropped and the rest is quartered.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy import Floats

Measure = Callable[[Floats, Floats], Floats]
"""Gives the kilometres to the nearest of some things, for latitudes and longitudes in WGS 84 degrees."""

_KM_TO_A_DEGREE = 111.7  # of latitude at a pole, where a degree is longest
_SLACK = 1.01  # a cell's half diagonal is measured on a plane
_SMALLEST_KM = 0.01
_FIRST_CORNERS = 2000


@dataclass(frozen=True, slots=True)
class Reach:
    """The nearest and the farthest that a point of an area can be from something, in geodesic kilometres."""

    low: float
    high: float


def reach(area: BaseGeometry, measure: Measure, *, exact_to_km: float = 0.5) -> Reach:
    """Return how near and how far any point of an area can be from what is measured.

    Parameters
    ----------
    area
        Polygon or multi-polygon in longitude and latitude (EPSG:4326), cut at the antimeridian.
    measure
        Gives the distance of points; it must be a true distance to a set of points, so that it never changes by
        more than the way between two points.
    exact_to_km
        Both ends are rounded outwards by at most this much: the true range is always inside.

    Returns
    -------
    Reach
        NaN twice for an empty area.

    Examples
    --------
    >>> def from_equator(lat, lon):
    ...     return np.abs(lat) * 110.6
    >>> found = reach(shapely.box(10, 1, 12, 2), from_equator)
    >>> round(found.low), round(found.high)
    (110, 222)
    """
    if area.is_empty:
        return Reach(np.nan, np.nan)
    shapely.prepare(area)
    corner = shapely.get_coordinates(area)
    corner = corner[:: len(corner) // _FIRST_CORNERS + 1]  # any points of the area will do to begin with
    km = measure(corner[:, 1], corner[:, 0])
    low, high = float(km.min()), float(km.max())
    cells = _Cells.around(area)
    while len(cells.lat):
        km = measure(cells.lat, cells.lon)
        inside = shapely.intersects_xy(area, cells.lon, cells.lat)
        low, high = float(km[inside].min(initial=low)), float(km[inside].max(initial=high))
        radius = cells.radius_km()
        open_ = (np.maximum(km - radius, 0) < low - exact_to_km) | (km + radius > high + exact_to_km)
        cells = cells.quartered((open_ & (radius > _SMALLEST_KM)), area)
    return Reach(max(low - exact_to_km, 0.0), high + exact_to_km)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Rectangles by their middle and half their size, in degrees."""

    lat: Floats
    lon: Floats
    half_lat: Floats
    half_lon: Floats

    @staticmethod
    def around(area: BaseGeometry) -> "_Cells":
        west, south, east, north = shapely.bounds(shapely.get_parts(area)).T
        return _Cells((south + north) / 2, (west + east) / 2, (north - south) / 2, (east - west) / 2)

    def radius_km(self) -> Floats:
        """Return a distance that no point of a cell exceeds from its middle."""
        widest = np.cos(np.radians(np.maximum(np.abs(self.lat) - self.half_lat, 0)))
        return np.hypot(self.half_lat, self.half_lon * widest) * _KM_TO_A_DEGREE * _SLACK

    def quartered(self, kept: NDArray[np.bool_], area: BaseGeometry) -> "_Cells":
        """Return the quarters of the cells kept that share a point with the area."""
        half_lat, half_lon = self.half_lat[kept] / 2, self.half_lon[kept] / 2
        lat = np.concatenate([self.lat[kept] + side * half_lat for side in (-1, -1, 1, 1)])
        lon = np.concatenate([self.lon[kept] + side * half_lon for side in (-1, 1, -1, 1)])
        half_lat, half_lon = np.tile(half_lat, 4), np.tile(half_lon, 4)
        held = shapely.intersects(area, shapely.box(lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat))
        return _Cells(lat[held], lon[held], half_lat[held], half_lon[held])
