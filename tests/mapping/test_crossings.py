"""Crossings on the map: their status over time follows from closures and openings."""

from datetime import date

import geopandas as gpd
import pytest
from shapely import Point

from geo.mapping.crossings import crossing_marks


@pytest.fixture
def table() -> gpd.GeoDataFrame:
    rows = [
        {"id": "ir-pk-taftan", "name": "Taftan-Mirjaveh", "aliases": "Taftan;Mirjaveh;Zero Point"},
        {"id": "af-pk-chaman", "name": "Chaman", "aliases": "Wesh;Zero Point"},
    ]
    for row in rows:
        row |= {"country_a": row["id"][:2].upper(), "country_b": "PK", "lat": 28.9, "lon": 61.5}
        row |= {"uncertainty_m": 700, "source": "GeoNames"}
    return gpd.GeoDataFrame(rows, geometry=[Point(61.5, 28.9)] * 2, crs=4326)


def report(kind: str, first: str | None, **values) -> dict:
    row = {"type": kind, "status": "happened", "date_start": first, "date_end": first, "precision": "place"}
    row |= {"crossing": "Taftan-Mirjaveh", "crossing_km": 300.0, "claims": []}
    return row | {"geometry": None} | values


def history(table: gpd.GeoDataFrame, *reports: dict) -> dict[str, tuple]:
    frame = gpd.GeoDataFrame(list(reports), geometry="geometry", crs=4326)
    return {mark.name: mark.history for mark in crossing_marks(frame, table=table)}


def test_named_crossings_open_and_shut_in_order(table):
    found = history(
        table,
        report("border_opening", "2024-02-01", claims=[{"crossing": "mirjaveh"}]),
        report("border_closure", "2024-01-10", claims=[{"crossing": "Taftan"}]),
    )
    assert found == {
        "Taftan-Mirjaveh": (
            (date(2024, 1, 10), date(2024, 1, 10), "closed"),
            (date(2024, 2, 1), date(2024, 2, 1), "open"),
        ),
        "Chaman": (),
    }


def test_an_unnamed_closure_counts_only_at_the_crossing(table):
    assert history(table, report("border_closure", "2024-01-10"))["Taftan-Mirjaveh"] == ()
    assert len(history(table, report("border_closure", "2024-01-10", crossing_km=3.0))["Taftan-Mirjaveh"]) == 1
    area = report("border_closure", "2024-01-10", crossing_km=3.0, precision="admin1")
    assert history(table, area)["Taftan-Mirjaveh"] == ()


@pytest.mark.parametrize(
    "unusable",
    [
        report("border_closure", None, claims=[{"crossing": "Taftan"}]),
        report("border_closure", "2024-01-10", claims=[{"crossing": "Taftan"}], status="denied"),
        report("border_closure", "2024-01-10", claims=[{"crossing": "Zero Point"}]),
        report("talks", "2024-01-10", claims=[{"crossing": "Taftan"}]),
    ],
    ids=["undated", "denied", "ambiguous", "no closure"],
)
def test_other_reports_say_nothing(table, unusable):
    assert set(history(table, unusable).values()) == {()}


def test_the_shipped_crossings_are_marks(frame):
    marks = crossing_marks(frame.assign(crossing=None, crossing_km=None))
    assert "Taftan-Mirjaveh" in {mark.name for mark in marks}
