"""The filters in the sidebar, each value with the number of incidents behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.dashboard import session
from geo.filters import MAX_WORDS_CHARACTERS, IncidentFilter
from geo.records import INCIDENT_TYPES, STATUSES
from geo.symbols import TYPES

_DISTANCES_KM = (10.0, 25.0, 50.0, 100.0, 200.0)
# The date fields accept what a calendar can hold; Streamlit's default is ten years around today.
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def show(frame: gpd.GeoDataFrame, chosen: IncidentFilter, *, country_names: dict[str, str]) -> None:
    """Draw every filter; the widgets keep their values in the session under `session.FILTER_KEYS`."""
    _dates()
    types = _counts(replace(chosen, types=()).apply(frame)["type"], frame["type"])
    _choice("Type", "types", types, order=INCIDENT_TYPES, name=_type_label)
    statuses = _counts(replace(chosen, statuses=()).apply(frame)["status"], frame["status"])
    _choice("Status", "statuses", statuses, order=STATUSES, name=str.capitalize)
    countries = _counts(replace(chosen, countries=()).apply(frame)["country"], frame["country"])
    _choice("Country", "countries", countries, name=lambda code: country_names.get(code, code))
    _choice("Actor", "actors", _actor_counts(frame, chosen))
    _distance(frame, chosen)
    st.text_input(
        "Words",
        key="words",
        max_chars=MAX_WORDS_CHARACTERS,
        placeholder="in titles, names and quotes",
        help=_WORDS_HELP,
    )
    st.button("Reset all filters", on_click=session.reset, width="stretch", disabled=chosen == IncidentFilter())


_WORDS_HELP = (
    "Every word must occur in the incident’s title, place, actors, means or quotes. Case and accents do not count."
)


def _dates() -> None:
    for title, key in (("First day", "since"), ("Last day", "until")):
        st.date_input(
            title,
            value=None,
            min_value=_FIRST_DAY,
            max_value=_LAST_DAY,
            format="YYYY-MM-DD",
            key=key,
            on_change=session.range_changed,
        )


def _choice(
    title: str,
    key: str,
    counts: dict[str, int],
    *,
    order: tuple[str, ...] = (),
    name: Callable[[str], str] = str,
) -> None:
    """Draw one list; values that are chosen stay in it when the other filters leave nothing of them."""
    values = [*counts, *(value for value in st.session_state[key] if value not in counts)]
    values.sort(key=lambda value: (order.index(value) if value in order else 0, name(value).casefold()))

    def labelled(value: str) -> str:
        return f"{name(value)} ({counts.get(value, 0)})"

    st.multiselect(title, values, key=key, format_func=labelled, placeholder=f"Every {title.lower()}")


def _distance(frame: gpd.GeoDataFrame, chosen: IncidentFilter) -> None:
    base = replace(chosen, border_within_km=None).apply(frame)
    distances = pd.to_numeric(base["border_km"], errors="coerce")
    chosen_too = [] if chosen.border_within_km is None else [chosen.border_within_km]

    def labelled(limit: float) -> str:
        return f"Within {limit:g} km ({int((distances <= limit).sum())})"

    st.selectbox(
        "Distance to a border",
        sorted({*_DISTANCES_KM, *chosen_too}),
        index=None,
        key="border_within_km",
        format_func=labelled,
        placeholder="Any distance",
    )


def _actor_counts(frame: gpd.GeoDataFrame, chosen: IncidentFilter) -> dict[str, int]:
    passed = replace(chosen, actors=()).apply(frame)
    pairs = [
        sorted({actor for actor in pair if isinstance(actor, str) and actor})
        for pair in zip(passed["actor1"], passed["actor2"], strict=True)
    ]
    return _counts(
        pd.Series([actor for pair in pairs for actor in pair], dtype=object),
        pd.concat([frame["actor1"], frame["actor2"]]),
    )


def _counts(values: "pd.Series[Any]", every: "pd.Series[Any]") -> dict[str, int]:
    """Return a count for every value that occurs at all, 0 where the other filters leave none."""
    counts = values.value_counts()
    known = sorted({value for value in every if isinstance(value, str) and value and value == value.strip()})
    return {value: int(counts.get(value, 0)) for value in known}


def _type_label(value: str) -> str:
    return TYPES[value].label  # type: ignore[index]  # only known types come from the table
