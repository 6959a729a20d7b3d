"""Where the incidents of a page come from: reports held in memory, or a project file.

Both kinds of desk answer the same questions; `page` knows no difference.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import geopandas as gpd
import streamlit as st

from geo import tables
from geo.dashboard import kept, reports, session
from geo.dashboard.holdings import Holdings
from geo.project import Project, Value, proposed, taken_back
from geo.records import Article, Toponym

if TYPE_CHECKING:
    from geo.pipeline import Reading

# Sets of reports whose reading is kept; each added report makes a new set.
_MAX_HELD = 8

Reader = Callable[[Sequence[Article]], "Reading"]
"""Reads reports and returns what they say, as `geo.pipeline.read` does."""


class Desk(Protocol):
    """The port: every method may raise the errors of `geo.errors`."""

    def identifiers(self) -> set[str]:
        """Return the identifiers of all reports, read or not."""

    def is_read(self) -> bool:
        """Return whether `holdings` answers at once."""

    def holdings(self) -> Holdings:
        """Return what the reports say, after reading those that are new."""

    def change(self, incident: str, field: str, *, old: Value, new: Value, reason: str) -> None:
        """Change one value of an incident, as `geo.project.Project.record_edit` does."""

    def undo(self, number: int) -> None:
        """Take the change with this number back."""


class MemoryDesk:
    """Reports of a session: those that the page opens on and those added since; edits last as long as it does."""

    def __init__(self, example: Sequence[Article], reader: Reader) -> None:
        self._articles = {article.id: article for article in example} | session.added_reports()
        self._reader = reader
        # What the program's own reader made of its own example was kept at an earlier start.
        self._is_own = reader is reports.read and not session.added_reports()

    def identifiers(self) -> set[str]:
        """Return the identifiers of all reports, read or not."""
        return set(self._articles)

    def is_read(self) -> bool:
        """Return whether these reports were read before, in any session."""
        known, key = _read_before(), tuple(self._articles)
        if key not in known and self._is_own:
            held = kept.load(tuple(self._articles.values()))
            if held is not None:
                reports.remember(held)
                known[key] = held
        return key in known

    def holdings(self) -> Holdings:
        """Return what the reports say; the same set of reports is read once."""
        known, key = _read_before(), tuple(self._articles)
        if key not in known:
            reading = self._reader(tuple(self._articles.values()))
            known[key] = Holdings(
                articles=self._articles.values(),
                incidents=reading.incidents,
                claims=tuple(reading.claims),
                mentions=reading.mentions(),
                toponyms=reading.toponyms,
            )
            if self._is_own:
                _ = known[key].crossings  # every page needs them, and they take their time
                kept.save(tuple(self._articles.values()), known[key])
            while len(known) > _MAX_HELD:
                known.popitem(last=False)
        edits = session.edits()
        if not edits:
            return known[key]
        made = (key, len(edits))
        if st.session_state.get("edited_holdings", (None,))[0] != made:
            st.session_state.edited_holdings = (made, known[key].with_edits(edits))
        edited: Holdings = st.session_state.edited_holdings[1]
        return edited

    def change(self, incident: str, field: str, *, old: Value, new: Value, reason: str) -> None:
        """Change one value of an incident."""
        edits, frame = session.edits(), self.holdings().incidents
        edits.append(proposed(frame, incident, field, old=old, new=new, reason=reason, number=len(edits) + 1))

    def undo(self, number: int) -> None:
        """Take a change back."""
        edits = session.edits()
        edits.append(taken_back(edits, number))


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
        return self._stored

    def change(self, incident: str, field: str, *, old: Value, new: Value, reason: str) -> None:
        """Change one value of an incident, in the file."""
        with Project.open(self._path) as project:
            project.record_edit(incident, field, old=old, new=new, reason=reason)

    def undo(self, number: int) -> None:
        """Take a change back, in the file."""
        with Project.open(self._path) as project:
            project.undo(number)

    def _write(self, reading: "Reading") -> None:
        # Imported here: the libraries of reading are of no use to a page that adds nothing.
        from geo.pipeline import add_to_project  # noqa: PLC0415

        with Project.open(self._path) as project:
            add_to_project(project, reading)
        _mentions_read(self._path).update(reading.toponyms)


@st.cache_resource(show_spinner=False)
def _read_before() -> "OrderedDict[tuple[str, ...], Holdings]":
    """Return what was read, for all sessions; identifiers of reports are made from their content."""
    return OrderedDict()


# A change of the file changes its stamp, and with it the answer.
@st.cache_resource(show_spinner="Opening the project …", max_entries=2)
def _stored(path: Path, stamp: tuple[int, int]) -> Holdings:  # noqa: ARG001
    toponyms = dict(_mentions_read(path))
    with Project.open(path) as project:
        incidents = project.incidents()
        return Holdings(
            articles=project.articles(),
            incidents=incidents,
            claims=project.claims(),
            mentions=_mentions(toponyms, incidents),
            toponyms=toponyms,
            edits=project.history(),
        )


def _mentions(toponyms: Mapping[str, tuple[Toponym, ...]], incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if not toponyms:
        columns = ("surface", "name", "kind", "confidence", "report_id")
        return gpd.GeoDataFrame({name: [] for name in columns}, geometry=[], crs=tables.CRS)
    # Imported here: where there are mentions, something was read, and the libraries of reading are there.
    from geo.pipeline import Reading  # noqa: PLC0415

    return Reading(articles=(), toponyms=toponyms, claims=(), incidents=incidents).mentions()


@st.cache_resource(show_spinner=False)
def _mentions_read(path: Path) -> dict[str, tuple[Toponym, ...]]:  # noqa: ARG001
    """Return the places of the reports that were read into a project since the program started."""
    return {}


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)  # opening it says what is wrong
    return (status.st_mtime_ns, status.st_size)
