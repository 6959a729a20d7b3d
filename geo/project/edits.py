"""What people changed in incidents: each change with its reason, none ever erased, every one undone at will."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, get_args

import geopandas as gpd

from geo import tables
from geo.errors import OptionError
from geo.project.spots import PLACE, set_spot, spot_text
from geo.project.values import cell, plain
from geo.records import IncidentType, Review, Spot, Toll
from geo.titles import title_of

if TYPE_CHECKING:
    import pandas as pd

Value = str | float | bool | None

_NOT_EDITABLE: Final = frozenset({"id", "sources", "claims", "geometry"})
_IN_TITLE: Final = frozenset(
    {"type", "actor1", "place_name", "killed_low", "killed_high", "injured_low", "injured_high"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change that a person made to an incident.

    Attributes
    ----------
    number
        Counts from 1 in the order in which the changes were made.
    incident_id
        Identifier that the incident had then; it changes when a new report adds a claim to it.
    claim
        First claim of the incident (`anchor`), by which it is found again then.
    field
        A column of `geo.tables.COLUMNS`, or `geo.project.spots.PLACE`.
    old, new
        The values before and after, None for unknown.
    undoes
        Number of the change that this one takes back, or None.
    """

    number: int
    incident_id: str
    claim: str
    field: str
    old: Value
    new: Value
    reason: str
    when: datetime
    undoes: int | None = None


def anchor(claims: list[dict[str, Any]]) -> str:
    """Return what an incident is found by again after a new report changed its identifier."""
    return ":".join(str(claims[0][name]) for name in ("report_id", "start", "end", "type")) if claims else ""


def standing(edits: Iterable[Edit]) -> list[Edit]:
    """Return the changes that hold: those that nobody took back, oldest first."""
    made = sorted(edits, key=lambda edit: edit.number)
    undone = {edit.undoes for edit in made}
    return [edit for edit in made if edit.undoes is None and edit.number not in undone]


def proposed(
    frame: gpd.GeoDataFrame,
    incident_id: str,
    field: str,
    *,
    old: Value,
    new: Value,
    reason: str,
    number: int,
    when: datetime | None = None,
) -> Edit:
    """Return a change of one value after checking that it can be made.

    Parameters
    ----------
    frame
        Incidents with every change made so far.
    field
        A column of `geo.tables.COLUMNS` other than ``id``, ``sources``, ``claims`` and ``geometry``; or
        `geo.project.spots.PLACE`, whose values are texts of `geo.project.spots.spot_text`.
    old
        The value that the person saw.
    when
        Time of the change with its zone; now unless given.

    Raises
    ------
    OptionError
        If there is no such incident or field, the value is not one it can have, or it was changed meanwhile.
    """
    if field != PLACE and (field not in tables.COLUMNS or field in _NOT_EDITABLE):
        raise OptionError(f"{field!r} is no value of an incident that can be edited; see geo.tables.COLUMNS")
    found = frame[frame["id"] == incident_id].reset_index(drop=True)
    if found.empty:
        raise OptionError(f"there is no incident {incident_id!r}; reload the page or the file")
    now = value_of(found, 0, field)
    if now != old:
        raise OptionError(f"{field} of {incident_id!r} is now {now!r}, not {old!r}; look at it again")
    set_value(found, 0, field, new)
    tables.check(tables.conform(found))
    return Edit(
        number=number,
        incident_id=incident_id,
        claim=anchor(found.loc[0, "claims"]),
        field=field,
        old=old,
        new=value_of(found, 0, field),
        reason=reason,
        when=(when or datetime.now(UTC)).astimezone(UTC),
    )


def taken_back(edits: Iterable[Edit], number: int, *, when: datetime | None = None) -> Edit:
    """Return the change that takes another one back.

    Raises
    ------
    OptionError
        If there is no such change, or it was taken back already, or a later one of the same value stands on it.
    """
    made = list(edits)
    holding = standing(made)
    undone = next((edit for edit in holding if edit.number == number), None)
    if undone is None:
        raise OptionError(f"there is no change number {number} that could be undone; reload the page or the file")
    later = [edit for edit in holding if _is_of(edit, undone) and edit.field == undone.field and edit.number > number]
    if later:
        raise OptionError(
            f"{undone.field} was changed again after change {number}; undo change {later[-1].number} first"
        )
    return Edit(
        number=max(edit.number for edit in made) + 1,
        incident_id=undone.incident_id,
        claim=undone.claim,
        field=undone.field,
        old=undone.new,
        new=undone.old,
        reason="undone",
        when=(when or datetime.now(UTC)).astimezone(UTC),
        undoes=number,
    )


def review_after(edits: Iterable[Edit], incident: Edit) -> Review:
    """Return what the standing changes make of the review of the incident that a change belongs to."""
    review: Review = "auto"
    for edit in standing(edits):
        if _is_of(edit, incident):
            review = edit.new if edit.field == "review" else "edited"  # type: ignore[assignment]  # checked when it was made
    return review


def applied(frame: gpd.GeoDataFrame, edits: Iterable[Edit]) -> gpd.GeoDataFrame:
    """Return a copy of incidents with the standing changes, each wherever its incident's claim is now."""
    changed = frame.reset_index(drop=True).copy()
    holding = standing(edits)
    if not holding:
        return changed
    wanted = {edit.claim for edit in holding}
    rows: dict[str, list[Any]] = {}
    for row, claims in changed["claims"].items():
        for key in wanted.intersection(anchor([claim]) for claim in claims):
            rows.setdefault(key, []).append(row)
    for edit in holding:
        for row in rows.get(edit.claim, ()):
            set_value(changed, row, edit.field, edit.new)
    return changed


def set_value(frame: gpd.GeoDataFrame, row: Any, field: str, value: Value) -> None:
    """Set one value in place; a title made from the values follows it, and ``review`` says that it was edited.

    Raises
    ------
    OptionError
        If the column cannot hold the value.
    """
    follows = (field in _IN_TITLE or field == PLACE) and frame.loc[row, "title"] == _title(frame.loc[row])
    try:
        if field == PLACE:
            set_spot(frame, row, value)
        else:
            frame.loc[row, field] = cell(field, value)
    except (TypeError, ValueError) as error:
        raise OptionError(f"{value!r} is no value for {field}: {error}") from error
    if follows and frame.loc[row, "type"] in get_args(IncidentType):
        frame.loc[row, "title"] = _title(frame.loc[row])
    if field != "review":
        frame.loc[row, "review"] = "edited"


def value_of(frame: gpd.GeoDataFrame, row: Any, field: str) -> Value:
    """Return a value that can be edited, as `Edit` holds it."""
    value: Value = spot_text(frame, row) if field == PLACE else plain(frame.loc[row, field])
    return value


def _title(row: "pd.Series[Any]") -> str:
    tolls = (Toll(low=plain(row[f"{what}_low"]), high=plain(row[f"{what}_high"])) for what in ("killed", "injured"))
    killed, injured = tolls
    spot = Spot(name=row["place_name"] or "", precision=row["precision"])
    return title_of(row["type"], spot=spot, actor=row["actor1"] or "", killed=killed, injured=injured)


def _is_of(edit: Edit, other: Edit) -> bool:
    return edit.claim == other.claim if edit.claim else edit.incident_id == other.incident_id
