"""GeoPackage: the layer, its days as dates, the claims beside it and the licences inside."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from hypothesis import given, settings

from geo import exports, tables
from geo.exports.values import prepared
from tests import world
from tests.exports.tables import frames


@pytest.fixture
def package(tmp_path) -> Path:
    return exports.write(world.frame(), tmp_path / "night.gpkg")


def asked(package: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(package)) as connection:
        return connection.execute(question).fetchall()


def test_layers_are_the_incidents_and_their_claims(package):
    layers = [["incidents", "Point"], ["crossing_status", "Point"], ["claims", None]]
    assert pyogrio.list_layers(package).tolist() == layers
    told = pyogrio.read_dataframe(package, layer="claims")
    assert told.columns.tolist() == ["incident_id", *tables.CLAIM_FIELDS]
    joined = asked(package, "SELECT count(*) FROM claims JOIN incidents ON incidents.id = claims.incident_id")
    assert joined == [(len(world.CLAIMS),)]


def test_days_are_dates_for_the_temporal_controller(package):
    declared = {name: kind for _, name, kind, *_ in asked(package, "PRAGMA table_info(incidents)")}
    assert (declared["date_start"], declared["date_end"]) == ("DATE", "DATE")
    assert declared["killed_low"] == "INTEGER"
    assert declared["disputed"] == "BOOLEAN"
    assert asked(package, "SELECT date_start FROM incidents WHERE type = 'border_closure'") == [("2020-02-01",)]


def test_it_has_a_spatial_index_and_its_licences(package):
    assert asked(package, "SELECT extension_name FROM gpkg_extensions WHERE table_name = 'incidents'") == [
        ("gpkg_rtree_index",)
    ]
    notes = " ".join(text for (text,) in asked(package, "SELECT metadata FROM gpkg_metadata"))
    assert "CC BY 4.0" in notes
    assert "Natural Earth" in notes


def test_writing_leaves_the_settings_of_the_library(package):
    assert package.exists()
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


@settings(max_examples=8)
@given(frames())
def test_any_table_comes_back(frame):
    with tempfile.TemporaryDirectory() as folder:
        path = exports.write(frame, Path(folder, "night.gpkg"))
        table = gpd.read_file(path, layer="incidents")
        told = pyogrio.read_dataframe(path, layer="claims")
    ready = prepared(frame)
    for name in ("id", "title", "date_start", "date_end", "killed_low", "uncertainty_km", "actor1", "geometry"):
        back = tables.conform(table.assign(claims=None))[name]
        assert back.isna().tolist() == ready[name].isna().tolist()
        assert back.dropna().tolist() == ready[name].dropna().tolist()
    assert told["quote"].tolist() == [claim["quote"] for claims in ready["claims"] for claim in claims]
