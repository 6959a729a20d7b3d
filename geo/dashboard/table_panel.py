"""Tables of incidents: what the map shows, what has no place or date, and what is not a fact."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo import mapping
from geo.dashboard import session
from geo.filters import IncidentFilter
from geo.records import REAL_STATUSES, STATUSES
from geo.symbols import TYPES

_HEIGHT = 430
_PRECISION = {
    "exact": "exact spot",
    "place": "place",
    "admin2": "district",
    "admin1": "province",
    "country": "country",
    "unknown": "unknown",
}


def show(frame: gpd.GeoDataFrame, shown: gpd.GeoDataFrame, chosen: IncidentFilter) -> None:
    """Draw the three tables as tabs; a selected row becomes the incident whose evidence is shown.

    Parameters
    ----------
    frame
        Every incident.
    shown
        Those on the map, in the chosen dates.
    """
    outside = unplaced(frame, chosen)
    unreal = not_facts(frame, chosen)
    tabs = st.tabs(
        [f"On the map ({len(shown)})", f"Undated or unplaced ({len(outside)})", f"Not facts ({len(unreal)})"]
    )
    with tabs[0]:
        _table(shown, "shown", "No incident passes the filters. Widen them, or reset them in the sidebar.")
    with tabs[1]:
        _table(outside, "outside", "Every incident that passes the filters has a place and a date.", missing=True)
    with tabs[2]:
        _table(unreal, "unreal", "Nothing is reported as denied, planned, threatened or only possible.")


def unplaced(frame: gpd.GeoDataFrame, chosen: IncidentFilter) -> gpd.GeoDataFrame:
    """Return the incidents that the map cannot show, whatever dates are chosen."""
    passed = replace(chosen, since=None, until=None, border_within_km=None).apply(frame)
    return passed[~passed.index.isin(mapping.drawable(passed).index)]


def not_facts(frame: gpd.GeoDataFrame, chosen: IncidentFilter) -> gpd.GeoDataFrame:
    """Return what was denied, planned, threatened or only imagined, whatever statuses and dates are chosen."""
    others = tuple(status for status in STATUSES if status not in REAL_STATUSES)
    return replace(chosen, since=None, until=None, statuses=others).apply(frame)


def _table(frame: gpd.GeoDataFrame, key: str, empty: str, *, missing: bool = False) -> None:
    if not len(frame):
        st.caption(empty)
        return
    rows = _rows(frame, missing=missing)
    st.dataframe(
        rows.drop(columns="id"),
        key=f"table_{key}",
        hide_index=True,
        height=min(_HEIGHT, 36 + 35 * len(rows)),
        on_select=_selector(f"table_{key}", rows["id"].tolist()),
        selection_mode="single-row",
        column_config={
            "Title": st.column_config.TextColumn(width="large"),
            "Reports": st.column_config.NumberColumn(width="small"),
            "Border, km": st.column_config.NumberColumn(
                format="%.0f", help="Geodesic, to the nearest international one"
            ),
            "Confidence": st.column_config.ProgressColumn(min_value=0.0, max_value=1.0, format="percent"),
        },
    )


def _selector(key: str, identifiers: list[str]) -> Callable[[], None]:
    def select() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        session.select(identifiers[rows[0]] if rows else None)

    return select


def _rows(frame: gpd.GeoDataFrame, *, missing: bool) -> pd.DataFrame:
    ordered = frame.sort_values(["date_start", "id"], na_position="last", kind="stable")
    columns: dict[str, Any] = {
        "id": list(ordered["id"]),
        "Date": [_dates(first, last) for first, last in zip(ordered["date_start"], ordered["date_end"], strict=True)],
        "Title": list(ordered["title"]),
    }
    if missing:
        columns["Missing"] = [_missing(row) for row in ordered.itertuples()]
    columns |= {
        "Type": [TYPES[kind].label for kind in ordered["type"]],
        "Status": list(ordered["status"]),
        "Known to the": [_PRECISION[precision] for precision in ordered["precision"]],
        "Killed": [
            toll_in_words(low, high) for low, high in zip(ordered["killed_low"], ordered["killed_high"], strict=True)
        ],
        "Injured": [
            toll_in_words(low, high) for low, high in zip(ordered["injured_low"], ordered["injured_high"], strict=True)
        ],
        "Reports": ordered["sources"].astype("Int64").to_numpy(),
        "Border": list(ordered["border"]),
        "Border, km": ordered["border_km"].to_numpy(),
        "Confidence": ordered["confidence"].to_numpy(),
    }
    return pd.DataFrame(columns)


def _dates(first: Any, last: Any) -> str:
    known = [day for day in (first, last) if isinstance(day, str)]
    if not known:
        return "unknown"
    return known[0] if len(set(known)) == 1 else f"{known[0]} to {known[-1]}"


def _missing(row: Any) -> str:
    lacks = [] if isinstance(row.date_start, str) or isinstance(row.date_end, str) else ["date"]
    if row.geometry is None or row.geometry.is_empty:
        lacks.append("place")
    return " and ".join(lacks)


def toll_in_words(low: Any, high: Any) -> str:
    """Return a range in words; unknown is not 0."""
    if pd.isna(low) and pd.isna(high):
        return "unknown"
    if pd.isna(high):
        return f"at least {low}"
    if pd.isna(low):
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"
