"""Where an incident is, as one value that a person can change and take back as a whole.

The value is a JSON text, because the position, its exactness, the names of its areas and its distances belong
together: half of them changed would contradict the rest.
"""

import json
import math
from typing import Any, Final

import geopandas as gpd
import shapely

from geo import tables
from geo.errors import OptionError
from geo.project.values import cell, plain

PLACE: Final = "place"
"""Name of the value among the fields that can be edited."""

COLUMNS: Final = (
    "place_name",
    "country",
    "admin1",
    "precision",
    "uncertainty_km",
    "border",
    "border_km",
    "border_km_low",
    "border_km_high",
    "border_bearing",
    "cross_border",
    "cross_border_reason",
    "disputed",
    "crossing",
    "crossing_km",
    "crossing_km_low",
    "crossing_km_high",
    "worldview",
)
"""Columns that it holds, beside ``lat`` and ``lon`` in WGS 84 degrees, null where the incident has no place."""

_EXACT_KM: Final = 1.0
_MOST_KM: Final = 20_000.0
_EARTH: Final = {"lat": 90.0, "lon": 180.0}


def spot_text(frame: gpd.GeoDataFrame, row: Any) -> str:
    """Return where the incident of a row is."""
    point = frame.geometry.loc[row]
    is_placed = point is not None and not point.is_empty
    values: dict[str, Any] = {"lat": point.y if is_placed else None, "lon": point.x if is_placed else None}
    for name in COLUMNS:
        values[name] = plain(frame.loc[row, name])
    return json.dumps(values, ensure_ascii=False, allow_nan=False)


def read_spot(text: object) -> dict[str, Any]:
    """Return the values of a text of `spot_text`.

    Raises
    ------
    OptionError
        If it is none, or its position is not on the earth.
    """
    try:
        values = json.loads(str(text))
        point = [values[name] for name in _EARTH]
        known = {name: values[name] for name in COLUMNS}
    except (ValueError, LookupError, TypeError) as error:
        raise OptionError(f"{str(text)[:80]!r} is no place") from error
    if point == [None, None]:
        return {"lat": None, "lon": None, **known}
    for (name, limit), value in zip(_EARTH.items(), point, strict=True):
        if not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > limit:
            raise OptionError(f"a {name} of {value!r} is outside -{limit:g}..{limit:g} degrees")
    return {"lat": float(point[0]), "lon": float(point[1]), **known}


def set_spot(frame: gpd.GeoDataFrame, row: Any, text: object) -> None:
    """Put the incident of a row where a text of `spot_text` says.

    Raises
    ------
    OptionError
        As `read_spot`.
    """
    values = read_spot(text)
    for name in COLUMNS:
        frame.loc[row, name] = cell(name, values[name])
    point = None if values["lat"] is None else shapely.Point(values["lon"], values["lat"])
    geometry = frame.geometry.to_numpy(dtype=object, copy=True)
    geometry[frame.index.get_loc(row)] = point
    frame["geometry"] = gpd.GeoSeries(geometry, index=frame.index, crs=frame.crs)


def moved(found: gpd.GeoDataFrame, *, lat: float, lon: float, name: str, uncertainty_km: float) -> gpd.GeoDataFrame:
    """Return a table of one incident with a new place, whose areas and distances `geo.relations.relate` has to fill.

    Parameters
    ----------
    lat, lon
        WGS 84 degrees.
    name
        Of the place, for readers; may be empty.
    uncertainty_km
        How far off it may be.

    Raises
    ------
    OptionError
        If the position is not on the earth, or the uncertainty is no distance on it.
    """
    if not (math.isfinite(uncertainty_km) and 0 <= uncertainty_km <= _MOST_KM):
        raise OptionError(f"an uncertainty of {uncertainty_km} km is outside 0..{_MOST_KM:g}")
    values = dict.fromkeys(COLUMNS) | {"lat": lat, "lon": lon, "place_name": name or None, "disputed": False}
    values |= {"precision": "exact" if uncertainty_km <= _EXACT_KM else "place", "uncertainty_km": uncertainty_km}
    changed = found.reset_index(drop=True).copy()
    set_spot(changed, 0, json.dumps(values))
    return tables.conform(changed)
