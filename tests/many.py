"""Very many incidents, built by code with a fixed seed: what a year of a data set would bring."""

from dataclasses import replace
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import tables
from geo.records import INCIDENT_TYPES, Article
from tests import world

_FIRST_DAY = np.datetime64("2023-01-01")
_DAYS = 365
_PLACES = 2000
_CLAIMS = 500
_NULLABLE = ("Int64", "boolean")
_COUNTRIES = np.array(["PK", "IR", "AF", "IQ", "SY", "UA", "SD", "ML", "ET", "MM"])


def articles(count: int) -> list[Article]:
    return [replace(world.STRIKES, id=f"{count:016x}")]


def incidents(count: int) -> gpd.GeoDataFrame:
    """Return a table of so many incidents around a few thousand places, one claim each."""
    random = np.random.default_rng(7)
    place = random.integers(0, _PLACES, count)
    lat = random.uniform(-30, 60, _PLACES)[place] + random.normal(0, 0.4, count)
    lon = random.uniform(-80, 140, _PLACES)[place] + random.normal(0, 0.4, count)
    day = (_FIRST_DAY + random.integers(0, _DAYS, count)).astype(str).astype(object)
    killed = pd.array(np.where(random.random(count) < 0.4, random.geometric(0.2, count), -1), "Int64")
    killed[killed < 0] = pd.NA
    border_km = random.uniform(0, 900, count).round(1)
    told = np.empty(_CLAIMS, dtype=object)
    for at in range(_CLAIMS):
        told[at] = [_claim(at)]
    known = {
        "id": np.char.add("m", np.arange(count).astype(str)).astype(object),
        "type": random.choice(np.array(INCIDENT_TYPES, dtype=object), count),
        "status": random.choice(np.array(["happened", "claimed", "planned"], dtype=object), count, p=[0.8, 0.15, 0.05]),
        "title": np.char.add("Incident near place ", place.astype(str)).astype(object),
        "date_start": day,
        "date_end": day,
        "date_precision": "day",
        "place_name": np.char.add("Place ", place.astype(str)).astype(object),
        "country": _COUNTRIES[place % len(_COUNTRIES)].astype(object),
        "admin1": np.char.add("Province ", (place % 200).astype(str)).astype(object),
        "precision": "place",
        "uncertainty_km": 5.0,
        "actor1": random.choice(np.array(["Army", "Rebels", "Gunmen", None], dtype=object), count),
        "killed_low": killed,
        "killed_high": killed,
        "confidence": random.uniform(0.4, 1, count).round(3),
        **dict.fromkeys(("border_km", "border_km_low", "border_km_high"), border_km),
        **dict.fromkeys(("cross_border", "disputed", "from_caption"), False),
        "sources": 1,
        "review": "auto",
        "claims": told[random.integers(0, _CLAIMS, count)],
    }
    points = gpd.points_from_xy(lon, lat)
    columns = {name: known.get(name, pd.NA if kind in _NULLABLE else None) for name, kind in tables.COLUMNS.items()}
    kinds = {name: kind for name, kind in tables.COLUMNS.items() if kind not in ("object", "geometry")}
    return gpd.GeoDataFrame(
        pd.DataFrame(columns | {"geometry": points}).astype(kinds), geometry="geometry", crs=tables.CRS
    )


def reading(count: int) -> SimpleNamespace:
    """Return what a reader of reports would give, had it read so much."""
    nowhere = gpd.GeoDataFrame(
        {name: [] for name in ("surface", "name", "kind", "confidence", "report_id")}, geometry=[], crs=tables.CRS
    )
    return SimpleNamespace(
        articles=tuple(articles(count)), toponyms={}, claims=(), incidents=incidents(count), mentions=lambda: nowhere
    )


def _claim(at: int) -> dict:
    stated = {"report_id": "c3" * 8, "source": f"Outlet {at % 20}", "published": "2024-01-19", "status": "happened"}
    return dict.fromkeys(tables.CLAIM_FIELDS) | stated | {"quote": f"quote {at}", "start": at, "end": at + 5}
