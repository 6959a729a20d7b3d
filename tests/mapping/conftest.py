"""A small table of incidents for the map: exact, coarse, undated, unplaced and hostile ones."""

import geopandas as gpd
import pytest
from shapely import Point

HOSTILE = "</script><img src=x onerror=alert(1)>`${alert(2)}`{{ 7*7 }}{% raw %}{'a_b'}"

_DEFAULTS = {
    "type": "air_strike",
    "status": "happened",
    "title": "Air strike",
    "date_start": "2024-01-16",
    "date_end": "2024-01-16",
    "date_precision": "day",
    "place_name": "Panjgur",
    "country": "PK",
    "admin1": "Balochistan",
    "precision": "place",
    "uncertainty_km": 12.34,
    "actor1": "Iran",
    "actor2": None,
    "killed_low": 2,
    "killed_high": None,
    "injured_low": None,
    "injured_high": None,
    "confidence": 0.87654,
    "cross_border": True,
    "sources": 2,
    "crossing": None,
    "crossing_km": None,
    "review": "auto",
    "claims": [
        {
            "report_id": "r",
            "type": "air_strike",
            "status": "happened",
            "quote": "Two died",
            "source": "Post",
            "actor1_country": "IR",
            "published": None,
        }
    ],
    "geometry": Point(64.0945900001, 26.97186),
}
_ROWS = [
    {"id": "exact"},
    {"id": "coarse", "precision": "admin1", "date_start": "2024-01-18", "date_end": "2024-01-20", "cross_border": None},
    {"id": "hostile", "title": HOSTILE, "claims": [], "killed_low": None, "confidence": None},
    {"id": "undated", "date_start": None, "date_end": None},
    {"id": "unplaced", "geometry": None},
]


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    rows = [{**_DEFAULTS, **row} for row in _ROWS]
    table = gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)
    for name in ("killed_low", "killed_high", "injured_low", "injured_high", "sources"):
        table[name] = table[name].astype("Int64")
    table["cross_border"] = table["cross_border"].astype("boolean")
    return table


@pytest.fixture
def mentions() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "surface": ["Tehran", "the Iranian capital", "Nowhere"],
            "name": ["Tehran", "Tehran", ""],
            "kind": ["metonym", "literal", "literal"],
            "confidence": [0.5, 0.9, 0.0],
        },
        geometry=[Point(51.42, 35.69), Point(51.42, 35.69), None],
        crs=4326,
    )
