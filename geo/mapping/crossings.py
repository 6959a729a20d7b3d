"""Border crossings with what the incidents say about their being open or shut."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from geo import crossings
from geo.records import REAL_STATUSES

CrossingStatus = Literal["open", "closed"]

# A closure that names no crossing is taken for the one at its place, if there is one within this distance.
_AT_THE_PLACE_KM = 10.0
_REPORTED: Mapping[str, CrossingStatus] = {"border_closure": "closed", "border_opening": "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingMark:
    """A border crossing as the map draws it.

    Attributes
    ----------
    lat, lon
        WGS 84 degrees.
    countries
        For readers, for example ``"IR-PK"``.
    note
        One phrase on the position, for example its source; may be empty.
    history
        First and last day, both inclusive, for which a status is reported; oldest first.
    """

    name: str
    countries: str
    lat: float
    lon: float
    note: str = ""
    history: tuple[tuple[date, date, CrossingStatus], ...] = ()


def crossing_marks(frame: gpd.GeoDataFrame, *, table: gpd.GeoDataFrame | None = None) -> list[CrossingMark]:
    """Return every known crossing with its reported status over time.

    Parameters
    ----------
    frame
        Incidents with the columns of an export (`geo.tables`); closures and openings that happened or are
        claimed, and have a date, make the history.
    table
        Crossings as `geo.crossings.load` returns them; the shipped ones if None.

    Raises
    ------
    DataError
        If the shipped table cannot be read.
    """
    known = crossings.load() if table is None else table
    histories = _histories(frame, _identifiers(known))
    return [
        CrossingMark(
            name=str(row.name),
            countries=f"{row.country_a}-{row.country_b}",
            lat=float(row.lat),
            lon=float(row.lon),
            note=f"within {max(row.uncertainty_m, 10):.0f} m, from {row.source}",
            history=tuple(sorted(histories.get(str(row.id), []))),
        )
        for row in _rows(known)
    ]


def _histories(
    frame: gpd.GeoDataFrame, identifiers: Mapping[str, str]
) -> dict[str, list[tuple[date, date, CrossingStatus]]]:
    histories: dict[str, list[tuple[date, date, CrossingStatus]]] = {}
    reported = frame["type"].isin(list(_REPORTED)) & frame["status"].isin(REAL_STATUSES)
    for row in _rows(frame[reported.to_numpy(dtype=bool)]):
        first, last = row.date_start or row.date_end, row.date_end or row.date_start
        if not isinstance(first, str) or not isinstance(last, str):
            continue
        span = (date.fromisoformat(first), date.fromisoformat(last), _REPORTED[row.type])
        for identifier in _crossings_of(row, identifiers):
            histories.setdefault(identifier, []).append(span)
    return histories


def _crossings_of(row: Any, identifiers: Mapping[str, str]) -> set[str]:
    """Return the crossings that the claims name, or else the one at the incident's place."""
    named = {_key(claim.get("crossing")) for claim in row.claims}
    found = {identifiers[name] for name in named if name in identifiers}
    is_near = (
        row.precision in {"exact", "place"} and not pd.isna(row.crossing_km) and row.crossing_km <= _AT_THE_PLACE_KM
    )
    if not found and is_near and _key(row.crossing) in identifiers:
        return {identifiers[_key(row.crossing)]}
    return found


def _identifiers(table: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the crossing that each name and alias means; a name that two share means none."""
    pairs = {
        (_key(name), str(row.id)) for row in _rows(table) for name in (row.name, *str(row.aliases).split(";"), row.id)
    }
    names = [name for name, _ in pairs]
    return {name: identifier for name, identifier in pairs if name and names.count(name) == 1}


def _key(name: object) -> str:
    return " ".join(name.casefold().replace("–", "-").split()) if isinstance(name, str) else ""


def _rows(table: gpd.GeoDataFrame) -> Iterable[Any]:
    # Without the index, whose field would be called like the column "name" of crossings.
    rows: Iterable[Any] = table.itertuples(index=False)
    return rows
