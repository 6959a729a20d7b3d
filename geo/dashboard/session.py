"""What a reader has chosen: kept in Streamlit's session and, all but reports and edits, in the URL.

The range of dates has two controls, the fields of the sidebar and the timeline in the map. Each change in the
sidebar raises ``range_revision``; the map takes over a range with a new revision only, and what the map reports
comes in through `take_from_map`. So neither control can pull the other back.

A browser sends the values of all fields whenever one changes. Those of fields that have not heard of a new value yet
are old, which Streamlit takes for a choice of the reader. So whatever else sets the dates gives them new fields.
"""

import math
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import streamlit as st

from geo.dashboard import views
from geo.errors import OptionError
from geo.filters import IncidentFilter
from geo.project import Edit
from geo.records import Article

MAP_KEY = "map"
_VIEWPORT_NUMBERS = 5
_MOST_LATITUDE, _MOST_LONGITUDE = 90.0, 180.0
FILTER_KEYS = tuple(field.name for field in fields(IncidentFilter))


def begin() -> None:
    """Fill a new session from the URL; later runs change nothing."""
    state = st.session_state
    if "range_revision" in state:
        # Written back because a widget whose options change would otherwise start anew.
        for name in FILTER_KEYS:
            if name in state:
                state[name] = state[name]
        state.view = state.view
        return
    query = state.address = _query()
    state.date_fields = 0
    _put(IncidentFilter.from_query(query))
    state.known_at = _day(next(iter(query.get("known_at", [])), None))
    state.view = views.known(query["view"][0]) if query.get("view") else views.first()
    state.viewport = None
    state.edits = []
    state.range_revision = 0
    state.select_revision = 0
    state.map_clicks = 0
    state.selected = next(iter(query.get("incident", [])), None)
    state.added = {}
    state.open_table = 0
    state.picked = None


def chosen_filter() -> IncidentFilter:
    """Return the filter that the widgets hold.

    Raises
    ------
    OptionError
        If they contradict each other: the first day lies after the last.
    """
    state = st.session_state
    lists = ("types", "countries", "provinces", "crossings", "actors", "sources", "statuses")
    return IncidentFilter(
        since=state.get("since"),
        until=state.get("until"),
        **{name: tuple(state.get(name, ())) for name in lists},
        border_within_km=state.get("border_within_km"),
        killed_at_least=state.get("killed_at_least"),
        confidence_at_least=state.get("confidence_at_least"),
        rejected=bool(state.get("rejected")),
        words="".join(character for character in state.get("words", "") if character.isprintable()).strip(),
    )


def usable_filter() -> tuple[IncidentFilter, str]:
    """Return the chosen filter, or what is left of it with the sentence that says what is wrong."""
    try:
        return chosen_filter(), ""
    except OptionError as error:
        message = str(error)
    state = st.session_state
    since, until = state.get("since"), state.get("until")
    if since and until and since > until:
        return IncidentFilter(), f"The first day {since} lies after the last day {until}, so no filter is applied."
    return IncidentFilter(), f"No filter is applied: {message}."


def put_in_url(chosen: IncidentFilter) -> None:
    """Write the filter and the selected incident into the address of the page.

    The browser says its address with every request. That may be older than what it was told since, so that both count.
    """
    query = chosen.to_query()
    if st.session_state.selected:
        query["incident"] = [st.session_state.selected]
    if st.session_state.known_at:
        query["known_at"] = [st.session_state.known_at.isoformat()]
    if st.session_state.view != views.first():
        query["view"] = [st.session_state.view or ""]
    if query != _query() or query != st.session_state.address:
        st.query_params.from_dict(query)
        st.session_state.address = query


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def reset() -> None:
    """Take back every condition."""
    _put(IncidentFilter())
    st.session_state.known_at = None
    st.session_state.range_revision += 1


def date_field(name: str) -> str:
    """Return the key of the present field for ``"since"`` or ``"until"``, which holds the chosen day."""
    state = st.session_state
    key = f"{name} {state.date_fields}"
    if key not in state:
        state[key] = state[name]
    return key


def take_from_field(name: str, key: str) -> None:
    """Take over the day of a field, unless it has been replaced meanwhile: the page, not the map, has set it."""
    state = st.session_state
    if key == date_field(name):
        state[name] = state[key]
        state.range_revision += 1


def select(incident: str | None) -> None:
    """Choose the incident whose evidence is shown, and mark it on the map."""
    st.session_state.selected = incident
    st.session_state.select_revision += 1


def take_from_map() -> None:
    """Take over the dates and the incident that were chosen in the map."""
    state = st.session_state
    value = state.get(MAP_KEY)
    if not isinstance(value, Mapping):
        return
    if value.get("range_revision") == state.range_revision:
        _put_dates(*_range(value.get("range")))
        state.known_at = _day(value.get("known_at"))
    state.viewport = _viewport(value.get("viewport"))
    clicks = value.get("clicks")
    if isinstance(clicks, int) and clicks != state.map_clicks and isinstance(value.get("selected"), str):
        state.map_clicks = clicks
        state.selected = value["selected"]
    state.picked = _spot(value.get("picked"))


def theme() -> str:
    """Return ``"dark"`` or ``"light"``, as the reader's page is."""
    return "dark" if getattr(st.context.theme, "type", None) == "dark" else "light"


def added_reports() -> dict[str, Article]:
    """Return the reports that the reader has added in this session, by identifier."""
    added: dict[str, Article] = st.session_state.added
    return added


def edits() -> list[Edit]:
    """Return the changes that the reader has made to incidents that no project file holds."""
    made: list[Edit] = st.session_state.edits
    return made


def drop_last_added() -> None:
    """Forget the reports that were added last."""
    for identifier in st.session_state.pop("just_added", []):
        added_reports().pop(identifier, None)


def _put(chosen: IncidentFilter) -> None:
    _put_dates(chosen.since, chosen.until)
    for name in FILTER_KEYS:
        value = getattr(chosen, name)
        st.session_state[name] = list(value) if isinstance(value, tuple) else value


def _put_dates(since: date | None, until: date | None) -> None:
    """Set the dates other than by their fields, which are replaced if they hold others."""
    state = st.session_state
    if (since, until) != (state.get("since"), state.get("until")):
        state.since, state.until = since, until
        state.date_fields += 1


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _viewport(value: Any) -> tuple[float, ...] | None:
    """Return west, south, east and north in degrees and the zoom, or None if the browser sent anything else."""
    try:
        numbers = tuple(float(number) for number in value)
    except (TypeError, ValueError):
        return None
    return numbers if len(numbers) == _VIEWPORT_NUMBERS and all(map(math.isfinite, numbers)) else None


def _spot(value: Any) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, or None if the browser sent anything else."""
    try:
        lat, lon = (round(float(number), 5) for number in value)
    except (TypeError, ValueError):
        return None
    return (lat, lon) if abs(lat) <= _MOST_LATITUDE and abs(lon) <= _MOST_LONGITUDE else None


def _range(value: Any) -> tuple[date | None, date | None]:
    """Return two days from what the browser sent, which may be anything."""
    try:
        since, until = (date.fromisoformat(text) for text in value)
    except (TypeError, ValueError):
        return None, None
    return (since, until) if since <= until else (None, None)
