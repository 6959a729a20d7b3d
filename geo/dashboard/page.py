"""The page: reads the filter, asks the library, draws the panels.

``streamlit run app.py`` and ``incident-map app`` (by `geo.dashboard.entry`) both end up in `main`.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo import mapping
from geo.dashboard import (
    add_panel,
    countries,
    download_panel,
    evidence_panel,
    filter_panel,
    help_panel,
    map_panel,
    plain,
    reports,
    session,
    table_panel,
    views,
)
from geo.dashboard.desks import Desk, MemoryDesk, ProjectDesk, Reader
from geo.dashboard.disagreements import long_date
from geo.dashboard.holdings import Holdings
from geo.dashboard.replay import NOW, day_number
from geo.dashboard.selection import Selection
from geo.errors import IncidentMapError
from geo.records import Article

_STYLE: Final = Path(__file__).with_name("page.css")
_DARK_STYLE: Final = Path(__file__).with_name("page_dark.css")
_ICON: Final = Path(__file__).with_name("icon.svg")


def main(
    *,
    example: Callable[[], Sequence[Article]] = reports.example,
    reader: Reader = reports.read,
    project: Path | None = None,
) -> None:
    """Draw the dashboard; whatever goes wrong, the reader sees one sentence.

    Parameters
    ----------
    example
        Gives the reports that the page opens on.
    reader
        Reads them, and those that are added.
    project
        Project file to open in place of the example.
    """
    st.set_page_config(page_title="Incident Map", page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    if session.theme() == "dark":
        st.html(_DARK_STYLE)
    try:
        session.begin()
        _page(ProjectDesk(project, reader) if project else MemoryDesk(example(), reader))
    except IncidentMapError as error:
        st.error(plain.as_markdown(str(error)))
    except Exception:  # the last line of defence: a reader never sees a traceback
        logging.getLogger(__name__).exception("the page could not be drawn")
        st.error("Something went wrong on this page; the log of the program says what. Reload to start anew.")


def project_argument(arguments: Sequence[str]) -> Path | None:
    """Return the project that the command line of the page names, or None.

    Examples
    --------
    >>> project_argument(["page.py", "night.gpkg"])
    PosixPath('night.gpkg')
    """
    named = [argument for argument in arguments[1:] if argument.lower().endswith(".gpkg")]
    return Path(named[0]) if named else None


class _Places(NamedTuple):
    """The parts of the page that every run makes, because the map's frame stays only if it keeps its place."""

    title: DeltaGenerator
    tools: DeltaGenerator
    notice: DeltaGenerator
    map: DeltaGenerator
    evidence: DeltaGenerator


def _places() -> _Places:
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        title = st.container(key="title")
        tools = st.container(key="tools_side")
    notice = st.container()
    with st.container(key="stage", horizontal=True):
        stage = st.container(key="map_side")
        evidence = st.container(key="evidence")
    return _Places(title, tools, notice, stage, evidence)


def _page(desk: Desk) -> None:
    # From the first run on, so that the map never has to make room for the sidebar.
    st.sidebar.container(key="sidebar_top")
    places = _places()
    if not desk.is_read():
        _read(desk, places)
    _draw(desk, views.seen(desk.holdings(), st.session_state.view), places)


def _read(desk: Desk, places: _Places) -> None:
    """Read the reports; a page that shows nothing yet gets its map while they are read."""
    if "drawn" not in st.session_state:
        st.session_state.drawn = True
        with places.title:
            _title(f"Reading {_held(len(desk.identifiers()))} …", "")
        with places.map:
            map_panel.show_empty()
    try:
        with places.notice, st.spinner("Reading the reports …"):
            desk.holdings()
    except Exception:
        # Otherwise every further run would fail on the same reports.
        session.drop_last_added()
        raise
    st.rerun()


def _draw(desk: Desk, held: Holdings, places: _Places) -> None:
    chosen, problem = session.usable_filter()
    known_at = st.session_state.known_at
    selection = Selection(held, chosen, day=NOW if known_at is None else day_number(known_at))
    names = countries.names()
    # First, because a browser draws what comes first while the rest is still made.
    with places.map:
        map_panel.show(selection)
    with st.sidebar:
        filter_panel.show(selection, country_names=names)
    _note_additions(held)
    with places.title:
        _title(_counts(selection), _sentence(selection, known_at, names))
    with places.tools:
        _tools(selection)
    if problem:
        places.notice.warning(plain.as_markdown(problem))
    with places.evidence:
        # Until an incident is chosen the map has the whole width.
        if st.session_state.selected:
            evidence_panel.show(selection.one(st.session_state.selected), desk, held, country_names=names)
    table_panel.show(selection)
    session.put_in_url(chosen)


@st.fragment
def _tools(selection: Selection) -> None:
    """Draw the buttons above the map; what lies behind one is made when it is opened."""
    held = selection.held
    with st.container(horizontal=True, key="tools"):
        # Once opened it stays, for a text that is pasted and not read yet is known to the browser alone.
        with st.popover("Add reports", icon=":material/note_add:", key="adding", on_change="rerun") as adding:
            st.session_state.was_adding = st.session_state.get("was_adding", False) or adding.open
            if st.session_state.was_adding:
                add_panel.show(held.articles)
        with st.popover("Download", icon=":material/download:", key="downloading", on_change="rerun") as downloading:
            if downloading.open:
                view = st.session_state.view
                write_page = partial(
                    mapping.write_html,
                    articles=held.articles.values(),
                    mentions=held.mentions,
                    crossings=held.crossings,
                    borders=views.layers(view).borders if view else None,
                )
                download_panel.show(selection, write_page=write_page)
        with st.popover("Help", icon=":material/help:", key="helping", on_change="rerun") as helping:
            if helping.open:
                help_panel.show()


def _title(counts: str, sentence: str) -> None:
    st.html(
        f'<h1 class="product">Incident Map</h1><p class="counts">{escape(counts)}</p>'
        f'<p class="sentence" dir="auto">{escape(sentence)}</p>'
    )


def _counts(selection: Selection) -> str:
    """Return where every incident is: the numbers are those of the tables below."""
    shown, outside = int(selection.shown.sum()), int(selection.outside.sum())
    parts = [f"{shown:,} {'incident' if shown == 1 else 'incidents'} on the map"]
    if outside:
        parts.append(f"{outside:,} undated or unplaced")
    if unreal := int(selection.not_facts.sum()):
        parts.append(f"{unreal:,} planned or denied")
    if rejected := int(selection.rejected.sum()):
        parts.append(f"{rejected:,} rejected")
    return " · ".join([*parts, f"from {_held(len(selection.held.articles))}"])


def _sentence(selection: Selection, known_at: date | None, names: dict[str, str]) -> str:
    told = selection.chosen.describe(country_names=names)
    return told if known_at is None else f"{told} As it was known on {long_date(known_at.isoformat())}."


def _held(number: int) -> str:
    return "1 report" if number == 1 else f"{number:,} reports"


def _note_additions(held: Holdings) -> None:
    """Say once what the reports just added have brought."""
    new = st.session_state.pop("just_added", None)
    if new is None:
        return
    telling = {claim.report_id for claim in held.claims}
    told = [
        ("done" if key in telling else "nothing", reports.outcome(held.articles[key], held))
        for key in new
        if key in held.articles
    ]
    st.session_state.added_notes = told + st.session_state.get("added_notes", [])
