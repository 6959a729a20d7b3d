"""Tables of incidents: what the map shows, what has no place or date, what is no fact, what was rejected."""

from collections.abc import Callable
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.dashboard import session
from geo.dashboard.selection import Selection
from geo.filters.columns import Mask
from geo.symbols import GROUPS, TYPES

_HEIGHT: Final = 430
_PAGE_ROWS: Final = 200  # with each change of a filter they are sent anew
_PRECISION: Final = {
    "exact": "exact spot",
    "place": "place",
    "admin2": "district",
    "admin1": "province",
    "country": "country",
    "unknown": "unknown",
}
_NONE_PASSES: Final = "No incident passes the filters. Widen or reset them in the sidebar."
_NOTHING_YET: Final = "There is no report here yet. Add some with the button above the map."
_REVIEW: Final = {"auto": "not reviewed", "confirmed": "accepted", "rejected": "rejected", "edited": "edited"}


def show(selection: Selection) -> None:
    """Draw the tables as tabs; a selected row becomes the incident whose evidence is shown."""
    parts = (
        ("On the map", "shown", selection.shown, _NONE_PASSES if selection.held.articles else _NOTHING_YET),
        (
            "Undated or unplaced",
            "outside",
            selection.outside,
            "Every incident that passes the filters has a place and a date.",
        ),
        (
            "Planned or denied",
            "unreal",
            selection.not_facts,
            "Nothing is reported as denied, planned, threatened or only possible.",
        ),
        ("Rejected", "rejected", selection.rejected, "Nobody has rejected an incident. You can, beside its evidence."),
    )
    labels = [f"{title} ({int(mask.sum()):,})" for title, _, mask, _ in parts]
    # The counts are in the labels, and with each new count Streamlit takes the tabs for other ones.
    tabs = st.tabs(labels, default=labels[st.session_state.open_table], on_change=_note_open(labels), key="tables")
    for tab, (_, key, mask, empty) in zip(tabs, parts, strict=True):
        if tab.open:
            with tab:
                _table(selection, mask, key, empty)


def _note_open(labels: list[str]) -> Callable[[], None]:
    """Return what keeps in mind which tab is open; only that one's table is made and sent."""

    def note() -> None:
        st.session_state.open_table = labels.index(st.session_state.tables)

    return note


def _table(selection: Selection, mask: Mask, key: str, empty: str) -> None:
    number = int(mask.sum())
    if not number:
        st.caption(empty)
        return
    page, pages = st.session_state.get(f"page_{key}", 1), -(-number // _PAGE_ROWS)
    if page > pages:
        page = st.session_state[f"page_{key}"] = 1
    start = (page - 1) * _PAGE_ROWS
    rows = _rows(selection.rows(mask, start=start, most=_PAGE_ROWS), missing=key == "outside")
    st.dataframe(
        rows.drop(columns="id"),
        key=f"table_{key}",
        hide_index=True,
        height=min(_HEIGHT, 38 + 35 * len(rows)),
        on_select=_selector(f"table_{key}", rows["id"].tolist()),
        selection_mode="single-row",
        column_config={
            "Title": st.column_config.TextColumn(width=340),
            # Streamlit measures the first rows only, and longer words further down would be cut.
            "Missing": st.column_config.TextColumn(width=125),
            "Killed": st.column_config.TextColumn(width=100),
            "Injured": st.column_config.TextColumn(width=100),
            "Reports": st.column_config.NumberColumn(width="small"),
            "Border, km": st.column_config.NumberColumn(
                format="%.0f", help="Geodesic, to the nearest international one"
            ),
            "Confidence": st.column_config.ProgressColumn(min_value=0.0, max_value=1.0, format="percent"),
        },
    )
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", key=f"pages_{key}"):
            st.pagination(pages, key=f"page_{key}")
            st.caption(f"Rows {start + 1:,} to {start + len(rows):,} of {number:,}, by date")


def _selector(key: str, identifiers: list[str]) -> Callable[[], None]:
    def select() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        session.select(identifiers[rows[0]] if rows else None)

    return select


def _rows(ordered: gpd.GeoDataFrame, *, missing: bool) -> pd.DataFrame:
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
        "Killed": _tolls(ordered, "killed"),
        "Injured": _tolls(ordered, "injured"),
        "Reports": ordered["sources"].astype("Int64").to_numpy(),
        "Border": [border if isinstance(border, str) else "" for border in ordered["border"]],
        "Border, km": ordered["border_km"].to_numpy(),
        "Confidence": ordered["confidence"].to_numpy(),
        "Review": [_REVIEW[review] for review in ordered["review"]],
    }
    return pd.DataFrame(columns)


def _tolls(ordered: gpd.GeoDataFrame, what: str) -> list[str]:
    """Return a toll of each row in words; talks and the like have none unless one is told."""
    rows = zip(ordered["type"], ordered[f"{what}_low"], ordered[f"{what}_high"], strict=True)
    told = [(kind, toll_in_words(low, high)) for kind, low, high in rows]
    return ["" if words == "unknown" and not GROUPS[TYPES[kind].group].has_toll else words for kind, words in told]


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
