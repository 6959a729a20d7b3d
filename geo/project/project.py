"""The project: one GeoPackage with reports, claims, incidents, edits and their history.

It is an ordinary GeoPackage (OGC 12-128), so QGIS opens it: ``incidents`` is a layer of points, the rest are
tables. Every change is one SQLite transaction: it is there whole or not at all, also after a crash.
"""

import contextlib
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import geopandas as gpd
import numpy as np
import shapely

from geo import tables
from geo.errors import DataError, ExportError, OptionError
from geo.project import spots
from geo.project.edits import Edit, Value, anchor, applied, proposed, review_after, set_value, taken_back
from geo.project.opening import opened
from geo.project.rows import (
    EDIT_COLUMNS,
    LAYER_COLUMNS,
    claim_row,
    edit_row,
    geometry_blob,
    incident_rows,
    quoted,
    read_article,
    read_claim,
    read_edit,
    read_incidents,
    report_row,
)
from geo.project.values import plain
from geo.records import Article, Claim

_Row = TypeVar("_Row")
_Parsed = TypeVar("_Parsed")


class Project:
    """An open project; close it, or use it in a ``with`` block.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Project.open(Path(folder, "night.gpkg"), create=True) as project:
    ...     len(project.articles()), len(project.incidents())
    (0, 0)
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Self:
        """Open a project.

        Parameters
        ----------
        create
            Whether a file that is missing is made.

        Raises
        ------
        DataError
            If the file is missing, or no project, or of another version of Incident Map.
        OptionError
            If a project is to be made under a name that does not end in ``.gpkg``.
        ExportError
            If it cannot be made.
        """
        file = Path(path)
        return cls(file, opened(file, create=create))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def articles(self) -> tuple[Article, ...]:
        """Return the reports in the order in which they were added."""
        rows = self._read("SELECT id, title, source, url, published, text, passages FROM reports ORDER BY rowid")
        return tuple(self._parsed(read_article, row) for row in rows)

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims of every report."""
        rows = self._read("SELECT record FROM claims ORDER BY rowid")
        return tuple(self._parsed(read_claim, row) for row in rows)

    def incidents(self) -> gpd.GeoDataFrame:
        """Return the incidents with the edits made to them and the columns of `geo.tables.COLUMNS`, EPSG:4326."""
        return self._incidents("ORDER BY fid")

    def history(self) -> tuple[Edit, ...]:
        """Return every edit, oldest first."""
        rows = self._read(f"SELECT {quoted(EDIT_COLUMNS)} FROM edits ORDER BY number")  # noqa: S608 - names of ours
        return tuple(self._parsed(read_edit, row) for row in rows)

    def add(self, articles: Iterable[Article], claims: Iterable[Claim], incidents: gpd.GeoDataFrame) -> None:
        """Add reports with their claims, and set the incidents that all claims now add up to.

        A report that is there already is not added again; its claims become those given. Edits hold on to an
        incident by its first claim, so they outlast the claims that a new report adds to it.

        Parameters
        ----------
        incidents
            Every incident of the project as merged from its claims, with the columns of `geo.tables.COLUMNS`.

        Raises
        ------
        OptionError
            If the table does not keep its contract, or a text holds half of a surrogate pair.
        ExportError
            If the file cannot be written; it is unchanged then.
        """
        tables.check(incidents)
        frame = tables.conform(incidents).reset_index(drop=True)
        reports = [report_row(article) for article in articles]
        told = [claim_row(claim) for claim in claims]
        with self._transaction() as change:
            change.executemany("INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)", reports)
            change.executemany("DELETE FROM claims WHERE report_id = ?", [(row[0],) for row in reports])
            change.executemany("INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?)", told)
            _write_incidents(change, applied(frame, self.history()))

    def record_edit(
        self,
        incident_id: str,
        field: str,
        *,
        old: Value,
        new: Value,
        reason: str,
        when: datetime | None = None,
    ) -> None:
        """Change one value of an incident and keep the change in the history.

        The incident's ``review`` becomes ``edited``, unless that is the value changed.

        Parameters
        ----------
        field
            A column of `geo.tables.COLUMNS` other than ``id``, ``sources``, ``claims`` and ``geometry``, or
            `geo.project.spots.PLACE`.
        old
            The value that the person saw; the edit is refused if it is no longer so.
        when
            Time of the edit with its zone; now unless given.

        Raises
        ------
        OptionError
            If there is no such incident or field, the value is not one it can have, or it was changed meanwhile.
        ExportError
            If the file cannot be written; it is unchanged then.
        """
        with self._transaction() as change:
            frame = self._incidents("WHERE id = ?", incident_id)
            number = 1 + max((edit.number for edit in self.history()), default=0)
            edit = proposed(frame, incident_id, field, old=old, new=new, reason=reason, number=number, when=when)
            set_value(frame, 0, field, new)
            self._write_edit(change, edit, frame)

    def undo(self, number: int, *, when: datetime | None = None) -> None:
        """Take one edit back; it stays in the history, and so does the taking back.

        Parameters
        ----------
        number
            Of the edit (`Edit.number`).

        Raises
        ------
        OptionError
            If there is no such edit, it was undone already, or a later edit of the same value stands on it.
        ExportError
            If the file cannot be written; it is unchanged then.
        """
        with self._transaction() as change:
            history = self.history()
            edit = taken_back(history, number, when=when)
            report = edit.claim.split(":")[0]
            frame = self._incidents("WHERE id = ? OR instr(claims, ?)", edit.incident_id, report)
            rows = [row for row, told in frame["claims"].items() if edit.claim in {anchor([claim]) for claim in told}]
            if not rows:
                raise OptionError(f"the incident of change {number} is no longer in {str(self.path)!r}; reload it")
            frame = frame.loc[rows].reset_index(drop=True)
            set_value(frame, 0, edit.field, edit.new)
            frame.loc[0, "review"] = review_after((*history, edit), edit)
            self._write_edit(change, edit, frame)

    def _write_edit(self, change: sqlite3.Connection, edit: Edit, frame: gpd.GeoDataFrame) -> None:
        """Write an edit and the row of its incident, which is the first of ``frame``."""
        marks = ", ".join("?" * len(EDIT_COLUMNS))
        change.execute(f"INSERT INTO edits ({quoted(EDIT_COLUMNS)}) VALUES ({marks})", edit_row(edit))  # noqa: S608 - names of ours
        fields = spots.COLUMNS if edit.field == spots.PLACE else (edit.field,)
        values = {name: plain(frame.loc[0, name]) for name in (*fields, "title", "review")}
        if edit.field == spots.PLACE:
            values["geom"] = geometry_blob(frame.geometry.iloc[0])
        assignments = ", ".join(f"{quoted([name])} = ?" for name in values)
        change.execute(
            f"UPDATE incidents SET {assignments} WHERE id = ?",  # noqa: S608 - names of ours
            (*values.values(), frame.loc[0, "id"]),
        )

    def _incidents(self, which: str, *values: str) -> gpd.GeoDataFrame:
        rows = self._read(f"SELECT {quoted(LAYER_COLUMNS[1:])} FROM incidents {which}", *values)  # noqa: S608 - names of ours
        return self._parsed(read_incidents, rows)

    def _read(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DataError(f"the project {str(self.path)!r} is damaged: {error}; restore a copy of it") from error

    def _parsed(self, parse: Callable[[_Row], _Parsed], row: _Row) -> _Parsed:
        try:
            return parse(row)
        except (LookupError, TypeError, ValueError, struct.error, shapely.errors.ShapelyError) as error:
            raise DataError(f"the project {str(self.path)!r} is damaged: {error}; restore a copy of it") from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise ExportError(f"the project {str(self.path)!r} cannot be written: {error}") from error
        except UnicodeEncodeError as error:
            raise OptionError(f"{error.object[:80]!r} holds half of a character; read the report again") from error


def _write_incidents(change: sqlite3.Connection, frame: gpd.GeoDataFrame) -> None:
    change.execute("DELETE FROM incidents")
    marks = ", ".join("?" * len(LAYER_COLUMNS))
    change.executemany(
        f"INSERT INTO incidents ({quoted(LAYER_COLUMNS)}) VALUES ({marks})",  # noqa: S608 - names of ours
        incident_rows(frame),
    )
    west, south, east, north = (None if np.isnan(edge) else float(edge) for edge in frame.total_bounds)
    change.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = 'incidents'",
        (west, south, east, north),
    )
