"""Places as the spots of events, at the level at which they are known."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from geo.claims.actors import Scene
from geo.records import PLACE_PRECISIONS, Place, PlacePrecision, Spot
from geo.resolution.inference import around, is_inferred
from geo.resolution.relative import is_relative

_NEAR_KM: Final = 20.0  # how far "near X" may lie from the edge of X
_PRECISION: Final[Mapping[str, PlacePrecision]] = {
    "crossing": "exact",
    "city": "place",
    "admin2": "admin2",
    "admin1": "admin1",
    "country": "country",
}
_LEVEL: Final[Mapping[str, int]] = {"crossing": 0, "city": 1, "admin2": 2, "region": 3, "admin1": 4, "country": 5}
# A region says how large it is; these radii in km match a town with its surroundings, a district and a province.
_REGION_STEPS: Final[tuple[tuple[float, PlacePrecision], ...]] = ((30.0, "place"), (80.0, "admin2"), (350.0, "admin1"))


def precision_of(place: Place) -> PlacePrecision:
    """Return the level at which a place locates an event.

    Examples
    --------
    >>> precision_of(Place(id="1", name="Red Sea", kind="region", lat=20, lon=38, uncertainty_km=1000))
    'country'
    """
    if place.kind != "region":
        return _PRECISION[place.kind]
    return next((level for radius, level in _REGION_STEPS if place.uncertainty_km <= radius), "country")


def fineness(place: Place | None) -> tuple[float, float]:
    """Return what sorts places from fine to coarse.

    The area around a name that no gazetteer has is a guess, which a province of that size or a town is not. One that
    the report describes is a little coarser than a town or district of its size.
    """
    if place is not None and is_relative(place):
        return PLACE_PRECISIONS.index(precision_of(place)) + 0.5, place.uncertainty_km
    if place is None or is_inferred(place):
        return _LEVEL["admin1"], place.uncertainty_km if place else 0.0
    return _LEVEL[place.kind], place.uncertainty_km if place.kind == "admin1" else 0.0


def spot_of(place: Place, *, near: bool = False) -> Spot:
    """Make the spot of an event in, or near, a place."""
    return Spot(
        name=place.name,
        country=place.country,
        admin1=place.name if place.kind == "admin1" else place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=precision_of(place),
        uncertainty_km=round(place.uncertainty_km + (_NEAR_KM if near else 0.0), 1),
        place_id=place.id,
    )


def country_spot(scene: Scene, iso2: str, *, name: str = "") -> Spot:
    """Make the spot of an event that is known only to lie in a country; ``name`` is that of its unknown place."""
    place = scene.gazetteer.country(iso2)
    if place is None:
        return Spot(name=name)
    spot = spot_of(place)
    return replace(spot, name=name, place_id=around(spot.place_id)) if name else spot


def crossing_spot(scene: Scene, name: str) -> Spot | None:
    """Make the spot of an event at a border crossing; None if the gazetteer lacks it."""
    places = (entry.place for entry in scene.gazetteer.lookup(name))
    return next((spot_of(place) for place in places if place.kind == "crossing"), None)
