"""A person's word on an incident: accept, reject, edit with a reason, undo; and who changed what."""

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geo.dashboard import plain
from geo.dashboard.desks import Desk
from geo.dashboard.holdings import Holdings
from geo.errors import IncidentMapError, OptionError
from geo.project import Edit, Value, standing
from geo.project.edits import anchor
from geo.project.spots import PLACE, moved, read_spot, spot_text
from geo.project.values import plain as plain_value
from geo.records import INCIDENT_TYPES, STATUSES
from geo.symbols import TYPES

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

_FIELDS: Final = {
    "type": "Type",
    "status": "Status",
    "date_start": "First day",
    "date_end": "Last day",
    "actor1": "Actor",
    "actor2": "Acted on",
    "killed_low": "Killed, at least",
    "killed_high": "Killed, at most",
    "injured_low": "Injured, at least",
    "injured_high": "Injured, at most",
    "means": "Means",
    "title": "Title",
}
_LIDS: Final = {"Accept": "check", "Reject": "block", "Edit": "edit", "Move": "edit_location_alt"}
"""What opens a form, with its symbol."""

_NUMBERS: Final = ("killed_low", "killed_high", "injured_low", "injured_high")
_MOST_CHARACTERS: Final = 200
_WORDS: Final = {"confirmed": "accepted", "rejected": "rejected", "auto": "not reviewed"}


def show(incident: "pd.Series[Any]", desk: Desk, held: Holdings) -> None:
    """Draw the buttons, the editor and the history of one incident."""
    key = incident["id"]
    _forms(incident, desk)
    own = [edit for edit in held.edits if edit.claim == anchor(incident["claims"]) or edit.incident_id == key]
    if own:
        # In the open, without a lid: a value that somebody changed says so, and no run of the page can shut it.
        st.markdown(f"**Changes ({len(own)})**")
        _history(own, held, desk)


@st.fragment
def _forms(incident: "pd.Series[Any]", desk: Desk) -> None:
    """Draw the buttons, and behind each its form, which shuts once its change is made."""
    if st.session_state.pop("changed", False):
        st.rerun()
    with st.container(horizontal=True, key="review"):
        for label, value in (("Accept", "confirmed"), ("Reject", "rejected")):
            with _lid(incident, label, disabled=incident["review"] == value):
                _verdict(incident, desk, label, value)
        with _lid(incident, "Edit"):
            _editor(incident, desk)
        with _lid(incident, "Move"):
            _mover(incident, desk)
    problem = st.session_state.pop("review_problem", "")
    if problem:
        st.warning(plain.as_markdown(problem))


def _lid(incident: "pd.Series[Any]", label: str, *, disabled: bool = False) -> "PopoverContainer":
    key = _lid_key(incident["id"], label)
    return st.popover(label, icon=f":material/{_LIDS[label]}:", disabled=disabled, key=key, on_change="rerun")


def _lid_key(incident: str, label: str) -> str:
    return f"{label.lower()}_open_{incident}"


def _verdict(incident: "pd.Series[Any]", desk: Desk, label: str, value: str) -> None:
    key = incident["id"]
    with st.form(f"{value}_{key}", border=False):
        st.text_input(
            "Reason", key=f"reason_{value}_{key}", max_chars=_MOST_CHARACTERS, placeholder=_PLACEHOLDER[value]
        )
        st.form_submit_button(
            label,
            type="primary",
            on_click=_change,
            args=(desk, key, "review", (incident["review"], value), f"reason_{value}_{key}"),
        )


_PLACEHOLDER: Final = {"confirmed": "for example: two witnesses", "rejected": "for example: an old picture’s caption"}


def _editor(incident: "pd.Series[Any]", desk: Desk) -> None:
    key = incident["id"]
    field = st.selectbox("Value", list(_FIELDS), format_func=_FIELDS.__getitem__, key=f"field_{key}")
    now = plain_value(incident[field])
    new_key, reason_key = f"new_{field}_{key}", f"reason_{field}_{key}"
    with st.form(f"edit_{field}_{key}", border=False):
        _input(field, now, new_key)
        st.text_input(
            "Reason", key=reason_key, max_chars=_MOST_CHARACTERS, placeholder="who says so, or what was misread"
        )
        st.form_submit_button(
            "Change", type="primary", on_click=_edit, args=(desk, key, field, now, (new_key, reason_key))
        )


def _mover(incident: "pd.Series[Any]", desk: Desk) -> None:
    """Draw the form for another place; a spot that was clicked on the map stands in it already."""
    key, picked = incident["id"], st.session_state.picked
    point = incident["geometry"]
    lat, lon = picked or (None, None) if point is None else picked or (point.y, point.x)
    st.caption("Click an empty spot of the map to take its position, or type one.")
    # Another spot makes other fields, for a field keeps what it has.
    part = f"{key}_{picked}"
    keys = {name: f"move_{name}_{part}" for name in ("lat", "lon", "name", "km", "reason")}
    with st.form(f"move_{part}", border=False):
        left, right = st.columns(2)
        left.number_input("Latitude", -90.0, 90.0, value=lat, step=None, format="%.5f", key=keys["lat"])
        right.number_input("Longitude", -180.0, 180.0, value=lon, step=None, format="%.5f", key=keys["lon"])
        name = "" if picked else incident["place_name"] or ""
        st.text_input("Name of the place", value=name, max_chars=_MOST_CHARACTERS, key=keys["name"])
        st.number_input("At most so many km off", 0.0, 500.0, value=1.0, step=1.0, format="%g", key=keys["km"])
        st.text_input(
            "Reason", key=keys["reason"], max_chars=_MOST_CHARACTERS, placeholder="for example: a geolocated video"
        )
        st.form_submit_button("Move", type="primary", on_click=_move, args=(desk, key, keys))


def _move(desk: Desk, incident: str, keys: dict[str, str]) -> None:
    # Imported here: the border layers are of no use to a page on which nobody moves anything.
    from geo.relations import relate  # noqa: PLC0415

    state = st.session_state
    try:
        lat, lon = state[keys["lat"]], state[keys["lon"]]
        if lat is None or lon is None:
            raise OptionError("Nothing was moved: give a latitude and a longitude, or click on the map")
        frame = desk.holdings().incidents
        found = frame[frame["id"] == incident].reset_index(drop=True)
        if found.empty:
            raise OptionError("That incident is no longer here; reload the page")
        old = spot_text(found, 0)
        name = " ".join(state[keys["name"]].split())
        place = relate(moved(found, lat=lat, lon=lon, name=name, uncertainty_km=state[keys["km"]]))
    except IncidentMapError as error:
        state.review_problem = f"{error}."
        return
    _change(desk, incident, PLACE, (old, spot_text(place, 0)), keys["reason"])
    if not state.get("review_problem"):
        state.picked = None


def _input(field: str, now: Value, key: str) -> None:
    label = f"New value of “{_FIELDS[field]}”"
    if field == "type":
        st.selectbox(
            label, INCIDENT_TYPES, index=INCIDENT_TYPES.index(now), format_func=lambda kind: TYPES[kind].label, key=key
        )
    elif field == "status":
        st.selectbox(label, STATUSES, index=STATUSES.index(now), key=key)
    elif field in _NUMBERS:
        number = now if isinstance(now, int) else None
        st.number_input(label, min_value=0, step=1, value=number, key=key, placeholder="unknown")
    elif field.startswith("date"):
        st.date_input(
            label,
            value=date.fromisoformat(now) if isinstance(now, str) else None,
            min_value=date(1900, 1, 1),
            max_value=date(2100, 12, 31),
            format="YYYY-MM-DD",
            key=key,
        )
    else:
        st.text_input(label, value=now or "", max_chars=_MOST_CHARACTERS, key=key)


def _edit(desk: Desk, incident: str, field: str, old: Value, keys: tuple[str, str]) -> None:
    new_key, reason_key = keys
    new = st.session_state[new_key]
    if isinstance(new, date):
        new = new.isoformat()
    if isinstance(new, str):
        new = " ".join(new.split()) or None
    if new == old:
        st.session_state.review_problem = "That is the value that it has already, so nothing changed."
        return
    st.session_state.review_problem = ""
    _change(desk, incident, field, (old, new), reason_key)


def _change(desk: Desk, incident: str, field: str, values: tuple[Value, Value], reason_key: str) -> None:
    reason = st.session_state[reason_key]
    try:
        if not reason.strip():
            raise OptionError("Nothing was changed: say why, so that others can follow it")
        desk.change(incident, field, old=values[0], new=values[1], reason=" ".join(reason.split()))
    except IncidentMapError as error:
        st.session_state.review_problem = f"{error}."
        return
    st.session_state.changed = True
    # A form left open would lie over what the change has moved, and take the next click.
    for label in _LIDS:
        st.session_state[_lid_key(incident, label)] = False


def _undo(desk: Desk, number: int) -> None:
    try:
        desk.undo(number)
    except IncidentMapError as error:
        st.session_state.review_problem = f"{error}."


def _history(own: list[Edit], held: Holdings, desk: Desk) -> None:
    holding = {edit.number for edit in standing(held.edits)}
    for edit in reversed(own):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.html(f'<p class="change" dir="auto">{escape(_in_words(edit))}</p>')
        if edit.number in holding:
            right.button(
                "Undo",
                key=f"undo_{edit.number}",
                on_click=_undo,
                args=(desk, edit.number),
                icon=":material/undo:",
                type="tertiary",
            )


def _in_words(edit: Edit) -> str:
    when = f"{edit.when:%Y-%m-%d %H:%M} UTC"
    if edit.undoes is not None:
        return f"{when}: change {edit.undoes} undone"
    if edit.field == "review":
        return f"{edit.number}. {when}: {_WORDS.get(str(edit.new), edit.new)} – {edit.reason}"
    if edit.field == PLACE:
        return f"{edit.number}. {when}: moved from {_spot(edit.old)} to {_spot(edit.new)} – {edit.reason}"
    name = _FIELDS.get(edit.field, edit.field)
    return f"{edit.number}. {when}: {name} from {_shown(edit.old)} to {_shown(edit.new)} – {edit.reason}"


def _shown(value: Value) -> str:
    return "unknown" if value is None else f"“{value}”"


def _spot(value: Value) -> str:
    """Return a place in words: its name and position."""
    spot = read_spot(value)
    at = "no place" if spot["lat"] is None else f"{spot['lat']:.4f}, {spot['lon']:.4f}"
    return f"“{spot['place_name']}” ({at})" if spot["place_name"] else at
