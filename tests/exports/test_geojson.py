"""GeoJSON: the standard, the contract's properties, honest decimals and the box around everything."""

import io
import json

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import exports
from geo.exports.geojson import bounding_box
from geo.exports.values import DECIMALS, portable
from geo.tables import CLAIM_FIELDS, COLUMNS, to_frame
from tests import world
from tests.exports import rfc7946
from tests.exports.tables import DEGREES, frames


def exported(frame: gpd.GeoDataFrame) -> dict:
    stream = io.StringIO()
    exports.write_geojson(frame, stream)
    return json.loads(stream.getvalue().encode("utf-8"), parse_constant=pytest.fail)


def test_properties_are_the_contract_in_its_order():
    document = exported(world.frame())
    assert rfc7946.violations(document) == []
    for feature, incident in zip(document["features"], world.INCIDENTS, strict=True):
        assert list(feature["properties"]) == [name for name in COLUMNS if name != "geometry"]
        assert feature["id"] == feature["properties"]["id"] == incident.id
        for claim in feature["properties"]["claims"]:
            assert list(claim) == list(CLAIM_FIELDS)
    properties = document["features"][1]["properties"]
    assert (properties["killed_low"], properties["killed_high"], properties["injured_low"]) == (7, 9, None)
    assert (properties["date_start"], properties["cross_border"], properties["disputed"]) == ("2024-01-18", True, False)
    assert document["features"][5]["properties"]["killed_high"] == 0


def test_texts_come_through_as_they_are():
    features = exported(world.frame())["features"]
    assert features[7]["properties"]["title"] == world.HOSTILE
    assert features[6]["properties"]["actor1"] == world.FORMULA
    assert features[3]["properties"]["place_name"] == world.RIGHT_TO_LEFT


def test_decimals_are_those_that_the_precision_claims():
    features = exported(world.frame())["features"]
    assert features[0]["geometry"]["coordinates"] == [67.0, 30.18]
    assert features[1]["geometry"]["coordinates"] == [51.4, 35.7]
    assert features[5]["geometry"]["coordinates"] == [64.09459, 26.97186]
    assert features[6]["geometry"] is None


def test_the_box_is_absent_when_nothing_is_placed():
    unplaced = world.frame()[6:]
    assert "bbox" not in exported(unplaced)
    assert "bbox" not in exported(to_frame([]))
    assert exported(world.frame())["bbox"] == [51.4, 26.97186, 73.04329, 35.7]


@settings(max_examples=30)
@given(frames())
def test_any_table_is_valid_and_reads_back(frame):
    document = exported(frame)
    assert rfc7946.violations(document) == []
    for feature, (_, row) in zip(document["features"], frame.iterrows(), strict=True):
        assert feature["properties"]["title"] == portable(row["title"])
        assert feature["properties"]["claims"][0]["quote"] == portable(row["claims"][0]["quote"])
        if row.geometry is None:
            assert feature["geometry"] is None
            continue
        lon, lat = feature["geometry"]["coordinates"]
        near = 0.5 * 10.0 ** -DECIMALS[row["precision"]] + 1e-9
        assert abs(lon - row.geometry.x) <= near
        assert abs(lat - row.geometry.y) <= near


@given(st.lists(st.tuples(st.floats(-90, 90, **DEGREES), st.floats(-180, 180, **DEGREES)), min_size=1, max_size=8))
def test_the_box_holds_every_place_and_is_never_wider_than_half_a_turn_needs(places):
    west, south, east, north = bounding_box(places)
    width = east - west if east >= west else east - west + 360
    for lat, lon in places:
        assert south <= lat <= north
        assert (west <= lon <= east) if west <= east else (lon >= west or lon <= east)
    assert width <= max(lon for _, lon in places) - min(lon for _, lon in places)
    edges = {lon for _, lon in places}
    assert {west, east} <= edges


def test_geopandas_reads_the_file(tmp_path):
    path = exports.write(world.frame(), tmp_path / "night.geojson")
    table = gpd.read_file(path)
    assert table["id"].tolist() == [incident.id for incident in world.INCIDENTS]
    assert table.crs.to_epsg() == 4326
    assert table.geometry.isna().tolist() == world.frame().geometry.isna().tolist()
