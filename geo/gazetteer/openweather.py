"""Places of OpenWeather's list, which pyowm carries and which numbers and places them as GeoNames does."""

import bz2
import sqlite3
from typing import NamedTuple

from geo.gazetteer import sources
from geo.gazetteer.assembly import Assembly, plain_spelling
from geo.gazetteer.names import normalise
from geo.gazetteer.namesakes import Namesakes, Provinces
from geo.gazetteer.store import Feature

_RADIUS_KM = 2.0  # the list does not say how large a place is; nearly all are villages


class _Listed(NamedTuple):
    number: int
    name: str
    country: str
    lat: float
    lon: float


def _listed() -> list[_Listed]:
    packed = (sources.package("pyowm") / "commons" / "cityids" / "cities.db.bz2").read_bytes()
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(bz2.decompress(packed))
        return [
            _Listed(*row) for row in database.execute("SELECT city_id, name, country, lat, lon FROM city ORDER BY id")
        ]
    finally:
        database.close()


def points() -> dict[int, tuple[float, float]]:
    """Return GeoNames' own points of countries and areas, as (lat, lon) by GeoNames id."""
    return {place.number: (place.lat, place.lon) for place in _listed()}


def add_villages(assembly: Assembly) -> None:
    """Add the places that no other source has: villages, neighbourhoods and parts of towns, most of them small."""
    namesakes, provinces = Namesakes(assembly), Provinces(assembly)
    for place in sorted(_listed()):
        if place.number in assembly.features or place.country not in assembly.countries:
            continue
        if namesakes.has_near(place.name, place.lat, place.lon):
            continue
        feature = Feature(place.number, plain_spelling(place.name), "city", round(place.lat, 5), round(place.lon, 5))
        feature.parent = provinces.holding(place.lat, place.lon, place.country)
        feature.uncertainty_km = _RADIUS_KM
        feature.add(normalise(place.name), "preferred")
        assembly.add(feature)
        namesakes.add(feature.names, place.lat, place.lon)
