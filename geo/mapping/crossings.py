"""Border crossings with what the reports say about their being open or shut."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd

from geo import crossings
from geo.crossings import CrossingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days, both inclusive, for which the status of a crossing is known, and the reports that say so in words."""

    first: date
    last: date
    status: CrossingStatus
    reason: str = ""


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
        Oldest first; on all other days the status is unknown.
    """

    name: str
    countries: str
    lat: float
    lon: float
    note: str = ""
    history: tuple[Period, ...] = ()


def crossing_marks(frame: gpd.GeoDataFrame, *, table: gpd.GeoDataFrame | None = None) -> list[CrossingMark]:
    """Return every known crossing with its status over time, by the rule of `geo.crossings.status`.

    Parameters
    ----------
    frame
        Incidents with the columns of an export (`geo.tables`).
    table
        Crossings as `geo.crossings.load` returns them; the shipped ones if None.

    Raises
    ------
    DataError
        If the shipped table cannot be read.
    """
    known = crossings.load() if table is None else table
    histories: dict[str, list[Period]] = {}
    for row in _rows(crossings.history(frame, table=known)):
        if row.status != "unknown":
            period = Period(first=row.first, last=row.last, status=row.status, reason=row.reason or "")
            histories.setdefault(str(row.id), []).append(period)
    return [
        CrossingMark(
            name=str(row.name),
            countries=f"{row.country_a}-{row.country_b}",
            lat=float(row.lat),
            lon=float(row.lon),
            note=f"within {max(row.uncertainty_m, 10):.0f} m, from {row.source}",
            history=tuple(histories.get(str(row.id), ())),
        )
        for row in _rows(known)
    ]


def _rows(table: Any) -> Iterable[Any]:
    # Without the index, whose field would be called like the column "name" of crossings.
    rows: Iterable[Any] = table.itertuples(index=False)
    return rows
