"""The area in which an incident that is known only coarsely may have happened."""

import math
import unicodedata
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import Borders
from geo.geodesy import circle, distance_km
from geo.records import PlacePrecision

# Outlines of one province by two makers differ by less in their farthest corner; those of two provinces by more.
_SAME_SIZE = 0.2
_SMALLEST_KM = 0.01


class Whereabouts(NamedTuple):
    """What is known of where an incident was.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2, or empty.
    lat, lon
        WGS 84 degrees of a representative point.
    uncertainty_km
        Radius around it that holds the place; NaN if unknown.
    """

    precision: PlacePrecision
    place_name: str
    country: str
    admin1: str
    lat: float
    lon: float
    uncertainty_km: float


def area_of(where: Whereabouts, borders: Borders) -> BaseGeometry:
    """Return the area that holds an incident, in longitude and latitude (EPSG:4326).

    That is the circle of its uncertainty, cut to its country. A province has its own outline: the one of that
    name, or else the one around the point that reaches as far as the place does, for the layers call many
    provinces differently from the gazetteer. What has no known uncertainty has its whole country, or is a point.
    """
    if where.precision == "admin1":
        province = _province(where, borders)
        if province is not None:
            return province
    country = borders.country_polygon(where.country) if borders.has_country(where.country) else None
    if math.isnan(where.uncertainty_km):
        return shapely.Point(where.lon, where.lat) if country is None else country
    ring = circle(where.lat, where.lon, max(where.uncertainty_km, _SMALLEST_KM))
    if country is None:
        return ring
    inside = shapely.get_parts(shapely.intersection(ring, country))
    inside = inside[shapely.area(inside) > 0]
    return shapely.multipolygons(inside) if len(inside) else ring


def _province(where: Whereabouts, borders: Borders) -> BaseGeometry | None:
    own = borders.provinces[borders.provinces["country"] == where.country]
    named = own[[_key(name) == _key(where.admin1) for name in own["name"]]]
    if where.admin1 and len(named) and _key(where.place_name) in {"", _key(where.admin1)}:
        return shapely.union_all(named.geometry.to_numpy())
    around = own[shapely.intersects_xy(own.geometry.to_numpy(), where.lon, where.lat)]
    for shape in around.geometry:
        corner = shapely.get_coordinates(shape)
        farthest = float(distance_km(where.lat, where.lon, corner[:, 1], corner[:, 0]).max())
        if abs(farthest - where.uncertainty_km) <= _SAME_SIZE * where.uncertainty_km:
            return shape
    return None


def _key(name: str) -> str:
    """Return a name without case, accents and punctuation."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", name) if mark.isalnum()).casefold()
