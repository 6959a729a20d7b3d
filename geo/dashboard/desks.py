"""Where the incidents of a page come from: reports held in memory, or a project file.

Both kinds of desk answer the same questions; `page` knows no difference.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo import tables
from geo.dashboard import session
from geo.project import Project
from geo.records import Article, Claim, Toponym

if TYPE_CHECKING:
    from geo.pipeline import Reading

# Sets of reports whose reading is kept; each added report makes a new set.
_MAX_HELD = 8

Reader = Callable[[Sequence[Article]], "Reading"]
"""Reads reports and returns what they say, as `geo.pipeline.read` does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a desk holds.

    Attributes
    ----------
    articles
        The reports by their identifiers.
    incidents
        One row each, with the columns of `geo.tables.COLUMNS`, EPSG:4326.
    mentions
        One row for each place that a report read in this session mentions, as `geo.pipeline.Reading.mentions`.
    toponyms
        The same by report, resolved or not.
    """

    articles: Mapping[str, Article]
    incidents: gpd.GeoDataFrame
    mentions: gpd.GeoDataFrame
    claims: tuple[Claim, ...]
    toponyms: Mapping[str, tuple[Toponym, ...]]


class Desk(Protocol):
    """The port: every method may raise the errors of `geo.errors`."""

    def identifiers(self) -> set[str]:
        """Return the identifiers of all reports, read or not."""

    def is_read(self) -> bool:
        """Return whether `holdings` answers at once."""

    def holdings(self) -> Holdings:
        """Return what the reports say, after reading those that are new."""


class MemoryDesk:
    """Reports of a session: those that the page opens on and those added since."""

    def __init__(self, example: Sequence[Article], reader: Reader) -> None:
        self._articles = {article.id: article for article in example} | session.added_reports()
        self._reader = reader

    def identifiers(self) -> set[str]:
        """Return the identifiers of all reports, read or not."""
        return set(self._articles)

    def is_read(self) -> bool:
        """Return whether these reports were read before, in any session."""
        return tuple(self._articles) in _readings()

    def holdings(self) -> Holdings:
        """Return what the reports say; the same set of reports is read once."""
        readings, key = _readings(), tuple(self._articles)
        if key not in readings:
            readings[key] = self._reader(tuple(self._articles.values()))
            while len(readings) > _MAX_HELD:
                readings.popitem(last=False)
        reading = readings[key]
        return Holdings(
            articles=self._articles,
            incidents=reading.incidents,
            mentions=reading.mentions(),
            claims=tuple(reading.claims),
            toponyms=reading.toponyms,
        )


class ProjectDesk:
    """Reports and incidents of a project file, to which reports that are added are written.

    Raises
    ------
    DataError
        If the file is missing or no project.
    """

    def __init__(self, path: Path, reader: Reader) -> None:
        self._path = path
        self._reader = reader
        self._stored = _stored(path, _stamp(path))
        added = session.added_reports().values()
        self._new = [article for article in added if article.id not in self._stored.articles]

    def identifiers(self) -> set[str]:
        """Return the identifiers of all reports, read or not."""
        return {*self._stored.articles, *(article.id for article in self._new)}

    def is_read(self) -> bool:
        """Return whether every report is in the file already."""
        return not self._new

    def holdings(self) -> Holdings:
        """Return what is in the file, after reading new reports into it."""
        if self._new:
            self._write(self._reader(tuple(self._new)))
            self._stored, self._new = _stored(self._path, _stamp(self._path)), []
        readings: list[Reading] = st.session_state.get("read_into_project", [])
        told = [reading.mentions() for reading in readings]
        return Holdings(
            articles=self._stored.articles,
            incidents=self._stored.incidents,
            mentions=gpd.GeoDataFrame(pd.concat(told)) if told else self._stored.mentions,
            claims=self._stored.claims,
            toponyms={report: found for reading in readings for report, found in reading.toponyms.items()},
        )

    def _write(self, reading: "Reading") -> None:
        # Imported here: the libraries of reading are of no use to a page that adds nothing.
        from geo.pipeline import add_to_project  # noqa: PLC0415

        with Project.open(self._path) as project:
            add_to_project(project, reading)
        st.session_state.read_into_project = [*st.session_state.get("read_into_project", []), reading]


@st.cache_resource(show_spinner=False)
def _readings() -> "OrderedDict[tuple[str, ...], Reading]":
    """Return what was read, for all sessions; identifiers of reports are made from their content."""
    return OrderedDict()


# A change of the file changes its stamp, and with it the answer.
@st.cache_resource(show_spinner="Opening the project …", max_entries=2)
def _stored(path: Path, stamp: tuple[int, int]) -> Holdings:  # noqa: ARG001
    with Project.open(path) as project:
        columns: Iterable[str] = ("surface", "name", "kind", "confidence", "report_id")
        nowhere = gpd.GeoDataFrame({name: [] for name in columns}, geometry=[], crs=tables.CRS)
        return Holdings(
            articles={article.id: article for article in project.articles()},
            incidents=project.incidents(),
            mentions=nowhere,
            claims=project.claims(),
            toponyms={},
        )


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)  # opening it says what is wrong
    return (status.st_mtime_ns, status.st_size)
