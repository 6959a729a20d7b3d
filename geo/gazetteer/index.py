"""The embedded gazetteer: one read-only SQLite file that opens in milliseconds."""

import sqlite3
import struct
import threading
import weakref
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, get_args

import numpy as np
from numpy.typing import NDArray

from geo import geodesy, paths
from geo.errors import DataError
from geo.gazetteer.names import normalise, without_possessive
from geo.records import Place, PlaceKind

NameKind = Literal["preferred", "alternate", "abbreviation", "demonym"]
"""How a name belongs to a place: its usual name, another one, a short form, or that of its people."""

NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
FORMAT = "1"
"""Version of the file's layout; a file of another version is refused."""

OWN_IDS = 1 << 28
"""Numbers from here on belong to places that GeoNames does not number."""

COORDINATE_SCALE = 100_000
_KM_PER_DEGREE = 110.0  # of latitude, rounded down so that a window in degrees is never too small
_CACHE = 65_536
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
        An index made by ``python -m geo.gazetteer.build``; by default the one that ships with the package.

    Raises
    ------
    DataError
        If the file is missing, damaged or of another version.

    Examples
    --------
    >>> with Gazetteer() as gazetteer:
    ...     [place.name for place in gazetteer.parents(gazetteer.lookup("Taftan")[0].place)]
    ['Chagai District', 'Balochistan', 'Pakistan']
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or paths.data("gazetteer.sqlite")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        weakref.finalize(self, _close, self._connections)
        self._cities: tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]] | None = None
        if not self.path.is_file():
            raise DataError(f"the gazetteer {str(self.path)!r} is missing; build it with python -m geo.gazetteer.build")
        try:
            self.meta: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise DataError(f"the gazetteer {str(self.path)!r} cannot be read ({error}); build it again") from error
        if self.meta.get("format") != FORMAT:
            raise DataError(f"the gazetteer {str(self.path)!r} has format {self.meta.get('format')!r}; build it again")
        # Bound here, so that each gazetteer has caches of its own that go away with it.
        self._entries = lru_cache(maxsize=_CACHE)(self._read_entries)
        self._place = lru_cache(maxsize=_CACHE)(self._read_place)
        self._parents = lru_cache(maxsize=_CACHE)(self._read_parents)

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

    def get(self, place_id: str) -> Place | None:
        """Return the place with an id such as ``"geonames:1163958"``, or None if there is none."""
        source, _, number = place_id.partition(":")
        if source == "geonames" and number.isdecimal():
            return self._place(int(number))
        rows = self._rows("SELECT place FROM identifier WHERE id = ?", place_id)
        return self._place(rows[0][0]) if rows else None

    def country(self, iso2: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-2 code, or None if there is none."""
        rows = self._rows("SELECT place FROM country WHERE iso2 = ?", iso2.upper())
        return self._place(rows[0][0]) if rows else None

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
        numbers, lats, lons = self._city_arrays()
        window = within_km / _KM_PER_DEGREE
        first, last = np.searchsorted(lats, (lat - window, lat + window))
        if first == last:
            return None
        distances = geodesy.distance_km(lat, lon, lats[first:last], lons[first:last])
        nearest = int(distances.argmin())
        return self._place(int(numbers[first + nearest])) if distances[nearest] <= within_km else None

    def _city_arrays(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        with self._lock:
            if self._cities is None:
                kind = PLACE_KINDS.index("city")
                rows = self._rows("SELECT id, lat, lon FROM place WHERE kind = ? ORDER BY lat, id", kind)
                table = np.array(rows, np.int64).reshape(-1, 3)
                self._cities = (table[:, 0], table[:, 1] / COORDINATE_SCALE, table[:, 2] / COORDINATE_SCALE)
            return self._cities

    def _number(self, place_id: str) -> int:
        source, _, number = place_id.partition(":")
        if source == "geonames":
            return int(number)
        rows = self._rows("SELECT place FROM identifier WHERE id = ?", place_id)
        return int(rows[0][0]) if rows else 0

    def _read_entries(self, key: str) -> tuple[Entry, ...]:
        rows = self._rows("SELECT refs FROM name WHERE key = ?", key)
        if not rows:
            return ()
        entries = []
        for (ref,) in struct.iter_unpack("<I", rows[0][0]):
            place = self._place(ref >> 2)
            if place:
                entries.append(Entry(place, NAME_KINDS[ref & 3]))
        return tuple(entries)

    def _read_place(self, number: int) -> Place | None:
        rows = self._rows(
            "SELECT name, kind, lat, lon, parent, population, uncertainty, iso2, identifier.id FROM place"
            " LEFT JOIN country ON country.place = place.id LEFT JOIN identifier ON identifier.place = place.id"
            " WHERE place.id = ?",
            number,
        )
        if not rows:
            return None
        name, kind, lat, lon, parent, population, uncertainty, iso2, own_id = rows[0]
        above = self._place(parent) if parent else None
        admin = {above.kind: above.name} if above else {}
        return Place(
            id=own_id or f"geonames:{number}",
            name=name,
            kind=PLACE_KINDS[kind],
            lat=lat / COORDINATE_SCALE,
            lon=lon / COORDINATE_SCALE,
            country=iso2 or (above.country if above else ""),
            admin1=admin.get("admin1") or (above.admin1 if above else ""),
            admin2=admin.get("admin2", ""),
            population=population,
            uncertainty_km=uncertainty / 10,
        )

    def _read_parents(self, place_id: str) -> tuple[Place, ...]:
        number = self._number(place_id)
        found = []
        while number and (rows := self._rows("SELECT parent FROM place WHERE id = ?", number)):
            number = rows[0][0]
            if number and (parent := self._place(number)):
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


def _close(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
