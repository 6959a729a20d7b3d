"""The areas that relative places leave: rings, sectors, strips along borders, and what they have in common.

All shapes are in longitude and latitude (EPSG:4326); every length is measured on the WGS 84 ellipsoid.
"""

import dataclasses
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from geo import geodesy
from geo.borders import Borders
from geo.records import RELATIVE, Place

Floats = NDArray[np.float64]

_LEAST_TOLERANCE_KM: Final = 1.0
_ROUNDED: Final = 0.1  # "90 km" is right to a tenth at best, whatever its last digit says
_ROAD: Final = 0.55  # a place 100 km away by road lies 55 to 100 km away as the crow flies; our own estimate
_SECTOR_WIDTH: Final = 60.0  # degrees: "north" is used for half of the way to north-east and somewhat more
_TOWARDS_KM: Final = 50.0  # "north of X" without a distance
_NEAR_KM: Final = 20.0
_BORDER_STRIP_KM: Final = 30.0
_DISTRICT_KM: Final = 40.0  # of a district whose outline is unknown
_PIECE_DEGREES: Final = 0.5
_PIECE_CORNERS: Final = 8
_SIMPLIFIED: Final = 0.005  # degrees, about 500 m, of outlines and lines before they are widened


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where a relative place can be.

    Attributes
    ----------
    shape
        Longitude and latitude, EPSG:4326.
    country, admin1
        Of what it leans on, as in `geo.records.Place`; empty if it may lie in several.
    reasons
        How it was made, in words.
    """

    shape: BaseGeometry
    country: str = ""
    admin1: str = ""
    reasons: tuple[str, ...] = ()

    def point(self) -> tuple[float, float]:
        """Return latitude and longitude of the middle, and by it the centre of the smallest honest circle."""
        middle = self.shape.centroid
        return float(middle.y), float(middle.x)

    def radius_km(self) -> float:
        """Return the geodesic distance from the middle to the farthest corner."""
        lat, lon = self.point()
        corners = shapely.get_coordinates(self.shape)
        return float(geodesy.distance_km(lat, lon, corners[:, 1], corners[:, 0]).max())

    def place(self, name: str) -> Place:
        """Return the area as a region with a point and a radius."""
        lat, lon = self.point()
        return Place(
            id=f"{RELATIVE}{lat:.3f},{lon:.3f}",
            name=name,
            kind="region",
            lat=lat,
            lon=lon,
            country=self.country,
            admin1=self.admin1,
            uncertainty_km=round(self.radius_km(), 1),
        )


def _province(place: Place) -> str:
    return place.name if place.kind == "admin1" else place.admin1


def ring(place: Place, km: float, *, tolerance_km: float, bearing: float | None = None, by_road: bool = False) -> Area:
    """Return where a place lies that is ``km`` kilometres away from another, in a direction if one is given.

    Parameters
    ----------
    tolerance_km
        Half of the last digit that the report gives.
    bearing
        Degrees clockwise from true north.
    by_road
        Whether the way by road is meant, which is longer than that of the crow.
    """
    slack = max(_LEAST_TOLERANCE_KM, tolerance_km, _ROUNDED * km) + place.uncertainty_km
    outer, inner = km + slack, (km * _ROAD if by_road else km) - slack
    if bearing is None:
        shape = geodesy.circle(place.lat, place.lon, outer)
    else:
        shape = geodesy.sector(place.lat, place.lon, outer, bearing=bearing, width=_SECTOR_WIDTH)
    if inner > 0:
        shape = shape.difference(geodesy.circle(place.lat, place.lon, inner))
    away = f"about {km:,.0f} km from {place.name}" + (f", {_compass(bearing)} of it" if bearing is not None else "")
    reasons = [away]
    if by_road:
        reasons.append("a distance by road, so nearer as the crow flies")
    # A ring that is larger than the way to the next province says nothing of the province.
    return Area(shape=shape, country=place.country, reasons=tuple(reasons))


def towards(place: Place, bearing: float) -> Area:
    """Return the surroundings of a place in one direction."""
    km = _TOWARDS_KM + place.uncertainty_km
    shape = geodesy.sector(place.lat, place.lon, km, bearing=bearing, width=_SECTOR_WIDTH)
    return Area(shape=shape, country=place.country, reasons=(f"{_compass(bearing)} of {place.name}",))


def around(place: Place) -> Area:
    """Return the surroundings of a place."""
    shape = geodesy.circle(place.lat, place.lon, place.uncertainty_km + _NEAR_KM)
    return Area(shape=shape, country=place.country, admin1=_province(place), reasons=(f"near {place.name}",))


def _compass(bearing: float) -> str:
    names = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return names[round(bearing / 45) % 8]


@dataclass(slots=True)
class Outlines:
    """Outlines of countries and provinces and the lines between them, read when the first one is asked for."""

    given: Borders | None = None
    _loaded: Borders | None = field(default=None, init=False)

    @property
    def borders(self) -> Borders:
        """The borders that were given, or those that ship."""
        if self._loaded is None:
            self._loaded = self.given or Borders.load()
        return self._loaded

    def share_border(self, a: str, b: str) -> bool:
        """Say whether two countries (ISO 3166-1 alpha-2) have a border with each other."""
        return "-".join(sorted((a, b))) in set(self.borders.lines["border"])

    def near_border(self, neighbour: Place, side: str) -> Area | None:
        """Return the strip along the border with a country, on the side of another one if that is known.

        Parameters
        ----------
        side
            ISO 3166-1 alpha-2 of the country on whose side the place is, or empty: then the strip has two sides.
        """
        codes = self.borders.lines["border"].str.split("-")
        wanted = [neighbour.country in pair and (not side or side in pair) for pair in codes]
        lines = self.borders.lines.geometry.to_numpy()[wanted]
        if not len(lines):
            return None
        shape = strip(shapely.union_all(lines), _BORDER_STRIP_KM)
        reason = f"within {_BORDER_STRIP_KM:.0f} km of the border with {neighbour.name}"
        if side:
            shape = shape.intersection(self._country(side))
        return Area(shape=shape, country=side, reasons=(reason,))

    def between(self, a: Place, b: Place) -> Area | None:
        """Return the strip along the border of two countries, on both sides."""
        pair = "-".join(sorted((a.country, b.country)))
        lines = self.borders.lines.geometry.to_numpy()[(self.borders.lines["border"] == pair).to_numpy()]
        if not len(lines):
            return None
        reason = f"within {_BORDER_STRIP_KM:.0f} km of the border between {a.name} and {b.name}"
        return Area(shape=strip(shapely.union_all(lines), _BORDER_STRIP_KM), reasons=(reason,))

    def border_of(self, place: Place) -> Area | None:
        """Return the part of a place, or of the district of a town, that lies along an international border."""
        inside = self._outline(place)
        codes = self.borders.lines["border"].str.split("-")
        lines = self.borders.lines.geometry.to_numpy()[[place.country in pair for pair in codes]]
        if not len(lines):
            return None
        near = shapely.union_all(lines).intersection(inside.envelope.buffer(1.0))
        shape = strip(near, _BORDER_STRIP_KM).intersection(inside) if not near.is_empty else inside
        if shape.is_empty:
            shape = inside
        reason = f"in {place.name}, within {_BORDER_STRIP_KM:.0f} km of its border"
        return Area(shape=shape, country=place.country, admin1=_province(place), reasons=(reason,))

    def at_home(self, area: Area) -> Area:
        """Return the part of an area that lies in its country; without a country if none does."""
        if not area.country or not self.borders.has_country(area.country):
            return area
        # Only the country's part around the area is cut, which takes less time than to simplify the whole outline.
        outline = shapely.clip_by_rect(self.borders.country_polygon(area.country), *area.shape.bounds)
        shape = area.shape.intersection(outline)
        return dataclasses.replace(area, shape=shape) if shape.area else dataclasses.replace(area, country="")

    def within(self, area: Area, holder: Place) -> Area:
        """Return the part of an area that lies in a country or province; all of it if they do not meet."""
        shape = area.shape.intersection(self._outline(holder))
        if shape.is_empty or not shape.area:
            return dataclasses.replace(area, reasons=(*area.reasons, f"apart from {holder.name}"))
        return dataclasses.replace(
            area,
            shape=shape,
            country=holder.country,
            admin1=_province(holder),
            reasons=(*area.reasons, f"in {holder.name}"),
        )

    def _country(self, iso2: str) -> BaseGeometry:
        return self.borders.country_polygon(iso2, tolerance=_SIMPLIFIED)

    def _outline(self, place: Place) -> BaseGeometry:
        """Return the outline of an area, or the circle that holds it if there is none."""
        if place.kind == "country":
            return self._country(place.country)
        if place.kind == "admin1":
            provinces = self.borders.provinces
            own = provinces["country"] == place.country
            named = own & (provinces["name"] == place.name)
            point = shapely.Point(place.lon, place.lat)
            # The two sources spell some provinces in two ways; the point tells which one is meant.
            chosen = named if named.any() else own & provinces.geometry.intersects(point)
            if chosen.any():
                return shapely.simplify(shapely.union_all(provinces.geometry[chosen].to_numpy()), _SIMPLIFIED)
        return geodesy.circle(place.lat, place.lon, max(place.uncertainty_km, _DISTRICT_KM))


def strip(lines: BaseGeometry, km: float) -> BaseGeometry:
    """Return everything within a distance of lines, in longitude and latitude.

    Each piece of at most some hundred kilometres is widened on a plane of its own (azimuthal equidistant), where
    lengths are true to a thousandth.
    """
    pieces = []
    for part in shapely.get_parts(shapely.simplify(lines, _SIMPLIFIED)):
        corners = shapely.get_coordinates(shapely.segmentize(part, _PIECE_DEGREES))
        for first in range(0, len(corners) - 1, _PIECE_CORNERS):
            piece = corners[first : first + _PIECE_CORNERS + 1]
            pieces.append(_widened(piece, km))
    return shapely.union_all(pieces)


def _widened(corners: Floats, km: float) -> BaseGeometry:
    lon, lat = corners[len(corners) // 2]
    plane = Proj(proj="aeqd", lat_0=lat, lon_0=lon, ellps="WGS84")
    flat = shapely.LineString(np.column_stack(plane(corners[:, 0], corners[:, 1]))).buffer(km * 1000, quad_segs=8)
    return shapely.transform(flat, lambda xy: np.column_stack(plane(xy[:, 0], xy[:, 1], inverse=True)))
