"""Incidents as a table: the columns that every form of the result shares, and their check at the boundary.

Latitude and longitude, which are named everywhere else, become points in longitude, latitude order here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, get_args

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.errors import OptionError
from geo.records import (
    DATE_PRECISIONS,
    INCIDENT_TYPES,
    PLACE_PRECISIONS,
    STATUSES,
    Claim,
    DatePrecision,
    Incident,
    PlacePrecision,
    Review,
    Spot,
)

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
        "cross_border": "boolean",
        "disputed": "boolean",
        "crossing": "object",
        "crossing_km": "float64",
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
longitude, latitude order (EPSG:4326) or None. ``border``, ``border_km``, ``crossing`` and ``crossing_km`` stay
unknown, and ``disputed`` False, until the borders are joined.
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
        "from_caption": "boolean",
        "confidence": "float64",
    }
)
"""The keys of a claim in a cell of ``claims``, in their order; every claim has them all, None where unknown."""

DATE_COLUMNS: Final = ("date_start", "date_end")

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "type": INCIDENT_TYPES,
    "status": STATUSES,
    "date_precision": DATE_PRECISIONS,
    "precision": PLACE_PRECISIONS,
    "review": get_args(Review),
}
_RANGES: Final = (("killed_low", "killed_high"), ("injured_low", "injured_high"), DATE_COLUMNS)
_NOT_NEGATIVE: Final = ("uncertainty_km", "border_km", "crossing_km", "sources", "killed_low", "injured_low")
_PATTERNS: Final[Mapping[str, str]] = {"country": r"[A-Z]{2}", "border": r"[A-Z]{2}-[A-Z]{2}"}
_NAMED_ROWS = 3  # a complaint names so many rows and counts the rest


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
    (0, 31)
    """
    return conform(pd.DataFrame([_row(incident) for incident in incidents], columns=list(COLUMNS)))


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
    """Return a claim as a plain dictionary with the keys of `CLAIM_FIELDS`."""
    return {
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
        "from_caption": claim.from_caption,
        "confidence": claim.confidence,
    }


def check(frame: pd.DataFrame) -> None:
    """Refuse a table that does not keep the contract of `COLUMNS`.

    Raises
    ------
    OptionError
        Once, with every complaint about columns, values, coordinates and reference system.
    """
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        complaints = [f"it lacks {', '.join(missing)}"]
    else:
        complaints = [complaint for complaint in _complaints(frame) if complaint]
    if complaints:
        raise OptionError(f"the table of incidents cannot be used: {'; '.join(complaints)}")


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
        "claims": [_in_order(claim_fields(claim)) for claim in incident.claims],
        "geometry": shapely.Point(spot.lon, spot.lat) if is_placed else None,
    }


def _in_order(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in CLAIM_FIELDS}


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
        cells = [list(value) if isinstance(value, (list, tuple, np.ndarray)) else [] for value in values]
    elif name in DATE_COLUMNS:
        cells = [_day_text(value) for value in values]
    else:
        cells = [value if isinstance(value, str) else None for value in _refuse_numbers(values)]
    return pd.Series(_object_array(cells), index=values.index, dtype=object)


def _object_array(cells: list[Any]) -> Any:
    """Return a one-dimensional array of objects, which NumPy would not make of lists of one length."""
    array = np.empty(len(cells), dtype=object)
    array[:] = cells
    return array


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
        return f"{value:%Y-%m-%d}"
    return str(np.datetime64(value, "D"))


def _complaints(frame: pd.DataFrame) -> Iterator[str]:
    ids = frame["id"]
    yield _complain(frame, ids.isna() | (ids == ""), "no id")
    yield _complain(frame, ids.duplicated(keep="first") & ids.notna(), "an id that another row has")
    for name, choices in _CHOICES.items():
        yield _complain(frame, ~frame[name].isin(choices), f"a {name} other than {', '.join(choices)}")
    for name in DATE_COLUMNS:
        yield _complain(frame, _each(frame[name], lambda value: not _is_day(value)), f"no ISO 8601 day as {name}")
    for name, pattern in _PATTERNS.items():
        wrong = _each(frame[name], lambda value, pattern=pattern: not re.fullmatch(pattern, str(value)))  # type: ignore[misc]
        yield _complain(frame, wrong, f"a {name} that is not like {pattern}")
    for name in _NOT_NEGATIVE:
        yield _complain(frame, _numbers(frame[name]) < 0, f"a negative {name}")
    for low, high in _RANGES:
        yield _complain(frame, _is_reversed(frame[low], frame[high]), f"{low} greater than {high}")
    confidence = _numbers(frame["confidence"])
    yield _complain(frame, ~confidence.between(0, 1), "a confidence outside 0..1")
    yield from _geometry_complaints(frame)


def _geometry_complaints(frame: pd.DataFrame) -> Iterator[str]:
    shapes = frame["geometry"]
    crs = getattr(shapes, "crs", None)
    if crs is None or crs.to_epsg() != 4326:  # noqa: PLR2004 - the number is the name of WGS 84
        yield f"its reference system is {crs.name if crs else 'not given'}, not {CRS}; use to_crs({CRS!r})"
    cells = np.array(shapes, dtype=object)
    known = ~pd.isna(cells)
    cells[~known] = None
    points = known & (shapely.get_type_id(cells) == shapely.GeometryType.POINT)
    yield _complain(frame, known & ~points, "a geometry other than a point")
    cells[~points] = None
    lon, lat = shapely.get_x(cells), shapely.get_y(cells)
    inside = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)  # noqa: PLR2004 - half and quarter of a turn
    yield _complain(frame, points & ~inside, "a point outside -180..180, -90..90 (longitude, latitude)")


def _complain(frame: pd.DataFrame, wrong: Any, what: str) -> str:
    rows = [str(label) for label in frame["id"][np.asarray(wrong, dtype=bool)]]
    if not rows:
        return ""
    rest = f" and {len(rows) - _NAMED_ROWS} more" if len(rows) > _NAMED_ROWS else ""
    return f"{', '.join(map(repr, rows[:_NAMED_ROWS]))}{rest}: {what}"


def _each(values: "pd.Series[Any]", is_wrong: Callable[[Any], bool]) -> list[bool]:
    return [not missing and is_wrong(value) for value, missing in zip(values, values.isna(), strict=True)]


def _is_day(value: Any) -> bool:
    if not isinstance(value, str):
        return isinstance(value, (date, np.datetime64))
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _numbers(values: "pd.Series[Any]") -> "pd.Series[float]":
    return pd.to_numeric(values, errors="coerce").astype("float64")


def _is_reversed(low: "pd.Series[Any]", high: "pd.Series[Any]") -> list[bool]:
    gaps = low.isna() | high.isna()
    return [
        not gap and str(a) > str(b) if isinstance(a, str) else bool(not gap and a > b)
        for a, b, gap in zip(low, high, gaps, strict=True)
    ]
