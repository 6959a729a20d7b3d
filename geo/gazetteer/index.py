"""The embedded gazetteer: one read-only SQLite file that opens in milliseconds."""

import os
import sqlite3
import threading
import weakref
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, get_args

import numpy as np

from geo import geodesy, paths
from geo.errors import DataError
from geo.gazetteer import blocks
from geo.gazetteer.names import inner_names, normalise, without_possessive
from geo.gazetteer.own import OwnPlace, OwnPlaces, read_places
from geo.records import Place, PlaceKind

NameKind = Literal["preferred", "alternate", "abbreviation", "demonym"]
"""How a name belongs to a place: its usual name, another one, a short form, or that of its people."""

NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
FORMAT = "2"
"""Version of the file's layout; a file of another version is refused."""

PATH_VARIABLE, PLACES_VARIABLE = "INCIDENT_MAP_GAZETTEER", "INCIDENT_MAP_PLACES"
"""Environment variables that name the index and the user's own places where a program has no option for them."""

OWN_IDS = 1 << 28
"""Numbers from here on belong to places that GeoNames does not number."""

_KM_PER_DEGREE = 110.0  # of latitude, rounded down so that a window in degrees is never too small
_CACHE = 65_536
_BLOCKS = 2048  # of places kept unpacked, 10 kB each; neighbours have numbers near each other
_TOWN = 1000  # people; below it a single word inside a longer name hardly means a place
_SHORT = 3  # letters of an abbreviation that could also be an English word


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name can stand for, and how the name belongs to it."""

    place: Place
    name_kind: NameKind


class Gazetteer:
    """Names to places and back, without a network.

    It may be shared between threads. Closing it is optional; a closed one must not be used.

    Parameters
    ----------
    path
        An index made by ``incident-map gazetteer build``; by default the one that the environment variable
        ``INCIDENT_MAP_GAZETTEER`` names, else the one that ships with the package.
    places
        A CSV or GeoJSON file of places of one's own (`geo.gazetteer.own.read_places`), which win over all others of
        their names; by default the one that ``INCIDENT_MAP_PLACES`` names, if it is set.

    Raises
    ------
    DataError
        If a file is missing, damaged or of another version.

    Examples
    --------
    >>> with Gazetteer() as gazetteer:
    ...     [place.name for place in gazetteer.parents(gazetteer.lookup("Taftan")[0].place)]
    ['Chagai District', 'Balochistan', 'Pakistan']
    """

    def __init__(self, path: Path | None = None, *, places: Path | None = None) -> None:
        self.path = path or _from_environment(PATH_VARIABLE) or paths.data("gazetteer.sqlite")
        own = places or _from_environment(PLACES_VARIABLE)
        self._own = OwnPlaces(read_places(own) if own else ())
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        weakref.finalize(self, _close, self._connections)
        if not self.path.is_file():
            raise DataError(f"the gazetteer {str(self.path)!r} is missing; build it with incident-map gazetteer build")
        try:
            self.meta: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise DataError(f"the gazetteer {str(self.path)!r} cannot be read ({error}); build it again") from error
        if self.meta.get("format") != FORMAT:
            raise DataError(f"the gazetteer {str(self.path)!r} has format {self.meta.get('format')!r}; build it again")
        self._countries: dict[str, int] = dict(self._rows("SELECT iso2, place FROM country"))
        self._codes = {place: iso2 for iso2, place in self._countries.items()}
        # Bound here, so that each gazetteer has caches of its own that go away with it.
        self._entries = lru_cache(maxsize=_CACHE)(self._read_entries)
        self._place = lru_cache(maxsize=_CACHE)(self._read_place)
        self._parents = lru_cache(maxsize=_CACHE)(self._read_parents)
        self._block = lru_cache(maxsize=_BLOCKS)(self._read_block)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file for every thread."""
        with self._lock:
            _close(self._connections)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return the places that a name can stand for, the best known first.

        The name counts as a whole, in any spelling that :func:`geo.gazetteer.normalise` takes for the same;
        a possessive ending is dropped if the name is not known with it. A short abbreviation counts only
        in capitals or with a dot: "US" and "Pa." name places, "us" and "In" do not.
        """
        return self._known(name) or self._known(without_possessive(name))

    def _known(self, name: str) -> tuple[Entry, ...]:
        key = normalise(name)
        entries = self._entries(key)
        if len(key) <= _SHORT and not name.isupper() and "." not in name:
            return tuple(entry for entry in entries if entry.name_kind != "abbreviation")
        return entries

    def has(self, name: str) -> bool:
        """Say whether :meth:`lookup` would find anything."""
        return bool(self.lookup(name))

    def lookup_inside(self, name: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """Return the known names inside a name that is not known itself, each with its places.

        A hospital, court or race is near the place that it is named after more often than not. The longest
        name comes first, then the one farther left; names do not overlap. A village of under 1000 people
        is not enough for a single word, which may stand for anything ("Patriot High").

        Examples
        --------
        >>> with Gazetteer() as gazetteer:
        ...     [(part, entries[0].place.kind) for part, entries in gazetteer.lookup_inside("Bank of England")]
        [('England', 'admin1')]
        """
        found: dict[str, tuple[Entry, ...]] = {}
        for part in inner_names(name):
            if any(part in longer for longer in found):
                continue
            entries = self.lookup(part)
            if " " not in part:
                entries = tuple(entry for entry in entries if _stands_alone(entry))
            if entries:
                found[part] = entries
        return tuple(found.items())

    def get(self, place_id: str) -> Place | None:
        """Return the place with an id such as ``"geonames:1163958"``, or None if there is none."""
        source, _, number = place_id.partition(":")
        if source == "geonames" and number.isdecimal():
            return self._place(int(number))
        if place_id in self._own.by_id:
            return self._complete(self._own.by_id[place_id])
        rows = self._rows("SELECT place FROM identifier WHERE id = ?", place_id)
        return self._place(rows[0][0]) if rows else None

    def country(self, iso2: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-2 code, or None if there is none."""
        number = self._countries.get(iso2.upper())
        return self._place(number) if number else None

    def admin1(self, country: str, name: str) -> Place | None:
        """Return a province of a country (ISO 3166-1 alpha-2) by any of its names, or None if there is none."""
        for entry in self.lookup(name):
            if entry.place.kind == "admin1" and entry.place.country == country.upper():
                return entry.place
        return None

    def parents(self, place: Place) -> tuple[Place, ...]:
        """Return the district, the province and the country that a place lies in, as far as known."""
        return self._parents(place.id)

    def reverse(self, lat: float, lon: float, *, within_km: float = 50) -> Place | None:
        """Return the nearest city, or None if none lies within ``within_km`` kilometres.

        Parameters
        ----------
        lat, lon
            WGS 84 degrees.
        """
        window = within_km / _KM_PER_DEGREE
        around = window / max(np.cos(np.radians(min(abs(lat) + window, 90))), 1e-6)
        found = []
        for cell in blocks.cells_around(lat, lon, window, min(around, 180)):
            for (block,) in self._rows("SELECT block FROM cell WHERE number = ?", cell):
                numbers, lats, lons = blocks.unpack_cities(block, cell)
                distances = geodesy.distance_km(lat, lon, lats, lons)
                nearest = int(distances.argmin())
                found.append((float(distances[nearest]), int(numbers[nearest])))
        distance, number = min(found, default=(within_km, 0))
        return self._place(number) if number and distance <= within_km else None

    def _number(self, place_id: str) -> int:
        source, _, number = place_id.partition(":")
        if source == "geonames":
            return int(number)
        rows = self._rows("SELECT place FROM identifier WHERE id = ?", place_id)
        return int(rows[0][0]) if rows else 0

    def _read_entries(self, key: str) -> tuple[Entry, ...]:
        if key in self._own.names:
            named = self._own.names[key]
            return tuple(Entry(self._complete(own), "preferred" if usual else "alternate") for own, usual in named)
        rows = self._rows("SELECT block FROM name WHERE first <= ? ORDER BY first DESC LIMIT 1", key)
        references = blocks.find_name(rows[0][0], key) if rows else ()
        places = ((self._place(reference >> 2), NAME_KINDS[reference & 3]) for reference in references)
        return tuple(Entry(place, name_kind) for place, name_kind in places if place)

    def _read_block(self, first: int) -> blocks.PlaceBlock:
        return blocks.PlaceBlock.unpack(self._rows("SELECT block FROM place WHERE first = ?", first)[0][0])

    def _row(self, number: int) -> blocks.Row | None:
        rows = self._rows("SELECT first FROM place WHERE first <= ? ORDER BY first DESC LIMIT 1", number)
        return self._block(rows[0][0]).find(number) if rows else None

    def _read_place(self, number: int) -> Place | None:
        row = self._row(number)
        if row is None:
            return None
        above = self._place(row.parent) if row.parent else None
        admin = {above.kind: above.name} if above else {}
        return Place(
            id=self._own_id(number) or f"geonames:{number}",
            name=row.name,
            kind=PLACE_KINDS[row.kind],
            lat=row.lat / blocks.COORDINATE_SCALE,
            lon=row.lon / blocks.COORDINATE_SCALE,
            country=self._codes.get(number) or (above.country if above else ""),
            admin1=admin.get("admin1") or (above.admin1 if above else ""),
            admin2=admin.get("admin2", ""),
            population=row.population,
            uncertainty_km=row.uncertainty / blocks.RADIUS_SCALE,
        )

    def _own_id(self, number: int) -> str:
        rows = self._rows("SELECT id FROM identifier WHERE place = ?", number) if number >= OWN_IDS else ()
        return str(rows[0][0]) if rows else ""

    def _complete(self, own: OwnPlace) -> Place:
        """Give a place of the user's what the nearest town knows: its country and province."""
        town = self.reverse(own.lat, own.lon)
        country = own.country or (town.country if town else "")
        near = town if town and town.country == country else None
        return Place(
            id=own.id,
            name=own.name,
            kind=own.kind,
            lat=own.lat,
            lon=own.lon,
            country=country,
            admin1=near.admin1 if near and own.kind not in {"country", "admin1"} else "",
            admin2=near.admin2 if near and own.kind in {"city", "crossing"} else "",
            population=own.population,
            uncertainty_km=own.uncertainty_km,
        )

    def _read_parents(self, place_id: str) -> tuple[Place, ...]:
        if place_id in self._own.by_id:
            place = self._complete(self._own.by_id[place_id])
            country, province = self.country(place.country), self.admin1(place.country, place.admin1)
            return tuple(area for area in (province, country) if area)
        number = self._number(place_id)
        found = []
        while (row := self._row(number)) and row.parent:
            number = row.parent
            if parent := self._place(number):
                found.append(parent)
        return tuple(found)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Each thread reads through a connection of its own; "immutable" skips all locking.
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            with self._lock:
                self._connections.append(connection)
            self._local.connection = connection
        return connection.execute(sql, values).fetchall()


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _stands_alone(entry: Entry) -> bool:
    return entry.place.kind != "city" or entry.place.population >= _TOWN


def _close(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
