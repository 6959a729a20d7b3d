"""Distances, destinations and circles on the WGS 84 ellipsoid.

Kilometres and degrees throughout; every function takes arrays and broadcasts them like NumPy.
Geodesics are those of Karney (2013), as PROJ computes them, exact to nanometres.
"""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.errors import OptionError

Floats = NDArray[np.float64]

WGS84 = Geod(ellps="WGS84")
_WGS84_EPSG = 4326
_ONE_POINT_M = 0.001
_FLATTENING_FACTOR = 1 - WGS84.es  # (1 - e²), the squared ratio of the polar to the equatorial radius


def distance_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Floats:
    """Return the geodesic distance in kilometres; NaN where a coordinate is NaN.

    Parameters
    ----------
    lat1, lon1, lat2, lon2
        WGS 84 degrees.

    Examples
    --------
    >>> distance_km([0, 0], [0, 179.5], [0, 0], [1, -179.5]).round(3).tolist()
    [111.319, 111.319]
    """
    lats1, lons1, lats2, lons2 = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (lat1, lon1, lat2, lon2)))
    _, _, metres = WGS84.inv(lons1, lats1, lons2, lats2)
    return np.asarray(metres, np.float64) / 1000


def distance_and_bearing(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> tuple[Floats, Floats]:
    """Return the geodesic distance in kilometres and the direction in which the way to a second point starts.

    The direction is 0..360 degrees clockwise from true north. Both are NaN where a coordinate is NaN; so is the
    direction where both points are one (less than a millimetre apart).

    Parameters
    ----------
    lat1, lon1, lat2, lon2
        WGS 84 degrees.

    Examples
    --------
    >>> km, bearing = distance_and_bearing([0, 0, 5], [0, 179.5, 5], [0, 1, 5], [1, 179.5, 5])
    >>> km.round(1).tolist(), bearing.round(3).tolist()
    ([111.3, 110.6, 0.0], [90.0, 0.0, nan])
    """
    lats1, lons1, lats2, lons2 = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (lat1, lon1, lat2, lon2)))
    forward, _, metres = (np.asarray(part, np.float64) for part in WGS84.inv(lons1, lats1, lons2, lats2))
    return metres / 1000, np.where(metres >= _ONE_POINT_M, forward % 360, np.nan)


def destination(lat: ArrayLike, lon: ArrayLike, bearing: ArrayLike, km: ArrayLike) -> tuple[Floats, Floats]:
    """Return latitude and longitude of the point reached along a geodesic.

    Parameters
    ----------
    lat, lon
        WGS 84 degrees of the start.
    bearing
        Degrees clockwise from true north at the start.
    km
        Length of the way in kilometres.

    Examples
    --------
    >>> lat, lon = destination(0, 179.5, 90, 111.319491)
    >>> float(lat), float(lon.round(6))
    (0.0, -179.5)
    """
    lats, lons, bearings, kms = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (lat, lon, bearing, km)))
    to_lon, to_lat, _ = WGS84.fwd(lons, lats, bearings, kms * 1000)
    return np.asarray(to_lat, np.float64), np.asarray(to_lon, np.float64)


def circle(lat: float, lon: float, km: float, *, vertices: int = 72) -> BaseGeometry:
    """Return the area within a true distance of a point, in longitude and latitude (EPSG:4326).

    The outline runs counter-clockwise. A circle that crosses the antimeridian is cut there
    (a MultiPolygon); one that holds a pole reaches up to it along the antimeridian (RFC 7946, 3.1.9).

    Parameters
    ----------
    lat, lon
        WGS 84 degrees of the centre.
    km
        Radius in kilometres.
    vertices
        Corners of the outline.

    Examples
    --------
    >>> [round(x, 3) for x in circle(0, 0, 111.319, vertices=4).bounds[::2]]
    [-1.0, 1.0]
    >>> circle(0, 180, 50).geom_type
    'MultiPolygon'
    """
    lats, lons = destination(lat, lon, -np.arange(vertices) * 360 / vertices, km)
    # Continuous longitudes around the centre, which may leave -180..180 on one side.
    lons = lon + (lons - lon + 180) % 360 - 180
    polar = [pole for pole in (90.0, -90.0) if distance_km(lat, lon, pole, lon) < km]
    if polar:
        return _polar_cap(lats, lons, polar[0])
    ring = shapely.Polygon(np.column_stack([lons, lats]))
    return _cut_at_antimeridian(ring)


def sector(lat: float, lon: float, km: float, *, bearing: float, width: float, vertices: int = 72) -> BaseGeometry:
    """Return the part of a circle that lies in one direction, in longitude and latitude (EPSG:4326).

    Parameters
    ----------
    lat, lon
        WGS 84 degrees of the centre.
    km
        Radius in kilometres.
    bearing, width
        Middle of the sector, clockwise from true north, and its whole angle, both in degrees; ``width`` is below 360.
    vertices
        Corners of the arc.

    Examples
    --------
    >>> east = sector(0, 0, 111.319, bearing=90, width=60)
    >>> bool(east.covers(shapely.Point(0.9, 0))), bool(east.covers(shapely.Point(-0.1, 0)))
    (True, False)
    """
    lats, lons = destination(lat, lon, bearing + width / 2 - np.linspace(0, width, vertices), km)
    lons = lon + (lons - lon + 180) % 360 - 180
    ring = shapely.Polygon([(lon, lat), *zip(lons.tolist(), lats.tolist(), strict=True)])
    return _cut_at_antimeridian(shapely.make_valid(ring))


def coordinates(points: gpd.GeoSeries) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return latitude, longitude and whether each is known, of points in EPSG:4326.

    Raises
    ------
    OptionError
        If the points are in another reference system, one is no point, or one lies off the earth.

    Examples
    --------
    >>> lat, lon, known = coordinates(gpd.GeoSeries([shapely.Point(61.55, 28.98), None], crs=4326))
    >>> lat.tolist(), known.tolist()
    ([28.98, nan], [True, False])
    """
    if points.crs is None or points.crs.to_epsg() != _WGS84_EPSG:
        raise OptionError(f"the points are in {str(points.crs)!r}; give them in EPSG:4326")
    shapes = points.to_numpy()
    if not np.isin(shapely.get_type_id(shapes), (-1, shapely.GeometryType.POINT)).all():
        raise OptionError("only points can be measured; give a representative point of each area")
    held = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    lat, lon = np.full(len(shapes), np.nan), np.full(len(shapes), np.nan)
    lat[held], lon[held] = shapely.get_y(shapes[held]), shapely.get_x(shapes[held])
    known = np.isfinite(lat) & np.isfinite(lon)
    off = known & ((np.abs(lat) > 90) | (np.abs(lon) > 180))  # noqa: PLR2004 - degrees
    if off.any():
        raise OptionError(f"the point {shapes[off][0].wkt!r} is not on the earth; give longitude before latitude")
    return lat, lon, known


def earth_centred_km(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Return earth-centred, earth-fixed x, y, z in kilometres of points on the ellipsoid, one row a point.

    Straight lines between such points order places by distance without regard to poles and antimeridian.

    Examples
    --------
    >>> earth_centred_km([0], [180]).round(3).tolist()
    [[-6378.137, 0.0, 0.0]]
    """
    phi, lam = np.radians(np.asarray(lat, np.float64)), np.radians(np.asarray(lon, np.float64))
    normal = WGS84.a / 1000 / np.sqrt(1 - WGS84.es * np.sin(phi) ** 2)
    across = normal * np.cos(phi)
    return np.stack([across * np.cos(lam), across * np.sin(lam), normal * _FLATTENING_FACTOR * np.sin(phi)], axis=-1)


def _polar_cap(lats: Floats, lons: Floats, pole: float) -> BaseGeometry:
    order = np.argsort((lons + 180) % 360)
    rim = np.column_stack([(lons[order] + 180) % 360 - 180, lats[order]])
    edge = float(np.interp(180, [rim[-1, 0], rim[0, 0] + 360], [rim[-1, 1], rim[0, 1]]))
    corners = [(-180, edge), *rim.tolist(), (180, edge), (180, pole), (-180, pole)]
    return shapely.orient_polygons(shapely.Polygon(corners), exterior_cw=False)


def _cut_at_antimeridian(polygon: BaseGeometry) -> BaseGeometry:
    parts: list[Any] = []
    for turn in (-360.0, 0.0, 360.0):
        part = shapely.intersection(polygon, shapely.box(-180 + turn, -90, 180 + turn, 90))
        if part.area > 0:
            parts.append(shapely.transform(part, lambda xy, turn=turn: xy - [turn, 0]))
    merged = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    return shapely.orient_polygons(merged, exterior_cw=False)
