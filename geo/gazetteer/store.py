"""Write the index: the same places, in whatever order, give the same bytes.

Places and names are sorted on disk, so that memory does not grow with their number.
"""

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from geo.errors import DataError
from geo.gazetteer import blocks
from geo.gazetteer.fame import fame
from geo.gazetteer.index import FORMAT, NAME_KINDS, PLACE_KINDS, NameKind
from geo.records import PlaceKind

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (first INTEGER PRIMARY KEY, block BLOB NOT NULL);
CREATE TABLE name (first TEXT PRIMARY KEY, block BLOB NOT NULL);
CREATE TABLE cell (number INTEGER PRIMARY KEY, block BLOB NOT NULL);
CREATE TABLE country (iso2 TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE identifier (id TEXT PRIMARY KEY, place INTEGER NOT NULL UNIQUE) WITHOUT ROWID;
"""
_STAGING = """
CREATE TABLE staged.place (number INTEGER PRIMARY KEY, name TEXT, kind, lat, lon, parent, population, uncertainty);
CREATE TABLE staged.name (key TEXT, rank REAL, reference INTEGER);
CREATE TABLE staged.city (cell INTEGER, number INTEGER, lat REAL, lon REAL);
"""
_PAGE_BYTES = 8192  # blocks are about 1 kB, so little of a page stays empty
_CACHE_KIB = 65_536  # of memory for sorting

_Item = TypeVar("_Item")


@dataclass(slots=True)
class Feature:
    """A place on its way into the index.

    Attributes
    ----------
    number
        GeoNames id, or a number from ``OWN_IDS`` on.
    parent
        Number of the area just above; 0 if there is none.
    names
        Normalised names and how each belongs to the place.
    iso2
        Of a country, else empty.
    own_id
        Of a place that GeoNames does not number, else empty.
    """

    number: int
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    parent: int = 0
    population: int = 0
    uncertainty_km: float = 5.0
    names: dict[str, NameKind] = field(default_factory=dict)
    iso2: str = ""
    own_id: str = ""

    def add(self, key: str, name_kind: NameKind) -> None:
        """Add a normalised name; of two ways it belongs to the place the stronger one stays."""
        known = self.names.get(key)
        if key and (known is None or NAME_KINDS.index(name_kind) < NAME_KINDS.index(known)):
            self.names[key] = name_kind


def write(path: Path, features: Iterable[Feature], meta: Mapping[str, str]) -> None:
    """Write an index file, replacing one that is there.

    Of two features with one number the first gives the place, and both give names.

    Raises
    ------
    DataError
        If the file cannot be written.
    """
    partial, staging = (path.with_name(f"{path.name}.{part}") for part in ("partial", "staging"))
    try:
        for left in (partial, staging):
            left.unlink(missing_ok=True)
        connection = sqlite3.connect(partial, isolation_level=None)
        try:
            _prepare(connection, staging)
            _stage(connection, features)
            _pack(connection, {**meta, "format": FORMAT})
        finally:
            connection.close()
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"the gazetteer {str(path)!r} cannot be written ({error}); choose another place") from error
    finally:
        for left in (partial, staging):
            left.unlink(missing_ok=True)


def _prepare(connection: sqlite3.Connection, staging: Path) -> None:
    connection.execute("ATTACH ? AS staged", (str(staging),))
    for schema in ("main", "staged"):
        # A file that breaks off is never renamed, so nothing has to survive a crash.
        connection.execute(f"PRAGMA {schema}.page_size = {_PAGE_BYTES}")
        connection.execute(f"PRAGMA {schema}.journal_mode = OFF")
        connection.execute(f"PRAGMA {schema}.synchronous = OFF")
        connection.execute(f"PRAGMA {schema}.cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = FILE")
    connection.executescript(_SCHEMA + _STAGING)


def _stage(connection: sqlite3.Connection, features: Iterable[Feature]) -> None:
    connection.execute("BEGIN")
    for feature in features:
        row = _row(feature)
        added = connection.execute("INSERT OR IGNORE INTO staged.place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row).rowcount
        connection.executemany("INSERT INTO staged.name VALUES (?, ?, ?)", _references(feature))
        if not added:
            continue
        if feature.kind == "city":
            where = blocks.cell(feature.lat, feature.lon)
            position = (where, row.number, feature.lat, feature.lon)
            connection.execute("INSERT INTO staged.city VALUES (?, ?, ?, ?)", position)
        if feature.iso2:
            connection.execute("INSERT OR IGNORE INTO country VALUES (?, ?)", (feature.iso2, feature.number))
        if feature.own_id:
            connection.execute("INSERT INTO identifier VALUES (?, ?)", (feature.own_id, feature.number))
    connection.execute("COMMIT")


def _row(feature: Feature) -> blocks.Row:
    return blocks.Row(
        number=feature.number,
        name=" ".join(feature.name.split()),  # a line feed parts the names of a block
        kind=PLACE_KINDS.index(feature.kind),
        lat=round(feature.lat * blocks.COORDINATE_SCALE),
        lon=round(feature.lon * blocks.COORDINATE_SCALE),
        parent=feature.parent,
        population=feature.population,
        uncertainty=round(feature.uncertainty_km * blocks.RADIUS_SCALE),
    )


def _references(feature: Feature) -> Iterator[tuple[str, float, int]]:
    for key, name_kind in feature.names.items():
        rank = -fame(feature.kind, feature.population, name_kind, radius_km=feature.uncertainty_km)
        yield key, rank, feature.number << 2 | NAME_KINDS.index(name_kind)


def _pack(connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    places = map(blocks.Row._make, connection.execute("SELECT * FROM staged.place ORDER BY number"))
    for batch in _batches(places):
        connection.execute("INSERT INTO place VALUES (?, ?)", (batch[0].number, blocks.pack_places(batch)))
    found = connection.execute("SELECT key, reference FROM staged.name ORDER BY key, rank, reference")
    names = ((key, _distinct(rows)) for key, rows in itertools.groupby(found, lambda row: row[0]))
    for named in _batches(names):
        connection.execute("INSERT INTO name VALUES (?, ?)", (named[0][0], blocks.pack_names(named)))
    cities = connection.execute("SELECT * FROM staged.city ORDER BY cell, number")
    for where, rows in itertools.groupby(cities, lambda row: row[0]):
        block = blocks.pack_cities([(number, lat, lon) for _, number, lat, lon in rows])
        connection.execute("INSERT INTO cell VALUES (?, ?)", (where, block))
    connection.execute("COMMIT")
    connection.execute("DETACH staged")
    connection.execute("VACUUM")


def _distinct(rows: Iterable[tuple[str, int]]) -> list[int]:
    """Return the references of a name, each place once: the way in which it is best known by it."""
    places: dict[int, int] = {}
    for _, reference in rows:
        places.setdefault(reference >> 2, reference)
    return list(places.values())


def _batches(rows: Iterable[_Item]) -> Iterator[list[_Item]]:
    waiting = iter(rows)
    while batch := list(itertools.islice(waiting, blocks.SIZE)):
        yield batch
