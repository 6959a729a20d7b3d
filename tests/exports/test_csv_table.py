"""CSV: plain to read back, safe to open in a spreadsheet."""

import csv
import io
import json
import tempfile
from pathlib import Path

import geopandas as gpd
from hypothesis import given, settings

from geo import exports
from geo.exports.csv_table import HEADER, guarded
from geo.exports.values import portable
from tests import world
from tests.exports.tables import frames


def rows(frame: gpd.GeoDataFrame) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        content = exports.write(frame, Path(folder, "night.csv")).read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_numbers_stay_numbers_and_unknown_is_empty():
    first, strike = rows(world.frame())[:2]
    assert tuple(first) == HEADER
    assert (strike["killed_low"], strike["killed_high"], strike["injured_low"]) == ("7", "9", "")
    assert (strike["lat"], strike["lon"], strike["wkt"]) == ("35.7", "51.4", "POINT (51.4 35.7)")
    assert (strike["cross_border"], strike["disputed"], strike["crossing_km"]) == ("true", "false", "")
    assert [claim["report_id"] for claim in json.loads(strike["claims"])] == [world.STRIKES.id, world.NOTES.id]


def test_western_and_southern_places_are_no_formulas():
    frame = world.frame()
    frame["geometry"] = gpd.points_from_xy([-70.5] * 8, [-33.25] * 8, crs=4326)
    row = rows(frame)[5]
    assert (row["lat"], row["lon"]) == ("-33.25", "-70.5")


def test_texts_that_a_spreadsheet_would_run_are_guarded():
    statement, hostile = rows(world.frame())[6:]
    assert statement["title"] == statement["actor1"] == "'" + world.FORMULA
    assert hostile["means"] == "'@SUM(1)"
    assert hostile["title"] == world.HOSTILE


def test_lines_end_as_the_standard_says(tmp_path):
    content = exports.write(world.frame()[:2], tmp_path / "night.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    assert not content.startswith(b"\xef\xbb\xbf")


@settings(max_examples=30)
@given(frames())
def test_any_text_comes_back_and_none_begins_like_a_formula(frame):
    for row, title in zip(rows(frame), frame["title"], strict=True):
        assert row["title"] == guarded(portable(title) or "")
        assert not row["title"].startswith(tuple("=+-@\t\r"))
