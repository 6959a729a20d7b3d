"""The filters in the sidebar, each value with the number of incidents behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import streamlit as st

from geo.dashboard import session, views
from geo.dashboard.selection import Selection
from geo.filters import MAX_WORDS_CHARACTERS, IncidentFilter
from geo.records import INCIDENT_TYPES, STATUSES
from geo.symbols import TYPES

_DISTANCES_KM: Final = (10.0, 25.0, 50.0, 100.0, 200.0)
_KILLED: Final = (1, 5, 10, 25, 50, 100)
_CONFIDENCES: Final = (0.5, 0.7, 0.8, 0.9)
# The date fields accept what a calendar can hold; Streamlit's default is ten years around today.
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
# A list of more names helps nobody to find one; the rest are found by words.
_MOST_CHOICES: Final = 400
_EVERYTHING: Final = IncidentFilter(statuses=(), rejected=True)
_MORE: Final = ("provinces", "crossings", "sources", "border_within_km", "killed_at_least", "confidence_at_least")


def show(selection: Selection, *, country_names: dict[str, str]) -> None:
    """Draw every filter; the widgets keep their values in the session under `session.FILTER_KEYS`."""
    chosen = selection.chosen
    st.html('<h2 class="panel">Filters</h2>')
    st.text_input(
        "Words",
        key="words",
        max_chars=MAX_WORDS_CHARACTERS,
        placeholder="in titles, names and quotes",
        help=_WORDS_HELP,
    )
    _dates()
    _choice(selection, "Type", "types", "type", order=INCIDENT_TYPES, name=_type_label)
    _choice(selection, "Status", "statuses", "status", order=STATUSES, name=str.capitalize)
    _choice(selection, "Country", "countries", "country", name=lambda code: country_names.get(code, code))
    _choice(selection, "Actor", "actors", "actor")
    is_used = any(getattr(chosen, field) for field in _MORE) or chosen.rejected
    more = st.expander("More filters", expanded=is_used, icon=":material/tune:", on_change="rerun", key="more_filters")
    if more.open:
        with more:
            _more(selection)
    st.button(
        "Reset all filters",
        on_click=session.reset,
        width="stretch",
        disabled=chosen == IncidentFilter() and st.session_state.known_at is None,
    )
    st.selectbox(
        "Borders as seen by",
        views.offered(),
        index=None,
        key="view",
        format_func=lambda code: country_names.get(code, code),
        placeholder="As administered",
        help=_VIEW_HELP,
    )


def _more(selection: Selection) -> None:
    _choice(selection, "Province", "provinces", "admin1")
    _limit(selection, "Distance to a border", "border_within_km", _DISTANCES_KM, "Within {:g} km")
    _choice(selection, "Nearest crossing", "crossings", "crossing")
    _limit(selection, "Killed", "killed_at_least", _KILLED, "{:g} or more")
    _limit(selection, "Confidence", "confidence_at_least", _CONFIDENCES, "{:.0%} or more")
    _choice(selection, "Outlet", "sources", "source")
    rejected = int(selection.rejected.sum())
    st.toggle(f"Show what was rejected ({rejected})", key="rejected")


_VIEW_HELP = (
    "Whose view of disputed areas decides in which country an incident lies and how far from a border. "
    "It is no filter: it changes none of the counts but those by country and distance."
)
_WORDS_HELP = (
    "Every word must occur in the incident’s title, place, actors, means or quotes. Case and accents do not count."
)


def _dates() -> None:
    # One below the other: side by side in the sidebar they would show the year and nothing else.
    for title, name in (("First day", "since"), ("Last day", "until")):
        key = session.date_field(name)
        st.date_input(
            title,
            value=None,
            min_value=_FIRST_DAY,
            max_value=_LAST_DAY,
            format="YYYY-MM-DD",
            key=key,
            on_change=session.take_from_field,
            args=(name, key),
        )


def _choice(
    selection: Selection,
    title: str,
    field: str,
    column: str,
    *,
    order: tuple[str, ...] = (),
    name: Callable[[str], str] = str,
) -> None:
    """Draw one list; values that are chosen stay in it when the other filters leave nothing of them."""
    counts = selection.counts(column, without=field)
    if len(counts) > _MOST_CHOICES:
        counts = dict(sorted(counts.items(), key=lambda pair: -pair[1])[:_MOST_CHOICES])
    values = [*counts, *(value for value in st.session_state[field] if value not in counts)]
    values.sort(key=lambda value: (order.index(value) if value in order else 0, name(value).casefold()))

    def labelled(value: str) -> str:
        return f"{name(value)} ({counts.get(value, 0):,})"

    st.multiselect(title, values, key=field, format_func=labelled, placeholder=f"Every {title.lower()}")


def _limit(selection: Selection, title: str, field: str, limits: tuple[float, ...], words: str) -> None:
    """Draw a list of limits; the one of an address joins it."""
    others, columns = selection.others(field), selection.held.columns
    value = getattr(selection.chosen, field)

    def labelled(limit: float) -> str:
        alone = replace(_EVERYTHING, **{field: limit}).test(columns).mask()  # type: ignore[arg-type]  # fields of numbers only
        return f"{words.format(limit)} ({int(np.count_nonzero(alone & others)):,})"

    choices = sorted({*limits, *([] if value is None else [value])})
    st.selectbox(title, choices, index=None, key=field, format_func=labelled, placeholder=f"Any {title.lower()}")


def _type_label(value: str) -> str:
    return TYPES[value].label  # type: ignore[index]  # only known types come from the table
