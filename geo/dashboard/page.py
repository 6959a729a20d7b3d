"""The page: reads the filter, asks the library, draws the panels.

``streamlit run app.py`` and ``incident-map app`` both end up in `main`.
"""

import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo import mapping, paths
from geo.dashboard import (
    add_panel,
    download_panel,
    evidence_panel,
    filter_panel,
    help_panel,
    map_panel,
    plain,
    reports,
    session,
    table_panel,
)
from geo.dashboard.desks import Desk, Holdings, MemoryDesk, ProjectDesk, Reader
from geo.dashboard.style import STYLE
from geo.errors import IncidentMapError
from geo.filters import IncidentFilter
from geo.records import Article


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
    st.set_page_config(page_title="Incident Map", page_icon="🗺️", layout="wide")
    st.html(STYLE)
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

    head: DeltaGenerator
    notice: DeltaGenerator
    body: DeltaGenerator


def _page(desk: Desk) -> None:
    # From the first run on, so that the map never has to make room for the sidebar.
    st.sidebar.html('<h1 class="product">Incident Map</h1>')
    head = st.container(key="head", horizontal=True, vertical_alignment="center")
    places = _Places(head, st.container(), st.container())
    if not desk.is_read():
        _read(desk, places)
    _draw(desk.holdings(), places)


def _read(desk: Desk, places: _Places) -> None:
    """Read the reports; a page that shows nothing yet gets its map while they are read."""
    if "drawn" not in st.session_state:
        st.session_state.drawn = True
        with places.head:
            plain.show(f"Reading {_held(len(desk.identifiers()))} …", style="sentence")
        with places.body:
            map_panel.show_empty()
    try:
        with places.notice, st.spinner("Reading the reports …"):
            desk.holdings()
    except Exception:
        # Otherwise every further run would fail on the same reports.
        session.drop_last_added()
        raise
    st.rerun()


def _draw(held: Holdings, places: _Places) -> None:
    head, notice, body = places
    articles = held.articles
    frame = held.incidents
    chosen, problem = session.usable_filter()
    with st.sidebar:
        filter_panel.show(frame, chosen, country_names=country_names())
    _note_additions(held)
    shown = mapping.drawable(chosen.apply(frame))
    mentions = held.mentions
    crossings = mapping.crossing_marks(frame)
    write_page = partial(mapping.write_html, articles=articles.values(), mentions=mentions, crossings=crossings)
    with head:
        plain.show(_sentence(chosen, len(shown), len(frame), len(articles)), style="sentence")
        with st.popover("Add reports", icon=":material/note_add:"):
            add_panel.show(articles)
        with st.popover("Download", icon=":material/download:"):
            outside = table_panel.unplaced(frame, chosen)
            download_panel.show(shown, outside, write_page=write_page)
        with st.popover("Help", icon=":material/help:"):
            help_panel.show()
    if problem:
        notice.warning(plain.as_markdown(problem))
    # The slider and the first view belong to all incidents of the chosen statuses, not to the other filters.
    whole = mapping.drawable(IncidentFilter(statuses=chosen.statuses).apply(frame))
    with body:
        map_panel.show(
            # Every date, so that the timeline can move without asking here.
            replace(chosen, since=None, until=None).apply(frame),
            chosen,
            articles=articles.values(),
            mentions=mentions,
            crossings=crossings,
            slots=mapping.timeline_days(whole),
            bounds=mapping.view_bounds(whole),
        )
    tables, evidence = st.columns([3, 2], gap="medium")
    with tables:
        table_panel.show(frame, shown, chosen)
    with evidence:
        evidence_panel.show(frame, st.session_state.selected, articles)
    session.put_in_url(chosen)


def _sentence(chosen: IncidentFilter, shown: int, every: int, articles: int) -> str:
    return f"{shown} of {every} from {_held(articles)} · {chosen.describe(country_names=country_names())}"


def _held(number: int) -> str:
    return "1 report" if number == 1 else f"{number} reports"


def _note_additions(held: Holdings) -> None:
    """Say once what the reports just added have brought."""
    new = st.session_state.pop("just_added", None)
    if new is None:
        return
    told = [("done", reports.outcome(held.articles[key], held)) for key in new if key in held.articles]
    st.session_state.added_notes = told + st.session_state.get("added_notes", [])


@cache
def country_names() -> dict[str, str]:
    """Return the English name of each country by its ISO 3166-1 alpha-2 code, as the base map has them."""
    layer = json.loads(paths.data("basemap", "countries.geojson").read_text(encoding="utf-8"))
    named = (feature["properties"] for feature in layer["features"])
    return {values["country"]: values["name"] for values in named}


if __name__ == "__main__":
    main(project=project_argument(sys.argv))
