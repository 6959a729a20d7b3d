"""Incidents as a table: the columns that every form of the result shares.

Latitude and longitude, which are named everywhere else, become points in longitude, latitude order here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.errors import OptionError
from geo.records import Claim, DatePrecision, Incident, PlacePrecision, Spot
from geo.rules import inferred

CRS: Final = "EPSG:4326"

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": "object",
        "type": "object",
        "status": "object",
        "title": "object",
        "date_start": "object",
        "date_end": "object",
        "date_precision": "object",
        "place_name": "object",
        "country": "object",
        "admin1": "object",
        "precision": "object",
        "uncertainty_km": "float64",
        "actor1": "object",
        "actor2": "object",
        "killed_low": "Int64",
        "killed_high": "Int64",
        "injured_low": "Int64",
        "injured_high": "Int64",
        "means": "object",
        "confidence": "float64",
        "border": "object",
        "border_km": "float64",
        "border_km_low": "float64",
        "border_km_high": "float64",
        "border_bearing": "float64",
        "cross_border": "boolean",
        "cross_border_reason": "object",
        "disputed": "boolean",
        "crossing": "object",
        "crossing_km": "float64",
        "crossing_km_low": "float64",
        "crossing_km_high": "float64",
        "worldview": "object",
        "sources": "Int64",
        "from_caption": "boolean",
        "review": "object",
        "claims": "object",
        "geometry": "geometry",
    }
)
"""The columns in their order with their pandas dtypes.

Text columns (``object``) hold strings, dates among them as ISO 8601 days (both inclusive), and None where a
value is unknown. ``claims`` holds a list of plain dictionaries (`CLAIM_FIELDS`), ``geometry`` a point in
longitude, latitude order (EPSG:4326) or None. The columns of borders and crossings stay unknown, and ``disputed``
False, until the borders are joined (`geo.relations.relate`, which says what they hold). ``worldview`` is the ISO
3166-1 alpha-2 code of the state whose view decides the side of a disputed place; None is the administered side.
"""

CLAIM_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "report_id": "object",
        "source": "object",
        "url": "object",
        "published": "object",
        "speaker": "object",
        "status": "object",
        "quote": "object",
        "start": "Int64",
        "end": "Int64",
        "type": "object",
        "date_start": "object",
        "date_end": "object",
        "date_precision": "object",
        "place_name": "object",
        "country": "object",
        "admin1": "object",
        "precision": "object",
        "uncertainty_km": "float64",
        "actor1": "object",
        "actor1_country": "object",
        "actor2": "object",
        "actor2_country": "object",
        "killed_low": "Int64",
        "killed_high": "Int64",
        "injured_low": "Int64",
        "injured_high": "Int64",
        "means": "object",
        "crossing": "object",
        "crossing_border": "object",
        "crossing_modes": "object",
        "crossing_towards": "object",
        "crossing_exceptions": "object",
        "inferred": "object",
        "from_caption": "boolean",
        "confidence": "float64",
    }
)
"""The keys of a claim in a cell of ``claims``, in their order; every claim has them all, None where unknown.

``crossing`` and ``crossing_modes`` join several values by semicolons; ``inferred`` names the values that no words of
the claim state, each with the rule of `geo.rules` that gave it: ``"date: best guess; place: setting"``.
"""

DATE_COLUMNS: Final = ("date_start", "date_end")


def to_frame(incidents: Iterable[Incident]) -> gpd.GeoDataFrame:
    """Return incidents as a table, one row each in the order given.

    Returns
    -------
    geopandas.GeoDataFrame
        The columns of `COLUMNS` in EPSG:4326. ``cross_border`` is unknown unless both the actor's state and
        the country of the place are known; the other border columns are not filled.

    Examples
    --------
    >>> to_frame([]).shape
    (0, 38)
    """
    return conform(pd.DataFrame([_row(incident) for incident in incidents], columns=list(COLUMNS), dtype=object))


def conform(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return a copy with the columns of `COLUMNS`, and any others after them, in one form of missing values.

    Files and joins bring back dates as timestamps, missing texts as NaN and tolls as floats; this undoes it.

    Raises
    ------
    OptionError
        If a column is missing, or holds what its dtype cannot.
    """
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise OptionError(f"the table of incidents lacks {', '.join(missing)}; make it with geo.read or a project")
    columns: dict[str, Any] = {}
    for name, dtype in COLUMNS.items():
        if name == "geometry":
            continue
        try:
            columns[name] = _conformed(frame[name], name, dtype)
        except (TypeError, ValueError) as error:
            raise OptionError(f"the column {name!r} does not hold {dtype} values: {error}") from error
    others = {name: frame[name] for name in frame.columns if name not in COLUMNS}
    crs = getattr(frame["geometry"], "crs", None) or CRS
    shapes = gpd.GeoSeries(np.asarray(frame["geometry"], dtype=object), index=frame.index, crs=crs)
    return gpd.GeoDataFrame({**columns, "geometry": shapes, **others}, geometry="geometry", index=frame.index)


def claim_fields(claim: Claim) -> dict[str, Any]:
    """Return a claim as a plain dictionary with the keys of `CLAIM_FIELDS` in their order."""
    fields = {
        "report_id": claim.report_id,
        "source": claim.source or None,
        "url": claim.url or None,
        "published": _iso(claim.published),
        "speaker": claim.speaker or None,
        "status": claim.status,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "type": claim.type,
        **_event_fields(claim),
        "actor1_country": claim.actor1_country or None,
        "actor2_country": claim.actor2_country or None,
        "crossing": claim.crossing or None,
        "crossing_border": claim.crossing_border or None,
        "crossing_modes": ";".join(claim.crossing_modes) or None,
        "crossing_towards": claim.crossing_towards or None,
        "crossing_exceptions": claim.crossing_exceptions or None,
        "inferred": inferred(claim) or None,
        "from_caption": claim.from_caption,
        "confidence": claim.confidence,
    }
    return {name: fields[name] for name in CLAIM_FIELDS}


def _row(incident: Incident) -> dict[str, Any]:
    spot = incident.spot
    actor, place = incident.actor1_country, spot.country
    is_placed = spot.lat is not None and spot.lon is not None
    return {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "title": incident.title,
        **_event_fields(incident),
        "confidence": incident.confidence,
        "cross_border": actor != place if actor and place else None,
        "disputed": False,
        "sources": len({claim.report_id for claim in incident.claims}),
        "from_caption": incident.from_caption,
        "review": incident.review,
        "claims": [claim_fields(claim) for claim in incident.claims],
        "geometry": shapely.Point(spot.lon, spot.lat) if is_placed else None,
    }


def _event_fields(told: Claim | Incident) -> dict[str, Any]:
    """Return the values that a claim and an incident have in common."""
    spot: Spot = told.spot
    date_precision: DatePrecision = told.date_precision if told.first or told.last else "unknown"
    precision: PlacePrecision = spot.precision
    return {
        "date_start": _iso(told.first),
        "date_end": _iso(told.last),
        "date_precision": date_precision,
        "place_name": spot.name or None,
        "country": spot.country or None,
        "admin1": spot.admin1 or None,
        "precision": precision,
        "uncertainty_km": spot.uncertainty_km,
        "actor1": told.actor1 or None,
        "actor2": told.actor2 or None,
        "killed_low": told.killed.low,
        "killed_high": told.killed.high,
        "injured_low": told.injured.low,
        "injured_high": told.injured.high,
        "means": told.means or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _conformed(values: "pd.Series[Any]", name: str, dtype: str) -> "pd.Series[Any]":
    if dtype != "object":
        numbers = values if dtype == "boolean" else pd.to_numeric(values)
        return numbers.astype(dtype)  # type: ignore[call-overload,no-any-return]  # pandas-stubs know no dtype by variable
    cells: list[Any]
    if name == "claims":
        cells = [_claim_list(value) for value in values]
    elif name in DATE_COLUMNS:
        cells = [_day_text(value) for value in values]
    else:
        cells = [value if isinstance(value, str) else None for value in _refuse_numbers(values)]
    return pd.Series(cells, index=values.index, dtype=object)


def _refuse_numbers(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if not isinstance(value, str) and not pd.isna(value):
            raise ValueError(f"{value!r} is no text")
        yield value


def _day_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, date):  # datetime and pandas.Timestamp are dates too
        return value.isoformat()[: len("2024-01-16")]
    return str(np.datetime64(value, "D"))


def _claim_list(value: Any) -> list[dict[str, Any]]:
    """Return the claims of a cell, which some file forms hand back as JSON text or an array."""
    if isinstance(value, str):
        value = json.loads(value)
    if not isinstance(value, (list, tuple, np.ndarray)):
        return []
    return [{name: _plain(claim.get(name)) for name in CLAIM_FIELDS} for claim in value]


def _plain(value: Any) -> Any:
    return _day_text(value) if isinstance(value, date) else value
