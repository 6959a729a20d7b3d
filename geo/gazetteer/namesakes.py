"""Which places of further lists are new, and which are there already under the same name near by."""

from collections import defaultdict
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

import shapely

from geo.gazetteer.assembly import Assembly
from geo.gazetteer.names import bare_names, normalise

_NEAR_KM = 30.0  # two places of one name so near each other are taken for one
_EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


class Namesakes:
    """The places of an assembly by name, to ask for one near a point."""

    def __init__(self, assembly: Assembly) -> None:
        self._points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for feature in assembly.features.values():
            for key in feature.names:
                self._points[key].append((feature.lat, feature.lon))

    def has_near(self, name: str, lat: float, lon: float) -> bool:
        """Say whether a place of a name, with or without its type word, lies within 30 km of a point."""
        keys = (normalise(name), *(key for key, _ in bare_names(name)))
        return any(spherical_km(lat, lon, *point) <= _NEAR_KM for key in keys for point in self._points.get(key, ()))

    def add(self, keys: Iterable[str], lat: float, lon: float) -> None:
        """Take up a place that has just been added to the assembly."""
        for key in keys:
            self._points[key].append((lat, lon))


def spherical_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two points (WGS 84 degrees) on a sphere; exact enough to say what is near."""
    half = sin(radians(lat2 - lat1) / 2) ** 2
    half += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


class Provinces:
    """The outlines of an assembly's provinces, to ask which of them holds a point."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._numbers = [n for n in assembly.shapes if n in assembly.features and assembly.features[n].kind == "admin1"]
        self._tree = shapely.STRtree([assembly.shapes[number] for number in self._numbers])

    def holding(self, lat: float, lon: float, iso2: str) -> int:
        """Return the number of the province, else the country, of a point in a country (ISO 3166-1 alpha-2)."""
        for position in self._tree.query(shapely.Point(lon, lat), predicate="within").tolist():
            number: int = self._numbers[position]
            if self._assembly.country_of(self._assembly.features[number]) == iso2:
                return number
        return self._assembly.countries[iso2]
