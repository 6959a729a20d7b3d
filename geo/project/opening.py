"""The file of a project: made empty, opened, and refused if it is none."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyogrio
from pyogrio.errors import DataSourceError

from geo import tables
from geo.errors import DataError, ExportError, OptionError

SUFFIX: Final = ".gpkg"

_FORMAT: Final = 2  # raised when an older Incident Map could no longer read the file
_WAIT_SECONDS: Final = 10  # for another program that is writing to the file
_TABLES: Final[Mapping[str, str]] = {
    "reports": "id TEXT PRIMARY KEY, title TEXT, source TEXT, url TEXT, published DATE, text TEXT, passages TEXT",
    "claims": "id TEXT PRIMARY KEY, report_id TEXT, type TEXT, status TEXT, quote TEXT, record TEXT",
    "edits": "number INTEGER PRIMARY KEY, incident_id TEXT, claim TEXT, field TEXT, old TEXT, new TEXT, reason TEXT, "
    "made_at DATETIME, undoes INTEGER",
    "project": "format INTEGER PRIMARY KEY",
}


def opened(path: Path, *, create: bool) -> sqlite3.Connection:
    """Return a connection to a project in autocommit mode.

    Parameters
    ----------
    create
        Whether a file that is missing is made.

    Raises
    ------
    DataError
        If the file is missing, or no project, or of another version of Incident Map.
    OptionError
        If a project is to be made under a name that does not end in `SUFFIX`.
    ExportError
        If it cannot be made.
    """
    if not path.exists():
        if not create:
            raise DataError(f"there is no project {str(path)!r}; make it with incident-map read --project")
        if path.suffix.lower() != SUFFIX:
            raise OptionError(f"the name of a project ends in {SUFFIX}, not like {path.name!r}; rename it")
        _make(path)
    connection = _connected(path)
    try:
        [(found,)] = connection.execute("SELECT format FROM project").fetchall()
    except (sqlite3.DatabaseError, ValueError) as error:
        connection.close()
        raise DataError(f"{str(path)!r} is no project of Incident Map; name another file") from error
    if found != _FORMAT:
        connection.close()
        raise DataError(f"{str(path)!r} was made by another version of Incident Map; install the newest to open it")
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT_SECONDS, isolation_level=None
        )
    except sqlite3.Error as error:
        raise DataError(f"the project {str(path)!r} cannot be opened: {error}") from error
    # A file from a stranger must not run functions of ours through its views and triggers.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _make(path: Path) -> None:
    """Make an empty project; it appears complete or not at all."""
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {str(path.parent)!r} to make {path.name!r} in; make it first")
    layer = tables.to_arrow(tables.to_frame([]))
    layer = layer.set_column(layer.column_names.index("claims"), "claims", pa.array([], pa.string()))
    try:
        with tempfile.TemporaryDirectory(prefix=".incident-map-", dir=path.parent) as folder:
            temporary = Path(folder, path.name)
            pyogrio.write_arrow(
                layer,
                temporary,
                layer="incidents",
                driver="GPKG",
                geometry_name="geometry",
                geometry_type="Point",
                crs=tables.CRS,
                # The triggers of GDAL's index call functions that Python's SQLite lacks.
                layer_options={"SPATIAL_INDEX": "NO"},
            )
            with contextlib.closing(_connected(temporary)) as connection:
                _add_tables(connection)
            temporary.replace(path)
    except (OSError, sqlite3.Error, DataSourceError) as error:
        raise ExportError(f"the project {str(path)!r} cannot be made: {error}") from error


def _add_tables(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)", (name, name)
        )
    connection.execute("INSERT INTO project VALUES (?)", (_FORMAT,))
    connection.execute("COMMIT")
