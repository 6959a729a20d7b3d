"""The table of incidents: its columns, its forms of missing values, and what the boundary refuses."""

import re
from dataclasses import replace
from datetime import date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely

from geo import tables
from geo.errors import OptionError
from tests import world


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    return world.frame()


def row(frame: gpd.GeoDataFrame, number: int) -> pd.Series:
    return frame.iloc[number]


def test_columns_and_dtypes_are_the_contract(frame):
    for table in (frame, tables.to_frame([])):
        assert list(table.columns) == list(tables.COLUMNS)
        assert {name: str(dtype) for name, dtype in table.dtypes.items()} == dict(tables.COLUMNS)
        assert table.crs.to_epsg() == 4326


def test_a_row_says_what_its_incident_says(frame):
    strike = row(frame, 1)
    assert (strike["date_start"], strike["date_end"], strike["date_precision"]) == ("2024-01-18", "2024-01-18", "day")
    assert (strike["killed_low"], strike["killed_high"], strike["sources"]) == (7, 9, 2)
    assert (strike.geometry.x, strike.geometry.y) == (world.IRAN.lon, world.IRAN.lat)
    assert [claim["report_id"] for claim in strike["claims"]] == [world.STRIKES.id, world.NOTES.id]
    assert all(tuple(claim) == tuple(tables.CLAIM_FIELDS) for claims in frame["claims"] for claim in claims)
    for claims in frame["claims"]:
        for claim in claims:
            text = next(article.text for article in world.ARTICLES if article.id == claim["report_id"])
            assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_unknown_is_not_zero(frame):
    first, attack = row(frame, 0), row(frame, 5)
    assert first["killed_low"] == 2
    assert first["killed_high"] is pd.NA
    assert (attack["killed_low"], attack["killed_high"]) == (0, 0)
    assert attack["date_start"] is None
    assert row(frame, 6).geometry is None
    assert row(frame, 6)["place_name"] is None


def test_cross_border_needs_both_countries(frame):
    assert frame["cross_border"].tolist() == [True, True, pd.NA, False, pd.NA, pd.NA, pd.NA, pd.NA]


def test_a_latitude_without_longitude_is_unplaced():
    incident = world.INCIDENTS[0]
    half = replace(incident, spot=replace(incident.spot, lon=None))
    assert tables.to_frame([half]).geometry.iloc[0] is None


def test_conform_undoes_what_files_do_to_values(frame):
    changed = frame.astype({"killed_low": "float64", "sources": "int32", "disputed": "bool"})
    changed["date_start"] = pd.to_datetime(changed["date_start"])
    changed["date_end"] = [day and date.fromisoformat(day) for day in changed["date_end"]]
    changed["means"] = changed["means"].astype("string")
    changed["admin1"] = changed["admin1"].fillna(np.nan)
    changed["claims"] = [np.array(claims) for claims in changed["claims"]]
    pd.testing.assert_frame_equal(tables.conform(changed), frame)


def test_conform_keeps_other_columns_behind_and_reads_claims_in_json(frame):
    changed = frame[frame.columns[::-1]].assign(note="x", claims='[{"quote": "a", "published": "2024-01-19"}]')
    table = tables.conform(changed)
    assert list(table.columns) == [*tables.COLUMNS, "note"]
    assert table["claims"].iloc[0][0] == dict.fromkeys(tables.CLAIM_FIELDS) | {"quote": "a", "published": "2024-01-19"}


def test_conform_names_a_column_that_cannot_be_used(frame):
    with pytest.raises(OptionError, match="lacks title"):
        tables.conform(frame.drop(columns="title"))
    with pytest.raises(OptionError, match="'killed_low' does not hold Int64"):
        tables.conform(frame.assign(killed_low="many"))
    with pytest.raises(OptionError, match="'title' does not hold"):
        tables.conform(frame.assign(title=7))


def test_check_accepts_the_world_and_dates_in_any_form(frame):
    tables.check(frame)
    tables.check(frame.assign(date_start=pd.to_datetime(frame["date_start"]), date_end=datetime(2030, 1, 1)))  # noqa: DTZ001
    tables.check(tables.to_frame([]))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "same"}, "'same', 'same', 'same' and 4 more: an id that another row has"),
        ({"id": None}, "no id"),
        ({"type": "ufo"}, "a type other than air_strike"),
        ({"status": None}, "a status other than happened"),
        ({"review": ""}, "a review other than auto"),
        ({"date_start": "16 January"}, "no ISO 8601 day as date_start"),
        ({"date_end": "20240118"}, "no ISO 8601 day as date_end"),
        ({"date_start": "2025-01-01"}, "date_start greater than date_end"),
        ({"killed_low": 10, "killed_high": 9}, "killed_low greater than killed_high"),
        ({"injured_low": -1}, "a negative injured_low"),
        ({"confidence": 1.5}, "a confidence outside 0..1"),
        ({"confidence": None}, "a confidence outside 0..1"),
        ({"country": "Iran"}, "a country that is not like [A-Z]{2}"),
        ({"border": "IRPK"}, "a border that is not like"),
    ],
)
def test_check_refuses(frame, change, complaint):
    with pytest.raises(OptionError, match=re.escape(complaint)):
        tables.check(frame.assign(**change))


def test_check_refuses_geometries_that_are_no_points_on_the_earth(frame):
    shapes = [shapely.Point(0, 95), shapely.box(0, 0, 1, 1), *frame.geometry[2:]]
    frame["geometry"] = gpd.GeoSeries(shapes, crs=4326)
    frame = frame.set_crs(32641, allow_override=True)
    with pytest.raises(OptionError) as raised:
        tables.check(frame)
    message = str(raised.value)
    assert f"'{1:016x}': a point outside" in message
    assert f"'{2:016x}': a geometry other than a point" in message
    assert "UTM zone 41N" in message


def test_check_gathers_every_complaint(frame):
    with pytest.raises(OptionError, match=r"negative border_km.*outside 0\.\.1"):
        tables.check(frame.assign(border_km=-1.0, confidence=2.0))
    with pytest.raises(OptionError, match="lacks id, geometry"):
        tables.check(pd.DataFrame(frame.drop(columns=["id", "geometry"])))


def test_arrow_types_do_not_depend_on_the_values(frame):
    nothing = tables.to_frame([])
    assert tables.to_arrow(frame).schema == tables.to_arrow(nothing).schema
    assert tables.claims_to_arrow(frame).schema == tables.claims_to_arrow(nothing).schema
    assert tables.to_arrow(frame).schema.field("date_start").type == pa.date32()


def test_arrow_and_back_is_the_same_table(frame):
    back = tables.to_arrow(frame).to_pandas()
    back["geometry"] = gpd.GeoSeries.from_wkb(back["geometry"], crs=4326)
    pd.testing.assert_frame_equal(tables.conform(gpd.GeoDataFrame(back, geometry="geometry")), frame)


def test_claims_are_rows_of_their_incident(frame):
    told = tables.claims_to_arrow(frame).to_pylist()
    assert len(told) == len(world.CLAIMS)
    assert [one["incident_id"] for one in told].count(f"{2:016x}") == 2
    assert told[0]["published"] == date(2024, 1, 19)
