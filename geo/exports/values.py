"""The values that every form of export shares: checked, with honest decimals and portable texts."""

import re
from collections.abc import Mapping
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import tables
from geo.records import PlacePrecision

DECIMALS: Final[Mapping[PlacePrecision, int]] = {
    "exact": 5,
    "place": 5,
    "admin2": 3,
    "admin1": 2,
    "country": 1,
    "unknown": 1,
}
"""Decimals of a coordinate in degrees: 5 stand for about a metre, 3 for a village, 1 for 11 kilometres."""

# The decimals of other numbers: metres for distances, tenths of a degree for a direction, thousandths for a confidence.
_NUMBER_DECIMALS: Final = {
    "uncertainty_km": 3,
    "border_km": 3,
    "border_km_low": 3,
    "border_km_high": 3,
    "border_bearing": 1,
    "crossing_km": 3,
    "crossing_km_low": 3,
    "crossing_km_high": 3,
    "confidence": 3,
}
# All but these, XML 1.0 cannot carry even as references; SQLite and C libraries end a text at the first NUL.
_NOT_PORTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def portable(value: Any) -> Any:
    r"""Return a text with U+FFFD in place of each control character or half surrogate pair; others unchanged.

    Examples
    --------
    >>> portable("a\x00b"), portable(7)
    ('a�b', 7)
    """
    return _NOT_PORTABLE.sub("\ufffd", value) if isinstance(value, str) else value


def prepared(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the columns of `geo.tables.COLUMNS` as they are exported.

    Raises
    ------
    OptionError
        If the table does not keep its contract.
    """
    tables.check(frame)
    ready = tables.conform(frame)[list(tables.COLUMNS)].reset_index(drop=True)
    for name, dtype in tables.COLUMNS.items():
        if name in _NUMBER_DECIMALS:
            ready[name] = ready[name].round(_NUMBER_DECIMALS[name])
        elif dtype == "object":
            ready[name] = pd.Series([_plain(value) for value in ready[name]], index=ready.index, dtype=object)
    ready["geometry"] = _rounded(ready)
    return ready


def positions(frame: gpd.GeoDataFrame) -> list[tuple[float, float] | None]:
    """Return latitude and longitude of each row in WGS 84 degrees, None where it is unplaced."""
    cells = np.asarray(frame["geometry"], dtype=object)
    pairs = zip(shapely.get_y(cells).tolist(), shapely.get_x(cells).tolist(), strict=True)
    return [None if lat != lat else (lat, lon) for lat, lon in pairs]  # noqa: PLR0124 - only NaN differs from itself


def plain_rows(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return each row as plain values without its geometry, None where a value is missing."""
    columns = {
        name: [None if missing else value for value, missing in zip(column.tolist(), column.isna(), strict=True)]
        for name, column in frame.drop(columns="geometry").items()
    }
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    """Return a text, or the list of claims, as it is exported."""
    return [_plain_claim(claim) for claim in value] if isinstance(value, list) else portable(value)


def _plain_claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: round(float(value), _NUMBER_DECIMALS[name])
        if name in _NUMBER_DECIMALS and value is not None
        else portable(value)
        for name, value in claim.items()
    }


def _rounded(frame: gpd.GeoDataFrame) -> gpd.GeoSeries:
    decimals = frame["precision"].map(DECIMALS)
    shapes = [
        None if place is None else shapely.Point(*(round(degrees, places) + 0.0 for degrees in reversed(place)))
        for place, places in zip(positions(frame), decimals, strict=True)
    ]  # adding zero turns -0.0 into 0.0
    return gpd.GeoSeries(shapes, index=frame.index, crs=tables.CRS)
