"""What a mention can mean: the gazetteer's places of that name, as arrays that are made once per name."""

import csv
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.gazetteer import Entry, Gazetteer, bare_names, normalise
from geo.records import Place, PlaceKind, Toponym
from geo.resolution.weights import OF_THE_NAME, Floats

MOST_OPTIONS: Final = 150
"""Best known places of one name that are compared; "San Jose" has 89."""

_LEVELS: Final[dict[PlaceKind, int]] = {"country": 0, "admin1": 1, "admin2": 2}
_NO_AREA: Final = 3
_CACHED_NAMES: Final = 50_000
_keys: dict[tuple[str, ...], int] = {}
_next_key = itertools.count(1)


def _key(*area: str) -> int:
    """Return a number for an area, the same for the process; 0 for none."""
    if not area[-1]:
        return 0
    return _keys.setdefault(area, next(_next_key))


def country_key(iso2: str) -> int:
    """Return the number of a country in the columns of `Options.areas`."""
    return _key(iso2)


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """The places of one name.

    Attributes
    ----------
    entries
        The best known first.
    said
        Kind of place that words inside the name say ("Herat province"), or empty.
    prior
        One row a place, one column a feature of `OF_THE_NAME`.
    points
        Unit vectors from the centre of the earth.
    areas
        Columns country, province, district: numbers of the areas that the place lies in or is; 0 for none.
    level
        The column of ``areas`` that the place itself is, or 3 if it is no area.
    """

    entries: tuple[Entry, ...]
    said: str
    prior: Floats
    points: Floats
    areas: NDArray[np.int64]
    level: NDArray[np.int64]

    def holding(self, other: "Options") -> NDArray[np.bool_]:
        """Return for each place of ``other`` and each of this name (columns) whether this one holds it."""
        own = np.where(self.level < _NO_AREA, self.areas[np.arange(len(self.level)), self.level % _NO_AREA], 0)
        inside = (other.areas[:, :, None] == own[None, None, :]) & (own > 0)
        return np.asarray(inside.any(axis=1) & (other.level[:, None] > self.level[None, :]), np.bool_)


@cache
def _capitals() -> frozenset[str]:
    with paths.data("resolution", "capitals.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file))


def is_capital(place: Place) -> bool:
    """Say whether a place is the capital of its country."""
    return place.id in _capitals()


@dataclass(slots=True)
class _Cache:
    names: dict[str, Options] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)


_caches: WeakKeyDictionary[Gazetteer, _Cache] = WeakKeyDictionary()


def options(mention: Toponym, gazetteer: Gazetteer) -> Options:
    """Return what a mention can mean, whatever its report says."""
    names = _caches.setdefault(gazetteer, _Cache()).names
    found = names.get(mention.name)
    if found is None:
        if len(names) >= _CACHED_NAMES:
            names.clear()
        found = names[mention.name] = _make(mention.name, gazetteer)
    return found


def country_name(iso2: str, gazetteer: Gazetteer) -> str:
    """Return the English name of a country, or its code if the gazetteer lacks it."""
    countries = _caches.setdefault(gazetteer, _Cache()).countries
    if iso2 not in countries:
        country = gazetteer.country(iso2)
        countries[iso2] = country.name if country else iso2
    return countries[iso2]


def possible_places(mention: Toponym, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return every place that a mention can mean, whatever its report says."""
    return options(mention, gazetteer).entries


def _make(name: str, gazetteer: Gazetteer) -> Options:
    entries, said = gazetteer.lookup(name), ""
    if not entries:
        shorter = ((gazetteer.lookup(key), kind) for key, kind in bare_names(name))
        entries, said = next((found for found in shorter if found[0]), ((), ""))
    entries = entries[:MOST_OPTIONS]
    places = [entry.place for entry in entries]
    lat = np.radians([place.lat for place in places])
    lon = np.radians([place.lon for place in places])
    return Options(
        entries=entries,
        said=said,
        prior=_prior(entries, name),
        points=np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1).reshape(-1, 3),
        areas=np.array([_areas(place) for place in places], np.int64).reshape(-1, 3),
        level=np.array([_LEVELS.get(place.kind, _NO_AREA) for place in places], np.int64),
    )


def _areas(place: Place) -> tuple[int, int, int]:
    if place.kind == "country":
        return _key(place.country), 0, 0
    province = place.name if place.kind == "admin1" else place.admin1
    district = place.name if place.kind == "admin2" else place.admin2
    return (
        _key(place.country),
        _key(place.country, province),
        _key(place.country, province, district) if place.kind != "admin1" else 0,
    )


def _prior(entries: Sequence[Entry], name: str) -> Floats:
    key = normalise(name)
    largest = max((entry.place.population for entry in entries), default=0)
    cities = [entry.place for entry in entries if entry.place.kind == "city" and entry.name_kind == "preferred"]
    rows = np.zeros((len(entries), len(OF_THE_NAME)))
    for row, entry in zip(rows, entries, strict=True):
        place = entry.place
        features = {
            # A sea or an airport has no census: one inhabitant a square kilometre, as in `geo.gazetteer.fame`.
            "log10 population": np.log10(1 + (place.uncertainty_km**2 if place.kind == "region" else place.population)),
            "most people of its name": float(place.population == largest > 0),
            "full name": float(normalise(place.name) == key),
            "capital": float(is_capital(place)),
            "holds a city of its name": float(_holds_one(place, cities)),
        }
        for column, feature in enumerate(OF_THE_NAME):
            row[column] = features.get(feature, float(feature in {place.kind, entry.name_kind}))
    return rows


def _holds_one(place: Place, cities: Sequence[Place]) -> bool:
    if place.kind == "admin1":
        return any((city.country, city.admin1) == (place.country, place.name) for city in cities)
    if place.kind == "admin2":
        whole = (place.country, place.admin1, place.name)
        return any((city.country, city.admin1, city.admin2) == whole for city in cities)
    return False
