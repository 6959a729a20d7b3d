"""Write the index: the same places in the same order give the same bytes."""

import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import DataError
from geo.gazetteer.fame import fame
from geo.gazetteer.index import COORDINATE_SCALE, FORMAT, NAME_KINDS, PLACE_KINDS, NameKind
from geo.records import PlaceKind

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    population INTEGER NOT NULL,
    uncertainty INTEGER NOT NULL
);
CREATE TABLE country (iso2 TEXT PRIMARY KEY, place INTEGER NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TABLE identifier (id TEXT PRIMARY KEY, place INTEGER NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TABLE name (key TEXT PRIMARY KEY, refs BLOB NOT NULL) WITHOUT ROWID;
"""
_PAGE_BYTES = 4096


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

    Raises
    ------
    DataError
        If the file cannot be written.
    """
    ordered = sorted(features, key=lambda feature: feature.number)
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        connection = sqlite3.connect(partial, isolation_level=None)
        try:
            _fill(connection, ordered, {**meta, "format": FORMAT})
        finally:
            connection.close()
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"the gazetteer {str(path)!r} cannot be written ({error}); choose another place") from error


def _fill(connection: sqlite3.Connection, features: list[Feature], meta: Mapping[str, str]) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_place_row(f) for f in features))
    connection.executemany("INSERT INTO country VALUES (?, ?)", sorted((f.iso2, f.number) for f in features if f.iso2))
    connection.executemany(
        "INSERT INTO identifier VALUES (?, ?)", sorted((f.own_id, f.number) for f in features if f.own_id)
    )
    connection.executemany("INSERT INTO name VALUES (?, ?)", _name_rows(features))
    connection.execute("COMMIT")
    connection.execute("VACUUM")


def _place_row(feature: Feature) -> tuple[object, ...]:
    return (
        feature.number,
        feature.name,
        PLACE_KINDS.index(feature.kind),
        round(feature.lat * COORDINATE_SCALE),
        round(feature.lon * COORDINATE_SCALE),
        feature.parent,
        feature.population,
        round(feature.uncertainty_km * 10),
    )


def _name_rows(features: list[Feature]) -> list[tuple[str, bytes]]:
    refs: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for feature in features:
        for key, name_kind in feature.names.items():
            rank = -fame(feature.kind, feature.population, name_kind)
            refs[key].append((rank, feature.number << 2 | NAME_KINDS.index(name_kind)))
    return [
        (key, struct.pack(f"<{len(found)}I", *(ref for _, ref in sorted(found)))) for key, found in sorted(refs.items())
    ]
