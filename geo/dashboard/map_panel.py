"""The map with its timeline."""

import os
from typing import Any, Final

import numpy as np
import streamlit as st
from streamlit_folium import st_folium

from geo import mapping
from geo.dashboard import served, session, views
from geo.dashboard.holdings import Holdings
from geo.dashboard.selection import Selection
from geo.filters.columns import Mask
from geo.mapping.payload import script_json

MAP_HEIGHT: Final = 700
"""Pixels, timeline included, until the page's style has fitted the map to the height of the window."""

MOST_IN_BROWSER: Final = 20_000
"""Incidents that a browser gets one by one; of more it gets counts for the cells of its view."""

TILES_VARIABLE: Final = "INCIDENT_MAP_TILES"
"""Names the environment variable that holds the URL of online pictures which a reader may switch on."""

# More are read in the evidence beside the map; and with very many incidents all of them, for they would be most
# of what is sent.
_QUOTES: Final = 2
_MOST_WITH_QUOTES: Final = 3000
_FIRST_SIZE: Final = (900.0, 560.0)  # pixels of a map whose browser has not told its view yet
_WORLD: Final = [[-50.0, -170.0], [75.0, 170.0]]  # south, west; north, east


def show(selection: Selection) -> None:
    """Show the map of the chosen incidents."""
    state, chosen, held = st.session_state, selection.chosen, selection.held
    slots, bounds = held.timeline(chosen.statuses)
    content, mask = _content(selection, slots, bounds)
    _show(
        mapping.Command(
            content,
            slots=slots,
            bounds=bounds,
            mask=mask,
            reports=held.report_days,
            report_count=len(held.articles),
            since=chosen.since,
            until=chosen.until,
            known_at=state.known_at,
            range_revision=state.range_revision,
            selected=state.selected,
            select_revision=state.select_revision,
            theme=session.theme(),
            view=views.drawn(state.view),
        )
    )


def show_empty() -> None:
    """Show the map with borders alone, while there is nothing to put on it yet."""
    _show(None)


def _show(command: mapping.Command | None) -> None:
    urls = served.map_urls()
    base = mapping.base_map(
        {name: {"url": url} for name, url in urls.base_layers.items()},
        scripts=urls.scripts,
        styles=urls.styles,
        font=served.font_url(),
        tiles=os.environ.get(TILES_VARIABLE, ""),
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


def _content(
    selection: Selection, slots: list[int], bounds: list[list[float]] | None
) -> tuple[dict[str, Any], str | None]:
    """Return what the browser gets, and which of it passes the filter."""
    held = selection.held
    passing = selection.whatever_day & held.drawable
    if int(held.drawable.sum()) <= MOST_IN_BROWSER:
        return _source(held, held.drawable), mapping.packed(passing[held.drawable])
    if int(passing.sum()) <= MOST_IN_BROWSER:
        return _source(held, passing), None
    view = st.session_state.viewport or _first_view(bounds or _WORLD)
    counted = (passing & selection.known)[held.drawable]
    shown = selection.shown[held.drawable]
    counts = {
        "cells": held.grid.cells(shown, view),
        "histogram": held.grid.histogram(counted, slots),
        "count": int(shown.sum()),
    }
    return {**_source(held, np.zeros(len(passing), dtype=bool)), **counts}, None


def _source(held: Holdings, mask: Mask) -> dict[str, str]:
    """Return the address of the data of the masked states and the digest that names them; written once."""
    known: dict[bytes, dict[str, str]] = held.sources
    key = np.packbits(mask).tobytes()
    if key in known and served.served_file(known[key]["url"]).exists():
        return known[key]
    frame = held.states[mask]
    quotes = _QUOTES if len(frame) <= _MOST_WITH_QUOTES else 0
    data = mapping.map_data(
        frame, mentions=held.mentions, crossings=held.crossings, articles=held.articles.values(), quotes=quotes
    )
    known[key] = {"url": served.data_url(script_json(data), data["digest"]), "digest": data["digest"]}
    return known[key]


def _first_view(bounds: list[list[float]]) -> mapping.Viewport:
    (south, west), (north, east) = bounds
    wide, high = max(east - west, 0.5), max(north - south, 0.5)
    zoom = np.floor(2 * np.log2(min(360 * _FIRST_SIZE[0] / 256 / wide, 300 * _FIRST_SIZE[1] / 256 / high))) / 2
    return (west - wide / 3, south - high / 3, east + wide / 3, north + high / 3, float(np.clip(zoom, 2, 7)))
