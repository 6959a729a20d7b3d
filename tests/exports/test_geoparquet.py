"""GeoParquet: the standard's metadata, types that do not depend on the values, and the same table back."""

import json
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
from hypothesis import given, settings

from geo import exports
from geo.exports.values import prepared
from geo.tables import COLUMNS, conform, to_frame
from tests import world
from tests.exports.tables import frames


def test_metadata_are_those_of_version_1_1_with_a_covering(tmp_path):
    schema = pq.read_schema(exports.write(world.frame(), tmp_path / "night.parquet"))
    notes = json.loads(schema.metadata[b"geo"])
    assert notes["version"] == "1.1.0"
    column = notes["columns"][notes["primary_column"]]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["Point"]
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert [name for name in schema.names if name != "bbox"] == list(COLUMNS)
    assert b"CC BY 4.0" in schema.metadata[b"attribution"]


def test_files_with_and_without_incidents_have_one_schema(tmp_path):
    full = pq.read_schema(exports.write(world.frame(), tmp_path / "full.parquet"))
    empty = pq.read_schema(exports.write(to_frame([]), tmp_path / "empty.parquet"))
    assert full.equals(empty)


def test_a_box_reads_only_what_lies_in_it(tmp_path):
    path = exports.write(world.frame(), tmp_path / "night.parquet")
    table = gpd.read_parquet(path, bbox=(60, 25, 66, 30))
    assert table["place_name"].tolist() == ["Taftan", "Panjgur"]


@settings(max_examples=20)
@given(frames())
def test_any_table_comes_back(frame):
    with tempfile.TemporaryDirectory() as folder:
        table = gpd.read_parquet(exports.write(frame, Path(folder, "night.parquet")))
    pd.testing.assert_frame_equal(conform(table)[list(COLUMNS)], prepared(frame))
