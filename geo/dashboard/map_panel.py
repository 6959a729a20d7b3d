"""The map with its timeline."""

from collections.abc import Iterable, Sequence

import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from geo import mapping
from geo.dashboard import session
from geo.dashboard.served import map_urls
from geo.filters import IncidentFilter
from geo.records import Article

MAP_HEIGHT = 700
"""Pixels, timeline included, until the page's style has fitted the map to the height of the window."""

# More are read in the evidence below the map; and with very many incidents all of them, for they would be most
# of what is sent at each change of a filter.
_QUOTES = 3
_MOST_WITH_QUOTES = 5000


def show(
    frame: gpd.GeoDataFrame,
    chosen: IncidentFilter,
    *,
    articles: Iterable[Article],
    mentions: gpd.GeoDataFrame,
    crossings: Sequence[mapping.CrossingMark],
    slots: list[int],
    bounds: list[list[float]] | None,
) -> None:
    """Show the map.

    Parameters
    ----------
    frame
        Incidents that pass every filter but the dates, which the map applies itself.
    slots, bounds
        Of all incidents, so that neither slider nor first view depend on the filters.
    """
    state = st.session_state
    quotes = _QUOTES if len(frame) <= _MOST_WITH_QUOTES else 0
    _show(
        mapping.Command(
            mapping.map_data(frame, mentions=mentions, crossings=crossings, articles=articles, quotes=quotes),
            slots=slots,
            bounds=bounds,
            since=chosen.since,
            until=chosen.until,
            range_revision=state.range_revision,
            selected=state.selected,
            select_revision=state.select_revision,
            theme=_theme(),
        )
    )


def show_empty() -> None:
    """Show the map with borders alone, while there is nothing to put on it yet."""
    _show(None)


def _show(command: mapping.Command | None) -> None:
    urls = map_urls()
    base = mapping.base_map(
        {name: {"url": url} for name, url in urls.base_layers.items()}, scripts=urls.scripts, styles=urls.styles
    )
    st_folium(
        base,
        key=session.MAP_KEY,
        height=MAP_HEIGHT,
        use_container_width=True,
        # The library itself reports nothing; the map's script sends the range and the selection.
        returned_objects=[],
        feature_group_to_add=None if command is None else mapping.command_group(command),
        on_change=session.take_from_map,
    )


def _theme() -> str:
    return "dark" if getattr(st.context.theme, "type", None) == "dark" else "light"
