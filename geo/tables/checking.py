"""The check of a table of incidents at the boundary: every complaint at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, get_args

import numpy as np
import pandas as pd
import shapely

from geo.errors import OptionError
from geo.records import DATE_PRECISIONS, INCIDENT_TYPES, PLACE_PRECISIONS, STATUSES, Review
from geo.tables.columns import COLUMNS, CRS, DATE_COLUMNS

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "type": INCIDENT_TYPES,
    "status": STATUSES,
    "date_precision": DATE_PRECISIONS,
    "precision": PLACE_PRECISIONS,
    "review": get_args(Review),
}
_RANGES: Final = (
    ("killed_low", "killed_high"),
    ("injured_low", "injured_high"),
    ("border_km_low", "border_km_high"),
    ("crossing_km_low", "crossing_km_high"),
    DATE_COLUMNS,
)
_NOT_NEGATIVE: Final = (
    "uncertainty_km",
    "border_km",
    "border_km_low",
    "border_bearing",
    "crossing_km",
    "crossing_km_low",
    "sources",
    "killed_low",
    "injured_low",
)
_PATTERNS: Final[Mapping[str, str]] = {
    "country": r"[A-Z]{2}",
    "border": r"[A-Z]{2}-[A-Z]{2}",
    "worldview": r"[A-Z]{2}",
}
_NAMED_ROWS = 3  # a complaint names so many rows and counts the rest


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
